"""Whom it is told to that something was reported, decided, hidden or objected to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from matchmaker.core.entities import Role
from matchmaker.core.notifications import MailKind
from matchmaker.core.reports import About
from matchmaker.models import Account, Hiding, IntroductionMessage, Report, RoleGrant, Stakeholder
from matchmaker.services import notifications
from matchmaker.services.notifications import Recipient

REPORTED, DONE, HIDDEN, SHOWN, STAYS, REMOVED, OBJECTED = (
    "reported", "done", "hidden", "shown", "stays", "removed", "objected",
)  # fmt: skip
"""What a mail about a report says."""


def tell_deciders(session: Session, report: Report, *, now: datetime) -> None:
    """Write to officials of the region, else to administrators; of a message its brokers hear otherwise."""
    if report.about is About.MESSAGE or report.stakeholder_id is None:
        return
    found = session.get_one(Stakeholder, report.stakeholder_id)
    to = deciders_of(session, found)
    # One mail a day about one profile: a wave of reports is one thing to look at.
    key = f"report {found.id} {now.date().isoformat()}"
    _tell(session, key, notifications.recipients_for(session, to), REPORTED, now=now, report=report.id)


def tell_reporter(session: Session, report: Report, *, now: datetime) -> None:
    """Say what came of it, to an account or to the address that a visitor left."""
    if report.account_id:
        to = notifications.recipients_for(session, [report.account_id])
    else:
        to = [Recipient(report.address, "", report.language or "en")] if report.address else []
    _tell(session, f"{report.id} done", to, DONE, now=now, report=report.id)


def tell_owners(session: Session, hiding: Hiding, what: str, *, now: datetime) -> None:
    """Write to the people of a profile that it is hidden, shown again, or stays hidden."""
    to = notifications.recipients_of(session, hiding.stakeholder_id)
    _tell(session, f"{hiding.id} {what}", to, what, now=now, hiding=hiding.id)


def tell_of_removal(session: Session, report: Report, *, now: datetime) -> None:
    """Write to who wrote what was taken away."""
    if report.stakeholder_id:
        to = notifications.recipients_of(session, report.stakeholder_id)
    else:
        message = session.get(IntroductionMessage, report.about_id or "")
        to = notifications.recipients_for(session, [message.account_id or ""] if message else [])
    _tell(session, f"{report.about_id} removed", to, REMOVED, now=now, report=report.id)


def tell_of_objection(session: Session, hiding: Hiding, *, now: datetime) -> None:
    """Write to the administrators who may answer it: not to who hid the profile, where there is another."""
    found = administrators(session)
    others = [one for one in found if one != hiding.hidden_by] or found
    to = notifications.recipients_for(session, others)
    _tell(session, f"{hiding.id} objected", to, OBJECTED, now=now, hiding=hiding.id)


def deciders_of(session: Session, stakeholder: Stakeholder) -> list[str]:
    """Officials of its region and of those around it; where there is none, the administrators.

    Whoever belongs to it is none of them.
    """
    codes = [stakeholder.region[:size] for size in range(2, len(stakeholder.region) + 1)]
    own = select(RoleGrant.account_id).where(RoleGrant.role == Role.MEMBER, RoleGrant.place == stakeholder.id)
    around = and_(RoleGrant.role == Role.OFFICIAL, RoleGrant.place.in_(codes))
    query = _open_accounts().where(around, RoleGrant.account_id.not_in(own))
    return list(session.scalars(query)) or administrators(session)


def administrators(session: Session) -> list[str]:
    """The ids of the open accounts that administer the site."""
    return list(session.scalars(_open_accounts().where(RoleGrant.role == Role.ADMINISTRATOR)))


def _open_accounts() -> Any:
    joined = select(RoleGrant.account_id).join(Account, Account.id == RoleGrant.account_id)
    return joined.where(Account.disabled_at.is_(None)).distinct().order_by(RoleGrant.account_id)


def _tell(
    session: Session, key: str, to: Iterable[Recipient], what: str, *, now: datetime, **params: str
) -> None:
    for one in to:
        notifications.notify(
            session, kind=MailKind.REPORT, key=key, to=one, params={"what": what, **params}, now=now
        )
