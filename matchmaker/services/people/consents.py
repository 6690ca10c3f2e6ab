"""Consents to act for a stakeholder: whom one may choose, given unasked, asked for, answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Role
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, Invalid, NotFound
from matchmaker.models import Account, ActingConsent, Pilot, PilotMember, RoleGrant, Stakeholder
from matchmaker.permissions import require
from matchmaker.services import audit, places
from matchmaker.services.people.news import tell_asker

LASTS = timedelta(days=30)
"""So long a consent holds where nobody chose another day."""

LONGEST = timedelta(days=365)
ASKED_FOR = timedelta(days=14)
"""So long a request waits for its answer, and the link in its mail works."""

AGAIN = N_("Some answers need another look.")
NO_DAY = N_("Choose a day from today on, within a year.")
NOBODY = N_("Choose who may act for you.")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whom one may let act: all who hold a role in a place, or with `account_id` one of them by name."""

    role: Role
    place: str
    place_name: str
    account_id: str = ""
    name: str = ""

    @property
    def key(self) -> str:
        """What a form sends."""
        return f"{self.role.value}:{self.place}:{self.account_id}"


def holds(today: date) -> tuple[ColumnElement[bool], ...]:
    """Whether a consent was given and has not ended."""
    return ActingConsent.withdrawn_at.is_(None), ActingConsent.until >= today


def asked(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Whether a request waits for its answer."""
    row = ActingConsent
    unanswered = row.given_at.is_(None), row.refused_at.is_(None), row.withdrawn_at.is_(None)
    return row.asked_at > now - ASKED_FOR, *unanswered


def find_stakeholder(session: Session, stakeholder_id: str) -> Stakeholder:
    """A stakeholder for which somebody acts.

    Raises:
        NotFound: there is none.
    """
    stakeholder = session.get(Stakeholder, stakeholder_id)
    if stakeholder is None:
        raise NotFound("There is no such profile. It may have been removed, or the link is wrong.")
    return stakeholder


def list_candidates(session: Session, stakeholder: Stakeholder) -> list[Candidate]:
    """Whom a stakeholder may let act: officials around it, organisers of its pilots, all or one by name."""
    code = stakeholder.region
    around = [code[:length] for length in range(2, len(code) + 1)]
    # Those too that only invited it: organisers help to join.
    theirs = select(PilotMember.pilot_id).where(
        PilotMember.stakeholder_id == stakeholder.id, PilotMember.left_at.is_(None)
    )
    wanted = or_(
        and_(RoleGrant.role == Role.OFFICIAL, RoleGrant.place.in_(around)),
        and_(RoleGrant.role == Role.ORGANISER, RoleGrant.place.in_(theirs)),
    )
    query = select(RoleGrant.role, RoleGrant.place, Account.id, Account.name, Pilot.name)
    query = query.join(Account, Account.id == RoleGrant.account_id)
    query = query.outerjoin(Pilot, Pilot.id == RoleGrant.place)
    query = query.where(wanted, Account.disabled_at.is_(None))
    found: dict[str, Candidate] = {}
    for role, place, account_id, name, pilot in session.execute(
        query.order_by(RoleGrant.role, RoleGrant.place, Account.name, Account.id)
    ):
        region = places.get_regions().get(place)
        place_name = pilot or (region.name if region else place)
        both = Candidate(role, place, place_name), Candidate(role, place, place_name, account_id, name)
        found |= {one.key: one for one in both}
    return list(found.values())


def give(
    session: Session, actor: Actor, stakeholder_id: str, *, to: str, until: date | None, now: datetime
) -> ActingConsent:
    """Let somebody act for a stakeholder until a day; `to` is the key of a candidate.

    What was given to the same before ends: the newest day holds.

    Raises:
        NotFound, NotAllowed; Invalid: nobody who could is meant, or the day is too late.
    """
    stakeholder = find_stakeholder(session, stakeholder_id)
    require(actor, "acting.consent", stakeholder)
    until = until or (now + LASTS).date()
    chosen = {one.key: one for one in list_candidates(session, stakeholder)}.get(to)
    fields = {} if chosen else {"to": NOBODY}
    if not now.date() <= until <= (now + LONGEST).date():
        fields["until"] = NO_DAY
    if chosen is None or fields:
        raise Invalid(AGAIN, fields=fields)
    _end_earlier(session, stakeholder_id, chosen, now)
    row = ActingConsent(
        stakeholder_id=stakeholder_id, role=chosen.role, place=chosen.place,
        account_id=chosen.account_id or None, given_at=now, given_by=actor.account_id, until=until,
    )  # fmt: skip
    session.add(row)
    session.flush()
    _record(session, actor, "acting.give", row, now)
    return row


def answer(session: Session, actor: Actor, consent_id: str, *, yes: bool, now: datetime) -> ActingConsent:
    """Say yes or no to a request; a yes holds for thirty days.

    Raises:
        NotFound: there is no such request; NotAllowed: the actor is no owner; Conflict: it was answered
            already, or its time is over.
    """
    row = session.get(ActingConsent, consent_id, with_for_update=True, populate_existing=True)
    if row is None or row.asked_at is None:
        raise NotFound("There is no such request any more.")
    require(actor, "acting.consent", find_stakeholder(session, row.stakeholder_id))
    if row.given_at or row.refused_at or row.withdrawn_at or row.asked_at <= now - ASKED_FOR:
        raise Conflict("This request was answered already, or its time is over. What was answered stands.")
    if yes:
        row.given_at, row.given_by, row.until = now, actor.account_id, (now + LASTS).date()
    else:
        row.refused_at = now
    tell_asker(session, row, now=now)
    _record(session, actor, "acting.give" if yes else "acting.refuse", row, now)
    return row


def _end_earlier(session: Session, stakeholder_id: str, chosen: Candidate, now: datetime) -> None:
    same = ActingConsent.role == chosen.role, ActingConsent.place == chosen.place
    one = ActingConsent.account_id
    mine = one == chosen.account_id if chosen.account_id else one.is_(None)
    query = select(ActingConsent).where(ActingConsent.stakeholder_id == stakeholder_id, *same, mine)
    for row in session.scalars(query.where(*holds(now.date()))):
        row.withdrawn_at = now


def _record(session: Session, actor: Actor, act: str, row: ActingConsent, now: datetime) -> None:
    about = {"consent": row.id, "role": row.role.value, "place": row.place, "account": row.account_id}
    audit.record(session, actor, act, row.stakeholder_id, now=now, **about)
