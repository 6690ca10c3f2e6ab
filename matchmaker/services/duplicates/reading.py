"""Reading duplicates: the list of pairs that wait, one pair side by side, what was merged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, tuple_, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from matchmaker.core.actors import Actor
from matchmaker.core.audience import withheld
from matchmaker.core.duplicates.choosing import CHOSEN, Pick, columns_of, proposed, says
from matchmaker.core.duplicates.states import PairState
from matchmaker.core.entities import Role
from matchmaker.core.seen import Seen, seen_as
from matchmaker.core.words import N_
from matchmaker.errors import NotFound
from matchmaker.models import (
    Change,
    DuplicatePair,
    Introduction,
    Merge,
    Need,
    Offer,
    PilotMember,
    RoleGrant,
    Stakeholder,
    Tie,
)
from matchmaker.permissions import may, require
from matchmaker.services.duplicates.cells import Row, to_json
from matchmaker.services.duplicates.journal import table_of
from matchmaker.services.profiles.closeness import closeness_of, reader_of

Columns = TypeVarTuple("Columns")

PAGE = 20
GONE = N_("There is no such pair. One of the two may have been merged or removed.")

A, B = aliased(Stakeholder), aliased(Stakeholder)


@dataclass(frozen=True, slots=True)
class PairPlace:
    """Where a pair belongs, as the permissions look at it."""

    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """One pair on the list, each of the two as the reader may see it."""

    pair: DuplicatePair
    a: Seen
    b: Seen


@dataclass(frozen=True, slots=True)
class Pairs:
    """One page of the list; `after` is the key of the next page, "" on the last one."""

    rows: tuple[Listed, ...]
    after: str
    total: int
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Belongings:
    """How much hangs on one record."""

    members: int = 0
    offers: int = 0
    needs: int = 0
    ties: int = 0
    introductions: int = 0
    pilots: int = 0


@dataclass(frozen=True, slots=True)
class Origin:
    """From where a record has what it says in one field, and since when."""

    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Half:
    """One of the two, with what belongs to it and where its fields come from."""

    record: Stakeholder
    belongings: Belongings
    origins: Mapping[str, Origin]

    @property
    def fields(self) -> Row:
        """Its columns."""
        return fields_of(self.record)

    @property
    def weight(self) -> tuple[bool, int, float]:
        """By which one should stay: people look after it, it says and holds more, it is older."""
        said = sum(value not in (None, "", []) for value in self.fields.values())
        held = self.belongings.offers + self.belongings.needs + self.belongings.ties
        return bool(self.belongings.members), said + held, -self.record.created_at.timestamp()

    def origin(self, name: str) -> Origin | None:
        """The last change of a field of the page; None where it is as its source made it."""
        found = [self.origins[column] for column in columns_of(name) if column in self.origins]
        return max(found, key=lambda origin: origin.at, default=None)


@dataclass(frozen=True, slots=True)
class PairPage:
    """Two records side by side; `seen` tells whether they are still as they were shown.

    `stays` is the letter of the record that the reader may not edit: it stays and is only filled. `private`
    are the fields of such records that its people do not show to the reader.
    """

    pair: DuplicatePair
    a: Half
    b: Half
    seen: str
    may_merge: bool
    stays: str = ""
    private: frozenset[str] = frozenset()
    both_claimed: bool = False

    def half(self, side: str) -> Half:
        """One of the two by its letter."""
        return self.a if side == "a" else self.b

    @property
    def differing(self) -> tuple[str, ...]:
        """The fields in which the two do not say the same."""
        a, b = self.a.fields, self.b.fields
        return tuple(name for name in CHOSEN if says(a, name) != says(b, name))

    @property
    def asked(self) -> tuple[str, ...]:
        """Those of them that the reader sees: what is not shown on a profile's page is not shown here."""
        return tuple(name for name in self.differing if name not in self.private)

    @property
    def likely_to_stay(self) -> str:
        """The letter of the one that should stay."""
        if self.stays:
            return self.stays
        return "a" if self.a.weight >= self.b.weight else "b"

    def proposed(self, name: str) -> str:
        """What is likely meant in a field: a letter, or what `Pick` has besides."""
        kept = self.likely_to_stay
        gone = "b" if kept == "a" else "a"
        pick = proposed(self.half(kept).fields, self.half(gone).fields, name)
        if self.stays and pick is Pick.BOTH:
            return kept
        return {Pick.KEPT: kept, Pick.GONE: gone}.get(pick, pick.value)


def list_pairs(
    session: Session,
    actor: Actor,
    *,
    state: PairState = PairState.OPEN,
    region: str = "",
    after: str = "",
) -> Pairs:
    """Pairs in the places of the actor, the likeliest first: those that wait, or those that were told apart.

    Raises:
        NotAllowed.
    """
    require(actor, "duplicate.decide")
    mine = and_(_of_places(actor), DuplicatePair.state == state)
    shown = mine
    if region:
        shown = and_(mine, or_(*(one.region.startswith(region, autoescape=True) for one in (A, B))))
    query = _joined(select(DuplicatePair, A, B)).where(shown)
    if (last := session.get(DuplicatePair, after) if after else None) is not None:
        worse = DuplicatePair.score < last.score
        query = query.where(or_(worse, and_(DuplicatePair.score == last.score, DuplicatePair.id > last.id)))
    best = query.order_by(DuplicatePair.score.desc(), DuplicatePair.id).limit(PAGE + 1)
    near = reader_of(session, actor)
    found = [
        Listed(pair, *(seen_as(one, near(one)) for one in both)) for pair, *both in session.execute(best)
    ]
    total = session.scalars(_joined(select(func.count()).select_from(DuplicatePair)).where(shown)).one()
    regions = session.scalars(_joined(select(A.region).select_from(DuplicatePair)).where(mine).distinct())
    return Pairs(
        tuple(found[:PAGE]),
        found[PAGE - 1].pair.id if len(found) > PAGE else "",
        total,
        tuple(sorted({code[:4] for code in regions if code})),
    )


@dataclass(frozen=True, slots=True)
class Merges:
    """One page of what was merged, the newest first."""

    rows: tuple[tuple[Merge, str], ...]
    after: str


def list_merges(session: Session, actor: Actor, *, after: str = "") -> Merges:
    """What was merged in the places of the actor, and the names of the records that stayed.

    Raises:
        NotAllowed.
    """
    require(actor, "duplicate.decide")
    query = select(Merge, A.name).join(A, A.id == Merge.kept_id)
    if not actor.administrator:
        mine = sorted(actor.places(Role.OFFICIAL))
        query = query.where(or_(*(A.region.startswith(code, autoescape=True) for code in mine)))
    if (last := session.get(Merge, after) if after else None) is not None:
        query = query.where(tuple_(Merge.made_at, Merge.id) < (last.made_at, last.id))
    newest = query.order_by(Merge.made_at.desc(), Merge.id.desc()).limit(PAGE + 1)
    found = [(made, name) for made, name in session.execute(newest)]
    return Merges(tuple(found[:PAGE]), found[PAGE - 1][0].id if len(found) > PAGE else "")


def count_pairs(session: Session, actor: Actor) -> int:
    """How many pairs wait in the places of the actor."""
    mine = and_(_of_places(actor), DuplicatePair.state == PairState.OPEN)
    return session.scalars(_joined(select(func.count()).select_from(DuplicatePair)).where(mine)).one()


def get_pair(session: Session, actor: Actor, pair_id: str) -> DuplicatePair:
    """One pair, whatever became of it.

    Raises:
        NotFound: there is none, or the actor may not know that there is.
    """
    pair = session.get(DuplicatePair, pair_id)
    if pair is None or not may(actor, "duplicate.decide", place_of(session, pair)):
        raise NotFound(GONE)
    return pair


def place_of(session: Session, pair: DuplicatePair) -> PairPlace:
    """Where a pair belongs; of one that was merged, where the record that stays is."""
    regions = select(Stakeholder.region).where(Stakeholder.id.in_([pair.a_id, pair.b_id]))
    return PairPlace(tuple(session.scalars(regions)))


def get_page(session: Session, actor: Actor, pair_id: str) -> PairPage:
    """Two records side by side.

    Raises:
        NotFound: there is no such pair, or one of the two is gone.
    """
    pair = get_pair(session, actor, pair_id)
    both = [session.get(Stakeholder, id_) for id_ in (pair.a_id, pair.b_id)]
    if both[0] is None or both[1] is None:
        raise NotFound(GONE)
    a, b = both[0], both[1]
    counts, origins = _count_belongings(session, [a.id, b.id]), _find_origins(session, [a.id, b.id])
    halves = [Half(one, counts[one.id], origins.get(one.id, {})) for one in (a, b)]
    foreign = closed_to(actor, a, b)
    stays = ("a" if foreign[0] is a else "b") if len(foreign) == 1 else ""
    return PairPage(
        pair, halves[0], halves[1], seen=seen_of(a, b), may_merge=len(foreign) < len(both), stays=stays,
        private=_private(actor, foreign),
        both_claimed=all(half.belongings.members for half in halves),
    )  # fmt: skip


def closed_to(actor: Actor, *records: Stakeholder) -> list[Stakeholder]:
    """Those of the two that the actor may not edit: people look after them who were not asked."""
    return [one for one in records if not may(actor, "stakeholder.edit", one)]


def _private(actor: Actor, foreign: list[Stakeholder]) -> frozenset[str]:
    hidden = {column for one in foreign for column in withheld(closeness_of(actor, one), one.audiences)}
    return frozenset(name for name in CHOSEN if hidden & {*columns_of(name)})


def fields_of(one: Stakeholder) -> Row:
    """The columns of a record."""
    return {column.name: getattr(one, column.name) for column in table_of(Stakeholder).columns}


def seen_of(a: Stakeholder, b: Stakeholder) -> str:
    """A word for what two records say now: another one when either has changed."""
    said = [to_json(fields_of(one)) for one in (a, b)]
    return hashlib.blake2b(json.dumps(said, sort_keys=True).encode(), digest_size=12).hexdigest()


def members_of(session: Session, ids: list[str]) -> dict[str, int]:
    """How many people look after each of these records."""
    query = select(RoleGrant.place, func.count()).where(RoleGrant.role == Role.MEMBER)
    return dict(session.execute(query.where(RoleGrant.place.in_(ids)).group_by(RoleGrant.place)).all())


COUNTED: tuple[tuple[str, InstrumentedAttribute[str]], ...] = (
    ("offers", Offer.stakeholder_id),
    ("needs", Need.stakeholder_id),
    ("ties", Tie.a_id),
    ("ties", Tie.b_id),
    ("introductions", Introduction.a_id),
    ("introductions", Introduction.b_id),
    ("pilots", PilotMember.stakeholder_id),
)
"""What belongs to a record, and the columns that say so."""


def _count_belongings(session: Session, ids: list[str]) -> dict[str, Belongings]:
    counts = [
        select(literal(name), column, func.count()).where(column.in_(ids)).group_by(column)
        for name, column in COUNTED
    ]
    found: dict[str, dict[str, int]] = {id_: {} for id_ in ids}
    for name, id_, number in session.execute(union_all(*counts)):
        found[id_][name] = found[id_].get(name, 0) + number
    members = members_of(session, ids)
    return {id_: Belongings(members=members.get(id_, 0), **found[id_]) for id_ in ids}


def _find_origins(session: Session, ids: list[str]) -> dict[str, dict[str, Origin]]:
    """The last change of each field of these records."""
    names = [column for name in CHOSEN for column in columns_of(name)]
    last = (
        select(func.max(Change.id))
        .where(Change.subject.in_(ids), Change.field.in_(names))
        .group_by(Change.subject, Change.field)
    )
    found: dict[str, dict[str, Origin]] = {}
    for one in session.scalars(select(Change).where(Change.id.in_(last))):
        found.setdefault(one.subject, {})[one.field] = Origin(one.source, one.at)
    return found


def _joined(query: Select[*Columns]) -> Select[*Columns]:
    return query.join(A, A.id == DuplicatePair.a_id).join(B, B.id == DuplicatePair.b_id)


def _of_places(actor: Actor) -> ColumnElement[bool]:
    """As `permissions.sorts_out` says it of one pair."""
    if actor.administrator:
        return DuplicatePair.id.is_not(None)
    mine = sorted(actor.places(Role.OFFICIAL))
    in_a, in_b = (or_(*(one.region.startswith(code, autoescape=True) for code in mine)) for one in (A, B))
    return and_(in_a, in_b)
