"""The history of the network: every changed field, and the revision by which readers notice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import inspect, select, update
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.differing import Piece, compare
from matchmaker.core.editing import Answer, Merged, three_way
from matchmaker.db import Base
from matchmaker.errors import Conflict
from matchmaker.models import Change, NetworkRevision, Touched

FORM, RESTORE, MAIL = "form", "restore", "mail"
BATCH = 5_000


def record(
    session: Session,
    actor: Actor,
    *,
    stakeholder_id: str,
    subject: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    source: str,
    evidence: str = "",
    now: datetime,
) -> dict[str, tuple[Any, Any]]:
    """Write one row per field that differs, and answer them as field -> (before, after)."""
    changed = {
        field: (_plain(before.get(field)), _plain(value))
        for field, value in after.items()
        if _plain(before.get(field)) != _plain(value)
    }
    session.add_all(
        Change(
            at=now,
            account_id=actor.account_id,
            stakeholder_id=stakeholder_id,
            subject=subject,
            field=field,
            before=old,
            after=new,
            source=source,
            evidence=evidence,
        )
        for field, (old, new) in changed.items()
    )
    return changed


def touch(session: Session, stakeholder_ids: Iterable[str]) -> int:
    """Mark stakeholders as changed in a new revision; visible to readers when the transaction commits.

    The single row is raised first: from here on other writers of the network wait for this transaction.
    """
    revision = session.scalars(
        update(NetworkRevision)
        .values(revision=NetworkRevision.revision + 1)
        .returning(NetworkRevision.revision)
    ).one()
    for wanted in batched(sorted(set(stakeholder_ids)), BATCH):
        of_these = Touched.stakeholder_id.in_(wanted)
        known = set(session.scalars(select(Touched.stakeholder_id).where(of_these)))
        session.execute(update(Touched).where(of_these).values(revision=revision))
        session.add_all(Touched(stakeholder_id=one, revision=revision) for one in wanted if one not in known)
    return revision


def take_turn(session: Session, row: Base, stakeholder_id: str) -> None:
    """Touch a stakeholder, then read `row` as the writer before us left it; call it before changing the row.

    Whoever changes rows before the revision can lock out, and be locked out by, who does it after.

    Raises:
        Conflict: somebody removed the row in the meantime.
    """
    touch(session, [stakeholder_id])
    key = inspect(row).identity
    if key is None or session.get(type(row), key, populate_existing=True) is None:
        raise Conflict("Somebody else removed this just now. Go back and look again.")


def side_by_side(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces, the words that are in one of them only marked."""
    return compare(before, after)


def merge(
    original: Mapping[str, Answer] | None, theirs: Mapping[str, Answer], mine: Mapping[str, Answer]
) -> Merged:
    """Two changes of one form in one, as far as nobody has to decide."""
    return three_way(original, theirs, mine)


def batched(ids: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """The ids in runs short enough for one IN (…) of any database."""
    return (ids[start : start + size] for start in range(0, len(ids), size))


def list_changes(session: Session, stakeholder_id: str) -> list[Change]:
    """All changes of one stakeholder, the newest first."""
    query = select(Change).where(Change.stakeholder_id == stakeholder_id).order_by(Change.id.desc())
    return list(session.scalars(query))


def _plain(value: Any) -> Any:
    """What JSON can hold."""
    return value.isoformat() if isinstance(value, date) else value
