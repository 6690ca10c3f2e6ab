"""What a reader did with a suggestion: saved it, hid it, or said why it is not relevant."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Dismissal, Verdict
from matchmaker.errors import Invalid
from matchmaker.models import Stakeholder, SuggestionVerdict
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
        NotFound, NotAllowed; Invalid: "not relevant" without a reason, or about oneself.
    """
    _check(session, actor, stakeholder_id, other_id)
    if verdict is Verdict.NOT_RELEVANT and reason is None:
        raise Invalid("Choose why this is not relevant.")
    row = session.scalar(_of(stakeholder_id, other_id))
    if row is None:
        row = SuggestionVerdict(stakeholder_id=stakeholder_id, other_id=other_id)
        session.add(row)
    row.verdict, row.reason, row.need_id = verdict, reason, need_id
    row.account_id, row.at = actor.account_id, now
    session.flush()
    audit.record(session, actor, f"suggestion.{verdict.value}", stakeholder_id, now=now, other=other_id)
    return row


def take_back(session: Session, actor: Actor, stakeholder_id: str, other_id: str, *, now: datetime) -> None:
    """Forget the word about another: it may be suggested again."""
    _check(session, actor, stakeholder_id, other_id)
    session.execute(
        delete(SuggestionVerdict).where(
            SuggestionVerdict.stakeholder_id == stakeholder_id, SuggestionVerdict.other_id == other_id
        )
    )
    audit.record(session, actor, "suggestion.take-back", stakeholder_id, now=now, other=other_id)


def list_saved(session: Session, actor: Actor, stakeholder_id: str) -> list[Stakeholder]:
    """Whom a stakeholder saved for later, by name."""
    stakeholder = profiles.get_stakeholder(session, actor, stakeholder_id)
    require(actor, "suggestions.read", stakeholder)
    query = (
        select(Stakeholder)
        .join(SuggestionVerdict, SuggestionVerdict.other_id == Stakeholder.id)
        .where(SuggestionVerdict.stakeholder_id == stakeholder_id)
        .where(SuggestionVerdict.verdict == Verdict.SAVED, Stakeholder.hidden.is_(False))
        .order_by(Stakeholder.name, Stakeholder.id)
    )
    return list(session.scalars(query))


def _check(session: Session, actor: Actor, stakeholder_id: str, other_id: str) -> None:
    stakeholder = profiles.get_stakeholder(session, actor, stakeholder_id)
    require(actor, "suggestions.judge", stakeholder)
    if stakeholder_id == other_id:
        raise Invalid("A profile is never suggested to itself.")
    profiles.get_stakeholder(session, actor, other_id)


def _of(stakeholder_id: str, other_id: str) -> Select[tuple[SuggestionVerdict]]:
    return select(SuggestionVerdict).where(
        SuggestionVerdict.stakeholder_id == stakeholder_id, SuggestionVerdict.other_id == other_id
    )
