"""Surveys: what a job measured of the whole network, of every region, and how the figures were before."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.db import Base


class Survey(Base):
    """What `core.ecosystem.survey.Survey` holds; there is only the newest row.

    The ids are those of the day: who was removed since is passed over by readers, and tomorrow is gone.
    """

    __tablename__ = "surveys"

    id: Mapped[int] = mapped_column(primary_key=True)
    taken_at: Mapped[datetime]
    # The release that measured: what another one wrote may mean something else.
    release: Mapped[str] = mapped_column(String(64))
    content: Mapped[dict[str, Any]] = mapped_column(default=dict)


class RegionSurvey(Base):
    """The newest survey of one region: figures, roles, gaps and ties worth making, each as its part says."""

    __tablename__ = "region_surveys"

    # A NUTS code of any level; "" is everybody.
    region: Mapped[str] = mapped_column(String(8), primary_key=True)
    taken_at: Mapped[datetime]
    content: Mapped[dict[str, Any]] = mapped_column(default=dict)


class PastFigures(Base):
    """The figures of one region as they were on one day; rows thin out with age and then stay."""

    __tablename__ = "past_figures"

    region: Mapped[str] = mapped_column(String(8), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)
