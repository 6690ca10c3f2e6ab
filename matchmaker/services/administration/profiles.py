"""The records of the site, as its administrators see them: found, narrowed, counted, taken away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Kind, Role
from matchmaker.core.reports import ReportState
from matchmaker.models import Alias, Report, RoleGrant, Stakeholder
from matchmaker.permissions import require
from matchmaker.services.administration.people import RUNS
from matchmaker.store.export import csv_pieces

PAGE = 30
BATCH = 1_000
COLUMNS = (
    "id", "name", "kind", "country", "region", "place", "website", "email", "hidden", "claimed", "reports",
    "opted_out", "verified_on", "source", "created_at", "updated_at",
)  # fmt: skip


class Standing(StrEnum):
    """By what an administrator looks for records."""

    HIDDEN = "hidden"
    UNCLAIMED = "unclaimed"
    REPORTED = "reported"
    OPTED_OUT = "opted_out"
    UNCONFIRMED = "unconfirmed"
    """Nobody has ever confirmed it."""
    PLACELESS = "placeless"
    """Its region is not known."""


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One record of the list; `reports` are those that are open."""

    id: str
    name: str
    kind: Kind | None
    place: str
    region: str
    country: str
    source: str
    hidden: bool
    claimed: bool
    opted_out: bool
    confirmed: bool
    reports: int


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """One page of records by name; `after` is the id after which the next one begins, "" on the last."""

    rows: tuple[ProfileRow, ...]
    after: str
    total: int
    counts: Mapping[Standing, int]


def list_profiles(
    session: Session, actor: Actor, *, text: str = "", standing: Standing | None = None, after: str = ""
) -> ProfilePage:
    """A page of records; `text` stands in the name, the mail address or the website, or is an id.

    Raises:
        NotAllowed.
    """
    require(actor, RUNS)
    one = Stakeholder
    query = _found(select(one.id), text, standing).order_by(one.name, one.id)
    if after and (last := session.get(one, after)) is not None:
        query = query.where(or_(one.name > last.name, and_(one.name == last.name, one.id > last.id)))
    found = list(session.scalars(query.limit(PAGE + 1)))
    total, counts = _counts(session)
    return ProfilePage(
        _rows(session, found[:PAGE]), found[PAGE - 1] if len(found) > PAGE else "", total, counts
    )


def export_profiles(
    session: Session, actor: Actor, *, text: str = "", standing: Standing | None = None
) -> Iterator[bytes]:
    """All records that a search finds as CSV, by id, in pieces; a cell that looks like a formula is inert.

    Raises:
        NotAllowed.
    """
    require(actor, RUNS)
    return csv_pieces(COLUMNS, _each(session, text, standing))


def _rows(session: Session, ids: list[str]) -> tuple[ProfileRow, ...]:
    """The rows of one page. What is counted for each is asked only here: a sort would count it for all."""
    one = Stakeholder
    query: Any = select(
        one.id, one.name, one.kind, one.place, one.region, one.country, one.source, one.hidden, one.claimed,
        one.opted_out, one.verified_on.is_not(None), _reported(),
    )  # fmt: skip
    rows = session.execute(query.where(one.id.in_(ids)).order_by(one.name, one.id)).all()
    return tuple(ProfileRow(*row) for row in rows)


def _each(session: Session, text: str, standing: Standing | None) -> Iterator[tuple[str, ...]]:
    columns = [_reported() if name == "reports" else getattr(Stakeholder, name) for name in COLUMNS]
    last = ""
    while True:
        query = _found(select(*columns), text, standing).where(Stakeholder.id > last)
        rows = session.execute(query.order_by(Stakeholder.id).limit(BATCH)).all()
        yield from (tuple(map(_cell, row)) for row in rows)
        if len(rows) < BATCH:
            return
        last = rows[-1][0]


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case StrEnum():
            return value.value
    if hasattr(value, "astimezone"):
        return str(value.astimezone(UTC).isoformat(timespec="seconds"))
    return str(value)


def _found(query: Any, text: str, standing: Standing | None) -> Any:
    if wanted := text.strip():
        texts = (Stakeholder.name, Stakeholder.email, Stakeholder.website)
        named = [column.icontains(wanted, autoescape=True) for column in texts]
        elsewhere = Stakeholder.id.in_(select(Alias.stakeholder_id).where(Alias.source_id == wanted))
        query = query.where(or_(*named, Stakeholder.id == wanted, elsewhere))
    return query if standing is None else query.where(_is(standing))


def _is(standing: Standing) -> ColumnElement[bool]:
    match standing:
        case Standing.HIDDEN:
            return Stakeholder.hidden.is_(True)
        case Standing.UNCLAIMED:
            return Stakeholder.id.not_in(_claimed())
        case Standing.REPORTED:
            return Stakeholder.id.in_(_open_reports(Report.stakeholder_id))
        case Standing.OPTED_OUT:
            return Stakeholder.opted_out.is_(True)
        case Standing.UNCONFIRMED:
            return Stakeholder.verified_on.is_(None)
    return Stakeholder.region == ""


def _claimed() -> Any:
    return select(RoleGrant.place).where(RoleGrant.role == Role.MEMBER)


def _open_reports(*columns: Any) -> Any:
    waits = Report.state == ReportState.OPEN, Report.stakeholder_id.is_not(None)
    return select(*columns).where(*waits)


def _reported() -> Any:
    """How many reports are open of a record of the query."""
    return _open_reports(func.count()).where(Report.stakeholder_id == Stakeholder.id).scalar_subquery()


def _counts(session: Session) -> tuple[int, dict[Standing, int]]:
    """How many there are of each standing, in one walk through the records and two short questions."""
    seen = (Standing.HIDDEN, Standing.OPTED_OUT, Standing.UNCONFIRMED, Standing.PLACELESS)
    sums = [func.coalesce(func.sum(case((_is(one), 1), else_=0)), 0) for one in seen]
    total, *numbers = session.execute(select(func.count(), *sums).select_from(Stakeholder)).one()
    counts = dict(zip(seen, map(int, numbers), strict=True))
    here = RoleGrant.place.in_(select(Stakeholder.id))
    claimed = select(func.count(RoleGrant.place.distinct())).where(RoleGrant.role == Role.MEMBER, here)
    counts[Standing.UNCLAIMED] = total - session.scalars(claimed).one()
    reported = _open_reports(func.count(Report.stakeholder_id.distinct()))
    counts[Standing.REPORTED] = session.scalars(reported).one()
    return total, counts
