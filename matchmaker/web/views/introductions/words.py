"""Introductions in words: where one stands, who did what, whose turn it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, tzinfo

from matchmaker import context, i18n
from matchmaker.core.introductions.states import (
    CloseReason,
    Consent,
    DeclineReason,
    Mover,
    Side,
    State,
)
from matchmaker.core.introductions.steps import Step
from matchmaker.core.words import N_
from matchmaker.models import Introduction, OfferedTime
from matchmaker.web.layout import day
from matchmaker.web.words import _

DECLINES: Mapping[DeclineReason, str] = {
    DeclineReason.NO_TIME: N_("No time at the moment"),
    DeclineReason.OTHER_SUBJECT: N_("Not what we look for"),
    DeclineReason.KNOWN: N_("We know each other already"),
    DeclineReason.FAR: N_("Too far away"),
    DeclineReason.LATER: N_("Later perhaps"),
    DeclineReason.UNSAID: N_("I would rather not say"),
}
"""The reasons as who says no reads them."""
DECLINES_TOLD: Mapping[DeclineReason, str] = {
    DeclineReason.NO_TIME: N_("No time now"),
    DeclineReason.OTHER_SUBJECT: N_("Another subject"),
    DeclineReason.KNOWN: N_("They know each other already"),
    DeclineReason.FAR: N_("Too far away"),
    DeclineReason.LATER: N_("Perhaps later"),
    DeclineReason.UNSAID: N_("No reason given"),
}
"""The same as others tell it: to who brokers, and in reports."""
CLOSES: Mapping[CloseReason, str] = {
    CloseReason.NO_FIT: N_("It did not fit after all"),
    CloseReason.NO_ANSWER: N_("The other side did not answer any more"),
    CloseReason.NO_MEANS: N_("There was no money or no time for it"),
    CloseReason.ELSEWHERE: N_("The need was met elsewhere"),
    CloseReason.NOT_SENT: N_("Better not to ask them"),
}
STATES: Mapping[State, str] = {
    State.DRAFTED: N_("Drafted"),
    State.PROPOSED: N_("Waits for a broker"),
    State.HELD: N_("On hold"),
    State.ASKED: N_("Asked"),
    State.ACCEPTED: N_("Both said yes"),
    State.INTRODUCED: N_("Both said yes"),
    State.MEETING_AGREED: N_("A meeting is agreed"),
    State.MET: N_("They have met"),
    State.STEP_AGREED: N_("The first step is under way"),
    State.PARTNERSHIP: N_("Partners"),
    State.DECLINED: N_("It does not fit now"),
    State.EXPIRED: N_("Ran out without an answer"),
    State.WITHDRAWN: N_("Taken back"),
    State.CLOSED: N_("Closed"),
}
STATES_COUNTED: Mapping[State, str] = {
    State.DRAFTED: N_("Drafted, not sent"),
    State.PROPOSED: N_("Waits for a broker"),
    State.HELD: N_("Held by a broker"),
    State.ASKED: N_("Asked, waits for an answer"),
    State.ACCEPTED: N_("Both said yes"),
    State.INTRODUCED: N_("Introduced, no meeting agreed yet"),
    State.MEETING_AGREED: N_("Meeting agreed"),
    State.MET: N_("Met"),
    State.STEP_AGREED: N_("First joint step agreed"),
    State.PARTNERSHIP: N_("Partners, confirmed by both"),
    State.DECLINED: N_("Declined by one of the two"),
    State.EXPIRED: N_("Ran out without an answer"),
    State.WITHDRAWN: N_("Taken back"),
    State.CLOSED: N_("Closed without a partnership"),
}
"""The same where many are counted together: each says how far it has come."""
TAKEN: Mapping[Step, str] = {
    Step.PROPOSE: N_("%(who)s asked for an introduction."),
    Step.HOLD: N_("%(who)s put it on hold."),
    Step.RESUME: N_("%(who)s took it up again."),
    Step.ASK: N_("%(who)s asked."),
    Step.ACCEPT: N_("%(who)s said yes."),
    Step.DECLINE: N_("%(who)s said that it does not fit now."),
    Step.POSTPONE: N_("%(who)s asked for more time."),
    Step.INTRODUCE: N_("Both were introduced."),
    Step.AGREE_MEETING: N_("%(who)s settled the time of the meeting."),
    Step.REPORT_MET: N_("%(who)s said that they met."),
    Step.REPORT_MISSED: N_("%(who)s said that the meeting did not take place."),
    Step.AGREE_STEP: N_("%(who)s noted the first joint step."),
    Step.CONFIRM: N_("%(who)s confirmed the partnership."),
    Step.CLOSE: N_("%(who)s closed it."),
    Step.WITHDRAW: N_("%(who)s took the consent back."),
    Step.EXPIRE: N_("Its time ran out."),
}
"""Each step that was taken, as the history tells it."""

Names = Mapping[Side, str]


def mover_said(mover: Mover, names: Names, reader: Mover | None = None) -> str:
    """Who moved, as the reader would say it."""
    if mover is reader and mover.side:
        return _("You")
    if mover.side:
        return names[mover.side]
    return _("A broker") if mover is Mover.BROKER else _("Matchmaker")


def turn_of(
    one: Introduction, waits: Iterable[Mover], times: Iterable[OfferedTime], now: datetime
) -> frozenset[Mover]:
    """Whose turn it is: not that of who has offered times or confirmed already.

    Before an agreed meeting it is nobody's, unless somebody offers other times.
    """
    offered = {time.offered_by for time in times if time.starts_at > now}
    if offered and one.state in (State.INTRODUCED, State.MEETING_AGREED):
        return frozenset(waits) - offered
    if one.state is State.MEETING_AGREED and one.meeting_at and one.meeting_at > now:
        return frozenset()
    confirmed = {Mover.A: one.confirmed_a, Mover.B: one.confirmed_b}
    return frozenset(mover for mover in waits if not confirmed.get(mover))


def confirmed_said(one: Introduction, names: Names, reader: Mover | None = None) -> str:
    """Who of the two has confirmed the partnership; "" where none has, or both have."""
    if one.confirmed_a is one.confirmed_b:
        return ""
    mover, other = (Mover.A, Side.B) if one.confirmed_a else (Mover.B, Side.A)
    if mover is reader:
        return _("You have confirmed the partnership. %(name)s has not yet.", name=names[other])
    if other == getattr(reader, "side", None):
        return _("%(name)s has confirmed the partnership.", name=names[other.other])
    return _(
        "%(name)s has confirmed the partnership, %(other)s has not yet.",
        name=names[other.other], other=names[other],
    )  # fmt: skip


def turn_said(waits: Iterable[Mover], names: Names, reader: Mover | None = None) -> str:
    """Whose turn it is, in a sentence; "" where it is nobody's."""
    waits = frozenset(waits) - {Mover.CLOCK}
    if not waits:
        return ""
    if reader in waits:
        others = [names[one.side] for one in sorted(waits - {reader}) if one.side]
        return (
            _("It is your turn, and that of %(name)s.", name=others[0]) if others else _("It is your turn.")
        )
    said = [names[one.side] if one.side else _("a broker") for one in sorted(waits)]
    return _("It waits for %(names)s.", names=i18n.list_of(said, context.language()))


def moment(value: datetime, zone: tzinfo) -> str:
    """A day and a time of day in the reader's language."""
    return i18n.moment(value, context.language(), zone)


def where_it_stands(one: Introduction, names: Names, zone: tzinfo, reader: Mover | None = None) -> str:
    """Where an introduction stands, in a sentence of its own; why somebody said no is for brokers alone."""
    own = reader is not None and reader.side is not None
    match one.state:
        case State.ASKED:
            return _asked(one, names, reader.side if reader else None)
        case State.INTRODUCED:
            return (
                _("Both said yes. You choose a time together.")
                if own
                else _("Both said yes. They choose a time.")
            )
        case State.MEETING_AGREED if one.meeting_at:
            return _meeting_said(one.meeting_at, zone, own=own)
        case State.MET:
            return (
                _("You have met. The first joint step is not agreed yet.")
                if own
                else _("They have met. The first joint step is not agreed yet.")
            )
        case State.STEP_AGREED if one.joint_by:
            return _joint_said(one, one.joint_by)
        case State.PARTNERSHIP:
            return _("Partners since %(day)s.", day=day(one.state_since))
        case State.DECLINED if one.decline_reason and reader is Mover.BROKER:
            return f"{_(STATES[one.state])}. {_(DECLINES_TOLD[one.decline_reason])}."
        case State.CLOSED if one.close_reason:
            return f"{_(STATES[one.state])}. {_(CLOSES[one.close_reason])}."
    return f"{_(STATES[one.state])}."


def _asked(one: Introduction, names: Names, own: Side | None) -> str:
    """Who has answered; `own` is the side of the reader, who is told of themselves as "you"."""
    said_yes = [side for side, consent in consents(one) if consent is Consent.YES]
    open_ = [side for side, consent in consents(one) if consent is Consent.ASKED]
    if len(open_) == len(Side):
        return (
            _("Both of you were asked. Neither has answered yet.")
            if own
            else _("Both were asked. Neither has answered yet.")
        )
    if said_yes:
        return _one_yes(names, said_yes[0], own)
    if not open_:
        return ""
    if open_[0] is own:
        return _("You were asked first and have not answered yet.")
    return _("%(asked)s was asked first and has not answered yet.", asked=names[open_[0]])


def _one_yes(names: Names, yes: Side, own: Side | None) -> str:
    if yes is own:
        return _("You said yes. %(asked)s has not answered yet.", asked=names[yes.other])
    if yes.other is own:
        return _("%(yes)s said yes. You have not answered yet.", yes=names[yes])
    return _(
        "%(yes)s said yes. %(asked)s has not answered yet.",
        yes=names[yes],
        asked=names[yes.other],
    )


def _meeting_said(at: datetime, zone: tzinfo, *, own: bool) -> str:
    said, to_come = moment(at, zone), at > context.now()
    if own and to_come:
        return _("You meet on %(moment)s.", moment=said)
    if to_come:
        return _("They meet on %(moment)s.", moment=said)
    if own:
        return _("You were to meet on %(moment)s. Nobody has said yet how it was.", moment=said)
    return _("They were to meet on %(moment)s. Nobody has said yet how it was.", moment=said)


def _joint_said(one: Introduction, by: date) -> str:
    what = one.joint_what.rstrip(". ")
    if one.joint_done_at is not None:
        return _("%(what)s: done on %(day)s.", what=what, day=day(one.joint_done_at))
    if by < context.now().date():
        return _("%(what)s. It was to be done by %(day)s.", what=what, day=day(by))
    return _("%(what)s, by %(day)s.", what=what, day=day(by))


def consents(one: Introduction) -> tuple[tuple[Side, Consent], ...]:
    """What each of the two has said so far."""
    return ((Side.A, one.consent_a), (Side.B, one.consent_b))
