"""How long claims wait and are kept; what goes with the account that made them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM
from matchmaker.core.claims.states import OPEN_FOR, ClaimState
from matchmaker.models import Claim, Mail, Throttle
from matchmaker.services import audit
from matchmaker.services.claims import telling
from matchmaker.services.claims.settling import end
from matchmaker.services.claims.telling import mails_of


def expire(session: Session, *, now: datetime) -> int:
    """End the claims that nobody answered for a month, and tell who made them; how many they were."""
    over = Claim.state == ClaimState.WAITING, Claim.asked_at <= now - OPEN_FOR
    query = select(Claim).where(*over).order_by(Claim.id).with_for_update(skip_locked=True)
    found = list(session.scalars(query, execution_options={"populate_existing": True}))
    for claim in found:
        end(claim, ClaimState.EXPIRED, SYSTEM, "", now)
        audit.record(session, SYSTEM, "claim.expire", claim.id, now=now, stakeholder=claim.stakeholder_id)
        telling.tell_claimant(session, claim, now=now)
    return len(found)


def erase_part(session: Session, account_id: str) -> None:
    """Before an account is erased: the mails about its claims go, with the addresses that they went to."""
    ids = session.scalars(select(Claim.id).where(Claim.account_id == account_id)).all()
    if ids:
        session.execute(delete(Mail).where(or_(*(Mail.key.startswith(mails_of(one)) for one in ids))))
    keys = [f"claim-mails:{account_id}", f"claim-words:{account_id}"]
    session.execute(delete(Throttle).where(Throttle.key.in_(keys)))
