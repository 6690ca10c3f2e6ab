"""The words of the mails: made when a mail is sent, of what is true then, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matchmaker import i18n
from matchmaker.core.explain import render
from matchmaker.core.introductions.disclosure import Stage, stage_of
from matchmaker.core.introductions.states import ENDS, TOGETHER, Consent, Side, State
from matchmaker.core.notifications import MailKind
from matchmaker.mail import Action, Attachment, Letter, Section
from matchmaker.models import Account, Introduction, IntroductionMessage, Mail, MailLink, Stakeholder
from matchmaker.services.introductions.calendar import entry_of
from matchmaker.services.introductions.disclosing import ContactPerson, contacts_of
from matchmaker.services.introductions.hands import get_introduction
from matchmaker.services.introductions.moving import position_of
from matchmaker.services.introductions.reasons import reasons_for
from matchmaker.services.introductions.telling import id_of
from matchmaker.services.notifications import Addresses

Gettext = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Setting:
    """What every letter is made of; `own` and `other` are the two as the reader sees them."""

    session: Session
    mail: Mail
    one: Introduction
    side: Side | None
    own: Stakeholder
    other: Stakeholder
    link: MailLink | None
    addresses: Addresses
    gettext: Gettext

    @property
    def url(self) -> str:
        """Where the reader acts: by the link of this mail, else on the page of the introduction."""
        if self.link is not None:
            return self.addresses.answer(self.link)
        return self.addresses.page(f"/introductions/{self.one.id}")

    def day(self, at: datetime) -> str:
        """A day and an hour on the reader's clock."""
        here = at.astimezone(i18n.zone_of(self.own.country))
        return f"{i18n.day(here.date(), self.mail.language)}, {here:%H:%M}"


Words = Callable[[Setting], Letter | None]


def writer_of(words: Words) -> Callable[[Session, Mail, MailLink | None, Addresses], Letter | None]:
    """Make a writer of words: it looks up what they are about."""

    def write(session: Session, mail: Mail, link: MailLink | None, addresses: Addresses) -> Letter | None:
        one = get_introduction(session, mail.introduction_id or "")
        side = Side(mail.params["side"]) if mail.params.get("side") else None
        mine = id_of(one, side or Side.A), id_of(one, (side or Side.A).other)
        own, other = (session.get_one(Stakeholder, id_) for id_ in mine)
        _ = i18n.gettext_for(mail.language)
        return words(Setting(session, mail, one, side, own, other, link, addresses, _))

    return write


def asked(at: Setting) -> Letter | None:
    """Would you like to be introduced?"""
    if at.side is None or position_of(at.one).consent(at.side) is not Consent.ASKED:
        return None
    _ = at.gettext
    title = _("%(other)s and you: shall we introduce you?") % {"other": at.other.name}
    if at.one.message and at.side is Side.B:
        title = _("%(other)s would like to meet you") % {"other": at.other.name}
    return _letter(
        at,
        title,
        paragraphs=[opening(at)],
        lists=[*why(at), *written(at)],
        actions=[
            Action(_("Yes, introduce us"), at.url, main=True),
            Action(_("Not now, or no"), at.url),
        ],
        after=[
            _(
                "If you say yes, and they do too, we give each of you the other’s name and e-mail address. "
                "If you say no, they learn only that it does not fit now."
            ),
            _("The link opens a page; nothing is decided before you press a button there."),
        ],
    )


def reminder(at: Setting) -> Letter | None:
    """Your answer is still waited for."""
    _ = at.gettext
    if at.one.state is State.ASKED:
        first = asked(at)
        if first is None:
            return None
        title = _("%(other)s still waits for your answer") % {"other": at.other.name}
        return _letter(
            at,
            title,
            paragraphs=[_("You have not answered yet. One press of a button is enough."), *first.paragraphs],
            lists=first.lists,
            actions=first.actions,
            after=first.after,
        )
    if at.one.state is not State.INTRODUCED:
        return None
    title = _("Have you and %(other)s found a time?") % {"other": at.other.name}
    text = _("You were introduced, and no meeting is agreed yet. Propose three times; the other picks one.")
    return _letter(
        at,
        title,
        paragraphs=[text],
        lists=contacts(at),
        actions=[Action(_("Propose times"), at.url, main=True)],
    )


def introduced(at: Setting) -> Letter | None:
    """Both said yes: here are the contact persons."""
    if stage_of(position_of(at.one)) is not Stage.CONTACT:
        return None
    _ = at.gettext
    title = _("You and %(other)s are introduced") % {"other": at.other.name}
    return _letter(
        at,
        title,
        paragraphs=[_("Both of you said yes. Now it is yours: write to each other, or propose times here.")],
        lists=[*contacts(at), *why(at), *first_questions(at)],
        actions=[Action(_("Propose times for a call"), at.url, main=True)],
        after=[_("You can take back your consent at any time on the page of the introduction.")],
    )


def declined(at: Setting) -> Letter | None:
    """It does not fit now; why is for the brokers."""
    _ = at.gettext
    if at.side is None:
        names = {"a": at.own.name, "b": at.other.name}
        title = _("%(a)s and %(b)s: one of them said no") % names
        text = _("Nobody else was told why. Look at the introduction, and what else would help them.")
    else:
        title = _("It does not fit now with %(other)s") % {"other": at.other.name}
        text = _("They thank you for asking. Look at your other suggestions: somebody else may fit better.")
    url = at.addresses.page("/suggestions" if at.side else f"/introductions/{at.one.id}")
    action = _("See other suggestions") if at.side else _("Look at the introduction")
    return _letter(
        at,
        title,
        paragraphs=[text],
        actions=[Action(action, url, main=True)],
    )


def waits(at: Setting) -> Letter | None:
    """Something waits on the broker's desk."""
    if at.one.state in ENDS:
        return None
    _ = at.gettext
    names = {"a": at.own.name, "b": at.other.name}
    title = _("%(a)s and %(b)s wait for you") % names
    text = _(
        "An introduction of the two waits on the desk. Read the reason, change what you know better, send it."
    )
    if at.mail.params.get("reported"):
        title, text = _("A message was reported"), _("One of the two reported a message of the other.")
    elif at.mail.params.get("late"):
        text = _("Nothing has happened with this introduction for some time. A word of yours may help.")
    url = at.addresses.page(f"/introductions/{at.one.id}")
    return _letter(
        at,
        title,
        paragraphs=[text],
        lists=written(at),
        actions=[Action(_("Open it"), url, main=True)],
    )


def meeting(at: Setting) -> Letter | None:
    """Times are offered, or one is agreed."""
    _ = at.gettext
    if at.mail.params.get("offered"):
        if at.one.state not in TOGETHER:
            return None
        title = _("%(other)s proposes times") % {"other": at.other.name}
        return _letter(
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
    return _letter(
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
    return _letter(
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
    return _letter(at, title, paragraphs=paragraphs, lists=step,
        actions=[action]
    )  # fmt: skip


def ended(at: Setting) -> Letter | None:
    """It ran out, was closed, or withdrawn."""
    _ = at.gettext
    title = _("The introduction of %(a)s and %(b)s has ended") % {"a": at.own.name, "b": at.other.name}
    said = {
        State.EXPIRED: _("It was not answered in time."),
        State.WITHDRAWN: _("One of the two took it back. What was shown to each other is shown no more."),
        State.CLOSED: _("It was closed without a partnership."),
    }
    if at.one.state not in said:
        return None
    url = at.addresses.page(f"/introductions/{at.one.id}")
    return _letter(
        at,
        title,
        paragraphs=[said[at.one.state], _("You need not do anything.")],
        actions=[Action(_("Look at the introduction"), url)] if at.mail.account_id else [],
    )


def partners(at: Setting) -> Letter | None:
    """Both confirmed: partners now."""
    if at.one.state is not State.PARTNERSHIP:
        return None
    _ = at.gettext
    title = _("%(a)s and %(b)s are partners") % {"a": at.own.name, "b": at.other.name}
    return _letter(
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
    return _letter(
        at,
        title,
        lists=[Section(_("They write"), found.text.split("\n"), listed=False)],
        actions=[Action(_("Answer"), url, main=True)] if at.mail.account_id else [],
    )


def opening(at: Setting) -> str:
    """Who the other is, and why one hears of it."""
    _ = at.gettext
    values = {
        "other": at.other.name,
        "place": at.other.place or i18n.country_name(at.other.country, at.mail.language),
    }
    if at.one.message and at.side is Side.B:
        return _("%(other)s, %(place)s, has asked us to introduce you.") % values
    return (
        _("%(other)s, %(place)s, and you could do something together. We would like to introduce you.")
        % values
    )


def why(at: Setting) -> list[Section]:
    """Why the two should talk: in the broker's words, else in the engine's."""
    _ = at.gettext
    heading = _("Why we think you should talk")
    if at.one.reason:
        return [Section(heading, at.one.reason.split("\n"), listed=False)]
    today = at.mail.created_at.date()
    found = [render(one, _) for one in reasons_for(at.session, at.one, at.side, today=today)]
    return [Section(heading, found)] if found else []


def written(at: Setting) -> list[Section]:
    """What the one who asks writes, and the first step that the broker suggests."""
    _ = at.gettext
    said = []
    if at.one.message and at.side is not Side.A:
        said.append(Section(_("What they write"), at.one.message.split("\n"), listed=False))
    if at.one.first_step:
        said.append(Section(_("A first step could be"), [at.one.first_step], listed=False))
    return said


def first_questions(at: Setting) -> list[Section]:
    """Questions with which a first talk goes well."""
    _ = at.gettext
    questions = [
        _("What would each of you like to have done in three months?"),
        _("What does each of you bring, and what does it cost?"),
        _("What is the smallest thing you could try together?"),
    ]
    return [Section(_("First questions"), questions)]


def contacts(at: Setting) -> list[Section]:
    """The contact persons of the other side, if both agreed."""
    if at.side is None or stage_of(position_of(at.one)) is not Stage.CONTACT:
        return []
    people = contacts_of(at.session, at.other.id)
    heading = at.gettext("How to reach %(other)s") % {"other": at.other.name}
    return [Section(heading, [_person(one) for one in people])] if people else []


def _letter(
    at: Setting,
    title: str,
    *,
    paragraphs: Sequence[str] = (),
    lists: Sequence[Section] = (),
    actions: Sequence[Action] = (),
    after: Sequence[str] = (),
    attachments: Sequence[Attachment] = (),
) -> Letter:
    """A letter from the broker, if there is one: an answer to the mail reaches them."""
    _ = at.gettext
    broker = at.session.get(Account, at.one.broker_id) if at.one.broker_id and at.side else None
    return Letter(
        subject=title,
        title=title,
        greeting=_("Dear %(name)s,") % {"name": at.mail.name} if at.mail.name else _("Good day,"),
        paragraphs=paragraphs,
        lists=lists,
        actions=actions,
        after=after,
        signature=broker.name if broker else "",
        role=_("Broker") if broker else "",
        reply_to=broker.email if broker else "",
        foot=_("You get this mail because an introduction concerns you."),
        attachments=attachments,
    )


def _person(one: ContactPerson) -> str:
    return f"{one.name}, {one.email}" if one.name else one.email


WRITERS: Mapping[MailKind, Callable[[Session, Mail, MailLink | None, Addresses], Letter | None]] = {
    MailKind.ASKED: writer_of(asked),
    MailKind.REMINDER: writer_of(reminder),
    MailKind.INTRODUCED: writer_of(introduced),
    MailKind.DECLINED: writer_of(declined),
    MailKind.WAITS: writer_of(waits),
    MailKind.MEETING: writer_of(meeting),
    MailKind.OUTCOME: writer_of(outcome),
    MailKind.FOLLOW_UP: writer_of(follow_up),
    MailKind.ENDED: writer_of(ended),
    MailKind.PARTNERS: writer_of(partners),
    MailKind.MESSAGE: writer_of(message),
}
