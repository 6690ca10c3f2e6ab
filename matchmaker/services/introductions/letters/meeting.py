"""The words around a meeting, and of what comes after it."""

from __future__ import annotations

from matchmaker import i18n
from matchmaker.core.introductions.states import TOGETHER, State
from matchmaker.mail import Action, Attachment, Letter, Section
from matchmaker.models import IntroductionMessage
from matchmaker.services.introductions.calendar import entry_of
from matchmaker.services.introductions.letters.parts import contacts, first_questions
from matchmaker.services.introductions.letters.setting import Setting, letter


def meeting(at: Setting) -> Letter | None:
    """Times are offered, or one is agreed."""
    _ = at.gettext
    if at.mail.params.get("offered"):
        if at.one.state not in TOGETHER:
            return None
        title = _("%(other)s proposes times") % {"other": at.other.name}
        return letter(
            at,
            title,
            paragraphs=[_("Choose the one that suits you; both of you then get an entry for the calendar.")],
            actions=[Action(_("Choose a time"), at.url, main=True)],
        )
    if at.one.state is not State.MEETING_AGREED or at.one.meeting_at is None:
        return None
    title = _("You meet %(other)s") % {"other": at.other.name}
    lines = [at.day(at.one.meeting_at), *filter(None, [at.one.meeting_where])]
    there = at.one.meeting_at.astimezone(i18n.zone_of(at.other.country))
    if i18n.zone_of(at.other.country) != i18n.zone_of(at.own.country):
        lines.append(_("For them it is %(hour)s.") % {"hour": f"{there:%H:%M}"})
    entry = entry_of(at.one, title, at.addresses)
    return letter(
        at,
        title,
        lists=[Section(_("When and where"), lines), *contacts(at), *first_questions(at)],
        actions=[Action(_("See the introduction"), at.url, main=True)],
        attachments=[Attachment("meeting.ics", "text/calendar", entry)],
    )


def outcome(at: Setting) -> Letter | None:
    """How was it?"""
    if at.one.state not in (State.MEETING_AGREED, State.MET):
        return None
    _ = at.gettext
    met = at.one.state is State.MET
    title = (_("What will you and %(other)s begin with?") if met else _("How was it with %(other)s?")) % {
        "other": at.other.name
    }
    text = (
        _("You have met. Agree on a first joint step: what, who, and by when. Small is good.")
        if met
        else _("You had a meeting. One press of a button tells us whether it took place.")
    )
    return letter(
        at,
        title,
        paragraphs=[text],
        actions=[Action(_("Note the first step") if met else _("Say how it was"), at.url, main=True)],
    )


def follow_up(at: Setting) -> Letter | None:
    """How does it go?"""
    _ = at.gettext
    if at.one.state not in (State.MET, State.STEP_AGREED, State.PARTNERSHIP):
        return None
    title = _("How does it go with %(other)s?") % {"other": at.other.name}
    paragraphs = [_("Tell us in one sentence; it helps whoever comes after you.")]
    if at.mail.params.get("confirmed"):
        title = _("%(other)s says that you are partners") % {"other": at.other.name}
        paragraphs = [_("If you say so too, your partnership stands in the network.")]
    step = [Section(_("Your first joint step"), [at.one.joint_what])] if at.one.joint_what else []
    action = Action(_("Say how it goes"), at.url, main=True)
    return letter(at, title, paragraphs=paragraphs, lists=step,
        actions=[action]
    )  # fmt: skip


def partners(at: Setting) -> Letter | None:
    """Both confirmed: partners now."""
    if at.one.state is not State.PARTNERSHIP:
        return None
    _ = at.gettext
    title = _("%(a)s and %(b)s are partners") % {"a": at.own.name, "b": at.other.name}
    return letter(
        at,
        title,
        paragraphs=[_("Both have confirmed it. The network shows the tie from now on. Good luck!")],
        actions=[Action(_("See the profile"), at.addresses.page(f"/stakeholders/{at.other.id}"))],
    )


def message(at: Setting) -> Letter | None:
    """Somebody wrote within an introduction."""
    found = at.session.get(IntroductionMessage, at.mail.params.get("message", ""))
    if found is None or found.reported_at is not None:
        return None
    _ = at.gettext
    title = _("A message about %(other)s and you") % {"other": at.other.name}
    url = at.addresses.page(f"/introductions/{at.one.id}")
    return letter(
        at,
        title,
        lists=[Section(_("They write"), found.text.split("\n"), listed=False)],
        actions=[Action(_("Answer"), url, main=True)] if at.mail.account_id else [],
    )
