"""Asking a stakeholder for its consent to act for it, and its answer by the link of a mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor, Grant
from matchmaker.core.entities import Part, Role
from matchmaker.core.notifications import MailKind
from matchmaker.core.words import N_
from matchmaker.db import database_of
from matchmaker.errors import Conflict, Invalid, NotAllowed, NotFound
from matchmaker.models import Account, ActingConsent, Mail, MailLink, RoleGrant, Stakeholder
from matchmaker.permissions import require
from matchmaker.services import accounts, audit, notifications
from matchmaker.services.accounts import throttle
from matchmaker.services.accounts.throttle import Limit
from matchmaker.services.notifications import Recipient
from matchmaker.services.people.acting import find_consent
from matchmaker.services.people.consents import (
    AGAIN,
    ASKED_FOR,
    answer,
    asked,
    find_stakeholder,
    list_candidates,
)

ASK = Limit(20, timedelta(hours=1))
"""So often one person asks."""

REFUSED_FOR = timedelta(days=30)
"""So long a no keeps somebody from asking again."""

LONGEST = 600


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it is read by the link of its mail: for whom, by whom, in which role, and why."""

    row: ActingConsent
    stakeholder: Stakeholder
    name: str


def find_asked(session: Session, actor: Actor, stakeholder_id: str, *, now: datetime) -> ActingConsent | None:
    """The actor's own request to act for a stakeholder that waits, or was refused not long ago."""
    mine = ActingConsent.stakeholder_id == stakeholder_id, ActingConsent.account_id == actor.account_id
    lately = ActingConsent.refused_at > now - REFUSED_FOR
    query = select(ActingConsent).where(*mine, or_(lately, and_(*asked(now))))
    return session.scalars(query.order_by(ActingConsent.asked_at.desc()).limit(1)).first()


def ask(session: Session, actor: Actor, stakeholder_id: str, *, reason: str, now: datetime) -> ActingConsent:
    """Ask the owners of a stakeholder by mail whether one may act for it.

    Raises:
        NotFound, NotAllowed; Invalid: no reason is said; Conflict: there is a consent, or a request that
            waits or was refused not long ago; TooMany: too often.
    """
    database = database_of(session)
    # Looked at apart: the request must not hold the database while its tries are counted.
    with database.reading() as reader:
        require(actor, "acting.ask", find_stakeholder(reader, stakeholder_id))
    reason = reason.strip()
    if not reason or len(reason) > LONGEST:
        raise Invalid(AGAIN, fields={"reason": N_("Say in a sentence or two why you ask.")})
    throttle.count(database, f"act:{actor.account_id}", ASK, now=now)
    # The same button twice at once: the second waits here, and finds the request of the first.
    stakeholder = session.get_one(Stakeholder, stakeholder_id, with_for_update={"key_share": True})
    if find_consent(session, actor, stakeholder_id, now=now) is not None:
        raise Conflict("You may act for %(name)s already.", name=stakeholder.name)
    if find_asked(session, actor, stakeholder_id, now=now) is not None:
        raise Conflict("You have asked already. Wait for the answer; after a no, ask again a month later.")
    held = _role_of(session, actor, stakeholder)
    row = ActingConsent(
        stakeholder_id=stakeholder_id, role=held.role, place=held.place, account_id=actor.account_id,
        reason=reason, asked_at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    _write(session, row, now)
    audit.record(session, actor, "acting.ask", stakeholder_id, now=now, consent=row.id)
    return row


def get_asked(session: Session, link: MailLink, *, now: datetime) -> Asked:
    """The request of a link.

    Raises:
        NotFound: the link is of another mail, or who asked has gone; Conflict: it was answered already.
    """
    mail = session.get(Mail, link.mail_id)
    about = mail.params if mail is not None and mail.kind is MailKind.ACTING else {}
    row = session.get(ActingConsent, about.get("consent", ""))
    who = session.get(Account, row.account_id) if row is not None and row.account_id else None
    if row is None or who is None:
        raise NotFound("There is no such request any more.")
    if row.given_at or row.refused_at or row.withdrawn_at:
        raise Conflict("This request was answered already. What was answered stands.")
    return Asked(row, find_stakeholder(session, row.stakeholder_id), who.name)


def answer_asked(session: Session, link: MailLink, *, yes: bool, now: datetime) -> ActingConsent:
    """Answer a request by the link of its mail, in the name of the owner who got it.

    Raises:
        NotFound, Conflict: as `get_asked`, or the link was used; NotAllowed: who got it is no owner any more.
    """
    notifications.use_link(session, link, now)
    request = get_asked(session, link, now=now)
    account = session.get(Account, session.get_one(Mail, link.mail_id).account_id)
    if account is None:
        raise NotAllowed("This link was for an owner who has left.")
    return answer(session, accounts.actor_of(session, account), request.row.id, yes=yes, now=now)


def _role_of(session: Session, actor: Actor, stakeholder: Stakeholder) -> Grant:
    """The role in which the actor would act: the nearest region, else a pilot of theirs, else the site."""
    candidates = [Grant(one.role, one.place) for one in list_candidates(session, stakeholder)]
    near = [one for one in candidates if one in actor.grants]
    official = sorted(one.place for one in near if one.role is Role.OFFICIAL)
    if official:
        return Grant(Role.OFFICIAL, official[-1])
    organised = [one.place for one in near] or sorted(actor.places(Role.ORGANISER))
    return Grant(Role.ORGANISER, organised[0]) if organised else Grant(Role.ADMINISTRATOR)


def _write(session: Session, row: ActingConsent, now: datetime) -> None:
    """A mail to each owner, in their own language, with a link of its own."""
    query = select(Account).join(RoleGrant, RoleGrant.account_id == Account.id)
    query = query.where(RoleGrant.role == Role.MEMBER, RoleGrant.place == row.stakeholder_id)
    query = query.where(RoleGrant.part == Part.OWNER, Account.disabled_at.is_(None))
    params = {"consent": row.id, "until": (now + ASKED_FOR).isoformat()}
    for one in session.scalars(query.order_by(RoleGrant.id)):
        to = Recipient(one.email, one.name, one.language or "en", one.id, row.stakeholder_id)
        notifications.notify(
            session, kind=MailKind.ACTING, key=f"acting {row.id}", to=to, params=params, now=now,
            answerable_for=ASKED_FOR,
        )  # fmt: skip
