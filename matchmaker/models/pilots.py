"""Pilots: network programmes in one or more regions."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.db import Base
from matchmaker.models.columns import ID_LENGTH
from matchmaker.models.ids import new_id


class Pilot(Base):
    """A network programme that organisers run."""

    __tablename__ = "pilots"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "p"))
    name: Mapped[str]
    created_at: Mapped[datetime]


class PilotRegion(Base):
    """A region that a pilot covers."""

    __tablename__ = "pilot_regions"

    pilot_id: Mapped[str] = mapped_column(ForeignKey("pilots.id", ondelete="CASCADE"), primary_key=True)
    region: Mapped[str] = mapped_column(String(8), primary_key=True)
