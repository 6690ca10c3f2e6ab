"""The views of the outbox, and the words for kinds and states of mails."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.notifications import Channel, MailKind, MailState
from matchmaker.core.words import N_
from matchmaker.permissions import may_enter
from matchmaker.services.notifications import OutboxPage, Shown
from matchmaker.web.views.paging import Choice, Pages
from matchmaker.web.words import _

KINDS = {
    MailKind.ASKED: N_("Somebody would like to be introduced to you"),
    MailKind.INTRODUCED: N_("You are introduced: the other side’s contact persons"),
    MailKind.MEETING: N_("A meeting is agreed, or near"),
    MailKind.REMINDER: N_("Your answer is still waited for"),
    MailKind.DECLINED: N_("Somebody said that it does not fit now"),
    MailKind.MESSAGE: N_("Somebody wrote to you within an introduction"),
    MailKind.OUTCOME: N_("How was the meeting?"),
    MailKind.FOLLOW_UP: N_("How does it go, some months later?"),
    MailKind.PARTNERS: N_("Both of you confirmed a partnership"),
    MailKind.ENDED: N_("An introduction has ended"),
    MailKind.CONFIRM: N_("Is your profile still right? Once a year"),
    MailKind.INVITED: N_("You are invited to take part in a pilot"),
    MailKind.EXPIRING: N_("Does an offer or a need of yours still hold?"),
    MailKind.RETURNED: N_("An e-mail of yours could not be taken"),
    MailKind.WAITS: N_("Something waits on the broker’s desk"),
    MailKind.REGISTER: N_("Finish making your account"),
    MailKind.RESET: N_("A new password"),
    MailKind.ADDRESS: N_("Confirm your new address"),
    MailKind.SECURITY: N_("Something changed in how you sign in"),
    MailKind.ROLE: N_("You are invited to work here"),
    MailKind.ACTING: N_("Somebody asks to act for your organisation"),
    MailKind.CLAIM: N_("Somebody claims a profile, or what became of your claim"),
    MailKind.ORIGIN: N_("Where the data of a profile comes from"),
    MailKind.REPORT: N_("A profile was reported, or what came of your report"),
    MailKind.DECLARATION: N_("What a check of your declaration found"),
    MailKind.MERGED: N_("Your profile and another are the same"),
    MailKind.DIGEST: N_("Several pieces of news in one e-mail"),
}
WAYS = {
    Channel.AT_ONCE: N_("At once"),
    Channel.DAILY: N_("Once a day, in one e-mail"),
    Channel.WEEKLY: N_("Once a week, in one e-mail"),
    Channel.NEVER: N_("Not at all"),
}
STATES = {
    MailState.WAITING: N_("Waiting"),
    MailState.SENT: N_("Sent"),
    MailState.DROPPED: N_("Not needed any more"),
    MailState.DEAD: N_("Given up"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One mail of the outbox."""

    title: str
    to: str
    said: str
    url: str
    again_url: str


@dataclass(frozen=True, slots=True)
class OutboxView:
    """What the page of the outbox shows."""

    rows: list[Row]
    states: list[Choice]
    pages: Pages


@dataclass(frozen=True, slots=True)
class MailView:
    """What the page of one mail shows."""

    title: str
    to: str
    said: str
    text: str
    files: list[str]
    again_url: str


def outbox_view(page: OutboxPage, state: MailState | None, zone: tzinfo) -> OutboxView:
    """A page of the outbox; its times are those of a `zone`."""
    total = sum(page.counts.values())
    choices = [_choice(_("All"), total, None, state)]
    choices += [
        _choice(_(words), page.counts.get(one, 0), one, state)
        for one, words in STATES.items()
        if page.counts.get(one) or one is state
    ]
    here: dict[str, Any] = {"state": state.value if state else None}
    older = url_for("notifications.outbox", **here, after=page.after) if page.after else ""
    rows = [
        Row(_(KINDS[mail.kind]), _to(mail), _said(mail, zone), _url(mail), _again(mail)) for mail in page.rows
    ]
    return OutboxView(rows, choices, Pages("", older))


def mail_view(shown: Shown, zone: tzinfo) -> MailView:
    """The page of one mail."""
    mail, letter = shown.mail, shown.letter
    return MailView(
        title=letter.subject if letter else _(KINDS[mail.kind]),
        to=f"{mail.name} <{mail.address}>" if mail.name else _to(mail),
        said=_said(mail, zone),
        text=shown.words.text if shown.words else "",
        files=[one.filename for one in letter.attachments] if letter else [],
        again_url=_again(mail),
    )


def _said(mail: Any, zone: tzinfo) -> str:
    """Where a mail is, in a sentence."""
    if mail.state is MailState.SENT:
        return _("Sent on %(moment)s.", moment=_moment(mail.sent_at, zone))
    if mail.state is MailState.WAITING and not mail.attempts:
        return _("Goes out on %(moment)s.", moment=_moment(mail.due_at, zone))
    if mail.state is MailState.WAITING:
        return _("Tried in vain, and tried again on %(moment)s. %(why)s", moment=_moment(mail.due_at, zone),
                 why=mail.error)  # fmt: skip
    if mail.state is MailState.DEAD:
        return _("Given up. %(why)s", why=mail.error)
    return _("Not sent. %(why)s", why=mail.error)


def _to(mail: Any) -> str:
    return mail.address or _("Address erased")


def _moment(value: datetime, zone: tzinfo) -> str:
    return i18n.moment(value, context.language(), zone)


def _choice(text: str, count: int, state: MailState | None, current: MailState | None) -> Choice:
    url = url_for("notifications.outbox", state=state.value if state else None)
    return Choice(url, f"{text} ({i18n.number(count, context.language())})", state is current)


def _url(mail: Any) -> str:
    return url_for("notifications.mail", id=mail.id)


def _again(mail: Any) -> str:
    gave_up = mail.state is MailState.DEAD and may_enter(context.actor(), "mail.retry")
    return url_for("notifications.again", id=mail.id) if gave_up else ""
