"""Reading fiches: one of them with the one before, and the list of a region."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from matchmaker.core.actors import Actor
from matchmaker.core.ecosystem.fiche import Content, Differences, compare, from_json
from matchmaker.core.regions import Region
from matchmaker.errors import NotFound
from matchmaker.models import Fiche
from matchmaker.permissions import require
from matchmaker.services import places

PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class Read:
    """One fiche as it is read; `differences` is None for the first one of its region."""

    fiche: Fiche
    region: Region
    content: Content
    earlier: Fiche | None
    differences: Differences | None


def get_fiche(session: Session, actor: Actor, id: str) -> Read:
    """One fiche, and what has changed since the one before it.

    Raises:
        NotFound: there is no such fiche.
        NotAllowed: the actor does not plan for its region.
    """
    fiche = session.get(Fiche, id)
    if fiche is None:
        raise NotFound("There is no such fiche. Look for it in the list of its region.")
    region = places.get_region(fiche.region or places.EVERYWHERE)
    require(actor, "region.plan", region)
    content = from_json(fiche.content)
    query = select(Fiche).where(Fiche.region == fiche.region, Fiche.number < fiche.number)
    earlier = session.scalars(query.order_by(Fiche.number.desc()).limit(1)).one_or_none()
    differences = compare(from_json(earlier.content), content) if earlier else None
    return Read(fiche, region, content, earlier, differences)


def list_fiches(
    session: Session, actor: Actor, region: Region, *, before: int | None = None
) -> tuple[list[Fiche], int | None]:
    """The fiches of a region, the newest first and without their content, and the number to go on from."""
    require(actor, "region.plan", region)
    light = load_only(Fiche.region, Fiche.number, Fiche.made_at, Fiche.release, raiseload=True)
    query = select(Fiche).options(light).where(Fiche.region == region.code)
    if before is not None:
        query = query.where(Fiche.number < before)
    found = list(session.scalars(query.order_by(Fiche.number.desc()).limit(PER_PAGE + 1)))
    return found[:PER_PAGE], found[PER_PAGE - 1].number if len(found) > PER_PAGE else None
