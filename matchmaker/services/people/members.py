"""Who holds a role in a place: listed, given another part, taken out, handed over; never none left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor, Seat
from matchmaker.core.entities import Part, Role
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, NotFound
from matchmaker.models import Account, Pilot, RoleGrant
from matchmaker.permissions import require
from matchmaker.services import accounts, audit
from matchmaker.services.people.news import News, tell_role, tell_taken
from matchmaker.services.people.seats import as_of_now, hold

NOT_HERE = N_("This person does not belong here any more.")
LAST = {
    Role.MEMBER: N_("Somebody must own this profile. Make another person an owner first."),
    Role.ORGANISER: N_("Somebody must organise this pilot. Invite another organiser first."),
    Role.ADMINISTRATOR: N_("Somebody must look after this site. Invite another administrator first."),
}
"""What is said where nobody would be left; a region may be without an official."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a role in a place."""

    account_id: str
    name: str
    part: Part
    since: datetime


def list_holders(session: Session, actor: Actor, seat: Seat) -> list[Holder]:
    """Who holds a role in a place, owners first; for those who hold it and those who give it.

    Raises:
        NotAllowed.
    """
    require(actor, "people.read", seat)
    columns = select(Account.id, Account.name, RoleGrant.part, RoleGrant.granted_at)
    query = columns.join(RoleGrant, RoleGrant.account_id == Account.id)
    query = query.where(RoleGrant.role == seat.role, RoleGrant.place == seat.place)
    query = query.where(Account.disabled_at.is_(None))
    rows = session.execute(query.order_by(RoleGrant.part.desc(), Account.name, Account.id))
    return [Holder(*row) for row in rows]


def change_part(
    session: Session, actor: Actor, seat: Seat, account_id: str, part: Part, *, now: datetime
) -> None:
    """Make a member an owner or an editor; a profile keeps an owner.

    Raises:
        NotAllowed; NotFound: this person is no member; Conflict: there would be no owner.
    """
    rows = _managed(session, actor, seat)
    row = _row(rows, account_id)
    if row.part is part:
        return
    row.part = part
    _check_left(session, seat, rows.values(), now)
    _record(session, actor, "role.part", account_id, seat, now, part=part.value)
    news = News.OWNER if part is Part.OWNER else News.EDITOR
    tell_role(session, actor, news, account_id, seat, now=now)


def take_out(session: Session, actor: Actor, seat: Seat, account_id: str, *, now: datetime) -> None:
    """Take somebody's role away; it ends at once, wherever they are signed in.

    Raises:
        NotAllowed; NotFound: this person does not hold it; Conflict: nobody would be left.
    """
    rows = _managed(session, actor, seat)
    _row(rows, account_id)
    _take(session, actor, seat, rows, account_id, now)
    tell_taken(session, actor, account_id, seat.role, seat.place, now=now)


def leave(session: Session, actor: Actor, seat: Seat, *, now: datetime) -> None:
    """Give one's own role back.

    Raises:
        NotAllowed, NotFound: the actor does not hold it; Conflict: nobody would be left.
    """
    require(actor, "people.leave", seat)
    rows = hold(session, seat)
    _row(rows, actor.account_id or "")
    _take(session, actor, seat, rows, actor.account_id or "", now)


def hand_over(session: Session, actor: Actor, seat: Seat, account_id: str, *, now: datetime) -> None:
    """Let another who belongs here go on in one's own place.

    The other becomes owner of a stakeholder, and the actor an editor; any other role the actor gives back.

    Raises:
        NotAllowed; NotFound: one of the two does not hold the role; Conflict: it is the actor, or a closed
            account, so that nobody would be left.
    """
    rows = _managed(session, actor, seat)
    mine, other = _row(rows, actor.account_id or ""), _row(rows, account_id)
    if mine is other:
        raise Conflict("You cannot hand over to yourself. Choose somebody else.")
    _record(session, actor, "role.hand-over", account_id, seat, now)
    if seat.role is Role.MEMBER:
        mine.part, other.part = Part.EDITOR, Part.OWNER
        _check_left(session, seat, rows.values(), now)
    else:
        _take(session, actor, seat, rows, mine.account_id, now)
    tell_role(session, actor, News.CAME, account_id, seat, now=now)
    tell_role(session, actor, News.WENT, mine.account_id, seat, other=account_id, now=now)


def _managed(session: Session, actor: Actor, seat: Seat) -> dict[str, RoleGrant]:
    """The holders, locked, for somebody who may change them, also after having waited for the lock."""
    require(actor, "people.manage", seat)
    rows = hold(session, seat)
    require(as_of_now(session, actor), "people.manage", seat)
    return rows


def _row(rows: Mapping[str, RoleGrant], account_id: str) -> RoleGrant:
    if account_id not in rows:
        raise NotFound(NOT_HERE)
    return rows[account_id]


def _take(
    session: Session, actor: Actor, seat: Seat, rows: Mapping[str, RoleGrant], account_id: str, now: datetime
) -> None:
    _check_left(session, seat, (row for one, row in rows.items() if one != account_id), now)
    accounts.take_back(session, actor, account_id=account_id, role=seat.role, place=seat.place, now=now)


def _check_left(session: Session, seat: Seat, left: Iterable[RoleGrant], now: datetime) -> None:
    """Refuse a change after which nobody with an open account would be left to look after the place."""
    if seat.role is Role.OFFICIAL or _is_over(session, seat, now):
        return
    ids = [row.account_id for row in left if row.part is Part.OWNER]
    open_ones = select(Account.id).where(Account.id.in_(ids), Account.disabled_at.is_(None))
    if session.scalar(open_ones.limit(1)) is None:
        raise Conflict(LAST[seat.role])


def _is_over(session: Session, seat: Seat, now: datetime) -> bool:
    pilot = session.get(Pilot, seat.place) if seat.role is Role.ORGANISER else None
    return pilot is not None and pilot.ends_on is not None and pilot.ends_on < now.date()


def _record(
    session: Session, actor: Actor, act: str, account_id: str, seat: Seat, now: datetime, **more: str
) -> None:
    about = {"role": seat.role.value, "place": seat.place, **more}
    audit.record(session, actor, act, account_id, now=now, **about)
