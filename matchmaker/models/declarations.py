"""Declarations: what a social enterprise says of itself, and who checked it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.core.declaration import DeclarationState
from matchmaker.db import Base
from matchmaker.models.columns import ID_LENGTH, words_of
from matchmaker.models.ids import new_id


class Declaration(Base):
    """The declaration of one stakeholder; a changed answer withdraws what was checked."""

    __tablename__ = "declarations"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "c"))
    stakeholder_id: Mapped[str] = mapped_column(
        ForeignKey("stakeholders.id", ondelete="CASCADE"), unique=True
    )
    # Key of a question -> {"reply": …, "evidence": …}, as `core.declaration` reads it.
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # Whether every question has an answer: only then is there something to check.
    complete: Mapped[bool] = mapped_column(default=False)
    # Counts changes of the answers: who checks says which of them they have read.
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[DeclarationState] = mapped_column(words_of(DeclarationState), default=DeclarationState.SAID)
    # Why it was returned.
    reason: Mapped[str] = mapped_column(default="")
    said_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    said_at: Mapped[datetime] = mapped_column(index=True)
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime | None]
