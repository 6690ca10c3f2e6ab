"""What the notifications hold of a person: to be handed over, and to be forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from matchmaker.core.notifications import MailState
from matchmaker.models import Account, Mail, MailLink, NotificationPreference
from matchmaker.services.notifications import unsubscriptions

ERASED = "The part of the reader was erased."

TEXTS = frozenset({"files"})
"""What a mail is about and no id says: names of files that came from the reader and could not be taken."""


def export_part(session: Session, account: Account) -> dict[str, Any]:
    """The mails to a person, the links in them, and what they want to hear of: plain JSON."""
    query = select(Mail, MailLink).outerjoin(MailLink, MailLink.mail_id == Mail.id).where(_theirs(account))
    mails: dict[str, dict[str, Any]] = {}
    for mail, link in session.execute(query.order_by(Mail.created_at, Mail.id, MailLink.made_at)):
        links = mails.setdefault(mail.id, _mail(mail) | {"links": []})["links"]
        # A mail without a link comes with none, whatever the types of an outer join say.
        links += filter(None, [_link(link)])
    kept = select(NotificationPreference).where(NotificationPreference.account_id == account.id)
    return {
        "quiet_hours": {"from": account.quiet_from, "until": account.quiet_until},
        "preferences": {one.kind.value: one.channel.value for one in session.scalars(kept)},
        "unsubscribed": sorted(kind.value for kind in unsubscriptions.list_left(session, account.email)),
        "mails": list(mails.values()),
    }


def erase_part(session: Session, account: Account, *, now: datetime) -> None:
    """Forget a person: what waits is not sent, links open nothing any more, mails keep no name and address.

    The rows stay, for who was written to when is part of the history of an introduction.
    """
    mails = session.scalars(select(Mail).where(_theirs(account)).with_for_update()).all()
    for mail in mails:
        if mail.state in (MailState.WAITING, MailState.DEAD):
            mail.state = MailState.DROPPED
        mail.error = ERASED if mail.state is MailState.DROPPED else ""
        # The key holds a hash of the address.
        mail.key, mail.address, mail.name, mail.account_id = f"erased {mail.id}", "", "", None
        mail.params = {key: value for key, value in mail.params.items() if key not in TEXTS}
    theirs = MailLink.mail_id.in_([mail.id for mail in mails]), MailLink.used_at.is_(None)
    lasting = update(MailLink).where(*theirs, MailLink.expires_at > now)
    session.execute(lasting.values(expires_at=now))
    mine = NotificationPreference.account_id == account.id
    session.execute(delete(NotificationPreference).where(mine))
    unsubscriptions.hide(session, account.email)


def _theirs(account: Account) -> ColumnElement[bool]:
    """The mails to the account, and those to its address from before there was an account."""
    return or_(Mail.account_id == account.id, Mail.address == account.email)


def _mail(one: Mail) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "address": one.address,
        "name": one.name,
        "language": one.language,
        "introduction": one.introduction_id,
        "about": one.params,
        "state": one.state.value,
        "written": one.created_at.isoformat(),
        "sent": one.sent_at.isoformat() if one.sent_at else None,
    }


def _link(one: MailLink | None) -> dict[str, Any]:
    if one is None:
        return {}
    return {
        "made": one.made_at.isoformat(),
        "until": one.expires_at.isoformat(),
        "used": one.used_at.isoformat() if one.used_at else None,
    }
