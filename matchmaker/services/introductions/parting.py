"""Not wanting to hear of somebody again: what is under way between the two ends, and what was shown too."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.introductions.states import LIVE, Mover
from matchmaker.core.introductions.steps import Step, may_take
from matchmaker.errors import NotAllowed
from matchmaker.models import Block, Introduction
from matchmaker.services import audit
from matchmaker.services.introductions import disclosing
from matchmaker.services.introductions.after import CLOCK, follow
from matchmaker.services.introductions.hands import Hand, get_introduction
from matchmaker.services.introductions.moving import edit, move, position_of
from matchmaker.services.introductions.telling import id_of


def block(session: Session, hand: Hand, introduction_id: str, *, now: datetime) -> Block:
    """Never be introduced to the other again, whatever introduction it is said in.

    Raises:
        NotFound; NotAllowed: only one of the two may.
    """
    one = get_introduction(session, introduction_id)
    side = hand.mover.side
    if side is None:
        raise NotAllowed("Only one of the two may do this.")
    mine, other = id_of(one, side), id_of(one, side.other)
    between = _hold_between(session, mine, other)
    found = session.get(Block, (mine, other))
    if found is None:
        found = Block(stakeholder_id=mine, other_id=other, account_id=hand.actor.account_id, at=now)
        session.add(found)
        audit.record(session, hand.actor, "introduction.block", one.id, now=now)
    disclosing.take_back(session, [each.id for each in between], now=now)
    for each in between:
        mover = Mover.A if each.a_id == mine else Mover.B
        _end(session, Hand(mover, hand.actor), each, now)
    return found


def _hold_between(session: Session, one: str, other: str) -> list[Introduction]:
    """All introductions of the two, whichever way round; nobody moves them until this is written down."""
    both = one, other
    query = select(Introduction).where(Introduction.a_id.in_(both), Introduction.b_id.in_(both))
    query = query.order_by(Introduction.id).with_for_update(key_share=True)
    return list(session.scalars(query, execution_options={"populate_existing": True}))


def _end(session: Session, hand: Hand, one: Introduction, now: datetime) -> None:
    """By a step of who blocks, where the rules have one; else as if its time were over."""
    if one.state not in LIVE:
        if one.rings_at is not None:
            # Partners, until now: nobody asks them any more how it goes.
            edit(session, one, rings_at=None)
        return
    steps = (Step.DECLINE, Step.WITHDRAW, Step.CLOSE)
    own = next((step for step in steps if may_take(position_of(one), step, hand.mover)), None)
    taken = move(session, hand, one, own, now=now) if own else move(session, CLOCK, one, Step.EXPIRE, now=now)
    follow(session, one, taken, now=now)
