"""How the network of a region came to be, from what the ties themselves tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matchmaker.core.ecosystem.grown import Grown, draw
from matchmaker.core.ecosystem.growth import (
    MadeCounts,
    MadeTie,
    Pair,
    Years,
    between_kinds,
    count_made,
    years_of,
)
from matchmaker.core.entities import Link, Profile
from matchmaker.models import Tie
from matchmaker.services import network
from matchmaker.services.ecosystem.reading import find_survey
from matchmaker.services.ecosystem.shelf import Shelf

FEW = 2_000
"""So many ids are asked for by name; with more of them the whole table is quicker."""


MOST_KEPT = 24
"""So many regions stay in memory, with what came to be of them."""


@dataclass(frozen=True, slots=True)
class Growth:
    """The live members of a region with the ties among them, the years of these ties, and the picture."""

    members: Mapping[str, Profile]
    links: list[Link]
    years: Years
    kinds: dict[Pair, int]
    drawing: Grown | None


def get_growth(session: Session, code: str, *, today: date, year: int | None = None) -> Growth:
    """How the ties among the members of a region began; drawn as they were at the end of `year`.

    A year outside the known ones is the nearest of them; without `year` it is the last.
    """
    grown = _grown.get(session, code, lambda: _grow(session, code, today), today=today)
    if not grown.years.begun:
        return grown
    first, last = grown.years.first, grown.years.last
    chosen = last if year is None else min(max(year, first), last)
    return replace(grown, drawing=draw(chosen, grown.links, grown.members, find_survey(session).place))


def _grow(session: Session, code: str, today: date) -> Growth:
    """All but the drawing: it is the same for every year."""
    live = network.snapshot(session, today=today)
    members = live.inside(code)
    links = [link for link in live.ties_of(members) if link.a in members and link.b in members]
    kinds = between_kinds([(link.a, link.b) for link in links], members)
    return Growth(members, links, years_of(links, today=today), dict(kinds), None)


def count_made_ties(session: Session, code: str, *, since: datetime, today: date) -> MadeCounts:
    """How many ties of a region's members came here after a moment."""

    def make() -> MadeCounts:
        members = network.snapshot(session, today=today).inside(code)
        return count_made(list_made_ties(session, code, since=since, today=today), members)

    return _made.get(session, (code, since), make, today=today)


def list_made_ties(session: Session, code: str, *, since: datetime, today: date) -> list[MadeTie]:
    """The ties of a region's members, to each other or to others, that came here after a moment."""
    live = network.snapshot(session, today=today)
    profiles, inside = live.profiles, live.inside(code)
    query = select(Tie.a_id, Tie.b_id, Tie.source, Tie.import_id).where(Tie.created_at > since)
    if len(inside) <= FEW:
        query = query.where(or_(Tie.a_id.in_(inside), Tie.b_id.in_(inside)))
    return [
        MadeTie(a, b, source, import_id is not None)
        for a, b, source, import_id in session.execute(query.order_by(Tie.created_at, Tie.id))
        if a in profiles and b in profiles and (a in inside or b in inside) and live.shows_tie(a, b)
    ]


_grown: Shelf[str, Growth] = Shelf(most=MOST_KEPT)
_made: Shelf[tuple[str, datetime], MadeCounts] = Shelf(most=MOST_KEPT)
