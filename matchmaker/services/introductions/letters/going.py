"""Letters from the meeting to the partnership, or to the end."""

from __future__ import annotations

from datetime import datetime

from matchmaker import i18n
from matchmaker.core.introductions.states import TOGETHER, State
from matchmaker.mail import Action, Attachment, Letter, Section
from matchmaker.services.introductions.calendar import AGREED, CALLED_OFF, MIME, entry_of
from matchmaker.services.introductions.disclosing import list_disclosures
from matchmaker.services.introductions.letters.parts import contacts, first_questions, first_step
from matchmaker.services.introductions.letters.setting import Setting, letter_of
from matchmaker.services.introductions.meeting import list_times


def meeting(at: Setting) -> Letter | None:
    """Times are offered, or one is agreed, or the agreed one is near."""
    if at.mail.params.get("offered"):
        return _offered(at)
    if at.one.state is not State.MEETING_AGREED or at.one.meeting_at is None:
        return None
    if at.mail.params.get("near"):
        return _near(at, at.one.meeting_at)
    return letter_of(
        at,
        at.gettext("You meet %(other)s") % at.names,
        lists=[_when_and_where(at, at.one.meeting_at), *contacts(at), *first_questions(at)],
        actions=[Action(at.gettext("See the introduction"), at.url, main=True)],
        attachments=[_entry(at, AGREED)],
    )


def outcome(at: Setting) -> Letter | None:
    """How was it? Or, after the meeting: what comes first?"""
    _ = at.gettext
    if at.one.state is State.MET:
        title = _("What will you and %(other)s begin with?") % at.names
        text = _("You have met. Agree on a first joint step: what, who, and by when. Small is good.")
        action = _("Note the first step")
    elif at.one.state is State.MEETING_AGREED:
        title = _("How was it with %(other)s?") % at.names
        text = _("You had a meeting. One press of a button tells us whether it took place.")
        action = _("Say how it was")
    else:
        return None
    return letter_of(at, title, paragraphs=[text], actions=[Action(action, at.url, main=True)])


def follow_up(at: Setting) -> Letter | None:
    """How does it go? Or what the other side has noted or confirmed, or a step whose day is near."""
    _, one, why = at.gettext, at.one, at.mail.params
    if one.state not in (State.MET, State.STEP_AGREED, State.PARTNERSHIP):
        return None
    title = _("How does it go with %(other)s?") % at.names
    text = _("One press of a button tells us. Are you partners by now? Then say so, and the network knows.")
    if one.state is State.PARTNERSHIP:
        text = _("Your partnership stands in the network. Write to us if you need anything.")
    if why.get("confirmed"):
        if one.state is State.PARTNERSHIP:
            return None
        title = _("%(other)s says that you are partners") % at.names
        text = _("If you say so too, your partnership stands in the network.")
    elif why.get("noted"):
        title = _("The first joint step of you and %(other)s is noted") % at.names
        text = _("Look whether it says what you agreed. Either of you may change it.")
    elif why.get("due"):
        if one.joint_done_at is not None or one.state is not State.STEP_AGREED:
            return None
        title = _("Your first step with %(other)s: its day is near") % at.names
        text = _("Is it done? One press of a button tells us. Or agree on another day.")
    return letter_of(
        at,
        title,
        paragraphs=[text],
        lists=first_step(at),
        actions=[Action(_("Say how it goes"), at.url, main=True)],
    )


def ended(at: Setting) -> Letter | None:
    """It ran out, was closed, or withdrawn; who was asked need not answer any more."""
    _ = at.gettext
    said = {
        State.DECLINED: _("It does not fit now for the other side."),
        State.EXPIRED: _("It was not answered in time."),
        State.WITHDRAWN: _("It was taken back."),
        State.CLOSED: _("It was closed without a partnership."),
    }
    if at.one.state not in said:
        return None
    text = said[at.one.state]
    if any(one.withdrawn_at for one in list_disclosures(at.session, at.one)):
        text += " " + _("What was shown to each other is shown no more.")
    called_off = at.one.meeting_at is not None and at.one.meeting_at > at.one.state_since
    return letter_of(
        at,
        _("The introduction of %(a)s and %(b)s has ended") % at.names,
        paragraphs=[text, _("You need not do anything.")],
        actions=[Action(_("Look at the introduction"), at.page)] if at.mail.account_id else [],
        attachments=[_entry(at, CALLED_OFF)] if called_off else [],
    )


def partners(at: Setting) -> Letter | None:
    """Both confirmed: partners now."""
    if at.one.state is not State.PARTNERSHIP:
        return None
    _ = at.gettext
    return letter_of(
        at,
        _("%(a)s and %(b)s are partners") % at.names,
        paragraphs=[_("Both have confirmed it. The network shows the tie from now on. Good luck!")],
        actions=[Action(_("See the profile"), at.addresses.page(f"/stakeholders/{at.other.id}"))],
    )


def _near(at: Setting, agreed: datetime) -> Letter | None:
    """The meeting is near; of one that was moved meanwhile another mail tells."""
    if datetime.fromisoformat(at.mail.params["until"]) != agreed:
        return None
    _ = at.gettext
    entry = Action(_("Put the meeting into your calendar"), f"{at.page}/meeting.ics")
    return letter_of(
        at,
        _("Your meeting with %(other)s: %(moment)s") % (at.names | {"moment": at.moment(agreed, at.own)}),
        lists=[_when_and_where(at, agreed), *contacts(at), *first_questions(at)],
        actions=[
            Action(_("See the introduction"), at.url, main=True),
            # Who has no account finds the entry in the mail alone.
            *([entry] if at.mail.account_id else []),
        ],
        after=[_("If you cannot come, propose other times on the page of the introduction.")],
        attachments=[_entry(at, AGREED)],
    )


def _when_and_where(at: Setting, agreed: datetime) -> Section:
    """On the reader's clock, and on that of the other where it shows another hour."""
    _ = at.gettext
    lines = [at.moment(agreed, at.own), *filter(None, [at.one.meeting_where])]
    if i18n.zone_of(at.other.country) != i18n.zone_of(at.own.country):
        lines.insert(1, _("For them it is %(moment)s.") % {"moment": at.moment(agreed, at.other)})
    return Section(_("When and where"), lines)


def _offered(at: Setting) -> Letter | None:
    if at.one.state not in TOGETHER:
        return None
    _ = at.gettext
    times = [
        ", ".join(filter(None, [at.moment(time.starts_at, at.own), time.place]))
        for time in list_times(at.session, at.one)
        if time.offered_by.side is not at.side
    ]
    return letter_of(
        at,
        _("%(other)s proposes times") % at.names,
        paragraphs=[_("Choose the one that suits you; both of you then get an entry for the calendar.")],
        lists=[Section(_("The times"), times)] if times else [],
        actions=[Action(_("Choose a time"), at.url, main=True)],
    )


def _entry(at: Setting, method: str) -> Attachment:
    title = at.gettext("Meeting of %(a)s and %(b)s") % at.names
    return Attachment(
        "meeting.ics", f"{MIME}; method={method}", entry_of(at.one, title, at.addresses, method)
    )
