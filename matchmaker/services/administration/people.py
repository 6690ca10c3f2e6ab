"""The people of the site, as its administrators see them: found, signed out, closed, opened again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor, Seat
from matchmaker.core.entities import Role
from matchmaker.errors import Conflict, NotFound
from matchmaker.models import Account, AuditEntry, Pilot, RoleGrant, SignIn, Stakeholder
from matchmaker.permissions import require
from matchmaker.services import accounts, audit, people
from matchmaker.services.people.seats import as_of_now, hold

PAGE = 30
LATEST = 20
RUNS = "site.administer"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One account of the list: its roles, and when it last signed in (None: not for as long as is kept)."""

    account: Account
    roles: tuple[Role, ...]
    last_seen: datetime | None


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of accounts by name; `after` is the id after which the next one begins, "" on the last."""

    rows: tuple[PersonRow, ...]
    after: str


@dataclass(frozen=True, slots=True)
class Held:
    """A role in a place, with the name of a stakeholder or pilot; regions keep their code."""

    role: Role
    place: str
    name: str


@dataclass(frozen=True, slots=True)
class Person:
    """One account: its roles, where it is signed in, and the latest of what it did or what was done to it."""

    account: Account
    roles: tuple[Held, ...]
    open_sign_ins: int
    entries: tuple[AuditEntry, ...]


def list_people(
    session: Session, actor: Actor, *, text: str = "", role: Role | None = None, closed: bool = False,
    after: str = "",
) -> PeoplePage:  # fmt: skip
    """A page of accounts by name; `text` stands somewhere in the name or the address.

    Raises:
        NotAllowed.
    """
    require(actor, RUNS)
    query = select(Account).order_by(func.lower(Account.name), Account.id).limit(PAGE + 1)
    query = query.where(Account.disabled_at.is_not(None) if closed else Account.disabled_at.is_(None))
    if wanted := text.strip():
        found = (column.icontains(wanted, autoescape=True) for column in (Account.name, Account.email))
        query = query.where(or_(*found))
    if role is not None:
        query = query.where(Account.id.in_(select(RoleGrant.account_id).where(RoleGrant.role == role)))
    if after and (last := session.get(Account, after)) is not None:
        query = query.where(
            tuple_(func.lower(Account.name), Account.id) > tuple_(func.lower(last.name), literal(last.id))
        )
    found_accounts = list(session.scalars(query))
    shown = found_accounts[:PAGE]
    more = len(found_accounts) > PAGE
    return PeoplePage(_rows(session, shown), shown[-1].id if more else "")


def get_person(session: Session, actor: Actor, account_id: str, *, now: datetime) -> Person:
    """One account with all that an administrator needs.

    Raises:
        NotAllowed; NotFound: there is none.
    """
    require(actor, RUNS)
    account = _account(session, account_id)
    open_ = select(func.count()).select_from(SignIn)
    open_ = open_.where(SignIn.account_id == account.id, SignIn.ended_at.is_(None), SignIn.expires_at > now)
    about = or_(AuditEntry.account_id == account.id, AuditEntry.subject == account.id)
    entries = session.scalars(
        select(AuditEntry).where(about).order_by(AuditEntry.id.desc()).limit(LATEST)
    ).all()
    return Person(account, _held(session, account.id), session.scalars(open_).one(), tuple(entries))


def close_account(session: Session, actor: Actor, account_id: str, *, now: datetime) -> None:
    """Close an account: nobody signs in with it any more, and all its browsers are signed out.

    Raises:
        NotAllowed; NotFound; Conflict: it is one's own, or it is closed already.
    """
    _require_still(session, actor)
    account = _account(session, account_id, lock=True)
    if account.id == actor.account_id:
        raise Conflict("This is your own account. Ask another administrator to close it.")
    if account.disabled_at is not None:
        raise Conflict("This account is closed already.")
    account.disabled_at = now
    accounts.end_sign_ins(session, account.id, now=now)
    audit.record(session, actor, "account.close", account.id, now=now)


def reopen_account(session: Session, actor: Actor, account_id: str, *, now: datetime) -> None:
    """Open a closed account again, with the roles that it had.

    Raises:
        NotAllowed; NotFound; Conflict: it is open.
    """
    require(actor, RUNS)
    account = _account(session, account_id, lock=True)
    if account.disabled_at is None:
        raise Conflict("This account is open already.")
    account.disabled_at = None
    audit.record(session, actor, "account.reopen", account.id, now=now)


def sign_out_everywhere(session: Session, actor: Actor, account_id: str, *, now: datetime) -> int:
    """Sign somebody out of all browsers, as after a stolen computer; the answer is of how many.

    Raises:
        NotAllowed; NotFound.
    """
    require(actor, RUNS)
    ended = accounts.end_sign_ins(session, _account(session, account_id).id, now=now)
    audit.record(session, actor, "account.end-sign-ins", account_id, now=now, ended=ended)
    return ended


def take_role_back(
    session: Session, actor: Actor, account_id: str, *, role: Role, place: str, now: datetime
) -> None:
    """Take a role in a place from somebody.

    Raises:
        NotAllowed; NotFound: they do not have it; Conflict: one's own role as an administrator.
    """
    _require_still(session, actor)
    if role is Role.ADMINISTRATOR and account_id == actor.account_id:
        raise Conflict("Ask another administrator: nobody takes this role from themselves by mistake.")
    if not accounts.take_back(session, actor, account_id=account_id, role=role, place=place, now=now):
        raise NotFound("Nobody has this role here any more.")
    people.tell_taken(session, actor, account_id, role, place, now=now)


def _require_still(session: Session, actor: Actor) -> None:
    """Administrators put people out one after the other: of two who do it to each other, one is left."""
    require(actor, RUNS)
    hold(session, Seat(Role.ADMINISTRATOR, ""))
    require(as_of_now(session, actor), RUNS)


def _account(session: Session, account_id: str, *, lock: bool = False) -> Account:
    account = session.get(Account, account_id, with_for_update=lock)
    if account is None:
        raise NotFound("There is no such account. It may have been erased.")
    return account


def _rows(session: Session, found: Iterable[Account]) -> tuple[PersonRow, ...]:
    ids = [one.id for one in found]
    roles: dict[str, set[Role]] = {id_: set() for id_ in ids}
    held = select(RoleGrant.account_id, RoleGrant.role).where(RoleGrant.account_id.in_(ids))
    for id_, role in session.execute(held):
        roles[id_].add(role)
    latest = select(SignIn.account_id, func.max(SignIn.id)).where(SignIn.account_id.in_(ids))
    latest = latest.group_by(SignIn.account_id)
    sign_ins = [number for _id, number in session.execute(latest)]
    when = select(SignIn.account_id, SignIn.started_at).where(SignIn.id.in_(sign_ins))
    seen = {id_: moment for id_, moment in session.execute(when)}  # noqa: C416 - rows are no pairs for mypy
    ordered = list(Role)
    return tuple(
        PersonRow(one, tuple(sorted(roles[one.id], key=ordered.index)), seen.get(one.id)) for one in found
    )


def _held(session: Session, account_id: str) -> tuple[Held, ...]:
    query = (
        select(RoleGrant.role, RoleGrant.place, func.coalesce(Stakeholder.name, Pilot.name, ""))
        .outerjoin(Stakeholder, Stakeholder.id == RoleGrant.place)
        .outerjoin(Pilot, Pilot.id == RoleGrant.place)
        .where(RoleGrant.account_id == account_id)
        .order_by(RoleGrant.id)
    )
    return tuple(Held(role, place, name or place) for role, place, name in session.execute(query))
