"""Telling somebody by mail what changed in how they sign in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from matchmaker.core.notifications import MailKind
from matchmaker.models import Account, Mail
from matchmaker.services import notifications
from matchmaker.services.notifications import Recipient


class Changed(StrEnum):
    """What somebody wants to know of at once, if it was not them."""

    PASSWORD = "password"  # noqa: S105 - the name of a change, no password
    ADDRESS = "address"
    BROWSER = "browser"
    """Signed in from a browser that was not seen before."""
    CODES_ADDED = "codes-added"
    CODES_REMOVED = "codes-removed"
    RECOVERY = "recovery"
    """There are new recovery codes."""
    RECOVERED = "recovered"
    """A recovery code was used."""
    PASSKEY_ADDED = "passkey-added"
    PASSKEY_REMOVED = "passkey-removed"
    FACTORS_DROPPED = "factors-dropped"
    PROVIDER_ADDED = "provider-added"
    PROVIDER_REMOVED = "provider-removed"
    GUESSED = "guessed"
    """Somebody knows the password, and guesses the code."""


def tell(
    session: Session, account: Account, changed: Changed, *, about: str = "", address: str = "", now: datetime
) -> None:
    """Write to an account, or to the `address` that it had before."""
    to = Recipient(address or account.email, account.name, account.language, account.id)
    params = {"changed": changed.value, "about": about}
    key = f"{changed} {account.id} {now.isoformat()}"
    notifications.notify(session, kind=MailKind.SECURITY, key=key, to=to, params=params, now=now)


def forget_about(session: Session, *which: ColumnElement[bool]) -> None:
    """Take out of mails what a change was about: an address, or what a device or a person is called."""
    still = Mail.kind == MailKind.SECURITY, Mail.params["about"].as_string() != ""
    for mail in session.scalars(select(Mail).where(*still, *which)):
        mail.params = {**mail.params, "about": ""}
