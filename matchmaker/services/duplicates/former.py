"""Ids of records that went up into others, and where they lead."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.models import Merge, Stakeholder
from matchmaker.permissions import may

MOST_STEPS = 50


def find_kept(session: Session, actor: Actor, stakeholder_id: str) -> str | None:
    """The id of the record into which one went up, or None if the reader may not know."""
    found = stakeholder_id
    for _step in range(MOST_STEPS):
        onward = select(Merge.kept_id).where(Merge.gone_id == found, Merge.undone_at.is_(None))
        after = session.scalar(onward)
        if after is None:
            break
        found = after
    record = session.get(Stakeholder, found) if found != stakeholder_id else None
    return found if record is not None and may(actor, "stakeholder.read", record) else None


def list_former(session: Session) -> dict[str, str]:
    """Each id that leads on, and the id of the record that is there."""
    query = select(Merge.gone_id, Merge.kept_id).where(Merge.undone_at.is_(None))
    steps = dict(session.execute(query).all())
    return {gone: _end(steps, gone) for gone in steps}


def list_earlier(session: Session, ids: Collection[str]) -> list[str]:
    """The ids that lead to one of these records: what is kept under them is about it, too."""
    return sorted(gone for gone, kept in list_former(session).items() if kept in ids)


def _end(steps: dict[str, str], start: str) -> str:
    found = start
    while found in steps:
        found = steps[found]
    return found
