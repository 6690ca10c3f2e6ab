"""Column types that several tables share."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Enum

ID_LENGTH = 20


def words_of(kind: type[StrEnum], name: str = "") -> Enum:
    """A column that holds one word of a closed list, checked by the database, readable in any tool.

    A table with two columns of one kind gives each check a `name` of its own.
    """
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=32,
        name=name or kind.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )
