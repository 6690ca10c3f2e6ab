"""Reading profiles and ties from the database as the engine wants them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, literal, or_, select, union_all
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from matchmaker.core.answers import Question
from matchmaker.core.audience import NEEDED, TIES, Closeness, audience_of, reaches, withheld
from matchmaker.core.entities import Audience, Link, Profile, Statement, StatementState
from matchmaker.core.freshness import RESTS_AFTER, rests
from matchmaker.models import LearntWeights, Need, NetworkRevision, Offer, Stakeholder, Tie, Touched
from matchmaker.services import quality
from matchmaker.services.history import BATCH, batched

Weights = Mapping[Question, Mapping[str, float]]
"""What each signal weighs for each question; a question that is missing is weighed as shipped."""

COLUMNS = (
    Stakeholder.id,
    Stakeholder.name,
    Stakeholder.kind,
    Stakeholder.about,
    Stakeholder.country,
    Stakeholder.region,
    Stakeholder.place,
    Stakeholder.lat,
    Stakeholder.lon,
    Stakeholder.languages,
    Stakeholder.themes,
    Stakeholder.verified_on,
    Stakeholder.asked_on,
    Stakeholder.opted_out,
    Stakeholder.audiences,
    Stakeholder.created_at,
)


Stated = list[tuple[Statement, Audience]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """Profiles as readers of one closeness may see them.

    `parted` are those of whom somebody less close sees less; `reserved` says how near one has to be to the
    stakeholders that do not show everybody with whom they work. `touched` is the last revision in which one
    of them was touched; 0 where all were read.
    """

    profiles: list[Profile]
    parted: frozenset[str]
    reserved: Mapping[str, Closeness]
    touched: int = 0


def read_revision(session: Session) -> int:
    """The number of the last committed write to the network."""
    return session.scalars(select(NetworkRevision.revision)).one()


def find_revision(session: Session) -> int | None:
    """The same, or None when the database does not answer."""
    try:
        return read_revision(session)
    except SQLAlchemyError:
        return None


def list_touched(session: Session, after: int) -> list[str]:
    """The stakeholders that changed, appeared or went away after a revision."""
    return list(session.scalars(select(Touched.stakeholder_id).where(Touched.revision > after)))


def count_touched(session: Session, after: int) -> int:
    """How many stakeholders changed, appeared or went away after a revision."""
    return session.scalars(select(func.count()).where(Touched.revision > after)).one()


def count_profiles(session: Session) -> int:
    """How many stakeholders the network has; hidden ones are not in it."""
    return session.scalars(select(func.count()).where(Stakeholder.hidden.is_(False))).one()


def list_turned(session: Session, before: date, today: date) -> list[str]:
    """Whom the calendar has changed from one day to another, in either direction.

    An offer or a need of theirs has ended, or their profile rests because nobody has confirmed it.
    """
    first, last = sorted((before, today))
    found = set[str]()
    for table in (Offer, Need):
        query = select(table.stakeholder_id).where(table.state == StatementState.OPEN)
        found.update(session.scalars(query.where(table.valid_until >= first, table.valid_until < last)))
    # As `rests` reckons it: so long after they were asked.
    asked = Stakeholder.asked_on > first - RESTS_AFTER, Stakeholder.asked_on <= last - RESTS_AFTER
    found.update(session.scalars(select(Stakeholder.id).where(*asked)))
    return sorted(found)


def load(session: Session, ids: Sequence[str] | None, today: date, closeness: Closeness) -> Loaded:
    """Profiles with their open offers and needs, hidden ones left out; all of them when `ids` is None."""
    runs: Iterable[Sequence[str] | None] = [None] if ids is None else batched(ids, BATCH)
    parts = [_load(session, run, today, closeness) for run in runs]
    return Loaded(
        [one for part in parts for one in part.profiles],
        frozenset[str]().union(*(part.parted for part in parts)),
        {key: near for part in parts for key, near in part.reserved.items()},
        max((part.touched for part in parts), default=0),
    )


def load_profiles(session: Session, ids: Sequence[str] | None, today: date) -> list[Profile]:
    """The profiles alone, as members see them."""
    return load(session, ids, today, Closeness.MEMBER).profiles


def load_links(session: Session, ids: Sequence[str] | None) -> list[Link]:
    """Ties as the engine sees them, several between the same two joined; all when `ids` is None."""
    rows: dict[str, tuple[str, str, str, int | None]] = {}
    columns = select(Tie.id, Tie.a_id, Tie.b_id, Tie.kind, Tie.since)
    for run in [None] if ids is None else batched(ids, BATCH):
        query = columns if run is None else columns.where(or_(Tie.a_id.in_(run), Tie.b_id.in_(run)))
        rows.update({row[0]: (row[1], row[2], row[3], row[4]) for row in session.execute(query)})
    return list(_joined(rows.values()))


def find_learnt(session: Session) -> LearntWeights | None:
    """What was learnt last, or None where the shipped weights hold."""
    query = select(LearntWeights).order_by(LearntWeights.id.desc()).limit(1)
    newest = session.scalars(query).one_or_none()
    # After an update the shipped weights hold until the next day: its signals may measure something else.
    return newest if newest and newest.weights and newest.release == quality.installed() else None


def load_weights(session: Session) -> Weights:
    """The learnt weights that count now; empty where the shipped ones hold."""
    row = find_learnt(session)
    return {Question(question): dict(of) for question, of in row.weights.items()} if row else {}


def _joined(rows: Iterable[tuple[str, str, str, int | None]]) -> Iterable[Link]:
    pairs: defaultdict[tuple[str, str], list[tuple[str, int | None]]] = defaultdict(list)
    for a, b, kind, since in rows:
        pairs[a, b].append((kind, since))
    for (a, b), ties in sorted(pairs.items()):
        years = [since for _, since in ties if since is not None]
        kind = next((kind for kind, _ in ties if kind), "")
        yield Link(a, b, kind, min(years, default=None), float(len(ties)))


def _load(session: Session, ids: Sequence[str] | None, today: date, closeness: Closeness) -> Loaded:
    query = (
        select(*COLUMNS, literal(0).label("touched"))
        .where(Stakeholder.hidden.is_(False))
        .order_by(Stakeholder.id)
    )
    if ids is not None:
        query = select(*COLUMNS, func.coalesce(Touched.revision, 0).label("touched"))
        query = query.outerjoin(Touched, Touched.stakeholder_id == Stakeholder.id)
        query = query.where(Stakeholder.hidden.is_(False), Stakeholder.id.in_(ids)).order_by(Stakeholder.id)
    offers, needs = _read_statements(session, ids, today)
    profiles, parted, reserved, touched = [], set[str](), dict[str, Closeness](), 0
    for row in session.execute(query):
        stated = offers[row.id], needs[row.id]
        seen = _profile(row, *stated, closeness, today)
        profiles.append(seen)
        touched = max(touched, row.touched)
        if (near := NEEDED[audience_of(TIES, row.audiences)]) > Closeness.VISITOR:
            reserved[row.id] = near
        if row.id in reserved or (
            _chose(row, *stated) and seen != _profile(row, *stated, Closeness.VISITOR, today)
        ):
            parted.add(row.id)
    return Loaded(profiles, frozenset(parted), reserved, touched)


def _chose(row: Any, offers: Stated, needs: Stated) -> bool:
    """Whether anything may be kept from visitors: of what the engine reads, nothing is by itself."""
    return bool(row.audiences) or any(audience is not Audience.PUBLIC for _, audience in offers + needs)


def _read_statements(
    session: Session, ids: Sequence[str] | None, today: date
) -> tuple[defaultdict[str, Stated], defaultdict[str, Stated]]:
    """The open offers and needs by who has them; those of a few are asked for together."""
    tables = _statements(Offer, 0, ids, today), _statements(Need, 1, ids, today)
    queries = [union_all(*tables)] if ids is not None else tables
    found = defaultdict[str, Stated](list), defaultdict[str, Stated](list)
    for query in queries:
        rows = session.execute(query.order_by("stakeholder_id", "created_at", "id"))
        for which, owner, audience, id_, text, cooperation, themes, reach, until, created in rows:
            one = Statement(id_, text, tuple(cooperation), tuple(themes), reach, until, created.date())
            found[which][owner].append((one, audience))
    return found


def _statements(
    table: type[Offer] | type[Need], which: int, ids: Sequence[str] | None, today: date
) -> Select[*tuple[Any, ...]]:
    query: Select[*tuple[Any, ...]] = (
        select(
            literal(which),
            table.stakeholder_id,
            table.audience,
            table.id,
            table.text,
            table.cooperation,
            table.themes,
            table.reach,
            table.valid_until,
            table.created_at,
        )
        .where(table.state == StatementState.OPEN)
        .where(or_(table.valid_until.is_(None), table.valid_until >= today))
    )
    return query if ids is None else query.where(table.stakeholder_id.in_(ids))


def _profile(row: Any, offers: Stated, needs: Stated, closeness: Closeness, today: date) -> Profile:
    hidden = withheld(closeness, row.audiences)

    def seen(column: str, empty: Any) -> Any:
        return empty if column in hidden else getattr(row, column)

    def said(stated: Stated) -> tuple[Statement, ...]:
        return tuple(one for one, audience in stated if reaches(closeness, audience))

    return Profile(
        id=row.id,
        name=row.name,
        kind=row.kind,
        about=seen("about", ""),
        offers=said(offers),
        needs=said(needs),
        country=row.country,
        region=seen("region", ""),
        place=seen("place", ""),
        lat=seen("lat", None),
        lon=seen("lon", None),
        languages=tuple(seen("languages", ())),
        themes=tuple(seen("themes", ())),
        verified=row.verified_on,
        rankable=not row.opted_out and not rests(row.verified_on, row.asked_on, today),
        created=row.created_at.date(),
    )
