"""Proposals: ties that somebody who runs a place holds to be worth making, for a broker to take up."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.core.ecosystem.proposals import ProposalState
from matchmaker.db import Base
from matchmaker.models.columns import ID_LENGTH, words_of
from matchmaker.models.ids import new_id


class Proposal(Base):
    """Two stakeholders who should meet; unordered, so `a_id` is always the smaller id."""

    __tablename__ = "proposals"
    __table_args__ = (
        CheckConstraint("a_id < b_id", name="ordered"),
        # Two at once, or the same button twice: only one proposal of a pair waits.
        Index(
            "uq_proposals_waiting",
            "a_id",
            "b_id",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "w"))
    a_id: Mapped[str] = mapped_column(ForeignKey("stakeholders.id", ondelete="CASCADE"), index=True)
    b_id: Mapped[str] = mapped_column(ForeignKey("stakeholders.id", ondelete="CASCADE"), index=True)
    # The region whose network it is to help; "" is everybody's.
    region: Mapped[str] = mapped_column(String(8), default="", index=True)
    state: Mapped[ProposalState] = mapped_column(words_of(ProposalState), default=ProposalState.WAITING)
    account_id: Mapped[str | None] = mapped_column(String(ID_LENGTH), index=True)
    note: Mapped[str] = mapped_column(default="")
    # What was expected of it on the day, as `core.ecosystem.effects` reckons it.
    effect: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime] = mapped_column(index=True)
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = mapped_column(String(ID_LENGTH))
