"""How many were told, wait, are late or were removed: for those who run the site, and for one import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.notifications import MailState
from matchmaker.core.origins import DEADLINE, SILENT
from matchmaker.models import Change, ImportRow, Mail, OriginNotice, Stakeholder
from matchmaker.permissions import require
from matchmaker.services import exchange, removals
from matchmaker.services.origins.finding import count_late, untold


@dataclass(frozen=True, slots=True)
class Tally:
    """Records whose contact was told, or could not be; who waits, and would too long; what was removed."""

    told: int
    undelivered: int
    waiting: int
    late: int
    removed: int


@dataclass(frozen=True, slots=True)
class Told:
    """Of the records of one import: whose contact was told, whose is still to be, and until when."""

    told: int
    waiting: int
    until: date | None


def count_all(session: Session, actor: Actor, *, a_day: int, now: datetime) -> Tally:
    """The figures of the whole site.

    Raises:
        NotAllowed.
    """
    require(actor, "site.administer")
    states = _states(session, OriginNotice.mail_id.is_not(None))
    waiting = session.scalars(select(func.count()).select_from(Stakeholder).where(untold())).one()
    return Tally(
        told=states.get(MailState.SENT, 0),
        undelivered=states.get(MailState.DEAD, 0),
        waiting=waiting + states.get(MailState.WAITING, 0),
        late=count_late(session, a_day=a_day, now=now),
        removed=removals.count_by_link(session),
    )


def count_of_import(session: Session, actor: Actor, import_id: str) -> Told:
    """The figures of the records whose address came with one import.

    Raises:
        NotFound, NotAllowed: as for the import.
    """
    made = exchange.get_import(session, actor, import_id)
    brought = select(Change.stakeholder_id).where(
        Change.stakeholder_id.in_(select(ImportRow.subject).where(ImportRow.import_id == made.id)),
        Change.source == made.id,
        Change.field == "email",
    )
    states = _states(session, OriginNotice.stakeholder_id.in_(brought))
    mine = select(func.count()).select_from(Stakeholder).where(untold(), Stakeholder.id.in_(brought))
    waiting = session.scalars(mine).one() + states.get(MailState.WAITING, 0)
    until = (made.finished_at or made.created_at) + DEADLINE
    return Told(states.get(MailState.SENT, 0), waiting, until.date() if waiting else None)


def is_silent(session: Session, stakeholder_id: str, *, now: datetime) -> bool:
    """Whether the contact of a record was told of it long ago, and has never answered."""
    told = OriginNotice.stakeholder_id == stakeholder_id, OriginNotice.told_at <= now - SILENT
    unanswered = Mail.state == MailState.SENT, OriginNotice.answered.is_(None)
    found = select(OriginNotice.address).join(Mail, Mail.id == OriginNotice.mail_id).where(*told, *unanswered)
    answered = select(OriginNotice.address).where(
        OriginNotice.stakeholder_id == stakeholder_id, OriginNotice.answered.is_not(None)
    )
    return session.scalar(found.where(OriginNotice.address.not_in(answered)).limit(1)) is not None


def _states(session: Session, which: object) -> Mapping[MailState, int]:
    """Of how many records there are notices, by the state of their mail; each year's is not counted again."""
    records = func.count(OriginNotice.stakeholder_id.distinct())
    query = select(Mail.state, records).join(OriginNotice, OriginNotice.mail_id == Mail.id)
    rows = session.execute(query.where(which).group_by(Mail.state))  # type: ignore[arg-type]  # a condition
    return {state: count for state, count in rows}  # noqa: C416 - rows are no pairs for mypy
