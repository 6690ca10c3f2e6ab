"""What stands between two records: ties, proposals, and pairs that may be the same."""

from __future__ import annotations

from typing import Any

from matchmaker.core.duplicates.facts import FACTS, facts_of, fingerprint
from matchmaker.core.duplicates.states import PairState
from matchmaker.core.ecosystem.proposals import ProposalState
from matchmaker.models import DuplicatePair, Introduction, Proposal, Stakeholder, Tie
from matchmaker.services.duplicates.cells import Row
from matchmaker.services.duplicates.journal import names_one, table_of
from matchmaker.services.duplicates.moving import Moving

ENDS = ("a_id", "b_id")


def ties(moving: Moving) -> None:
    """A tie between the two goes; two with the same partner for the same thing become one."""
    table = table_of(Tie)
    known = {
        _named(row): row for row in moving.journal.rows(table, names_one(table, ENDS, [moving.kept["id"]]))
    }
    for row in moving.journal.rows(table, names_one(table, ENDS, [moving.gone["id"]])):
        moving.others.update(row[end] for end in ENDS)
        values = _turned(moving, row)
        if values["a_id"] == values["b_id"]:
            moving.journal.delete(table, row)
        elif (twin := known.get(_named(row | values))) is not None:
            twin = moving.journal.update(table, twin, _joined(twin, row | values))
            _lead_to(moving, row["id"], twin["id"])
            moving.journal.delete(table, row)
        else:
            moving.move(table, row, values)


def _named(row: Row) -> tuple[str, str, str]:
    return row["a_id"], row["b_id"], row["label"]


def _turned(moving: Moving, row: Row) -> Row:
    """The ends after the merge, the smaller id first, each with its own confirmation.

    Where the record that stays is only filled, its people have not confirmed what comes to it.
    """
    a, b = moving.renamed(row["a_id"]), moving.renamed(row["b_id"])
    silent = moving.gone["id"] if moving.fills else ""
    confirmed = tuple(row[f"confirmed_{end}"] and row[f"{end}_id"] != silent for end in "ab")
    if a > b:
        a, b, confirmed = b, a, confirmed[::-1]
    return {"a_id": a, "b_id": b, "confirmed_a": confirmed[0], "confirmed_b": confirmed[1]}


def _joined(twin: Row, row: Row) -> Row:
    years = [one["since"] for one in (twin, row) if one["since"] is not None]
    return {
        "kind": twin["kind"] or row["kind"],
        "since": min(years, default=None),
        "confirmed_a": twin["confirmed_a"] or row["confirmed_a"],
        "confirmed_b": twin["confirmed_b"] or row["confirmed_b"],
    }


def _lead_to(moving: Moving, gone: str, kept: str) -> None:
    """Introductions that led to the tie that goes led to the one that stays."""
    table = table_of(Introduction)
    for row in moving.journal.rows(table, table.c.tie_id == gone):
        moving.journal.update(table, row, {"tie_id": kept})


def proposals(moving: Moving) -> None:
    """On the broker's desk one of a pair waits."""
    table = table_of(Proposal)
    theirs = moving.journal.rows(table, names_one(table, ENDS, [moving.kept["id"]]))
    waiting = {(row["a_id"], row["b_id"]): row for row in theirs if row["state"] is ProposalState.WAITING}
    for row in moving.journal.rows(table, names_one(table, ENDS, [moving.gone["id"]])):
        moving.others.update(row[end] for end in ENDS)
        a, b = _sorted(moving, row)
        twin = waiting.get((a, b)) if row["state"] is ProposalState.WAITING else None
        if a == b or twin is not None:
            if twin is not None:
                _begun_from(moving, row["id"], twin["id"])
                moving.journal.touch(table, twin)
            moving.journal.delete(table, row)
        else:
            moving.move(table, row, {"a_id": a, "b_id": b})


def _begun_from(moving: Moving, gone: str, kept: str) -> None:
    table = table_of(Introduction)
    for row in moving.journal.rows(table, table.c.proposal_id == gone):
        moving.journal.update(table, row, {"proposal_id": kept})


def candidates(moving: Moving) -> None:
    """Other pairs of the record that goes: what was decided holds for the one, what is open is found anew."""
    table = table_of(DuplicatePair)
    theirs = moving.journal.rows(table, names_one(table, ENDS, [moving.kept["id"]]))
    known = {(row["a_id"], row["b_id"]): row for row in theirs}
    for row in moving.journal.rows(table, names_one(table, ENDS, [moving.gone["id"]])):
        a, b = _sorted(moving, row)
        if a == b or row["state"] is PairState.MERGED:
            continue
        twin: Row | None = known.get((a, b))
        if twin is None:
            values = {"a_id": a, "b_id": b}
            if row["state"] is PairState.DIFFERENT:
                # Not asked again: its facts are now those of the record that stays.
                values["fingerprint"] = _compared(moving, b if a == moving.kept["id"] else a)
            moving.journal.update(table, row, values)
        else:
            moving.journal.touch(table, twin)
            moving.journal.delete(table, row)


def _compared(moving: Moving, other: str) -> str:
    people = table_of(Stakeholder)
    records = [moving.kept | dict(moving.values), *moving.journal.rows(people, people.c.id == other)]
    facts = [facts_of(one["id"], **{name: one[name] for name in FACTS}) for one in records]
    return fingerprint(facts[0], facts[-1])


def _sorted(moving: Moving, row: Row) -> tuple[Any, Any]:
    a, b = sorted(moving.renamed(row[end]) for end in ENDS)
    return a, b
