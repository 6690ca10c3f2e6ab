"""Not wanting to hear of somebody again: what is under way between the two ends, and what was shown too."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.introductions.states import LIVE, Mover
from matchmaker.core.introductions.steps import Step, may_take
from matchmaker.errors import Invalid, NotAllowed
from matchmaker.models import Block, Introduction, Stakeholder
from matchmaker.permissions import require
from matchmaker.services import audit, profiles
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
    return _block(session, hand.actor, id_of(one, side), id_of(one, side.other), about=one.id, now=now)


def block_for(session: Session, actor: Actor, stakeholder_id: str, other_id: str, *, now: datetime) -> Block:
    """The same from a profile, also of somebody with whom there never was an introduction.

    Raises:
        NotFound; NotAllowed: not the actor's stakeholder; Invalid: it is the same one.
    """
    require(actor, "introduction.ask", profiles.get_stakeholder(session, actor, stakeholder_id))
    profiles.get_stakeholder(session, actor, other_id)
    if stakeholder_id == other_id:
        raise Invalid("Nobody blocks themselves.")
    # Two members who press at once queue here: there is one block.
    session.get(Stakeholder, stakeholder_id, with_for_update={"key_share": True})
    return _block(session, actor, stakeholder_id, other_id, about=stakeholder_id, now=now)


def _block(session: Session, actor: Actor, mine: str, other: str, *, about: str, now: datetime) -> Block:
    """One block of the two; what is under way between them ends."""
    between = _hold_between(session, mine, other)
    found = session.get(Block, (mine, other), populate_existing=True)
    if found is None:
        found = Block(stakeholder_id=mine, other_id=other, account_id=actor.account_id, at=now)
        session.add(found)
        more = {"other": other} if about == mine else {}
        audit.record(session, actor, "introduction.block", about, now=now, **more)
    disclosing.take_back(session, [each.id for each in between], now=now)
    for each in between:
        mover = Mover.A if each.a_id == mine else Mover.B
        _end(session, Hand(mover, actor), each, now)
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
