"""What is kept of invitations and requests, and for how long."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from matchmaker.models import ActingConsent, RoleInvitation

KEPT = timedelta(days=90)
"""So long after it was made an invitation is kept, and a request after it was asked if nobody said yes.

Both are over long before; who took which role, and who acted for whom, the audit log tells.
"""


def tidy(session: Session, *, now: datetime) -> None:
    """Forget invitations with their addresses, and requests to which nobody said yes."""
    session.execute(delete(RoleInvitation).where(RoleInvitation.made_at < now - KEPT))
    unanswered = ActingConsent.given_at.is_(None), ActingConsent.asked_at < now - KEPT
    session.execute(delete(ActingConsent).where(*unanswered))
