"""Columns of any table: what "empty" means for each, and where a text may hide."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Enum,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    cast,
    func,
    or_,
)

from matchmaker.core.forgetting import GAP, without

SHORT = 32
"""A column so narrow holds an id or a word of a closed list, never what somebody typed."""


def emptied(column: Column[Any]) -> Any:
    """The value that says nothing: none where the column may be empty, else the empty one of its kind."""
    if column.nullable:
        return None
    if isinstance(column.type, JSON):
        default = getattr(column.default, "arg", None)
        return {} if default is None or not callable(default) else type(default(None))()
    return ""


def is_filled(column: Column[Any]) -> ColumnElement[bool]:
    """Whether a column says something; PostgreSQL compares no JSON, so that is compared as text."""
    if isinstance(column.type, JSON):
        return cast(column, Text).not_in(("{}", "[]", "null"))
    return column.is_distinct_from(emptied(column))


def replaced(value: str) -> str:
    """The sign in the place of a text that is not shown any more; an empty one stays so."""
    return GAP if value else ""


def left_of(column: Column[Any], clean: Any, key: Iterable[Any]) -> Any:
    """What a column holds after words were taken out of it: nothing, where nothing else stood there.

    Where no two rows may hold the same, the key of the row tells them apart.
    """
    if isinstance(column.type, JSON):
        return clean
    if _is_unique(column):
        return " ".join((GAP, *map(str, key)))
    return emptied(column) if clean == GAP else clean


def texts_of(table: Table) -> list[Column[Any]]:
    """The columns that may hold words: JSON, and texts but for keys, ids and closed lists."""
    return [column for column in table.columns if isinstance(column.type, JSON) or _is_text(column)]


def holds(column: Column[Any], text: str) -> ColumnElement[bool]:
    """Whether a text stands in a column, in small or capital letters, in JSON too; its words in any line."""
    found = func.lower(cast(column, Text))
    return and_(
        *(or_(*(found.contains(form, autoescape=True) for form in _forms(part))) for part in text.split())
    )


def cleaned(value: Any, *, names: Iterable[str], addresses: Iterable[str]) -> Any:
    """A value of a row, JSON included, without full names and addresses."""
    names, addresses = tuple(names), tuple(addresses)
    if isinstance(value, str):
        return without(value, names=names, addresses=addresses)
    if isinstance(value, list):
        return [cleaned(one, names=names, addresses=addresses) for one in value]
    if isinstance(value, dict):
        return {
            without(str(key), names=names, addresses=addresses): cleaned(
                one, names=names, addresses=addresses
            )
            for key, one in value.items()
        }
    return value


def _is_text(column: Column[Any]) -> bool:
    if not isinstance(column.type, String) or isinstance(column.type, Enum):
        return False
    wide = column.type.length is None or column.type.length > SHORT
    return wide and not column.foreign_keys and not column.primary_key


def _is_unique(column: Column[Any]) -> bool:
    table = column.table
    assert isinstance(table, Table)
    sets = [one.columns for one in table.constraints if isinstance(one, UniqueConstraint)]
    sets += [one.columns for one in table.indexes if one.unique]
    return bool(column.unique) or any(column.name in some for some in sets)


def _forms(part: str) -> set[str]:
    """How a word may be written: as it is, in small letters, and as JSON escapes it.

    SQLite makes only the letters of ASCII small.
    """
    forms = {part, part.lower(), "".join(sign.lower() if sign.isascii() else sign for sign in part)}
    return forms | {json.dumps(form)[1:-1] for form in forms}
