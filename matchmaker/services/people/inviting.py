"""Inviting an address to a role in a place, and taking the invitation back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor, Seat
from matchmaker.core.entities import Part, Role
from matchmaker.core.notifications import MailKind
from matchmaker.db import database_of
from matchmaker.errors import Invalid, NotAllowed, NotFound
from matchmaker.models import Account, RoleInvitation
from matchmaker.permissions import may, require
from matchmaker.services import accounts, audit, notifications
from matchmaker.services.accounts import throttle
from matchmaker.services.accounts.checks import AGAIN, clean_address
from matchmaker.services.accounts.joining import written_key
from matchmaker.services.accounts.throttle import Limit
from matchmaker.services.notifications import Recipient
from matchmaker.services.people.seats import as_of_now, get_seat

LASTS = timedelta(days=14)
"""So long the link in the mail gives the role."""

INVITE = Limit(30, timedelta(hours=1))
"""So often one person invites."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An invitation that waits for its answer."""

    id: str
    address: str
    part: Part
    inviter: str
    made_at: datetime
    expires_at: datetime


def invite(
    session: Session,
    actor: Actor,
    role: Role,
    place: str,
    *,
    address: str,
    part: Part = Part.OWNER,
    language: str,
    now: datetime,
) -> RoleInvitation:
    """Write to an address how it takes a role in a place; whoever asks does not learn whether it is known.

    An earlier invitation of the address to the same role is taken back: the newest mail holds.

    Raises:
        NotFound, NotAllowed; Invalid: this is no address; TooMany: too often by this person, or to this
            address.
    """
    database = database_of(session)
    # Looked at apart: the request must not hold the database while its tries are counted.
    with database.reading() as reader:
        require(actor, "people.manage", get_seat(reader, role, place))
    if actor.account_id is None:
        raise NotAllowed("Sign in first: this belongs to an account.")
    address, fault = clean_address(address)
    if fault:
        raise Invalid(AGAIN, fields={"address": fault})
    throttle.count(database, f"invite:{actor.account_id}", INVITE, now=now)
    throttle.count(database, written_key(address), throttle.WRITE_TO, now=now)
    seat = get_seat(session, role, place)
    require(as_of_now(session, actor), "people.manage", seat)
    _withdraw_earlier(session, seat, address, now)
    row = RoleInvitation(
        address=address,
        role=seat.role,
        part=part if seat.role is Role.MEMBER else Part.OWNER,
        place=seat.place,
        inviter_id=actor.account_id,
        made_at=now,
        expires_at=now + LASTS,
    )
    session.add(row)
    session.flush()
    _write(session, row, language, now)
    about = {"role": seat.role.value, "place": seat.place, "part": row.part.value}
    audit.record(session, actor, "role.invite", row.id, now=now, **about)
    return row


def withdraw(session: Session, actor: Actor, invitation_id: str, *, now: datetime) -> Seat:
    """Take an invitation back: its link opens nothing any more. The answer is what it was to.

    Raises:
        NotFound: there is none that waits; NotAllowed.
    """
    row = session.get(RoleInvitation, invitation_id, with_for_update=True, populate_existing=True)
    if row is None or not waits(row, now):
        raise NotFound("This invitation was answered or taken back already, or its time is over.")
    seat = get_seat(session, row.role, row.place)
    require(actor, "people.manage", seat)
    row.withdrawn_at = now
    audit.record(session, actor, "role.withdraw", row.id, now=now, role=seat.role.value, place=seat.place)
    return seat


def list_waiting(session: Session, actor: Actor, seat: Seat, *, now: datetime) -> list[Waiting]:
    """The invitations to a role in a place that wait for an answer, the oldest first; for those who give it.

    Raises:
        NotAllowed.
    """
    require(actor, "people.manage", seat)
    query = select(RoleInvitation, Account.name).join(Account, Account.id == RoleInvitation.inviter_id)
    query = query.where(*_unanswered(seat), RoleInvitation.expires_at > now)
    rows = session.execute(query.order_by(RoleInvitation.made_at, RoleInvitation.id))
    return [Waiting(one.id, one.address, one.part, by, one.made_at, one.expires_at) for one, by in rows]


def waits(row: RoleInvitation, now: datetime) -> bool:
    """Whether an invitation was neither answered nor taken back, and its time is not over."""
    answered = row.accepted_at or row.declined_at or row.withdrawn_at
    return answered is None and row.expires_at > now


def is_alive(session: Session, row: RoleInvitation, seat: Seat, now: datetime) -> bool:
    """Whether an invitation waits, and who sent it may still give the role."""
    inviter = session.get(Account, row.inviter_id) if row.inviter_id else None
    if inviter is None or inviter.disabled_at is not None or not waits(row, now):
        return False
    return may(accounts.actor_of(session, inviter), "people.manage", seat)


def _unanswered(seat: Seat) -> tuple[ColumnElement[bool], ...]:
    row = RoleInvitation
    open_still = row.accepted_at.is_(None), row.declined_at.is_(None), row.withdrawn_at.is_(None)
    return row.role == seat.role, row.place == seat.place, *open_still


def _withdraw_earlier(session: Session, seat: Seat, address: str, now: datetime) -> None:
    earlier = select(RoleInvitation).where(*_unanswered(seat), RoleInvitation.address == address)
    for row in session.scalars(earlier.with_for_update()):
        row.withdrawn_at = now


def _write(session: Session, row: RoleInvitation, language: str, now: datetime) -> None:
    """Put the mail down. It belongs to the address, not to an account: the link proves the address alone."""
    known = session.scalar(select(Account).where(Account.email == row.address, Account.disabled_at.is_(None)))
    to = Recipient(row.address, "", (known.language if known else "") or language)
    params = {"invitation": row.id, "until": row.expires_at.isoformat()}
    notifications.notify(
        session, kind=MailKind.ROLE, key=f"role {row.id}", to=to, params=params, now=now,
        answerable_for=LASTS,
    )  # fmt: skip
