"""Who brought an import, for the worker that does it later."""

from __future__ import annotations

from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM, Actor
from matchmaker.models import Account, Import
from matchmaker.services import accounts


def importer(session: Session, made: Import) -> Actor:
    """Who brought an import, with the roles of today; the shell's imports are the system's."""
    account = session.get(Account, made.account_id) if made.account_id else None
    return accounts.actor_of(session, account) if account else SYSTEM
