"""A pilot in Stuttgart with an organiser, a member, somebody invited and somebody who left."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Kind, Role
from matchmaker.db import Database
from tests.factories import join_pilot, make_actor, make_pilot, make_stakeholder


@dataclass(frozen=True)
class Programme:
    """Ids by what tests call them, and who acts."""

    pilot: str
    member: str
    invited: str
    left: str
    stranger: str
    hidden: str
    opted_out: str
    organiser: Actor
    other_organiser: Actor
    official: Actor
    administrator: Actor
    of_member: Actor
    of_invited: Actor
    of_left: Actor
    of_stranger: Actor


@pytest.fixture
def programme(database: Database) -> Programme:
    """The pilot covers DE11; the stranger is in Glasgow."""
    with database.transaction() as session:
        member = make_stakeholder(session, name="Repair hall")
        invited = make_stakeholder(session, name="City of Stuttgart", kind=Kind.POLICYMAKER)
        left = make_stakeholder(session, name="Gone again")
        stranger = make_stakeholder(session, name="Glasgow repair", region="UKM82", country="GB")
        hidden = make_stakeholder(session, name="Hidden", hidden=True)
        opted_out = make_stakeholder(session, name="Leave us alone", opted_out=True)
        pilot = make_pilot(session, "DE11", name="Repair in Stuttgart")
        join_pilot(session, pilot, member)
        join_pilot(session, pilot, invited, joined_at=None)
        join_pilot(session, pilot, left, left_at=pilot.created_at)
        return Programme(
            pilot=pilot.id,
            member=member.id,
            invited=invited.id,
            left=left.id,
            stranger=stranger.id,
            hidden=hidden.id,
            opted_out=opted_out.id,
            organiser=make_actor(session, Role.ORGANISER, pilot.id),
            other_organiser=make_actor(session, Role.ORGANISER, "p-other"),
            official=make_actor(session, Role.OFFICIAL, "DE11"),
            administrator=make_actor(session, Role.ADMINISTRATOR),
            of_member=make_actor(session, Role.MEMBER, member.id),
            of_invited=make_actor(session, Role.MEMBER, invited.id),
            of_left=make_actor(session, Role.MEMBER, left.id),
            of_stranger=make_actor(session, Role.MEMBER, stranger.id),
        )
