"""Counts of tries, and what mails were about: forgotten with the person whom they name."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, or_
from sqlalchemy.orm import Session

from matchmaker.models import Mail, Throttle
from matchmaker.services.accounts.joining import written_key
from matchmaker.services.accounts.news import forget_about
from matchmaker.services.accounts.resetting import reset_key
from matchmaker.services.accounts.signing_in import tried_key


def forget_tries(session: Session, account_id: str, addresses: Iterable[str]) -> None:
    """Delete the counts of an account and of its addresses; those of networks name nobody, and run out."""
    keys = [key(address) for address in addresses for key in (written_key, reset_key, tried_key)]
    # Whatever is counted of somebody who has signed in: the id stands at the end.
    theirs = Throttle.key.endswith(f":{account_id}", autoescape=True)
    session.execute(delete(Throttle).where(or_(theirs, Throttle.key.in_(keys))))


def forget_news(session: Session, account_id: str) -> None:
    """Take out of the mails to an account what changed in how it signs in; that something did stays."""
    forget_about(session, Mail.account_id == account_id)
