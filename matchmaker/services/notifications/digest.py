"""The digest: what would have been several mails, in one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker import i18n
from matchmaker.core.notifications import Channel, MailKind, MailState
from matchmaker.errors import NotFound
from matchmaker.mail import Letter, Line, Section
from matchmaker.models import Mail, MailLink
from matchmaker.services.notifications.addresses import Addresses
from matchmaker.services.notifications.outbox import find_link, notify
from matchmaker.services.notifications.preferences import channel_for
from matchmaker.services.notifications.recipients import recipients_for
from matchmaker.services.notifications.scheduling import UNWANTED, is_bundled
from matchmaker.services.notifications.writers import Writer


def bundle(session: Session, account_id: str, *, now: datetime) -> Mail | None:
    """Put what waits for the digest of an account into one mail; None where nothing waits."""
    query = select(Mail).where(
        Mail.account_id == account_id, Mail.state == MailState.WAITING, Mail.due_at <= now
    )
    waiting = [
        mail
        for mail in session.scalars(query.order_by(Mail.created_at, Mail.id).with_for_update())
        if is_bundled(mail, channel_for(session, mail, mail.kind))
    ]
    readers = recipients_for(session, [account_id])
    if not waiting or not readers:
        return None
    parts = [mail.id for mail in waiting]
    digest = notify(
        session,
        kind=MailKind.DIGEST,
        key=f"digest {account_id} {parts[0]} {len(parts)}",
        to=readers[0],
        params={"mails": parts},
        now=now,
    )
    for mail in waiting:
        mail.state = MailState.DROPPED
        mail.error = f"It is told in the digest {digest.id}." if digest else UNWANTED
    session.flush()
    return digest


def write_digest(
    session: Session, mail: Mail, writers: Mapping[MailKind, Writer], addresses: Addresses
) -> Letter | None:
    """The words of a digest: each part with its title, what it says first, and its link; None without any."""
    parts = [part for id_ in mail.params.get("mails", []) if (part := session.get(Mail, id_)) is not None]
    letters = [letter for part in parts if (letter := _of_part(session, part, writers, addresses))]
    if not letters:
        return None
    _ = i18n.gettext_for(mail.language)
    title = _("What is new in your introductions")
    if any(part.kind is MailKind.EXPIRING for part in parts):
        title = _("What is new for you")
    return Letter(
        subject=f"{title}: {letters[0].title}" if len(letters) == 1 else title,
        title=title,
        greeting=_("Dear %(name)s,") % {"name": mail.name},
        lists=[_section(letter) for letter in letters],
        foot=_("You get this because you wished to hear of such things in one e-mail."),
    )


def _of_part(
    session: Session, part: Mail, writers: Mapping[MailKind, Writer], addresses: Addresses
) -> Letter | None:
    writer: Callable[[Session, Mail, MailLink | None, Addresses], Letter | None] | None
    writer = writers.get(part.kind)
    if writer is None or channel_for(session, part, part.kind) is Channel.NEVER:
        return None
    try:
        return writer(session, part, find_link(session, part.id), addresses)
    except NotFound:
        return None


def _section(letter: Letter) -> Section:
    # What has no sentence of its own, such as a message, is told by what stands first in it.
    lines: list[Line] = list(letter.paragraphs[:1])
    for part in letter.lists[:1]:
        lines = lines or list(part.lines)
    # What is about several has an answer for each of them, and names them in the same order.
    several = [part for part in letter.lists if part.actions]
    each = [action for part in several for action in part.actions if action.main]
    lines += [part.heading for part in several]
    return Section(letter.title, lines, listed=False, actions=letter.actions[:1] or each)
