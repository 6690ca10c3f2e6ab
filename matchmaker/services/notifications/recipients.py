"""To whom one writes: the members of a stakeholder, else the address that its record holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker import i18n
from matchmaker.core.entities import Role
from matchmaker.core.notifications import NIGHT, OF_THE_ACCOUNT, Quiet
from matchmaker.core.regions import country_of
from matchmaker.models import Account, Mail, RoleGrant, Stakeholder


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to whom a mail goes; without an account where only a record's address is known."""

    address: str
    name: str
    language: str
    account_id: str | None = None
    stakeholder_id: str | None = None


def recipients_of(session: Session, stakeholder_id: str, *, languages: Iterable[str] = ()) -> list[Recipient]:
    """The members of a stakeholder; else the address of its record; else nobody.

    `languages` are those in which one writes to a record that names none of ours.
    """
    members = (
        select(Account)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(RoleGrant.role == Role.MEMBER, RoleGrant.place == stakeholder_id)
        .where(Account.disabled_at.is_(None))
        .order_by(RoleGrant.id)
    )
    if found := [_of_account(one, stakeholder_id) for one in session.scalars(members)]:
        return found
    record = session.get(Stakeholder, stakeholder_id)
    if record is None or not record.email:
        return []
    language = next((code for code in (*record.languages, *languages) if i18n.is_spoken(code)), "en")
    return [Recipient(record.email, record.name, language, stakeholder_id=record.id)]


def recipients_for(session: Session, account_ids: Iterable[str]) -> list[Recipient]:
    """These accounts, in this order; those that are closed are left out."""
    wanted = list(dict.fromkeys(account_ids))
    query = select(Account).where(Account.id.in_(wanted), Account.disabled_at.is_(None))
    found = {one.id: one for one in session.scalars(query)}
    return [_of_account(found[id_]) for id_ in wanted if id_ in found]


def is_reader(session: Session, mail: Mail) -> bool:
    """Whether whom a mail was written to still reads what concerns its stakeholder.

    Not so for an account that was closed, a member who has left, or an address that was wrong and is changed.
    """
    if mail.account_id is not None:
        account = session.get(Account, mail.account_id)
        if account is None or account.disabled_at is not None:
            return False
        return mail.stakeholder_id is None or _is_member(session, mail.account_id, mail.stakeholder_id)
    record = session.get(Stakeholder, mail.stakeholder_id) if mail.stakeholder_id else None
    return record is None or record.email.strip().lower() == mail.address


def zone_for(session: Session, to: Recipient | Mail) -> ZoneInfo:
    """The zone in which a reader sleeps: that of the stakeholder's country, else of the account."""
    if to.stakeholder_id is None:
        return zone_of_account(session, to.account_id)
    country = session.scalar(select(Stakeholder.country).where(Stakeholder.id == to.stakeholder_id))
    return i18n.zone_of(country or "")


def zone_of_account(session: Session, account_id: str | None) -> ZoneInfo:
    """The zone of somebody who signs in: that of their organisation, else of the region they look after."""
    mine = RoleGrant.account_id == account_id, RoleGrant.role.in_((Role.MEMBER, Role.OFFICIAL))
    query = select(RoleGrant.place, Stakeholder.country).where(*mine)
    # Members before officials, the earlier role before the later.
    query = query.outerjoin(Stakeholder, Stakeholder.id == RoleGrant.place)
    query = query.order_by(RoleGrant.role != Role.MEMBER, RoleGrant.id)
    place, country = next(iter(session.execute(query.limit(1))), ("", ""))
    return i18n.zone_of(country or country_of(place))


def quiet_for(session: Session, to: Mail) -> Quiet:
    """The hours in which a mail does not go out: the reader's own, else the night; about signing in none."""
    if to.kind in OF_THE_ACCOUNT:
        return Quiet(0, 0)
    account = session.get(Account, to.account_id) if to.account_id else None
    return quiet_of(account) if account else NIGHT


def quiet_of(account: Account) -> Quiet:
    """The quiet hours of an account."""
    return Quiet(account.quiet_from, account.quiet_until)


def _is_member(session: Session, account_id: str, stakeholder_id: str) -> bool:
    mine = RoleGrant.account_id == account_id, RoleGrant.role == Role.MEMBER
    query = select(RoleGrant.id).where(*mine, RoleGrant.place == stakeholder_id)
    return session.scalar(query.limit(1)) is not None


def _of_account(account: Account, stakeholder_id: str | None = None) -> Recipient:
    # Whoever has chosen no language reads English; without one, days would be written as the machine likes.
    language = account.language or "en"
    return Recipient(account.email, account.name, language, account.id, stakeholder_id)
