"""Profiles in the making: kept at each step, seen by nobody else, thrown away when nobody goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.drafts import Answers, Step, merge
from matchmaker.core.privacy import limits
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, NotFound
from matchmaker.models import ProfileDraft
from matchmaker.permissions import may, require
from matchmaker.services import audit

KEPT = timedelta(days=limits.DRAFTS)
"""So long after the last touch a draft is kept."""

MOST = 20
"""So many drafts an account may have: a person needs one or two, a program that went astray needs a wall."""

LONGEST = 100_000
"""Signs that all answers of a draft may have together."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of saving: with `clashes` nothing was changed, and they say what another window says."""

    draft: ProfileDraft
    clashes: Mapping[str, Any]


def begin_draft(session: Session, actor: Actor, answers: Answers, *, now: datetime) -> ProfileDraft:
    """A new draft with what is known already.

    Raises:
        NotAllowed: a visitor asks; Conflict: the account has too many drafts, or this is more than one holds.
    """
    require(actor, "draft.begin")
    _check_size(answers)
    if len(list_drafts(session, actor)) >= MOST:
        raise Conflict(N_("You have many drafts already. Go on with one of them, or throw one away."))
    draft = ProfileDraft(
        account_id=actor.account_id, answers=dict(answers), stamps={}, created_at=now, updated_at=now
    )
    session.add(draft)
    session.flush()
    return draft


def get_draft(session: Session, actor: Actor, draft_id: str, *, writing: bool = False) -> ProfileDraft:
    """One draft of the actor's own; `writing` lets nobody else change it until the transaction ends.

    Raises:
        NotFound: there is none, it is somebody else's.
    """
    query = select(ProfileDraft).where(ProfileDraft.id == draft_id)
    if writing:
        # What this session read before somebody else saved is not true any more.
        query = query.with_for_update().execution_options(populate_existing=True)
    draft = session.scalar(query)
    if draft is None or not may(actor, "draft.keep", draft):
        raise NotFound(N_("There is no such draft. It may have been thrown away, or the link is wrong."))
    return draft


def list_drafts(session: Session, actor: Actor) -> list[ProfileDraft]:
    """The drafts of the actor, the one touched last first; what was published is none any more."""
    mine = (ProfileDraft.account_id == actor.account_id, ProfileDraft.stakeholder_id.is_(None))
    query = select(ProfileDraft).where(*mine).order_by(ProfileDraft.updated_at.desc(), ProfileDraft.id)
    return list(session.scalars(query))


def count_drafts(session: Session) -> int:
    """How many drafts there are, whosoever they are."""
    return session.scalars(select(func.count()).select_from(ProfileDraft)).one()


def keep_step(
    session: Session, actor: Actor, draft_id: str, step: Step, given: Answers, *, seen: int, now: datetime
) -> Kept:
    """Keep what one page says, whether it is right or not: only publishing needs it to be right.

    `seen` is the version that the page showed.

    Raises:
        NotFound; Conflict: it became a profile meanwhile, or it holds too much.
    """
    draft = get_draft(session, actor, draft_id, writing=True)
    if draft.stakeholder_id:
        raise Conflict(N_("This draft was published meanwhile. Change the profile itself."))
    merged = merge(draft.answers, draft.stamps, given, seen=seen, version=draft.version)
    _check_size(merged.answers)
    if not merged.clashes:
        draft.step, draft.updated_at = step, now
    if merged.changed:
        draft.answers, draft.stamps = merged.answers, merged.stamps
        draft.version += 1
    session.flush()
    return Kept(draft, merged.clashes)


def _check_size(answers: Answers) -> None:
    if sum(len(str(value)) for value in answers.values()) > LONGEST:
        raise Conflict(N_("This is more than a profile can hold. Make the texts shorter."))


def drop_draft(session: Session, actor: Actor, draft_id: str, *, now: datetime) -> None:
    """Throw a draft away.

    Raises:
        NotFound.
    """
    draft = get_draft(session, actor, draft_id, writing=True)
    session.delete(draft)
    audit.record(session, actor, "draft.drop", draft_id, now=now)


def tidy_drafts(session: Session, *, now: datetime) -> int:
    """Remove the drafts that nobody has touched for long; the answer is how many there were."""
    old = delete(ProfileDraft).where(ProfileDraft.updated_at < now - KEPT)
    return len(session.scalars(old.returning(ProfileDraft.id)).all())
