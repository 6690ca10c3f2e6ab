"""The steps of a journal taken back, the last one first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.orm import Session

from matchmaker.core.imports.draft import PLACE
from matchmaker.core.introductions.states import ENDS, LIVE
from matchmaker.db import Base
from matchmaker.models import (
    Block,
    Disclosure,
    Introduction,
    IntroductionStep,
    Merge,
    RoleGrant,
    Stakeholder,
    Tie,
)
from matchmaker.services.duplicates.cells import Row, from_json, to_json
from matchmaker.services.duplicates.journal import DELETE, INSERT, PEOPLE, is_row, table_of

CHANGED, GONE = "changed", "gone"
"""Why something could not be brought back: it was edited since, or it (or what it needs) is not there."""

QUIET = frozenset({"duplicate_pairs", "exposures"})
"""Found or thinned out by jobs of their own: nobody misses a row of these."""

TOGETHER: Mapping[str, tuple[tuple[str, ...], ...]] = {
    PEOPLE: (PLACE,),
    "introductions": (
        ("state", "consent_a", "consent_b", "confirmed_a", "confirmed_b", "state_since", "rung", "rings_at"),
    ),
}
"""Columns that go back all or none: half of a place is nowhere."""

COUNTED = {"version": 1}
SUMMED = frozenset({"times"})


class TakingBack:
    """Takes a journal back; `left` lists what stays, `restored` the fields of the record that was kept."""

    def __init__(self, session: Session, made: Merge) -> None:
        self.session = session
        self.made = made
        self.left: list[list[str]] = []
        self.restored: dict[str, tuple[Any, Any]] = {}
        self.met: set[str] = set()

    def all(self, entries: Sequence[Mapping[str, Any]]) -> None:
        """Take back every step."""
        for entry in reversed(entries):
            table = Base.metadata.tables[entry["table"]]
            if entry["do"] == DELETE:
                self._bring_back(table, from_json(table, entry["row"]))
            elif entry["do"] == INSERT:
                self._remove(table, from_json(table, entry["key"]))
            else:
                self._turn_back(table, entry)

    def _leave(self, table: Table, why: str, name: str = "") -> None:
        if table.name not in QUIET:
            self.left.append([table.name, name, why])

    def _find(self, table: Table, key: Mapping[str, Any]) -> Row | None:
        found = self.session.execute(select(table).where(is_row(table, key))).mappings().one_or_none()
        return dict(found) if found is not None else None

    def _bring_back(self, table: Table, row: Row) -> None:
        for name, needed in self._missing(table, row):
            if not needed:
                row[name] = None
                continue
            self._leave(table, GONE)
            return
        if table is table_of(RoleGrant) and not self._still_belongs(row):
            self._leave(table, GONE)
            return
        if self._find(table, row) is not None:
            if "id" not in row or isinstance(row["id"], str):
                self._leave(table, CHANGED)
                return
            # A number that the database has given to another row since: any other one will do.
            del row["id"]
        self.session.execute(insert(table).values(row))
        self._meet(table, row)

    def _still_belongs(self, row: Row) -> bool:
        """Whether somebody who belonged to both belongs to the one; whoever was removed since stays out."""
        both = RoleGrant.place.in_((self.made.kept_id, self.made.gone_id))
        mine = RoleGrant.account_id == row["account_id"], RoleGrant.role == row["role"]
        return self.session.scalar(select(RoleGrant.id).where(both, *mine).limit(1)) is not None

    def _missing(self, table: Table, row: Row) -> list[tuple[str, bool]]:
        """Columns that refer to what is not there any more, and whether the row needs it."""
        found = []
        for key in table.foreign_keys:
            value = row.get(key.parent.name)
            if value is None:
                continue
            if self.session.execute(select(key.column).where(key.column == value)).first() is None:
                found.append((key.parent.name, not key.parent.nullable or key.ondelete == "CASCADE"))
        return found

    def _remove(self, table: Table, key: Row) -> None:
        row = self._find(table, key)
        if row is None:
            return
        if table is table_of(IntroductionStep):
            introductions = table_of(Introduction)
            state = select(introductions.c.state).where(introductions.c.id == row["introduction_id"])
            if self.session.scalar(state) in ENDS:
                # It stayed at its end, so the step by which it came there stays too.
                return
        self.session.execute(delete(table).where(is_row(table, key)))

    def _turn_back(self, table: Table, entry: Mapping[str, Any]) -> None:
        row = self._find(table, from_json(table, entry["key"]))
        if row is None:
            self._leave(table, GONE)
            return
        self._meet(table, row)
        if table is table_of(Tie) and {"a_id", "b_id"} & set(entry["before"]):
            values = _ends_back(row, entry)
        else:
            values = self._columns_back(table, row, entry)
        if not values:
            return
        self.session.execute(update(table).where(is_row(table, row)).values(values))
        self._meet(table, row | values)
        if table is table_of(Stakeholder):
            self.restored = {
                name: (row[name], value) for name, value in values.items() if name != "updated_at"
            }

    def _columns_back(self, table: Table, row: Row, entry: Mapping[str, Any]) -> Row:
        before, after = from_json(table, entry["before"]), entry["after"]
        now = to_json(row)
        values: Row = {}
        stay = {name for name in before if now[name] != after[name]} - SUMMED - set(COUNTED)
        if self._taken(table, row, before):
            stay |= set(TOGETHER["introductions"][0]) & set(before)
        if table is table_of(Disclosure) and self._unwanted(row["of_id"], row["to_id"]):
            stay |= {"withdrawn_at"} & set(before)
        for group in TOGETHER.get(table.name, ()):
            stay |= set(group) & set(before) if stay & set(group) else set()
        for name, value in before.items():
            if name in stay:
                self._leave(table, CHANGED, name)
            elif name in SUMMED:
                values[name] = max(0, row[name] - (after[name] - value))
            elif name in COUNTED:
                values[name] = row[name] + COUNTED[name]
            else:
                values[name] = value
        missing = {name for name, _needed in self._missing(table, values)}
        for name in sorted(missing):
            self._leave(table, GONE, name)
        return {name: value for name, value in values.items() if name not in missing}

    def _taken(self, table: Table, row: Row, before: Row) -> bool:
        """Whether an introduction cannot go on: one does not want it, or another one has begun since."""
        if table is not table_of(Introduction) or before.get("state") not in LIVE:
            return False
        if self._unwanted(row["a_id"], row["b_id"]):
            return True
        other = table.c.pair == row["pair"], table.c.state.in_(LIVE), table.c.id != row["id"]
        return self.session.execute(select(table.c.id).where(*other)).first() is not None

    def _unwanted(self, one: str, other: str) -> bool:
        """Whether a consent was taken back since the merge: then nothing that rested on it comes back."""
        pair = {one, other, self.made.kept_id, self.made.gone_id}
        since = Block.at > self.made.made_at
        query = select(Block.at).where(since, Block.stakeholder_id.in_(pair), Block.other_id.in_(pair))
        return self.session.execute(query.limit(1)).first() is not None

    def _meet(self, table: Table, row: Row) -> None:
        """Remember whose ties are not what they were."""
        if table is table_of(Tie):
            self.met |= {row["a_id"], row["b_id"]}


def _ends_back(row: Row, entry: Mapping[str, Any]) -> Row:
    """The ends of a tie as they were, each with what it has said by now."""
    ends = [(entry["before"].get(name, row[name]), name) for name in ("a_id", "b_id")]
    third = {row["a_id"], row["b_id"]} & {end for end, _name in ends}
    said = {row["a_id"]: row["confirmed_a"], row["b_id"]: row["confirmed_b"]}
    mine = next(value for end, value in said.items() if end not in third)
    values = {name: end for end, name in ends}
    for end, name in ends:
        values[name.replace("a_id", "confirmed_a").replace("b_id", "confirmed_b")] = said.get(end, mine)
    return values
