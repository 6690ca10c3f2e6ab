"""How near a reader of an introduction is to its two: on a page, by a link, in a mail."""

from __future__ import annotations

from sqlalchemy.orm import Session

from matchmaker.core.audience import Closeness
from matchmaker.core.introductions.states import Side
from matchmaker.models import Introduction
from matchmaker.services import profiles
from matchmaker.services.introductions.disclosing import may_reach
from matchmaker.services.introductions.hands import Hand
from matchmaker.services.introductions.telling import id_of
from matchmaker.services.profiles import Near


def near_of(session: Session, one: Introduction, hand: Hand) -> Near:
    """How near whoever moves is to the two; who answers by a link has no account that could tell it."""
    side = hand.mover.side
    if side is None or hand.actor.signed_in:
        return profiles.reader_of(session, hand.actor)
    return near_side(session, one, side, Closeness.VISITOR)


def near_side(session: Session, one: Introduction, side: Side, otherwise: Closeness) -> Near:
    """One of the two: its own, near to the other once they are introduced, `otherwise` until then."""
    other = Closeness.MATCHED if may_reach(session, one, side) else otherwise
    own = id_of(one, side)
    return lambda record: Closeness.OURSELVES if record.id == own else other
