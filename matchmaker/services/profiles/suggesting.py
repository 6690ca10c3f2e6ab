"""Whether a profile may be suggested: each change is an answer to the text that asks, however it comes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.privacy.consents import TEXTS, Asked
from matchmaker.models import Consent


def keep_suggested(
    session: Session, actor: Actor, stakeholder_id: str, suggested: bool, *, now: datetime
) -> Consent | None:
    """Keep what was answered for a profile; what was agreed to before ends. None for the shell."""
    if not actor.account_id:
        return None
    given = Consent.given_at.is_not(None), Consent.withdrawn_at.is_(None)
    same = Consent.what == Asked.SUGGESTED, Consent.stakeholder_id == stakeholder_id
    for before in session.scalars(select(Consent).where(*same, *given)).all():
        before.withdrawn_at = now
    row = Consent(
        account_id=actor.account_id,
        stakeholder_id=stakeholder_id,
        what=Asked.SUGGESTED,
        version=TEXTS[Asked.SUGGESTED].version,
        asked_at=now,
        given_at=now if suggested else None,
    )
    session.add(row)
    session.flush()
    return row
