"""Whom a copy or an erasure is about: names and addresses they had, profiles, introductions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from matchmaker.core.entities import Role
from matchmaker.core.notifications import MailKind
from matchmaker.errors import NotFound
from matchmaker.models import (
    Account,
    AuditEntry,
    BrokerNote,
    Introduction,
    IntroductionMessage,
    IntroductionStep,
    Mail,
    RoleGrant,
)
from matchmaker.services import duplicates


@dataclass(frozen=True, slots=True)
class Person:
    """Who it is, as far as the tables know.

    `alone` are the profiles that nobody else looks after, `theirs` all that they look after or once did;
    `introductions` those in which they took part, or in which somebody may have named them.
    """

    id: str
    names: tuple[str, ...]
    addresses: tuple[str, ...]
    alone: tuple[str, ...]
    theirs: tuple[str, ...]
    introductions: tuple[str, ...]


def get_still_there(session: Session, account_id: str) -> Account:
    """An account whose password was checked just now; of two who erase it at once the second finds none.

    Raises:
        NotFound: it is gone.
    """
    account = session.get(Account, account_id, with_for_update=True)
    if account is None:
        raise NotFound("This account has gone.")
    return account


def get_known(session: Session, account: Account) -> Person:
    """All by which the person behind an account may be found."""
    theirs = _profiles(session, account)
    known = [(account.name, account.email), *_mailed(session, account)]
    return Person(
        id=account.id,
        names=_once(name for name, _address in known),
        addresses=_once(address.lower() for _name, address in known),
        alone=list_alone(session, account.id),
        theirs=theirs,
        introductions=_introductions(session, account, theirs),
    )


def with_merged(session: Session, person: Person) -> Person:
    """The same with all records that `theirs` were made one with: the history of these tells of them, too."""
    ways = duplicates.list_former(session).items()
    known = {*person.theirs, *(kept for gone, kept in ways if gone in person.theirs)}
    earlier = (gone for gone, kept in ways if kept in known)
    return replace(person, theirs=tuple(sorted({*known, *earlier})))


def list_alone(session: Session, account_id: str) -> tuple[str, ...]:
    """The profiles of which an account is the only member."""
    member = RoleGrant.role == Role.MEMBER
    mine = select(RoleGrant.place).where(RoleGrant.account_id == account_id, member)
    alone = select(RoleGrant.place).where(RoleGrant.place.in_(mine), member).group_by(RoleGrant.place)
    return tuple(session.scalars(alone.having(func.count() == 1).order_by(RoleGrant.place)))


def _mailed(session: Session, account: Account) -> list[tuple[str, str]]:
    """Name and address on mails to the account: also those that it had before.

    Not those to a new address that nobody has confirmed yet: it may belong to somebody else.
    """
    mine = Mail.account_id == account.id, Mail.kind != MailKind.ADDRESS
    query = select(Mail.name, Mail.address).where(*mine).distinct()
    return [(name, address) for name, address in session.execute(query)]


def _profiles(session: Session, account: Account) -> tuple[str, ...]:
    """Whose member the account is, or was: the log says when a role was given."""
    now = session.scalars(
        select(RoleGrant.place).where(RoleGrant.account_id == account.id, RoleGrant.role == Role.MEMBER)
    )
    given = select(AuditEntry.details).where(AuditEntry.subject == account.id, AuditEntry.act == "role.grant")
    then = (one["place"] for one in session.scalars(given) if one.get("role") == Role.MEMBER.value)
    return tuple(sorted({*now, *then}))


def _introductions(session: Session, account: Account, profiles: Sequence[str]) -> tuple[str, ...]:
    own = or_(
        Introduction.created_by == account.id,
        Introduction.broker_id == account.id,
        Introduction.a_id.in_(profiles),
        Introduction.b_id.in_(profiles),
    )
    found = set(session.scalars(select(Introduction.id).where(own)))
    for table in (IntroductionStep, BrokerNote, IntroductionMessage):
        found |= set(session.scalars(select(table.introduction_id).where(table.account_id == account.id)))
    return tuple(sorted(found))


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, words)))
