"""How the network of a region came to be, from what the ties themselves tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matchmaker.core.ecosystem.grown import Grown, draw
from matchmaker.core.ecosystem.growth import MadeTie, Pair, Years, between_kinds, years_of
from matchmaker.core.ecosystem.scene import lies_in
from matchmaker.core.entities import Link, Profile
from matchmaker.models import Tie
from matchmaker.services import network
from matchmaker.services.ecosystem.reading import find_survey

FEW = 2_000
"""So many ids are asked for by name; with more of them the whole table is quicker."""


@dataclass(frozen=True, slots=True)
class Growth:
    """The live members of a region with the ties among them, the years of these ties, and the picture."""

    members: dict[str, Profile]
    links: list[Link]
    years: Years
    kinds: dict[Pair, int]
    drawing: Grown | None


def get_growth(session: Session, code: str, *, today: date, year: int | None = None) -> Growth:
    """How the ties among the members of a region began; drawn as they were at the end of `year`.

    A year outside the known ones is the nearest of them; without `year` it is the last.
    """
    live = network.snapshot(session, today=today)
    members = {key: one for key, one in live.profiles.items() if lies_in(one, code)}
    links = [link for link in live.links if link.a in members and link.b in members]
    years = years_of(links, today=today)
    kinds = between_kinds([(link.a, link.b) for link in links], members)
    if not years.begun:
        return Growth(members, links, years, kinds, None)
    chosen = years.last if year is None else min(max(year, years.first), years.last)
    drawing = draw(chosen, links, members, find_survey(session).place)
    return Growth(members, links, years, kinds, drawing)


def list_made_ties(session: Session, code: str, *, since: datetime, today: date) -> list[MadeTie]:
    """The ties of a region's members, to each other or to others, that came here after a moment."""
    profiles = network.snapshot(session, today=today).profiles
    inside = {key for key, one in profiles.items() if lies_in(one, code)}
    query = select(Tie.a_id, Tie.b_id, Tie.source, Tie.import_id).where(Tie.created_at > since)
    if len(inside) <= FEW:
        query = query.where(or_(Tie.a_id.in_(inside), Tie.b_id.in_(inside)))
    return [
        MadeTie(a, b, source, import_id is not None)
        for a, b, source, import_id in session.execute(query.order_by(Tie.created_at, Tie.id))
        if a in profiles and b in profiles and (a in inside or b in inside)
    ]
