"""Who is to be told: addresses of records that nobody claimed, the oldest first, and again each year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, case, delete, exists, func, not_, or_, select
from sqlalchemy.orm import Session

from matchmaker.core.entities import Role
from matchmaker.core.notifications import MailState
from matchmaker.core.origins import AGAIN, MADE_UP, MOST_IN_ONE, SETTLES, late
from matchmaker.models import Change, Mail, OriginNotice, RoleGrant, Stakeholder
from matchmaker.services import history, jobs

JOB = "origins.tell"
AT_ONCE = 50
"""So many addresses are told in one job, so that nobody who wants to write waits long."""

as_kept = func.lower(func.trim(Stakeholder.email))
"""As the database writes an address in small letters: what was told is compared with this alone."""


def put_down_due(session: Session, *, a_day: int, now: datetime) -> int:
    """Put down the jobs that tell those whose turn it is today; the answer is how many addresses that are."""
    # A mail that had become needless before it went out told nobody: its record is looked at anew.
    needless = select(Mail.id).where(Mail.id == OriginNotice.mail_id, Mail.state == MailState.DROPPED)
    unsaid = OriginNotice.answered.is_(None), exists(needless)
    session.execute(delete(OriginNotice).where(*unsaid))
    due = list_due(session, most=a_day, now=now)
    for some in history.batched(list(due), AT_ONCE):
        wanted = [one for address in some for one in due[address][:MOST_IN_ONE]]
        # Twice on one day, as after an update, or by two at once: the same jobs.
        jobs.enqueue_once(session, JOB, f"{now.date().isoformat()} {wanted[0]}", now=now, ids=wanted)
    return len(due)


def list_due(session: Session, *, most: int, now: datetime) -> Mapping[str, list[str]]:
    """The addresses that are to be told, each with its records.

    First those that came in long enough ago and have been told nothing; what room they leave have those that
    were told a year ago and have not answered.
    """
    first = func.min(since_when()).label("since")
    oldest = select(as_kept.label("address"), first).where(untold()).group_by(as_kept)
    oldest = oldest.having(first <= now - SETTLES).order_by(first, as_kept).limit(most)
    addresses = [address for address, _since in session.execute(oldest)]
    if len(addresses) < most:
        once = select(as_kept).where(due(now), not_(untold())).group_by(as_kept)
        again = once.where(as_kept.not_in(addresses)).order_by(func.min(Stakeholder.created_at), as_kept)
        addresses += session.scalars(again.limit(most - len(addresses)))
    found: defaultdict[str, list[str]] = defaultdict(list)
    for address, one in session.execute(_records_of(addresses, now)):
        found[address].append(one)
    return {address: found[address] for address in addresses}


def count_late(session: Session, *, a_day: int, now: datetime) -> int:
    """How many addresses would be told later than the law says, at so many a day."""
    begun = select(func.min(since_when())).where(untold()).group_by(as_kept)
    return late(session.scalars(begun), a_day=a_day, now=now)


def untold() -> ColumnElement[bool]:
    """Which records have an address that was not told of them, although it is to be."""
    told = exists().where(OriginNotice.stakeholder_id == Stakeholder.id, OriginNotice.address == as_kept)
    return and_(unclaimed(), not_(told))


def due(now: datetime) -> ColumnElement[bool]:
    """Which records are to be told now: those that were not, and those whose last mail is a year old.

    Not again: who answered, whose address wants no such mail, and whose last mail did not arrive.
    """
    sent = exists().where(Mail.id == OriginNotice.mail_id, Mail.state == MailState.SENT)
    holds = or_(OriginNotice.answered.is_not(None), OriginNotice.told_at > now - AGAIN, not_(sent))
    of_it = OriginNotice.stakeholder_id == Stakeholder.id, OriginNotice.address == as_kept
    return and_(unclaimed(), not_(exists().where(*of_it, holds)))


def unclaimed() -> ColumnElement[bool]:
    """Which records everybody sees, have an address of somebody, and are looked after by nobody."""
    claimed = exists().where(RoleGrant.role == Role.MEMBER, RoleGrant.place == Stakeholder.id)
    real = as_kept.contains("@"), Stakeholder.source != MADE_UP
    return and_(*real, Stakeholder.hidden.is_(False), not_(claimed))


def since_when() -> ColumnElement[datetime]:
    """When the address of a record came in: its last change, else when the record was made."""
    changed = (
        select(func.max(Change.at))
        .where(Change.stakeholder_id == Stakeholder.id, Change.subject == Stakeholder.id)
        .where(Change.field == "email")
    )
    return func.coalesce(changed.correlate(Stakeholder).scalar_subquery(), Stakeholder.created_at)


def _records_of(addresses: Iterable[str], now: datetime) -> Select[str, str]:
    """What was told nothing comes first: a mail holds only so many, and those have a term by law."""
    query = select(as_kept, Stakeholder.id).where(due(now), as_kept.in_(list(addresses)))
    return query.order_by(case((untold(), 0), else_=1), Stakeholder.created_at, Stakeholder.id)
