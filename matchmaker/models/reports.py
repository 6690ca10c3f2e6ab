"""Reports of abuse, and the hiding of profiles with what their people say against it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.core.reports import About, Decision, ReportState, Trouble
from matchmaker.db import Base
from matchmaker.models.columns import ID_LENGTH, words_of
from matchmaker.models.ids import new_id


class Report(Base):
    """Somebody says that something should not stand there."""

    __tablename__ = "reports"
    __table_args__ = (Index("ix_reports_queue", "state", "made_at", "id"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "v"))
    about: Mapped[About] = mapped_column(words_of(About))
    # The offer, need or message; None: the profile itself.
    about_id: Mapped[str | None] = mapped_column(String(ID_LENGTH), index=True)
    # Whose it is; None: a broker wrote the message.
    stakeholder_id: Mapped[str | None] = mapped_column(
        ForeignKey("stakeholders.id", ondelete="CASCADE"), index=True
    )
    # Where the message was written.
    introduction_id: Mapped[str | None] = mapped_column(
        ForeignKey("introductions.id", ondelete="CASCADE"), index=True
    )
    trouble: Mapped[Trouble] = mapped_column(words_of(Trouble))
    words: Mapped[str] = mapped_column(default="")
    # Field -> text, as the reporter saw it.
    stood: Mapped[dict[str, Any]] = mapped_column(default=dict)
    account_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"), index=True)
    # Of a visitor who wants to hear what came of it.
    address: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(String(8), default="")
    made_at: Mapped[datetime]

    state: Mapped[ReportState] = mapped_column(words_of(ReportState), default=ReportState.OPEN)
    decision: Mapped[Decision | None] = mapped_column(words_of(Decision))
    reason: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime | None]


class Hiding(Base):
    """A profile was hidden: by whom and why, what its people said against it, and how it ended."""

    __tablename__ = "hidings"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "b"))
    stakeholder_id: Mapped[str] = mapped_column(ForeignKey("stakeholders.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str] = mapped_column(default="")
    hidden_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    hidden_at: Mapped[datetime]
    objection: Mapped[str] = mapped_column(default="")
    objected_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    objected_at: Mapped[datetime | None] = mapped_column(index=True)
    # What an administrator said to the objection: why it stays hidden, or is shown again.
    answer: Mapped[str] = mapped_column(default="")
    answered_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    answered_at: Mapped[datetime | None]
    shown_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    shown_at: Mapped[datetime | None]
