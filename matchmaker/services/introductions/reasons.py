"""Why these two: the engine's reasons, told to one of them, or of both to whoever brokers."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from matchmaker.core.explain import Reason
from matchmaker.core.introductions.states import Side
from matchmaker.core.thirdhand import of_both
from matchmaker.models import Introduction
from matchmaker.services import network
from matchmaker.services.proposals import seen_by

MOST = 3


def reasons_for(
    session: Session, one: Introduction, reader: Side | None, *, today: date
) -> tuple[Reason, ...]:
    """The strongest reasons, the first first; none where the engine sees nothing, or one opted out since."""
    live = network.snapshot(session, today=today)
    pair = (one.b_id, one.a_id) if reader is Side.B else (one.a_id, one.b_id)
    people = live.profiles
    if not all(key in people and people[key].rankable for key in pair):
        return ()
    found = seen_by(live, [pair]).get(pair)
    if found is None:
        return ()
    told = found.reasons if reader else of_both(found.reasons, *(people[key].name for key in pair))
    return tuple(reason for reason in told if reason.worth)[:MOST]
