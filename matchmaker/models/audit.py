"""The audit log: who did what to what, when. Rows are added and never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.db import Base
from matchmaker.models.columns import ID_LENGTH


class AuditEntry(Base):
    """One act; `subject` is the id of what was acted on."""

    __tablename__ = "audit_entries"
    # Both end with the id, by which a page is ordered: the newest of one kind are read and no more.
    __table_args__ = (
        Index("ix_audit_entries_act", "act", "id"),
        Index("ix_audit_entries_account", "account_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    # No foreign keys: the log outlives what it speaks of.
    account_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    act: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(String(64), index=True)
    # The stakeholder for which it was done, where somebody acted for one with its consent.
    acting_for: Mapped[str | None] = mapped_column(String(ID_LENGTH), index=True)
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
