"""What a reader did with a suggestion: saved it, hid it, or said why it is not relevant."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Dismissal, Verdict
from matchmaker.core.seen import Seen
from matchmaker.errors import Invalid, NotFound
from matchmaker.models import Need, Stakeholder, SuggestionVerdict
from matchmaker.permissions import require
from matchmaker.services import audit, profiles


def judge(
    session: Session,
    actor: Actor,
    stakeholder_id: str,
    other_id: str,
    verdict: Verdict,
    *,
    reason: Dismissal | None = None,
    need_id: str | None = None,
    now: datetime,
) -> SuggestionVerdict:
    """Keep the word of a stakeholder about another; a later word replaces an earlier one.

    Raises:
        NotFound (also for a need of somebody else), NotAllowed; Invalid: "not relevant" without a reason,
            or about oneself.
    """
    _check(session, actor, stakeholder_id, other_id)
    if verdict is Verdict.NOT_RELEVANT and reason is None:
        raise Invalid("Choose why this is not relevant.")
    need = session.get(Need, need_id) if need_id else None
    if need_id and (need is None or need.stakeholder_id != stakeholder_id):
        raise NotFound("There is no such offer or need. It may have been withdrawn.")
    row = session.scalar(select(SuggestionVerdict).where(_of(stakeholder_id, other_id)))
    if row is None:
        new = SuggestionVerdict(stakeholder_id=stakeholder_id, other_id=other_id, verdict=verdict, at=now)
        row = _first_word(session, new)
    row.verdict, row.reason, row.need_id = verdict, reason, need_id
    row.account_id, row.at = actor.account_id, now
    session.flush()
    audit.record(session, actor, f"suggestion.{verdict.value}", stakeholder_id, now=now, other=other_id)
    return row


def take_back(session: Session, actor: Actor, stakeholder_id: str, other_id: str, *, now: datetime) -> None:
    """Forget the word about another: it may be suggested again."""
    _check(session, actor, stakeholder_id, other_id)
    session.execute(delete(SuggestionVerdict).where(_of(stakeholder_id, other_id)))
    audit.record(session, actor, "suggestion.take-back", stakeholder_id, now=now, other=other_id)


def list_saved(session: Session, actor: Actor, stakeholder_id: str) -> list[Seen]:
    """Whom a stakeholder saved for later, by name, as the actor may see them."""
    stakeholder = profiles.get_stakeholder(session, actor, stakeholder_id)
    require(actor, "suggestions.read", stakeholder)
    query = (
        select(Stakeholder)
        .join(SuggestionVerdict, SuggestionVerdict.other_id == Stakeholder.id)
        .where(SuggestionVerdict.stakeholder_id == stakeholder_id)
        .where(SuggestionVerdict.verdict == Verdict.SAVED, Stakeholder.hidden.is_(False))
        .order_by(Stakeholder.name, Stakeholder.id)
    )
    return profiles.see(session, actor, session.scalars(query))


def _check(session: Session, actor: Actor, stakeholder_id: str, other_id: str) -> None:
    stakeholder = profiles.get_stakeholder(session, actor, stakeholder_id)
    require(actor, "suggestions.judge", stakeholder)
    if stakeholder_id == other_id:
        raise Invalid("A profile is never suggested to itself.")
    profiles.get_stakeholder(session, actor, other_id)


def _first_word(session: Session, row: SuggestionVerdict) -> SuggestionVerdict:
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        # Somebody else of the stakeholder was faster; their row is there now, and the last word counts.
        return session.scalars(select(SuggestionVerdict).where(_of(row.stakeholder_id, row.other_id))).one()
    return row


def _of(stakeholder_id: str, other_id: str) -> ColumnElement[bool]:
    return and_(SuggestionVerdict.stakeholder_id == stakeholder_id, SuggestionVerdict.other_id == other_id)
