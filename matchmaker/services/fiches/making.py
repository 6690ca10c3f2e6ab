"""Making a fiche: the next number of its region, with what there is to say today."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.ecosystem.fiche import as_json, from_json
from matchmaker.core.regions import Region
from matchmaker.errors import Conflict
from matchmaker.models import Fiche
from matchmaker.permissions import require
from matchmaker.services import audit
from matchmaker.services.fiches.gathering import Before, gather

TRIES = 3


def make_fiche(session: Session, actor: Actor, *, region: Region, now: datetime) -> Fiche:
    """Make the next fiche of a region; who makes one at the same moment gets the number after it.

    Raises:
        NotAllowed: the actor does not plan for this region.
        Conflict: others were faster each time.
    """
    require(actor, "region.plan", region)
    for _try in range(TRIES):
        newest = find_newest(session, region.code)
        before = Before(from_json(newest.content), newest.made_at) if newest else None
        content = gather(session, region, before, today=now.date())
        fiche = Fiche(
            region=region.code,
            number=newest.number + 1 if newest else 1,
            account_id=actor.account_id,
            made_at=now,
            release=content.release,
            content=as_json(content),
        )
        try:
            with session.begin_nested():
                session.add(fiche)
        except IntegrityError:
            continue
        audit.record(session, actor, "fiche.make", fiche.id, now=now, region=region.code, number=fiche.number)
        return fiche
    raise Conflict("Somebody else made a fiche of this region just now. Look at it in the list.")


def find_newest(session: Session, code: str) -> Fiche | None:
    """The last fiche of a region, None where there is none yet."""
    query = select(Fiche).where(Fiche.region == code).order_by(Fiche.number.desc()).limit(1)
    return session.scalars(query).one_or_none()
