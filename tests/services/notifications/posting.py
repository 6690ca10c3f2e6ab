"""Words, readers and a post for tests of mails."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from matchmaker.core.notifications import MailKind
from matchmaker.mail import Action, Letter
from matchmaker.models import Mail, MailLink
from matchmaker.services import notifications
from matchmaker.services.notifications import Addresses, Recipient
from tests.factories import NOW

ADDRESSES = Addresses(
    site="https://match.example", site_name="Matchmaker", sender="site@match.example", secret="only for tests"
)
UTE = Recipient("ute@example.org", "Ute Brandl", "en")


def plain(_session: Session, mail: Mail, link: MailLink | None, addresses: Addresses) -> Letter | None:
    """A letter that says its parameter; none where that is "needless"."""
    word = mail.params.get("word", "Hello")
    if word == "needless":
        return None
    actions = [Action("Answer", addresses.answer(link), main=True)] if link else []
    return Letter(
        subject=f"About {word}",
        title=f"About {word}",
        greeting=f"Dear {mail.name},",
        paragraphs=[f"We write about {word}."],
        actions=actions,
    )


WRITERS: dict[MailKind, notifications.Writer] = dict.fromkeys(
    (kind for kind in MailKind if kind is not MailKind.DIGEST), plain
)


def put(session: Session, key: str = "k", **other: Any) -> Mail | None:
    """A mail in the outbox; keywords replace parts."""
    values: dict[str, Any] = {"kind": MailKind.ASKED, "to": UTE, "now": NOW} | other
    return notifications.notify(session, key=key, **values)
