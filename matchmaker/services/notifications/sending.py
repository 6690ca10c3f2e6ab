"""Sending a mail: its words are made, the server takes it, and what came of it is written down.

The three are apart, so that no transaction is open while a server thinks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from matchmaker.core.notifications import (
    OF_THE_ACCOUNT,
    Channel,
    MailKind,
    MailState,
    after_quiet,
    next_try,
)
from matchmaker.errors import Invalid, NotFound
from matchmaker.mail import Frame, Letter, Message, NotNow, Post, Refused, Words, one_line, render
from matchmaker.models import Mail
from matchmaker.services.notifications.addresses import Addresses
from matchmaker.services.notifications.digest import write_digest
from matchmaker.services.notifications.outbox import find_link
from matchmaker.services.notifications.preferences import channel_for
from matchmaker.services.notifications.recipients import is_reader, quiet_for, zone_for
from matchmaker.services.notifications.scheduling import UNWANTED, put_down
from matchmaker.services.notifications.threads import references_of
from matchmaker.services.notifications.writers import Writer

NEEDLESS = "Nobody needs it any more."
LEFT = "Its reader has left, or has another address now."
LONGEST_ERROR = 500


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a try: the mail as it was read, its next state, and why."""

    mail_id: str
    due_at: datetime
    state: MailState
    error: str = ""
    # Where it waits on: to the end of the quiet hours, else as long as its failed tries say.
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """A mail that may go out now."""

    mail_id: str
    due_at: datetime
    message: Message


def prepare(
    session: Session,
    mail_id: str,
    *,
    writers: Mapping[MailKind, Writer],
    addresses: Addresses,
    now: datetime,
) -> Ready | Outcome | None:
    """Make the words of a mail, reading only; None when there is nothing to do for it now.

    Raises:
        LookupError: nobody knows the words for this kind.
    """
    mail = session.get(Mail, mail_id)
    if mail is None or mail.state is not MailState.WAITING or mail.due_at > now:
        return None
    if channel_for(session, mail, mail.kind) is Channel.NEVER:
        return Outcome(mail.id, mail.due_at, MailState.DROPPED, UNWANTED)
    if not is_reader(session, mail):
        return Outcome(mail.id, mail.due_at, MailState.DROPPED, LEFT)
    until = after_quiet(now, zone_for(session, mail), quiet_for(session, mail))
    if until > now:
        return Outcome(mail.id, mail.due_at, MailState.WAITING, mail.error, until)
    letter = write(session, mail, writers=writers, addresses=addresses) if not _is_over(mail, now) else None
    if letter is None:
        return Outcome(mail.id, mail.due_at, MailState.DROPPED, NEEDLESS)
    try:
        thread = references_of(session, mail, addresses)
        return Ready(mail.id, mail.due_at, _message(mail, letter, addresses, thread, now))
    except Invalid as error:
        return Outcome(mail.id, mail.due_at, MailState.DEAD, str(error))


def deliver(ready: Ready, post: Post) -> Outcome:
    """Hand a mail to the server, and say what came of it."""
    try:
        post.send(ready.message)
    except NotNow as error:
        return Outcome(ready.mail_id, ready.due_at, MailState.WAITING, str(error))
    except (Refused, Invalid) as error:
        return Outcome(ready.mail_id, ready.due_at, MailState.DEAD, str(error))
    return Outcome(ready.mail_id, ready.due_at, MailState.SENT)


def settle(session: Session, outcome: Outcome, *, now: datetime) -> None:
    """Write down what came of a try, and put down the next one where there is to be one."""
    values: dict[str, Any] = {"state": outcome.state, "error": outcome.error[:LONGEST_ERROR]}
    if outcome.state is MailState.SENT:
        values |= {"sent_at": now, "attempts": Mail.attempts + 1}
    elif outcome.until is not None:
        values |= {"due_at": outcome.until}
    elif outcome.state is MailState.WAITING:
        mail = session.get_one(Mail, outcome.mail_id)
        wait = next_try(mail.attempts + 1)
        later = {"due_at": now + wait} if wait is not None else {"state": MailState.DEAD}
        values |= {"attempts": mail.attempts + 1, **later}
    # As it was read: a mail that somebody stopped, or moved, meanwhile stays as they left it.
    held = Mail.id == outcome.mail_id, Mail.state == MailState.WAITING, Mail.due_at == outcome.due_at
    moved = session.scalars(update(Mail).where(*held).values(**values).returning(Mail.id)).all()
    mail = session.get_one(Mail, outcome.mail_id)
    session.refresh(mail)
    if moved and mail.state is MailState.WAITING:
        put_down(session, mail, Channel.AT_ONCE, now=now)


def send(
    session: Session,
    mail_id: str,
    *,
    post: Post,
    writers: Mapping[MailKind, Writer],
    addresses: Addresses,
    now: datetime,
) -> None:
    """All three in one session, for where nobody else wants to write meanwhile."""
    found = prepare(session, mail_id, writers=writers, addresses=addresses, now=now)
    outcome = deliver(found, post) if isinstance(found, Ready) else found
    if outcome is not None:
        settle(session, outcome, now=now)


def write(
    session: Session, mail: Mail, *, writers: Mapping[MailKind, Writer], addresses: Addresses
) -> Letter | None:
    """What a mail says; None: by now nobody needs it.

    Raises:
        LookupError: nobody knows the words for this kind.
    """
    if mail.kind is MailKind.DIGEST:
        return write_digest(session, mail, writers, addresses)
    if mail.kind not in writers:
        raise LookupError(f"Nobody knows the words of {mail.kind.value}. Is this worker of an older release?")
    try:
        return writers[mail.kind](session, mail, find_link(session, mail.id), addresses)
    except NotFound:
        # What it was about was removed.
        return None


def words_of(mail: Mail, letter: Letter, addresses: Addresses) -> Words:
    """A letter as text and HTML, with the ways to get fewer of them."""
    if mail.kind in OF_THE_ACCOUNT:
        return render(letter, Frame(language=mail.language, site_name=addresses.site_name))
    settings = addresses.page("/account/notifications") if mail.account_id else ""
    frame = Frame(
        language=mail.language,
        site_name=addresses.site_name,
        leave_url=addresses.leave(mail.address, mail.kind),
        settings_url=settings,
    )
    return render(letter, frame)


def _is_over(mail: Mail, now: datetime) -> bool:
    """Whether the moment is over up to which somebody needs the mail; most are needed whenever they come."""
    until = mail.params.get("until")
    return until is not None and datetime.fromisoformat(until) <= now


def _message(mail: Mail, letter: Letter, addresses: Addresses, thread: str, now: datetime) -> Message:
    words = words_of(mail, letter, addresses)
    headers = {"Auto-Submitted": "auto-generated"}
    if mail.kind not in OF_THE_ACCOUNT:
        headers["List-Unsubscribe"] = f"<{addresses.leave(mail.address, mail.kind)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if thread:
        headers["References"] = thread
    name, author = addresses.site_name, one_line(letter.signature)
    message = Message(
        to=mail.address,
        to_name=one_line(mail.name),
        sender=addresses.sender,
        sender_name=f"{author} ({name})" if author else name,
        subject=one_line(letter.subject),
        text=words.text,
        html=words.html,
        date=now,
        message_id=addresses.message_id(mail.id),
        reply_to=letter.reply_to or addresses.feedback,
        headers=headers,
        attachments=tuple(letter.attachments),
    )
    message.as_email()
    return message
