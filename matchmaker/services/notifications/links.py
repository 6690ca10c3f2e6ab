"""Links in mails by which somebody answers without signing in: signed, for one answer, for a while."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from matchmaker.core.notifications import MailKind
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, Invalid, NotFound
from matchmaker.models import Mail, MailLink
from matchmaker.services.notifications.addresses import BROKEN, read_token
from matchmaker.services.notifications.recipients import is_reader

USED = N_("This link has been used already. It works for one answer; what was answered stands.")

STRANGE = N_(
    "This link was for somebody who has left, or for an address that has changed. Sign in to answer."
)


def read_link(session: Session, token: str, secret: str, now: datetime) -> MailLink:
    """The link of a token. Reading it uses nothing up, however often and whoever opens it.

    Raises:
        NotFound: there is no such link, or its reader has left; Conflict: it was used; Invalid: its time is
            over.
    """
    link = session.get(MailLink, read_token(token, secret))
    if link is None:
        raise NotFound(BROKEN)
    if not is_reader(session, session.get_one(Mail, link.mail_id)):
        raise NotFound(STRANGE)
    if link.used_at is not None:
        raise Conflict(USED)
    if link.expires_at <= now:
        raise Invalid(
            "The time of this link is over. Sign in to answer, or reply to the mail and a person helps you."
        )
    return link


def language_of(session: Session, link: MailLink) -> str:
    """The language of the mail that a link stands in."""
    return session.get_one(Mail, link.mail_id).language


def use_link(session: Session, link: MailLink, now: datetime) -> None:
    """Use a link up; the database decides who was first.

    Raises:
        Conflict: somebody was faster.
    """
    mine = MailLink.id == link.id, MailLink.used_at.is_(None)
    used = session.scalars(update(MailLink).where(*mine).values(used_at=now).returning(MailLink.id)).all()
    if not used:
        raise Conflict(USED)
    session.refresh(link)


def close_links(session: Session, account_id: str, kinds: Collection[MailKind], *, now: datetime) -> None:
    """Let the time of an account's open links be over, those in its mails of these kinds."""
    theirs = select(Mail.id).where(Mail.account_id == account_id, Mail.kind.in_(kinds))
    still = MailLink.mail_id.in_(theirs), MailLink.used_at.is_(None), MailLink.expires_at > now
    session.execute(update(MailLink).where(*still).values(expires_at=now))
