"""Keeping the figures of the past: every day of the last weeks, then the last day of each month, for ever."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import and_, delete, exists, extract
from sqlalchemy.orm import Session, aliased

from matchmaker.models import PastFigures

DAYS = 60
"""For so long every day is kept."""


def thin_out(session: Session, *, today: date) -> None:
    """Forget the days older than `DAYS` that are not the last one kept of a region's month."""
    later = aliased(PastFigures)
    same_month = [extract(part, later.day) == extract(part, PastFigures.day) for part in ("year", "month")]
    followed = exists().where(
        and_(later.region == PastFigures.region, later.day > PastFigures.day, *same_month)
    )
    old = PastFigures.day < today - timedelta(days=DAYS)
    # Rows that are loaded already are not looked after: nobody holds old ones while a survey is kept.
    session.execute(
        delete(PastFigures).where(old, followed), execution_options={"synchronize_session": False}
    )
