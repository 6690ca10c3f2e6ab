"""What may be done with an introduction: each act by its word in addresses, and the service that does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from matchmaker import context
from matchmaker.core.actors import Actor
from matchmaker.core.introductions.states import BEFORE_ASKING, ENDS, TOGETHER, Mover, State
from matchmaker.core.introductions.steps import Step
from matchmaker.core.words import N_
from matchmaker.services import introductions
from matchmaker.services.introductions import Hand, Story
from matchmaker.web.words import _

Act = Callable[..., object]

BY_HAND: Mapping[str, Act] = {
    "accept": introductions.accept,
    "decline": introductions.decline,
    "postpone": introductions.postpone,
    "offer": introductions.offer_times,
    "choose": introductions.choose_time,
    "report": introductions.report,
    "step": introductions.agree_step,
    "finish": introductions.finish_joint_step,
    "confirm": introductions.confirm,
    "close": introductions.close,
    "withdraw": introductions.withdraw,
    "write": introductions.write,
    "block": introductions.block,
}
"""What one of the two does, also by a link from a mail."""

BY_BROKER: Mapping[str, Act] = {
    "approve": introductions.approve,
    "hold": introductions.hold,
    "resume": introductions.resume,
    "assign": introductions.assign,
    "swap": introductions.swap,
    "note": introductions.add_note,
}

BY_LINK = frozenset(BY_HAND) - {"write"}
"""What a link from a mail answers; the rest needs somebody who has signed in."""

NEEDS: Mapping[str, Step] = {
    "accept": Step.ACCEPT,
    "decline": Step.DECLINE,
    "postpone": Step.POSTPONE,
    "offer": Step.AGREE_MEETING,
    "choose": Step.AGREE_MEETING,
    "report": Step.REPORT_MET,
    "step": Step.AGREE_STEP,
    "confirm": Step.CONFIRM,
    "close": Step.CLOSE,
    "withdraw": Step.WITHDRAW,
    "approve": Step.ASK,
    "hold": Step.HOLD,
    "resume": Step.RESUME,
}
"""The step that an act takes; those without one only need the right state."""

DONE: Mapping[str, str] = {
    "accept": N_("Thank you. You said yes."),
    "decline": N_("Thank you for your answer. We do not ask you about this again."),
    "postpone": N_("You have more time. We ask you again later."),
    "offer": N_("Your times are on their way to the other side."),
    "choose": N_("The meeting is agreed. Both of you get an entry for the calendar."),
    "report": N_("Thank you, noted."),
    "step": N_("The first joint step is noted. We remind you of it in time."),
    "finish": N_("Well done. The first joint step is done."),
    "confirm": N_("Confirmed. You are partners as soon as both of you have said so."),
    "close": N_("The introduction is closed."),
    "withdraw": N_("Your consent is taken back. Nothing more of yours is shown."),
    "write": N_("Your message is sent."),
    "block": N_("Done. You are neither introduced nor suggested to each other any more."),
    "approve": N_("Sent. They have been asked."),
    "hold": N_("On hold. It stays on your desk."),
    "resume": N_("Taken up again."),
    "assign": N_("Your colleague has it now."),
    "swap": N_("Exchanged. Check the reason before you send it."),
    "note": N_("Your note is kept. None of the two can read it."),
}
"""What is said afterwards."""


DONE_BY_BROKER: Mapping[str, str] = {
    "offer": N_("The times are on their way to both."),
    "withdraw": N_("Called off. Whoever was asked hears that it is no longer needed."),
}
"""The same where it reads otherwise to who brokers."""


def done_said(name: str, mover: Mover) -> str:
    """What is said after an act."""
    told = DONE_BY_BROKER if mover is Mover.BROKER else {}
    return _(told.get(name, DONE[name]))


def take(name: str, hand: Hand, actor: Actor, introduction_id: str, values: Mapping[str, Any]) -> None:
    """Take the step; what was sent is in `values`."""
    now: datetime = context.now()
    if name in BY_HAND:
        BY_HAND[name](context.session(), hand, introduction_id, **values, now=now)
    else:
        BY_BROKER[name](context.session(), actor, introduction_id, **values, now=now)


def acts_of(story: Story, now: datetime) -> frozenset[str]:
    """What the reader may do now."""
    one, broker = story.introduction, story.hand.mover is Mover.BROKER
    found = {name for name, step in NEEDS.items() if step in story.allowed}
    if not any(time.offered_by is not story.hand.mover for time in story.times):
        found.discard("choose")
    if one.state is State.MEETING_AGREED and one.meeting_at and one.meeting_at > now:
        found.discard("report")
    if one.state not in {State.INTRODUCED, State.MEETING_AGREED}:
        found -= {"offer", "choose"}
    if one.state is State.STEP_AGREED and one.joint_done_at is None:
        found.add("finish")
    if (
        one.state in ENDS
        and not broker
        and any(receipt.withdrawn_at is None for receipt in story.disclosures)
    ):
        # What has ended does not end again, but consent is taken back at any time.
        found.add("withdraw")
    if one.state in TOGETHER:
        found |= {"write"}
    return frozenset(found | _by_role(one.state, broker=broker))


def _by_role(state: State, *, broker: bool) -> set[str]:
    if not broker:
        return {"block"}
    return {"assign", "note", *({"swap"} if state in BEFORE_ASKING else ())}
