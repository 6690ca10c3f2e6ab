"""The audit log: one line per act of importance."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.models import AuditEntry


def record(
    session: Session, actor: Actor, act: str, subject: str, *, now: datetime, **details: Any
) -> AuditEntry:
    """Write down that `actor` did `act` to `subject`; details are plain JSON values, never secrets."""
    entry = AuditEntry(at=now, account_id=actor.account_id, act=act, subject=subject, details=details)
    entry.acting_for = actor.acting_for or None
    session.add(entry)
    return entry


def list_entries(session: Session, *, subject: str) -> list[AuditEntry]:
    """All that was done to one thing, the oldest first."""
    query = select(AuditEntry).where(AuditEntry.subject == subject).order_by(AuditEntry.id)
    return list(session.scalars(query))


def count_entries(session: Session, *, subject: str, act: str) -> int:
    """How often something was done to one thing."""
    done = select(func.count()).select_from(AuditEntry)
    return session.scalars(done.where(AuditEntry.subject == subject, AuditEntry.act == act)).one()
