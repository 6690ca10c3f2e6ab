"""A role in a place, as people hold it: found, named, and read with its holders while nobody changes them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor, Seat
from matchmaker.core.entities import Role
from matchmaker.core.words import N_
from matchmaker.errors import NotFound
from matchmaker.models import Account, Pilot, RoleGrant, Stakeholder
from matchmaker.services import accounts, places

NO_PLACE = N_("There is no such place. It may have been removed, or the link is wrong.")


def get_seat(session: Session, role: Role, place: str) -> Seat:
    """A role in a place.

    Raises:
        NotFound: there is no such place.
    """
    if role is Role.MEMBER:
        stakeholder = session.get(Stakeholder, place)
        if stakeholder is None:
            raise NotFound(NO_PLACE)
        # Asked for anew: whether it is claimed changes within a transaction.
        session.refresh(stakeholder, ["claimed"])
        return Seat(role, place, stakeholder.region, stakeholder.claimed)
    if role is Role.OFFICIAL:
        known = places.get_regions().get(place) is not None
    else:
        known = session.get(Pilot, place) is not None if role is Role.ORGANISER else not place
    if not known:
        raise NotFound(NO_PLACE)
    return Seat(role, place)


def name_of(session: Session, seat: Seat) -> str:
    """What a place is called; "" for the whole site."""
    if seat.role is Role.OFFICIAL:
        region = places.get_regions().get(seat.place)
        return region.name if region else seat.place
    if seat.role is Role.ADMINISTRATOR:
        return ""
    of = Stakeholder if seat.role is Role.MEMBER else Pilot
    return session.scalar(select(of.name).where(of.id == seat.place)) or ""


def hold(session: Session, seat: Seat) -> dict[str, RoleGrant]:
    """Who holds a role in a place, by account, locked: who changes them at the same time waits here."""
    query = select(RoleGrant).where(RoleGrant.role == seat.role, RoleGrant.place == seat.place)
    query = query.order_by(RoleGrant.id).with_for_update()
    rows = session.scalars(query, execution_options={"populate_existing": True})
    return {one.account_id: one for one in rows}


def as_of_now(session: Session, actor: Actor) -> Actor:
    """The actor with the roles of this moment: another may have taken one or closed the account meanwhile."""
    if actor.system or actor.acting_for or actor.account_id is None:
        return actor
    account = session.get(Account, actor.account_id, populate_existing=True)
    return accounts.actor_of(session, account) if account and account.disabled_at is None else Actor()
