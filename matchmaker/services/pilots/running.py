"""Making pilots, changing them, and naming who organises them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.editing import version_of
from matchmaker.core.entities import Role
from matchmaker.errors import Changed, Conflict, Invalid, NotFound
from matchmaker.models import Account, Pilot, PilotRegion, RoleGrant
from matchmaker.permissions import require
from matchmaker.services import accounts, audit, people
from matchmaker.services.pilots.reading import get_pilot, list_regions
from matchmaker.services.pilots.rules import runs
from matchmaker.services.pilots.values import PilotValues, checked

COLUMNS = ("name", "about", "brokered", "weekly_requests", "open_limit", "languages", "starts_on", "ends_on")


def create_pilot(session: Session, actor: Actor, values: PilotValues, *, now: datetime) -> Pilot:
    """Make a pilot.

    Raises:
        NotAllowed: the actor is no administrator. Invalid.
    """
    require(actor, "pilot.create")
    values = checked(values)
    pilot = Pilot(**_columns(values), created_at=now)
    session.add(pilot)
    session.flush()
    _set_regions(session, pilot.id, values.regions)
    audit.record(session, actor, "pilot.create", pilot.id, now=now, name=pilot.name)
    return pilot


def change_pilot(
    session: Session,
    actor: Actor,
    pilot_id: str,
    values: PilotValues,
    *,
    opened: str | None = None,
    now: datetime,
) -> Pilot:
    """Change what a pilot is about, and its rules; introductions under way keep the rule they began with.

    `opened` is the version that the actor saw.

    Raises:
        NotFound, NotAllowed, Invalid; Changed: it is not any more as the actor saw it.
    """
    pilot = get_pilot(session, pilot_id)
    require(actor, "pilot.run", pilot)
    values = checked(values)
    # The same button twice at once: the second waits here, and finds the regions of the first.
    session.refresh(pilot, with_for_update={"key_share": True})
    if opened is not None and opened != version_of_pilot(session, pilot):
        raise Changed
    changed = {name: value for name, value in _columns(values).items() if getattr(pilot, name) != value}
    for name, value in changed.items():
        setattr(pilot, name, value)
    if _set_regions(session, pilot.id, values.regions):
        changed["regions"] = values.regions
    audit.record(session, actor, "pilot.change", pilot.id, now=now, fields=sorted(changed))
    return pilot


def version_of_pilot(session: Session, pilot: Pilot) -> str:
    """A short text that differs whenever what one may change of a pilot does."""
    values = {name: getattr(pilot, name) for name in COLUMNS}
    return version_of(values | {"regions": sorted(list_regions(session, pilot.id))})


def give_organiser(session: Session, actor: Actor, pilot_id: str, email: str, *, now: datetime) -> Account:
    """Make somebody an organiser; the account is found by its mail address.

    Raises:
        NotFound: no such pilot. Invalid: no such account. NotAllowed: the actor is no administrator.
    """
    pilot = get_pilot(session, pilot_id)
    require(actor, "pilot.create")
    try:
        account = accounts.get_account(session, email)
    except NotFound as error:
        raise Invalid(error.message, fields={"email": error.message}, **error.values) from error
    accounts.grant(session, actor, account_id=account.id, role=Role.ORGANISER, place=pilot.id, now=now)
    return account


def take_organiser(session: Session, actor: Actor, pilot_id: str, account_id: str, *, now: datetime) -> None:
    """Take the role of an organiser back; a pilot that runs keeps at least one.

    Raises:
        NotFound: no such pilot, or nobody who organises it. NotAllowed: the actor is no administrator.
        Conflict: nobody else organises it.
    """
    # Two at once: the second waits here, and finds who is left.
    pilot = session.get(Pilot, pilot_id, with_for_update=True, populate_existing=True)
    if pilot is None:
        raise NotFound("There is no such pilot. Look for it in the list of pilots.")
    require(actor, "pilot.create")
    if runs(pilot, now.date()) and not _others(session, pilot_id, account_id):
        raise Conflict("Nobody else organises this pilot, and it runs. Name another organiser first.")
    role = Role.ORGANISER
    if not accounts.take_back(session, actor, account_id=account_id, role=role, place=pilot_id, now=now):
        raise NotFound("This account does not organise the pilot.")
    people.tell_taken(session, actor, account_id, role, pilot_id, now=now)


def _others(session: Session, pilot_id: str, account_id: str) -> bool:
    """Whether somebody else organises it who can sign in."""
    found = select(RoleGrant.id).join(Account, Account.id == RoleGrant.account_id)
    here = RoleGrant.role == Role.ORGANISER, RoleGrant.place == pilot_id
    others = found.where(*here, Account.id != account_id, Account.disabled_at.is_(None))
    return session.scalar(others.limit(1)) is not None


def _columns(values: PilotValues) -> dict[str, object]:
    return {name: getattr(values, name) for name in COLUMNS} | {"languages": list(values.languages)}


def _set_regions(session: Session, pilot_id: str, regions: tuple[str, ...]) -> bool:
    """Set the regions that a pilot covers; whether that changed anything."""
    present = set(list_regions(session, pilot_id))
    gone = present - set(regions)
    session.execute(delete(PilotRegion).where(PilotRegion.pilot_id == pilot_id, PilotRegion.region.in_(gone)))
    new = sorted(set(regions) - present)
    session.add_all(PilotRegion(pilot_id=pilot_id, region=code) for code in new)
    session.flush()
    return bool(gone or new)
