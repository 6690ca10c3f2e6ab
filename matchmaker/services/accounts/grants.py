"""Roles in places."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor, Grant
from matchmaker.core.entities import Part, Role
from matchmaker.errors import NotFound
from matchmaker.models import Account, Pilot, RoleGrant, Stakeholder
from matchmaker.services import audit, places


def grant(
    session: Session,
    actor: Actor,
    *,
    account_id: str,
    role: Role,
    place: str,
    part: Part = Part.OWNER,
    now: datetime,
) -> RoleGrant:
    """Give an account a role in a place; giving it twice changes nothing, but makes an editor an owner.

    Raises:
        NotFound: there is no such place.
    """
    _check_place(session, role, place)
    query = select(RoleGrant).where(
        RoleGrant.account_id == account_id, RoleGrant.role == role, RoleGrant.place == place
    )
    if (present := session.scalar(query)) is not None:
        if part is Part.OWNER:
            present.part = part
        return present
    row = RoleGrant(account_id=account_id, role=role, place=place, part=part, granted_at=now)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        # Somebody gave it since we looked.
        return session.scalars(query).one()
    more = {"part": part.value} if role is Role.MEMBER else {}
    audit.record(session, actor, "role.grant", account_id, now=now, role=role.value, place=place, **more)
    return row


def take_back(
    session: Session, actor: Actor, *, account_id: str, role: Role, place: str, now: datetime
) -> bool:
    """Take a role in a place from an account; whether it had it."""
    held = RoleGrant.account_id == account_id, RoleGrant.role == role, RoleGrant.place == place
    gone = session.scalars(delete(RoleGrant).where(*held).returning(RoleGrant.id)).all()
    if gone:
        audit.record(session, actor, "role.take-back", account_id, now=now, role=role.value, place=place)
    return bool(gone)


def _check_place(session: Session, role: Role, place: str) -> None:
    if role is Role.OFFICIAL:
        known = places.get_regions().get(place) is not None
    elif role is Role.ADMINISTRATOR:
        known = not place
    else:
        known = session.get(Stakeholder if role is Role.MEMBER else Pilot, place) is not None
    if not known:
        raise NotFound(
            "There is no place %(place)s in which anybody could be %(role)s.", place=place, role=role
        )


def get_account(session: Session, wanted: str) -> Account:
    """An account by its id or its mail address, for the shell.

    Raises:
        NotFound: there is none.
    """
    query = select(Account).where(or_(Account.id == wanted, Account.email == wanted.strip().lower()))
    account = session.scalar(query)
    if account is None:
        raise NotFound("There is no account %(wanted)s. Give its mail address or its id.", wanted=wanted)
    return account


def list_grants(session: Session, account_id: str) -> list[Grant]:
    """The roles of an account."""
    columns = select(RoleGrant.role, RoleGrant.place, RoleGrant.part)
    return [Grant(*row) for row in session.execute(columns.where(RoleGrant.account_id == account_id))]


def actor_of(session: Session, account: Account) -> Actor:
    """The account as one who acts."""
    return Actor(account.id, account.name, frozenset(list_grants(session, account.id)))
