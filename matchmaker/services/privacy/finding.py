"""The rows of a person, found by what the register says of each table."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Table, false, func, or_, select

from matchmaker.core.privacy.register import REGISTER
from matchmaker.core.privacy.terms import Fate, Found, Key, Personal
from matchmaker.db import Base
from matchmaker.services.privacy.people import Person

OWN = frozenset({Key.ACCOUNT, Key.ADDRESS, Key.PARENT})
"""By these a row is the person's own, whatever becomes of profiles and introductions."""


def table_of(entry: Personal) -> Table:
    """The table that a row of the register is about."""
    return Base.metadata.tables[entry.table]


def own_rows(entry: Personal, person: Person) -> ColumnElement[bool]:
    """Which rows are the person's, those of profiles and introductions included."""
    return _any(table_of(entry), entry.found, person, person.alone)


def rows_by_person(entry: Personal, person: Person) -> ColumnElement[bool]:
    """Which rows are the person's by their id or address alone."""
    return _any(table_of(entry), (one for one in entry.found if one.key in OWN), person, person.alone)


def naming_rows(entry: Personal, person: Person) -> ColumnElement[bool]:
    """In which rows others may have named the person."""
    found = (*entry.named_in, *(entry.found if entry.erased is Fate.CLEAN else ()))
    return _any(table_of(entry), found, person, person.theirs)


def _any(
    table: Table, found: Iterable[Found], person: Person, profiles: Iterable[str]
) -> ColumnElement[bool]:
    return or_(false(), *(_matches(table, one, person, tuple(profiles)) for one in found))


def _matches(table: Table, found: Found, person: Person, profiles: tuple[str, ...]) -> ColumnElement[bool]:
    column = table.c[found.column]
    match found.key:
        case Key.ACCOUNT:
            return column == person.id
        case Key.ADDRESS:
            return func.lower(column).in_(person.addresses)
        case Key.RECORD:
            return column.in_(profiles)
        case Key.INTRODUCTION:
            return column.in_(person.introductions)
        case Key.PARENT:
            parent = Base.metadata.tables[found.parent]
            keys = [
                one
                for entry in REGISTER
                if entry.table == found.parent
                for one in entry.found
                if one.key in OWN - {Key.PARENT}
            ]
            return column.in_(select(parent.c.id).where(_any(parent, keys, person, profiles)))
