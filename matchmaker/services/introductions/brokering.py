"""What a broker does: approve, hold, hand over, exchange one of the two, leave a note."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.introductions.states import BEFORE_ASKING, Consent, Order, Origin, Side
from matchmaker.core.introductions.steps import Step
from matchmaker.errors import Conflict, Invalid
from matchmaker.models import BrokerNote, Introduction, Need
from matchmaker.permissions import require
from matchmaker.services import audit, pilots
from matchmaker.services.introductions.after import follow
from matchmaker.services.introductions.begun import asker_of
from matchmaker.services.introductions.hands import IntroductionPlace, get_as_broker
from matchmaker.services.introductions.moving import edit, move
from matchmaker.services.introductions.starting import check_between, check_pair, pair_of
from matchmaker.services.introductions.telling import check_reachable
from matchmaker.services.introductions.texts import cleaned
from matchmaker.services.introductions.worth import worth_of


def approve(
    session: Session,
    actor: Actor,
    introduction_id: str,
    *,
    reason: str = "",
    first_step: str = "",
    order: Order = Order.BOTH,
    now: datetime,
) -> Introduction:
    """Ask the two: both at once, or one after the other; who asked for it has agreed already.

    Raises:
        NotFound, NotAllowed; Conflict: it does not wait for a broker; Invalid: somebody has no address.
    """
    one, hand = get_as_broker(session, actor, introduction_id)
    check_reachable(session, *check_pair(session, actor, one.a_id, one.b_id))
    values = _written(one, reason, first_step) | {"broker_id": one.broker_id or actor.account_id}
    follow(session, one, move(session, hand, one, Step.ASK, order=order, now=now, values=values), now=now)
    return one


def hold(
    session: Session,
    actor: Actor,
    introduction_id: str,
    *,
    reason: str = "",
    first_step: str = "",
    now: datetime,
) -> Introduction:
    """Leave it on the desk for later, with what was written so far.

    Raises:
        NotFound, NotAllowed, Conflict; Invalid: something is too long.
    """
    return _step(session, actor, introduction_id, Step.HOLD, reason, first_step, now)


def resume(
    session: Session,
    actor: Actor,
    introduction_id: str,
    *,
    reason: str = "",
    first_step: str = "",
    now: datetime,
) -> Introduction:
    """Take it up again, with what was written so far.

    Raises:
        NotFound, NotAllowed, Conflict; Invalid: something is too long.
    """
    return _step(session, actor, introduction_id, Step.RESUME, reason, first_step, now)


def assign(
    session: Session, actor: Actor, introduction_id: str, *, broker_id: str, now: datetime
) -> Introduction:
    """Hand it to a colleague who brokers there.

    Raises:
        NotFound, NotAllowed, Conflict; Invalid: the colleague does not broker there.
    """
    one, _hand = get_as_broker(session, actor, introduction_id)
    if broker_id != actor.account_id and broker_id not in pilots.brokers_of(session, one):
        raise Invalid("Choose somebody who brokers there.")
    edit(session, one, broker_id=broker_id)
    audit.record(session, actor, "introduction.assign", one.id, now=now, to=broker_id)
    return one


def swap(
    session: Session, actor: Actor, introduction_id: str, *, side: Side, other_id: str, now: datetime
) -> Introduction:
    """Exchange one of the two before anybody was asked; what was written about them is written anew.

    Who had asked for the other one has agreed to nothing yet about the new one, and is asked as well.

    Raises:
        NotFound, NotAllowed; Conflict: somebody was asked already, or the new pair is under way; Invalid.
    """
    one, _hand = get_as_broker(session, actor, introduction_id)
    if one.state not in BEFORE_ASKING:
        raise Conflict("Somebody was asked already. Close this one, and bring the others together anew.")
    if side is asker_of(session, one):
        raise Conflict("Who asked for the introduction stays in it. Exchange the other one.")
    kept = one.b_id if side is Side.A else one.a_id
    pair = check_pair(session, actor, kept, other_id)
    check_between(actor, other_id)
    require(
        actor, "introduction.broker", IntroductionPlace(tuple(party.region for party in pair), one.pilot_id)
    )
    values: dict[str, Any] = {"a_id" if side is Side.A else "b_id": other_id}
    values |= {"pair": pair_of(kept, other_id), "proposal_id": None, "origin": Origin.HAND}
    # Nobody has read, written or agreed to anything about these two.
    values |= {"reason": "", "first_step": "", "message": ""}
    values |= {"consent_a": Consent.OPEN, "consent_b": Consent.OPEN}
    values["worth"] = worth_of(session, kept, other_id, today=now.date())
    if (need := session.get(Need, one.need_id) if one.need_id else None) and need.stakeholder_id != kept:
        values["need_id"] = None
    try:
        with session.begin_nested():
            edit(session, one, **values)
    except IntegrityError as error:
        raise Conflict("An introduction of the two is under way already.") from error
    audit.record(session, actor, "introduction.swap", one.id, now=now, side=side.value, to=other_id)
    return one


def add_note(session: Session, actor: Actor, introduction_id: str, *, text: str, now: datetime) -> BrokerNote:
    """Leave a note for colleagues; none of the two reads it.

    Raises:
        NotFound, NotAllowed; Invalid: it is empty or too long.
    """
    one, _hand = get_as_broker(session, actor, introduction_id)
    if not (said := cleaned(text, "text")):
        raise Invalid("Write the note first.", fields={"text": "Write the note first."})
    note = BrokerNote(introduction_id=one.id, account_id=actor.account_id, text=said, at=now)
    session.add(note)
    session.flush()
    audit.record(session, actor, "introduction.note", one.id, now=now)
    return note


def _step(
    session: Session,
    actor: Actor,
    introduction_id: str,
    step: Step,
    reason: str,
    first_step: str,
    now: datetime,
) -> Introduction:
    one, hand = get_as_broker(session, actor, introduction_id)
    values = _written(one, reason, first_step)
    follow(session, one, move(session, hand, one, step, now=now, values=values), now=now)
    return one


def _written(one: Introduction, reason: str, first_step: str) -> dict[str, Any]:
    """What a broker wrote; nothing written leaves what stands there."""
    return {
        "reason": cleaned(reason, "reason") or one.reason,
        "first_step": cleaned(first_step, "first_step") or one.first_step,
    }
