"""Why these two: the engine's reasons, told to one of them, or of both to whoever brokers."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from matchmaker.core.answers import Suggestion
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
    found = _seen(session, one, reader, today)
    if found is None:
        return ()
    people = network.snapshot(session, today=today).profiles
    names = (people[key].name for key in (one.a_id, one.b_id))
    told = found.reasons if reader else of_both(found.reasons, *names)
    return tuple(reason for reason in told if reason.worth)[:MOST]


def gives_for(session: Session, one: Introduction, reader: Side, *, today: date) -> tuple[str, str]:
    """What the reader could give and what the other could, in their own words; "" where nothing fits."""
    found = _seen(session, one, reader, today)
    return (found.you_give, found.they_give) if found else ("", "")


def _seen(session: Session, one: Introduction, reader: Side | None, today: date) -> Suggestion | None:
    people = network.snapshot(session, today=today).profiles
    pair = (one.b_id, one.a_id) if reader is Side.B else (one.a_id, one.b_id)
    if not all(key in people and people[key].rankable for key in pair):
        return None
    return seen_by(network.snapshot(session, today=today), [pair]).get(pair)
