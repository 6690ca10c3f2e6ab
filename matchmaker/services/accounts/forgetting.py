"""Counts of tries, forgotten with the person whom their keys name."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete
from sqlalchemy.orm import Session

from matchmaker.models import Throttle
from matchmaker.services.accounts.joining import written_key
from matchmaker.services.accounts.signing_in import tried_key


def forget_tries(session: Session, account_id: str, addresses: Iterable[str]) -> None:
    """Delete the counts of an account and of its addresses; those of networks name nobody, and run out."""
    keys = [f"confirm:{account_id}"]
    for address in addresses:
        keys += [written_key(address), tried_key(address)]
    session.execute(delete(Throttle).where(Throttle.key.in_(keys)))
