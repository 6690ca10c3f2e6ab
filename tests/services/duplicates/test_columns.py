"""No column that holds a stakeholder's id is forgotten by a merge: read from the models themselves."""

from __future__ import annotations

from sqlalchemy import JSON, Column, String, Table

from matchmaker.core.duplicates.choosing import CHOSEN, RULED, columns_of
from matchmaker.db import Base
from matchmaker.models import Stakeholder
from matchmaker.models.columns import ID_LENGTH
from matchmaker.services.duplicates.following import NAMES_NOBODY, PLAIN_JSON, STAYING, STEPS
from matchmaker.services.duplicates.journal import PEOPLE, table_of

FOLLOWED = {column for _step, columns in STEPS for column in columns}


def columns() -> list[tuple[str, Table, Column[object]]]:
    tables = Base.metadata.sorted_tables
    return [(f"{table.name}.{column.name}", table, column) for table in tables for column in table.columns]


def refers(column: Column[object]) -> str:
    """The table that a column refers to; "" where it has no foreign key."""
    return next((key.column.table.name for key in column.foreign_keys), "")


def test_every_column_that_refers_to_a_stakeholder_follows() -> None:
    referring = {name for name, _table, column in columns() if refers(column) == PEOPLE}
    assert referring <= FOLLOWED


def test_every_other_column_as_long_as_an_id_follows_stays_or_names_no_stakeholder() -> None:
    bare = {
        name
        for name, _table, column in columns()
        if isinstance(column.type, String)
        and column.type.length in (ID_LENGTH, 2 * ID_LENGTH + 1, 64)
        and not column.foreign_keys
        and (column.name.endswith(("_id", "subject", "place", "pair")) or column.type.length == ID_LENGTH)
    }
    unknown = {name for name in bare - FOLLOWED - set(STAYING) if name.split(".")[1] not in NAMES_NOBODY}
    assert unknown == set(), "say in services/duplicates/following.py what a merge does about these"


def test_json_that_may_name_stakeholders_says_why_it_stays() -> None:
    dicts = {
        name
        for name, table, column in columns()
        if isinstance(column.type, JSON) and table.name not in {PEOPLE, "offers", "needs"}
    }
    unknown = {name for name in dicts - set(PLAIN_JSON) if name.split(".")[1] not in HARMLESS}
    assert unknown == set(), "say in services/duplicates/following.py why the ids in these may stay"


HARMLESS = {
    "languages", "fields", "weights", "examples", "mapping", "ties_mapping", "counts", "ties_counts",
    "message",    "reasons", "figures", "before", "after", "seen", "followed",
}  # fmt: skip
"""Columns of JSON that never hold an id of a stakeholder: words, numbers, one field before and after."""


def test_what_is_said_to_follow_or_to_stay_is_there() -> None:
    known = {name for name, _table, _column in columns()}
    assert known >= FOLLOWED | set(STAYING) | set(PLAIN_JSON)


def test_every_field_of_a_record_is_chosen_or_ruled() -> None:
    chosen = {column for name in CHOSEN for column in columns_of(name)}
    assert chosen | set(RULED) == {column.name for column in table_of(Stakeholder).columns}
    assert not chosen & set(RULED)
