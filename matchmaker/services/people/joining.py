"""Taking a role to which one was invited: with an account that is there, or with one made for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matchmaker.core.actors import VISITOR, Actor, Seat
from matchmaker.core.notifications import MailKind
from matchmaker.core.words import N_
from matchmaker.db import database_of
from matchmaker.errors import Conflict, Invalid, NotAllowed, NotFound
from matchmaker.models import Account, Mail, MailLink, RoleInvitation
from matchmaker.services import accounts, audit, notifications
from matchmaker.services.accounts import passwords
from matchmaker.services.accounts.checks import AGAIN, clean_name
from matchmaker.services.accounts.joining import make_account
from matchmaker.services.accounts.keys import Key
from matchmaker.services.people.inviting import is_alive
from matchmaker.services.people.news import tell_inviter
from matchmaker.services.people.seats import get_seat, name_of

OVER = N_("This invitation does not hold any more. Ask for a new one.")


@dataclass(frozen=True, slots=True)
class Invited:
    """To what somebody is invited, by whom, and at which address; `place` is its name."""

    row: RoleInvitation
    seat: Seat
    place: str
    host: str
    address: str


def get_invited(session: Session, link: MailLink, *, now: datetime) -> Invited:
    """The invitation of a link.

    Raises:
        NotFound: the link is of another mail, or the place is gone; Conflict: the invitation was answered or
            taken back, its time is over, or who sent it may not give this role any more.
    """
    mail = session.get(Mail, link.mail_id)
    about = mail.params if mail is not None and mail.kind is MailKind.ROLE else {}
    row = session.get(RoleInvitation, about.get("invitation", ""))
    if row is None:
        raise NotFound("There is no such invitation any more.")
    seat = get_seat(session, row.role, row.place)
    if not is_alive(session, row, seat, now):
        raise Conflict(OVER)
    host = session.get_one(Account, row.inviter_id)
    return Invited(row, seat, name_of(session, seat), host.name, row.address)


def is_for(session: Session, actor: Actor, invited: Invited) -> bool:
    """Whether an invitation was sent to the address of the actor's own account."""
    account = session.get(Account, actor.account_id) if actor.account_id else None
    return account is not None and account.email == invited.address


def accept(session: Session, actor: Actor, link: MailLink, *, anyway: bool, now: datetime) -> Seat:
    """Take the role with one's own account; `anyway` says that another address than the account's is meant.

    Raises:
        NotAllowed: who asks has not signed in; Invalid: the mail went to another address, and it was not said
            that this is meant; NotFound, Conflict: as `get_invited`, or the link was used.
    """
    if actor.account_id is None:
        raise NotAllowed("Sign in first: this belongs to an account.")
    if not anyway and not is_for(session, actor, get_invited(session, link, now=now)):
        said = N_("Say that you want to take it with this account.")
        raise Invalid(AGAIN, fields={"anyway": said})
    notifications.use_link(session, link, now)
    invited = _held(session, link, now)
    return _take(session, Actor(actor.account_id, actor.name), invited, now)


def join(
    session: Session, token: str, secret: str, *, name: str, password: str, language: str, now: datetime
) -> Account:
    """Make an account for the address that was invited, and take the role with it.

    Raises:
        Invalid: the name or the password cannot be taken; Conflict: the address has an account;
        NotFound, Conflict, Invalid: the link does not open anything (any more), or as `get_invited`.
    """
    with database_of(session).reading() as reader:
        link = notifications.read_link(reader, token, secret, now)
        address = get_invited(reader, link, now=now).address
    name, no_name = clean_name(name)
    said = {"name": no_name, "password": passwords.fault(password, name, address)}
    if fields := {key: value for key, value in said.items() if value}:
        raise Invalid(AGAIN, fields=fields)
    # Hashing takes long: the link is read before, and used after it, never while the database is locked.
    password_hash = passwords.hash_password(password)
    link = session.get_one(MailLink, link.id)
    notifications.use_link(session, link, now)
    invited = _held(session, link, now)
    key = Key(link.id, MailKind.ROLE, invited.address, name, language, None)
    account = make_account(session, key, password_hash, now=now)
    _take(session, Actor(account.id, account.name), invited, now)
    return account


def decline(session: Session, link: MailLink, *, now: datetime) -> None:
    """Say no; nobody needs an account for it.

    Raises:
        NotFound, Conflict: as `get_invited`, or the link was used.
    """
    notifications.use_link(session, link, now)
    row = _held(session, link, now).row
    row.declined_at = now
    tell_inviter(session, row, now=now)
    audit.record(session, VISITOR, "role.decline", row.id, now=now, role=row.role.value, place=row.place)


def _held(session: Session, link: MailLink, now: datetime) -> Invited:
    """The invitation, locked: of two answers at once, the second finds it answered."""
    row = get_invited(session, link, now=now).row
    session.refresh(row, with_for_update=True)
    return get_invited(session, link, now=now)


def _take(session: Session, actor: Actor, invited: Invited, now: datetime) -> Seat:
    row, seat = invited.row, invited.seat
    row.accepted_at, row.accepted_by = now, actor.account_id
    accounts.grant(
        session, actor, account_id=actor.account_id or "", role=seat.role, place=seat.place, part=row.part,
        now=now,
    )  # fmt: skip
    tell_inviter(session, row, now=now)
    about = {"role": seat.role.value, "place": seat.place, "inviter": row.inviter_id}
    audit.record(session, actor, "role.accept", row.id, now=now, **about)
    return seat
