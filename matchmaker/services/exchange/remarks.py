"""Remarks on their way into the database and back: JSON that keeps the sentence and its values apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from matchmaker.core.imports.remarks import Remark
from matchmaker.errors import MatchmakerError


def to_json(remarks: Iterable[Remark]) -> list[dict[str, Any]]:
    """Remarks as plain values."""
    return [{"message": one.message, "values": dict(one.values)} for one in remarks]


def of_error(error: MatchmakerError) -> dict[str, Any]:
    """What an error says, as a remark is kept."""
    return {
        "message": error.message,
        "values": {name: str(value) for name, value in error.values.items()},
    }


def from_json(documents: Iterable[dict[str, Any]]) -> list[Remark]:
    """The remarks again."""
    return [Remark(one["message"], tuple(one["values"].items())) for one in documents]
