"""Drafts: profiles in the making, read by nobody but the account that makes them."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.core.drafts import Step
from matchmaker.db import Base
from matchmaker.models.columns import ID_LENGTH, words_of
from matchmaker.models.ids import new_id


class ProfileDraft(Base):
    """What somebody has answered so far; when it is published its answers go and the profile remains."""

    __tablename__ = "profile_drafts"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "d"))
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    # The step that was open last: there one goes on.
    step: Mapped[Step] = mapped_column(words_of(Step), default=Step.WHO)
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # Answer -> the version in which it was last changed: two windows notice each other by it.
    stamps: Mapped[dict[str, Any]] = mapped_column(default=dict)
    version: Mapped[int] = mapped_column(default=1)
    # What came of it: whoever presses "publish" twice lands on the same profile.
    stakeholder_id: Mapped[str | None] = mapped_column(ForeignKey("stakeholders.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime] = mapped_column(index=True)
