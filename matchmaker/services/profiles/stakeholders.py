"""Making and changing stakeholders."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Role
from matchmaker.core.words import N_
from matchmaker.errors import Invalid
from matchmaker.models import Stakeholder
from matchmaker.permissions import require
from matchmaker.services import accounts, audit, history, places
from matchmaker.services.profiles.checks import AGAIN, checked_evidence, checked_profile
from matchmaker.services.profiles.narrowing import follow_audiences
from matchmaker.services.profiles.reading import get_stakeholder
from matchmaker.services.profiles.statements import confirm_statements
from matchmaker.services.profiles.suggesting import keep_suggested
from matchmaker.services.profiles.values import ProfileValues, columns_of
from matchmaker.services.profiles.versions import check_unchanged


def create_stakeholder(
    session: Session, actor: Actor, values: ProfileValues, *, now: datetime, source: str = history.FORM
) -> Stakeholder:
    """Make a stakeholder; the account that makes it becomes its first member.

    Raises:
        NotAllowed: a visitor asks.
        Invalid: a field cannot be taken.
    """
    require(actor, "stakeholder.create")
    values = checked_profile(values, today=now.date())
    columns = columns_of(values) | locate(values)
    stakeholder = Stakeholder(
        **columns, source=source, verified_on=now.date(), created_at=now, updated_at=now
    )
    session.add(stakeholder)
    session.flush()
    if actor.account_id:
        accounts.grant(
            session, actor, account_id=actor.account_id, role=Role.MEMBER, place=stakeholder.id, now=now
        )
    note(session, actor, stakeholder, before={}, after=columns, source=source, now=now)
    if stakeholder.opted_out:
        keep_suggested(session, actor, stakeholder.id, suggested=False, now=now)
    history.touch(session, [stakeholder.id])
    audit.record(session, actor, "stakeholder.create", stakeholder.id, now=now)
    return stakeholder


def update_stakeholder(
    session: Session,
    actor: Actor,
    stakeholder_id: str,
    values: ProfileValues,
    *,
    opened: str | None = None,
    evidence: str = "",
    now: datetime,
) -> Stakeholder:
    """Change the fields of a stakeholder; fields that its kind does not ask for stay as they are.

    `opened` is the version that the actor saw; `evidence` says how somebody knows it who is not of it.

    Raises:
        NotFound, NotAllowed, Invalid; Changed: it is not any more as the actor saw it.
    """
    stakeholder = get_stakeholder(session, actor, stakeholder_id)
    require(actor, "stakeholder.edit", stakeholder)
    values = checked_profile(values, today=now.date())
    history.take_turn(session, stakeholder, stakeholder.id)
    check_unchanged(stakeholder, opened)
    columns = columns_of(values)
    if (values.place, values.country) != (stakeholder.place, stakeholder.country):
        columns |= locate(values)
    before = {name: getattr(stakeholder, name) for name in columns}
    for name, value in columns.items():
        setattr(stakeholder, name, value)
    stakeholder.updated_at, stakeholder.verified_on = now, now.date()
    changed = note(
        session, actor, stakeholder,
        before=before, after=columns, source=history.FORM, evidence=checked_evidence(evidence), now=now,
    )  # fmt: skip
    if stakeholder.opted_out is not before["opted_out"]:
        keep_suggested(session, actor, stakeholder.id, not stakeholder.opted_out, now=now)
    follow_audiences(session, before["audiences"], columns["audiences"], now=now)
    audit.record(session, actor, "stakeholder.update", stakeholder.id, now=now, fields=sorted(changed))
    return stakeholder


def confirm_stakeholder(
    session: Session, actor: Actor, stakeholder_id: str, *, now: datetime, by: str = "page"
) -> Stakeholder:
    """Say that all of it is still true today, the open offers and needs too; `by` says from where."""
    stakeholder = get_stakeholder(session, actor, stakeholder_id)
    require(actor, "stakeholder.edit", stakeholder)
    history.take_turn(session, stakeholder, stakeholder.id)
    before, after = {"verified_on": stakeholder.verified_on}, {"verified_on": now.date()}
    stakeholder.verified_on = now.date()
    note(session, actor, stakeholder, before=before, after=after, source=history.FORM, now=now)
    confirm_statements(session, actor, stakeholder.id, now=now)
    audit.record(session, actor, "stakeholder.confirm", stakeholder.id, now=now, by=by)
    return stakeholder


def note(
    session: Session,
    actor: Actor,
    stakeholder: Stakeholder,
    *,
    before: dict[str, Any],
    after: dict[str, Any],
    source: str,
    evidence: str = "",
    now: datetime,
) -> dict[str, tuple[Any, Any]]:
    """Write the history of a change."""
    return history.record(
        session,
        actor,
        stakeholder_id=stakeholder.id,
        subject=stakeholder.id,
        before=before,
        after=after,
        source=source,
        evidence=evidence,
        now=now,
    )


def locate(values: ProfileValues) -> dict[str, Any]:
    """The columns that follow from a town's name: country, region and coordinates.

    Raises:
        Invalid: nobody in our gazetteer lives in a town of this name.
    """
    if not values.place:
        return {"country": values.country, "region": "", "lat": None, "lon": None}
    gazetteer, country = places.get_gazetteer(), values.country or None
    # "Govan, Glasgow": the district is kept as it was written, the town after it is looked up.
    district, _comma, last = values.place.rpartition(",")
    town = gazetteer.find(values.place, country=country) or gazetteer.find(last, country=country)
    if town is None:
        unknown = N_("We do not know this town. Check the spelling, or give the nearest larger town.")
        raise Invalid(AGAIN, fields={"place": unknown})
    return {
        "place": values.place if district.strip() else town.name,
        "country": town.country,
        "region": town.region,
        "lat": town.lat,
        "lon": town.lon,
    }
