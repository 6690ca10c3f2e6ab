"""Introductions at a merge. A merge never widens a consent.

The rule: whoever agreed to an introduction agreed to be known to the people who stood behind the other record
on that day, and to be known as one of those behind the own. A merge puts other people behind a record. So for
each of the two records the mail addresses behind it are compared before and after. Where somebody is new,
every receipt by which contact persons are shown in an introduction of that record is taken back, on both
sides, and an introduction in which anybody was asked or agreed comes to an end: brokers bring the two
together anew, and both are asked again. Where nobody is new (the usual case: the copy of a list, without an
address, goes up into the record that people look after) nothing changes for anybody.

Introductions between the two are removed with all that belongs to them: nobody is introduced to itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from matchmaker.core.entities import Role
from matchmaker.core.introductions.states import LIVE, Consent, Mover, State
from matchmaker.core.introductions.steps import Step, may_take
from matchmaker.models import Account, Block, Disclosure, Introduction, IntroductionStep, RoleGrant
from matchmaker.services import audit
from matchmaker.services.duplicates.cells import Row
from matchmaker.services.duplicates.journal import is_row, names_one, table_of
from matchmaker.services.duplicates.moving import Moving
from matchmaker.services.introductions.after import follow
from matchmaker.services.introductions.disclosing import contacts_of
from matchmaker.services.introductions.hands import Hand
from matchmaker.services.introductions.moving import move, position_of
from matchmaker.services.introductions.starting import pair_of

ENDS = ("a_id", "b_id")
STATES = tuple(State)


def introductions(moving: Moving) -> None:
    """End what no consent covers any more, then let all follow."""
    table = table_of(Introduction)
    for row in moving.journal.rows(table, *(table.c[end].in_(moving.both) for end in ENDS)):
        audit.record(moving.session, moving.actor, "introduction.remove", row["id"], now=moving.now)
        moving.journal.delete(table, row)
    for id_ in _with_newcomers(moving):
        for row in moving.journal.rows(table, names_one(table, ENDS, [id_])):
            _take_back(moving, row)
            if row["state"] in LIVE and {row["consent_a"], row["consent_b"]} != {Consent.OPEN}:
                _end(moving, row)
    for row in [*_blocked(moving), *_doubled(moving)]:
        _end(moving, row)
    for row in moving.journal.rows(table, names_one(table, ENDS, [moving.gone["id"]])):
        moving.others.update(row[end] for end in ENDS)
        a, b = (moving.renamed(row[end]) for end in ENDS)
        moving.move(table, row, {"a_id": a, "b_id": b, "pair": pair_of(a, b), "version": row["version"] + 1})
    receipts(moving)


def receipts(moving: Moving) -> None:
    """What was shown to one was shown to the other."""
    table = table_of(Disclosure)
    for column in ("of_id", "to_id"):
        for row in moving.of(table, column):
            moving.move(table, row, {column: moving.kept["id"]})


def people_behind(session: Session, stakeholder_id: str) -> frozenset[str]:
    """The addresses at which somebody answers for a record."""
    return frozenset(person.email.lower() for person in contacts_of(session, stakeholder_id))


def _with_newcomers(moving: Moving) -> list[str]:
    """Those of the two behind which somebody stands after the merge who did not before."""
    before = {id_: people_behind(moving.session, id_) for id_ in moving.both}
    members = select(Account.email).join(RoleGrant, RoleGrant.account_id == Account.id)
    members = members.where(RoleGrant.role == Role.MEMBER, RoleGrant.place.in_(moving.both))
    theirs = moving.session.scalars(members.where(Account.disabled_at.is_(None)))
    after = frozenset(address.lower() for address in theirs) or frozenset(
        filter(None, [moving.values["email"].lower()])
    )
    return [id_ for id_ in moving.both if after - before[id_]]


def _take_back(moving: Moving, row: Row) -> None:
    table = table_of(Disclosure)
    mine: tuple[ColumnElement[bool], ...] = (
        table.c.introduction_id == row["id"],
        table.c.withdrawn_at.is_(None),
    )
    for receipt in moving.journal.rows(table, *mine):
        moving.journal.update(table, receipt, {"withdrawn_at": moving.now})


def _end(moving: Moving, row: Row) -> None:
    """End an introduction by the broker's own step, so that those who heard of it are told."""
    session, table = moving.session, table_of(Introduction)
    one = session.get(Introduction, row["id"], populate_existing=True)
    if one is None or one.state not in LIVE:
        return
    before = dict(session.execute(select(table).where(is_row(table, row))).mappings().one())
    _take_back(moving, row)
    hand = Hand(Mover.BROKER, moving.actor)
    closes = may_take(position_of(one), Step.CLOSE, Mover.BROKER)
    step = Step.CLOSE if closes else Step.WITHDRAW
    taken = move(session, hand, one, step, now=moving.now)
    follow(session, one, taken, now=moving.now)
    session.flush()
    after = dict(session.execute(select(table).where(is_row(table, row))).mappings().one())
    # Taken back in the other order: the step goes only if its introduction goes on.
    moving.journal.inserted(table_of(IntroductionStep), {"id": taken.id})
    moving.journal.changed(table, before, after)


def _live(moving: Moving, ids: Iterable[str]) -> list[Row]:
    table = table_of(Introduction)
    return moving.journal.rows(table, names_one(table, ENDS, ids), table.c.state.in_(LIVE))


def _across(row: Row, ids: Iterable[str]) -> str:
    return str(row["b_id"] if row["a_id"] in set(ids) else row["a_id"])


def _blocked(moving: Moving) -> list[Row]:
    """Those under way with somebody whom the one of the two, or who, does not want the other."""
    table = table_of(Block)
    rows = moving.journal.rows(table, names_one(table, ("stakeholder_id", "other_id"), moving.both))
    unwanted = {row["stakeholder_id"] for row in rows} | {row["other_id"] for row in rows}
    return [row for row in _live(moving, moving.both) if _across(row, moving.both) in unwanted]


def _doubled(moving: Moving) -> list[Row]:
    """Of two under way with the same third the one that has come less far."""
    furthest: dict[str, Row] = {}
    ended = []
    unblocked = {row["id"] for row in _blocked(moving)}
    for row in (row for row in _live(moving, moving.both) if row["id"] not in unblocked):
        third = _across(row, moving.both)
        other = furthest.get(third)
        if other is None:
            furthest[third] = row
            continue
        first, second = sorted((other, row), key=lambda one: (STATES.index(one["state"]), one["id"]))
        furthest[third] = second
        ended.append(first)
    return ended
