"""Links by which somebody goes on with an account: what a mail's link opens, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matchmaker.core.notifications import MailKind
from matchmaker.errors import NotFound
from matchmaker.models import Mail, MailLink
from matchmaker.services import notifications

OPENED = frozenset({MailKind.REGISTER, MailKind.RESET, MailKind.ADDRESS})

CHANGING = frozenset({MailKind.RESET, MailKind.ADDRESS})
"""What changes how somebody signs in: asked for with an old password, it ends with that password."""


@dataclass(frozen=True, slots=True)
class Key:
    """A link that is open: what for, the address that it was sent to, and whose account it is about."""

    link_id: str
    kind: MailKind
    address: str
    name: str
    language: str
    account_id: str | None

    def link_in(self, session: Session) -> MailLink:
        """The link in a session that writes."""
        return session.get_one(MailLink, self.link_id)


def read_key(session: Session, token: str, secret: str, now: datetime) -> Key:
    """What a token opens. Reading it uses nothing up.

    Raises:
        NotFound: nothing, or something else; Conflict: it was used; Invalid: its time is over.
    """
    link = notifications.read_link(session, token, secret, now)
    mail = session.get_one(Mail, link.mail_id)
    if mail.kind not in OPENED:
        raise NotFound("This link is for something else. Open it from the mail once more.")
    return Key(link.id, mail.kind, mail.address.lower(), mail.name, mail.language, mail.account_id)
