"""What follows when visitors shall see less than before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from matchmaker.core.audience import closes
from matchmaker.core.entities import Audience
from matchmaker.services import jobs


def follow_audiences(
    session: Session, before: Mapping[str, str], after: Mapping[str, str], *, now: datetime
) -> None:
    """Have the network surveyed anew if a stakeholder keeps more from visitors than it did.

    Texts, names and places are read anew for each page; the numbers of a region are those of its survey.
    """
    if closes(before, after):
        jobs.enqueue_unless_waiting(session, "survey.take", now=now)


def follow_audience(session: Session, before: Audience, after: Audience, *, now: datetime) -> None:
    """The same for an offer or a need."""
    if before is Audience.PUBLIC and after is not Audience.PUBLIC:
        jobs.enqueue_unless_waiting(session, "survey.take", now=now)
