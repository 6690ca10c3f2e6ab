"""Fiches: dated, numbered reports about one region, kept as they were made."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.db import Base
from matchmaker.models.columns import ID_LENGTH
from matchmaker.models.ids import new_id


class Fiche(Base):
    """One report; `number` counts those of a region from 1. Its content never changes."""

    __tablename__ = "fiches"
    __table_args__ = (UniqueConstraint("region", "number"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "f"))
    region: Mapped[str] = mapped_column(String(8))
    number: Mapped[int]
    account_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    made_at: Mapped[datetime]
    release: Mapped[str] = mapped_column(String(64))
    content: Mapped[dict[str, Any]] = mapped_column(default=dict)
