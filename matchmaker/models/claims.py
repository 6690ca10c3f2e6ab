"""Claims: somebody says that they belong to a record, and how that was decided."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.core.claims.states import ClaimState, Proof
from matchmaker.db import Base
from matchmaker.models.columns import ID_LENGTH, words_of
from matchmaker.models.ids import new_id


class Claim(Base):
    """One account's claim of one stakeholder; where that has an owner already, it is a dispute."""

    __tablename__ = "claims"
    __table_args__ = (
        # The same button twice: one account waits for one stakeholder once.
        Index(
            "uq_claims_waiting",
            "account_id",
            "stakeholder_id",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index("ix_claims_state", "state", "asked_at", "id"),
        CheckConstraint("(state = 'given') = (proof IS NOT NULL)", name="given_by_proof"),
        CheckConstraint("(state = 'waiting') = (decided_at IS NULL)", name="decided_when"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "q"))
    stakeholder_id: Mapped[str] = mapped_column(ForeignKey("stakeholders.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    state: Mapped[ClaimState] = mapped_column(words_of(ClaimState), default=ClaimState.WAITING)
    proof: Mapped[Proof | None] = mapped_column(words_of(Proof))
    # To which address we wrote, in small letters; "" where only a decision was asked for.
    address: Mapped[str] = mapped_column(String(320), default="")
    # Who the claimant is there; "" where they did not ask for a decision.
    words: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    # Who decided; empty where the mail did, where it ran out, and when the account was closed.
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"), index=True)
    reason: Mapped[str] = mapped_column(default="")
