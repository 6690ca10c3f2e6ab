"""The first joint step, and the partnership that both confirm."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from matchmaker.core.introductions.states import State
from matchmaker.core.introductions.steps import Step
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, Invalid
from matchmaker.models import Introduction
from matchmaker.services import audit
from matchmaker.services.introductions.after import follow
from matchmaker.services.introductions.hands import Hand, get_introduction
from matchmaker.services.introductions.moving import LATE, edit, move
from matchmaker.services.introductions.texts import cleaned


def agree_step(
    session: Session,
    hand: Hand,
    introduction_id: str,
    *,
    what: str,
    who: str = "",
    by: date | None = None,
    now: datetime,
) -> Introduction:
    """Note the first joint step: what, who sees to it, and by when; the same once more changes nothing.

    Raises:
        NotFound; Conflict: it is not the time for that; Invalid: nothing is said, or the day has passed.
    """
    one = get_introduction(session, introduction_id)
    text = cleaned(what, "what")
    fields = {}
    if not text:
        fields["what"] = N_("Say what the first step is.")
    if by is not None and by < now.date():
        fields["by"] = N_("Choose a day from today on.")
    if fields:
        raise Invalid("Some answers need another look.", fields=fields)
    values = {"joint_what": text, "joint_who": cleaned(who, "who"), "joint_by": by, "joint_done_at": None}
    if one.state is not State.STEP_AGREED or any(
        getattr(one, name) != value for name, value in values.items()
    ):
        follow(session, one, move(session, hand, one, Step.AGREE_STEP, now=now, values=values), now=now)
    return one


def finish_joint_step(session: Session, hand: Hand, introduction_id: str, *, now: datetime) -> Introduction:
    """Note that the first joint step is done.

    Raises:
        NotFound; Conflict: none is agreed, or it is done already.
    """
    one = get_introduction(session, introduction_id)
    if one.state is not State.STEP_AGREED or one.joint_done_at is not None:
        raise Conflict(LATE)
    edit(session, one, joint_done_at=now)
    audit.record(session, hand.actor, "introduction.step-done", one.id, now=now)
    return one


def confirm(session: Session, hand: Hand, introduction_id: str, *, now: datetime) -> Introduction:
    """Say that the two are partners; when both have, the network knows.

    Raises:
        NotFound; Conflict: not before they met, not twice.
    """
    one = get_introduction(session, introduction_id)
    follow(session, one, move(session, hand, one, Step.CONFIRM, now=now), now=now)
    return one
