"""A merge taken back, step by step from its journal; what people did since stays, and is listed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.audience import TIES
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, NotAllowed, NotFound
from matchmaker.models import Merge, Stakeholder
from matchmaker.permissions import may
from matchmaker.services import audit, ecosystem, history
from matchmaker.services.duplicates.journal import PEOPLE, UPDATE
from matchmaker.services.duplicates.merging import MERGED
from matchmaker.services.duplicates.reading import PairPlace
from matchmaker.services.duplicates.taking_back import TakingBack
from matchmaker.services.duplicates.telling import tell_undone

THEIRS = N_("People look after this record now. Only an administrator may undo this merge.")
NO_MERGE = N_("There is no such merge, or it is not yours to see.")
TWICE = N_("This merge has been undone already.")
TOO_LATE = N_("The time in which this merge could be undone is over.")
LATER = N_("A later merge rests on this one: the one of “%(name)s”. Undo that one first.")
REMOVED = N_("The merged record is not there any more, so the merge cannot be undone.")


def get_merge(session: Session, actor: Actor, merge_id: str) -> Merge:
    """One merge, for those who sort out duplicates where its record is, and for who made it.

    Raises:
        NotFound.
    """
    made = session.get(Merge, merge_id)
    if made is None or not _may_see(session, actor, made):
        raise NotFound(NO_MERGE)
    return made


def find_merge_of(session: Session, actor: Actor, pair_id: str) -> Merge | None:
    """The merge of a pair that is in force, or None."""
    query = select(Merge).where(Merge.pair_id == pair_id, Merge.undone_at.is_(None))
    found = session.scalars(query.order_by(Merge.revision.desc()).limit(1)).one_or_none()
    return found if found is not None and _may_see(session, actor, found) else None


def _may_see(session: Session, actor: Actor, made: Merge) -> bool:
    if actor.signed_in and made.account_id == actor.account_id and may(actor, "duplicate.decide"):
        return True
    region = session.scalar(select(Stakeholder.region).where(Stakeholder.id == made.kept_id))
    return may(actor, "duplicate.decide", PairPlace((region or "",)))


def undo(session: Session, actor: Actor, merge_id: str, *, now: datetime) -> Merge:
    """Make two records of one again, each as it was, with what belonged to it.

    What has come to the one since stays with the record that was kept. Fields that somebody has edited since
    stay as they are now. Both are listed in `left`, with whatever else could not be brought back.

    Where people look after the record that was kept, who may not edit it undoes only what they did themselves
    without changing what it said.

    Raises:
        NotFound; NotAllowed: people look after it, and the merge was more than that.
        Conflict: it was undone already, a later merge rests on it, or its time is over.
    """
    get_merge(session, actor, merge_id)
    # Nobody else merges or undoes from here on.
    history.touch(session, [])
    made = session.get(Merge, merge_id, populate_existing=True)
    if made is None or made.undone_at is not None:
        raise Conflict(TWICE)
    _check(session, made)
    if not may_undo(session, actor, made):
        raise NotAllowed(THEIRS)
    back = TakingBack(session, made)
    back.all(made.journal)
    made.undone_at, made.undone_by = now, actor.account_id
    made.left = back.left
    session.flush()
    session.expire_all()
    _tell(session, actor, made, back, now)
    tell_undone(session, made, now=now)
    return made


def may_undo(session: Session, actor: Actor, made: Merge) -> bool:
    """Whether the actor, who may see a merge, may undo it."""
    kept = session.get(Stakeholder, made.kept_id)
    if kept is None or may(actor, "stakeholder.edit", kept):
        return True
    return made.account_id == actor.account_id and all(map(_filled, made.journal))


def _filled(entry: Mapping[str, Any]) -> bool:
    """Whether a step of a journal left what a record said as it was."""
    if (entry["do"], entry["table"]) != (UPDATE, PEOPLE):
        return True
    before, after = entry["before"], entry["after"]
    said = {name for name, value in before.items() if value not in (None, "", [])}
    if "audiences" in before:
        chosen = {field: audience for field, audience in before["audiences"].items() if field != TIES}
        said -= {"audiences"} if chosen.items() <= after["audiences"].items() else set()
    return said <= {"updated_at"}


def _check(session: Session, made: Merge) -> None:
    # The nightly sweep may have emptied the journal just before the job that marks it.
    if not made.undoable or not made.journal:
        raise Conflict(TOO_LATE)
    if session.get(Stakeholder, made.kept_id, populate_existing=True, with_for_update=True) is None:
        later = session.scalars(select(Merge).where(Merge.gone_id == made.kept_id, Merge.undone_at.is_(None)))
        if (one := later.first()) is not None:
            raise Conflict(LATER, name=one.gone_name)
        raise Conflict(REMOVED)
    mine = set(made.touches)
    since = select(Merge.gone_name, Merge.touches).where(
        Merge.revision > made.revision, Merge.undone_at.is_(None)
    )
    for name, touches in session.execute(since.order_by(Merge.revision.desc())):
        if mine & set(touches):
            raise Conflict(LATER, name=name)


def _tell(session: Session, actor: Actor, made: Merge, back: TakingBack, now: datetime) -> None:
    for id_, other in ((made.kept_id, made.gone_id), (made.gone_id, made.kept_id)):
        restored: dict[str, Any] = back.restored if id_ == made.kept_id else {}
        history.record(
            session, actor, stakeholder_id=id_, subject=id_,
            before={name: before for name, (before, _after) in restored.items()} | {MERGED: other},
            after={name: after for name, (_before, after) in restored.items()} | {MERGED: None},
            source=made.id, now=now,
        )  # fmt: skip
    # Whoever stood in a row of the journal may stand elsewhere now.
    met = {name.split()[1] for name in made.touches if name.startswith(f"{PEOPLE} ")}
    history.touch(session, met | back.met)
    ecosystem.queue_survey(session, now=now)
    audit.record(
        session, actor, "duplicate.undo", made.kept_id, now=now, gone=made.gone_id, merge=made.id,
        left=len(made.left),
    )  # fmt: skip
