"""Who could come in the place of one of the two before anybody is asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Profile
from matchmaker.core.introductions.states import BEFORE_ASKING, Side
from matchmaker.core.matcher import Query
from matchmaker.errors import Conflict
from matchmaker.models import Introduction
from matchmaker.services import ecosystem, network
from matchmaker.services.introductions.begun import asker_of
from matchmaker.services.introductions.hands import get_as_broker
from matchmaker.services.introductions.telling import id_of

MOST = 6
NOBODY = frozenset[str]()


def list_substitutes(
    session: Session, actor: Actor, introduction_id: str, *, now: datetime
) -> Mapping[Side, list[Profile]]:
    """For each side that may be exchanged: whom the engine suggests to the other one.

    Raises:
        NotFound, NotAllowed; Conflict: somebody was asked already.
    """
    one, _hand = get_as_broker(session, actor, introduction_id)
    if one.state not in BEFORE_ASKING:
        raise Conflict("Somebody was asked already. Close this one, and bring the others together anew.")
    live = network.snapshot(session, today=now.date())
    asker = asker_of(session, one)
    free = [side for side in Side if side is not asker]
    blocked = ecosystem.load_blocks(session)
    return {side: _for(live, one, side, blocked.get(id_of(one, side.other), NOBODY)) for side in free}


def _for(live: network.Snapshot, one: Introduction, side: Side, blocked: frozenset[str]) -> list[Profile]:
    kept = live.profiles.get(id_of(one, side.other))
    if kept is None:
        return []
    found = live.matcher.suggest(Query(kept, exclude=blocked), top=MOST + 1)
    return live.people([item.id for item in found if item.id != id_of(one, side)][:MOST])
