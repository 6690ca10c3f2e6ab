"""Acting for a stakeholder with its consent: who may, until when, and what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor, Grant
from matchmaker.core.entities import Part, Role
from matchmaker.errors import Conflict, NotFound
from matchmaker.models import Account, ActingConsent, AuditEntry, Pilot, Stakeholder
from matchmaker.permissions import require
from matchmaker.services import audit
from matchmaker.services.people.consents import asked, find_stakeholder, holds
from matchmaker.services.people.seats import get_seat

MOST = 100
"""So many of the acts that were done for a stakeholder are listed, the latest first."""


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent, or a request for one: `person` is "" where all who hold the role are meant.

    `pilot` is the name of the pilot whose organisers are meant, else "".
    """

    row: ActingConsent
    person: str
    pilot: str


@dataclass(frozen=True, slots=True)
class Acting:
    """Somebody in the place of a stakeholder's editor; `name` is the stakeholder's."""

    actor: Actor
    name: str


@dataclass(frozen=True, slots=True)
class Done:
    """One act that somebody did for a stakeholder."""

    at: datetime
    name: str
    act: str


def find_consent(
    session: Session, actor: Actor, stakeholder_id: str, *, now: datetime
) -> ActingConsent | None:
    """The consent by which the actor may act for a stakeholder today, the one that lasts longest."""
    query = select(ActingConsent).where(ActingConsent.stakeholder_id == stakeholder_id, *holds(now.date()))
    query = query.where(or_(ActingConsent.account_id.is_(None), ActingConsent.account_id == actor.account_id))
    rows = session.scalars(query.order_by(ActingConsent.until.desc(), ActingConsent.id))
    return next((one for one in rows if Grant(one.role, one.place) in actor.grants), None)


def find_acting(session: Session, actor: Actor, stakeholder_id: str, *, now: datetime) -> Acting | None:
    """The actor in the place of a stakeholder's editor; None where no consent holds (any more)."""
    stakeholder = session.get(Stakeholder, stakeholder_id)
    # Where all of its people have left there is nobody who could end a consent, so none holds.
    if stakeholder is None or not stakeholder.claimed:
        return None
    if find_consent(session, actor, stakeholder_id, now=now) is None:
        return None
    editor = Grant(Role.MEMBER, stakeholder_id, Part.EDITOR)
    acting = Actor(actor.account_id, actor.name, frozenset({editor}), acting_for=stakeholder_id)
    return Acting(acting, stakeholder.name)


def start(session: Session, actor: Actor, stakeholder_id: str, *, now: datetime) -> Stakeholder:
    """Begin to act for a stakeholder; the door keeps for whom.

    Raises:
        NotFound: there is no such stakeholder; NotAllowed; Conflict: no consent holds.
    """
    stakeholder = find_stakeholder(session, stakeholder_id)
    require(actor, "acting.ask", stakeholder)
    acting = find_acting(session, actor, stakeholder_id, now=now)
    if acting is None:
        raise Conflict("You need the consent of %(name)s first. Ask for it.", name=stakeholder.name)
    audit.record(session, acting.actor, "acting.start", stakeholder_id, now=now)
    return stakeholder


def stop(session: Session, actor: Actor, *, now: datetime) -> str:
    """Act for oneself again; the answer is the stakeholder for which the actor acted, or ""."""
    require(actor, "acting.stop")
    if actor.acting_for:
        audit.record(session, actor, "acting.stop", actor.acting_for, now=now)
    return actor.acting_for


def list_consents(session: Session, actor: Actor, stakeholder_id: str, *, now: datetime) -> list[Consent]:
    """The consents that hold and the requests that wait, the oldest first; for members.

    Raises:
        NotFound, NotAllowed.
    """
    require(actor, "acting.withdraw", find_stakeholder(session, stakeholder_id))
    query = select(ActingConsent, Account.name, Pilot.name)
    query = query.outerjoin(Account, Account.id == ActingConsent.account_id)
    query = query.outerjoin(Pilot, Pilot.id == ActingConsent.place)
    query = query.where(ActingConsent.stakeholder_id == stakeholder_id)
    query = query.where(or_(and_(*holds(now.date())), and_(*asked(now))))
    rows = session.execute(query.order_by(func.coalesce(ActingConsent.given_at, ActingConsent.asked_at)))
    return [Consent(row, name or "", pilot or "") for row, name, pilot in rows]


def end_consent(session: Session, actor: Actor, consent_id: str, *, now: datetime) -> str:
    """End a consent; whoever acts by it stops at once. The answer is the stakeholder.

    Raises:
        NotFound: there is none that holds; NotAllowed.
    """
    row = session.get(ActingConsent, consent_id, with_for_update=True, populate_existing=True)
    if row is None or row.given_at is None or row.withdrawn_at is not None:
        raise NotFound("This consent has ended already.")
    require(actor, "acting.withdraw", find_stakeholder(session, row.stakeholder_id))
    row.withdrawn_at = now
    audit.record(session, actor, "acting.withdraw", row.stakeholder_id, now=now, consent=row.id)
    return row.stakeholder_id


def list_done(session: Session, actor: Actor, stakeholder_id: str) -> list[Done]:
    """What others did for a stakeholder, the latest first; for members.

    What they did to their own account meanwhile is theirs.

    Raises:
        NotFound, NotAllowed.
    """
    require(actor, "people.read", get_seat(session, Role.MEMBER, stakeholder_id))
    query = select(AuditEntry.at, Account.name, AuditEntry.act)
    query = query.outerjoin(Account, Account.id == AuditEntry.account_id)
    query = query.where(AuditEntry.acting_for == stakeholder_id, AuditEntry.act.not_like("account.%"))
    query = query.order_by(AuditEntry.id.desc())
    return [Done(at, name or "", act) for at, name, act in session.execute(query.limit(MOST))]
