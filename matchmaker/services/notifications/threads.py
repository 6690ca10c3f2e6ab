"""In which thread a mail stands: that of its introduction, below the mail that asked about several."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.notifications import MailKind
from matchmaker.models import Mail, MailLink
from matchmaker.services.notifications.addresses import Addresses


def references_of(session: Session, mail: Mail, addresses: Addresses) -> str:
    """What stands in the header References; "" where a thread begins with this mail, or it stands in none."""
    root = _asked_in_one(session, mail)
    found = [addresses.message_id(root)] if root and root != mail.id else []
    if mail.introduction_id:
        # All mails of an introduction stand in one thread.
        found.append(f"<{mail.introduction_id}@{addresses.domain}>")
    return " ".join(found)


def _asked_in_one(session: Session, mail: Mail) -> str | None:
    """The id of the mail that first asked the same reader about this introduction and others."""
    about = (
        [mail.introduction_id]
        if mail.introduction_id
        else select(MailLink.introduction_id).where(
            MailLink.mail_id == mail.id, MailLink.introduction_id.is_not(None)
        )
    )
    query = select(Mail.id).join(MailLink, MailLink.mail_id == Mail.id)
    query = query.where(Mail.kind == MailKind.ASKED, Mail.introduction_id.is_(None))
    query = query.where(Mail.address == mail.address, MailLink.introduction_id.in_(about))
    return session.scalar(query.order_by(Mail.created_at, Mail.id).limit(1))
