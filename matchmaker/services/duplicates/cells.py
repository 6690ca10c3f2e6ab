"""Values of rows as JSON can hold them, and back again as their columns want them."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Date, Enum, LargeBinary, Table

from matchmaker.db import UTCDateTime

Row = dict[str, Any]


def to_json(values: Mapping[str, Any]) -> Row:
    """Plain values of a row, or of some of its columns."""
    return {name: _plain(value) for name, value in values.items()}


def from_json(table: Table, values: Mapping[str, Any]) -> Row:
    """The values as the table's columns take them; a column that a later release dropped is left out."""
    return {name: _rich(table.c[name], value) for name, value in values.items() if name in table.c}


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _rich(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    kind = column.type
    if isinstance(kind, UTCDateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, LargeBinary):
        return base64.b64decode(value)
    if isinstance(kind, Enum) and kind.enum_class is not None:
        return kind.enum_class(value)
    return value
