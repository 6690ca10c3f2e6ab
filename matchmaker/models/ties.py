"""Ties: partnerships between two stakeholders."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.db import Base
from matchmaker.models.columns import ID_LENGTH
from matchmaker.models.ids import new_id


class Tie(Base):
    """A partnership; unordered, so `a_id` is always the smaller id.

    `label` names what they do together (a project, say): two parties may have several ties.
    """

    __tablename__ = "ties"
    __table_args__ = (
        UniqueConstraint("a_id", "b_id", "label"),
        CheckConstraint("a_id < b_id", name="ordered"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "t"))
    a_id: Mapped[str] = mapped_column(ForeignKey("stakeholders.id", ondelete="CASCADE"), index=True)
    b_id: Mapped[str] = mapped_column(ForeignKey("stakeholders.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(32), default="")
    label: Mapped[str] = mapped_column(default="")
    since: Mapped[int | None]
    confirmed_a: Mapped[bool] = mapped_column(default=False)
    confirmed_b: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(String(64), default="")
    import_id: Mapped[str | None] = mapped_column(String(ID_LENGTH), index=True)
    created_at: Mapped[datetime] = mapped_column(index=True)
