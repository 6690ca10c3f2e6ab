"""Pilots: network programmes in one or more regions."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from sqlalchemy import ForeignKey, String, true
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.db import Base
from matchmaker.models.columns import ID_LENGTH
from matchmaker.models.ids import new_id


class Pilot(Base):
    """A network programme that organisers run."""

    __tablename__ = "pilots"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "p"))
    name: Mapped[str]
    about: Mapped[str] = mapped_column(default="", server_default="")
    # Brokered: an organiser approves before anybody is asked. Else either side asks the other.
    brokered: Mapped[bool] = mapped_column(default=True, server_default=true())
    # Most requests that one stakeholder sends in seven days, and most introductions it has under way.
    weekly_requests: Mapped[int] = mapped_column(default=5, server_default="5")
    open_limit: Mapped[int] = mapped_column(default=10, server_default="10")
    languages: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    created_at: Mapped[datetime]


class PilotMember(Base):
    """A stakeholder that was invited to a pilot, and perhaps joined it."""

    __tablename__ = "pilot_members"

    pilot_id: Mapped[str] = mapped_column(ForeignKey("pilots.id", ondelete="CASCADE"), primary_key=True)
    stakeholder_id: Mapped[str] = mapped_column(
        ForeignKey("stakeholders.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    invited_at: Mapped[datetime]
    invited_by: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    joined_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]


class PilotRegion(Base):
    """A region that a pilot covers."""

    __tablename__ = "pilot_regions"

    pilot_id: Mapped[str] = mapped_column(ForeignKey("pilots.id", ondelete="CASCADE"), primary_key=True)
    region: Mapped[str] = mapped_column(String(8), primary_key=True)
