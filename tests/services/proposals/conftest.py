"""A small region for the tests of proposals: five who fit, one alone, one hidden, one who opted out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Kind, Role
from matchmaker.core.regions import Region
from matchmaker.db import Database
from matchmaker.models import Proposal
from matchmaker.services import ecosystem, places, proposals
from tests.factories import make_actor, make_need, make_offer, make_stakeholder, make_tie

Propose = Callable[..., Proposal]


@dataclass(frozen=True)
class Quarter:
    """Ids by what tests call them, and who acts."""

    hall: str
    school: str
    city: str
    radio: str
    alone: str
    hidden: str
    opted_out: str
    abroad: str
    official: Actor
    far_official: Actor
    organiser: Actor

    @property
    def region(self) -> Region:
        """Where all but one of them are."""
        return places.get_region("DE11")


@pytest.fixture
def quarter(database: Database) -> Quarter:
    """Hall, city, radio and school stand in a row; the two at its ends fit each other."""
    with database.transaction() as session:
        hall = make_stakeholder(session, name="Workshop hall", themes=["theme-repair-reuse"])
        make_need(session, hall, "A course in repairing washing machines for learners")
        make_offer(session, hall, "A workshop hall with twenty benches near the station")
        school = make_stakeholder(session, name="School of repair", kind=Kind.SUPPORT)
        make_offer(session, school, "A course in repairing washing machines, twelve weeks long")
        make_need(session, school, "A workshop hall with benches near a station")
        city = make_stakeholder(session, name="City of Stuttgart", kind=Kind.POLICYMAKER)
        radio = make_stakeholder(
            session, name="Free radio", kind=Kind.INNOVATOR, about="Radio about gardens."
        )
        alone = make_stakeholder(
            session, name="Standing alone", about="We repair washing machines with learners."
        )
        make_need(session, alone, "Twenty benches in a workshop near the station")
        hidden = make_stakeholder(session, name="Hidden", hidden=True)
        opted_out = make_stakeholder(session, name="Leave us alone", opted_out=True)
        abroad = make_stakeholder(session, name="Glasgow repair", country="GB", region="UKM82")
        make_tie(session, hall, city)
        make_tie(session, city, radio)
        make_tie(session, radio, school)
        return Quarter(
            hall=hall.id,
            school=school.id,
            city=city.id,
            radio=radio.id,
            alone=alone.id,
            hidden=hidden.id,
            opted_out=opted_out.id,
            abroad=abroad.id,
            official=make_actor(session, Role.OFFICIAL, "DE1"),
            far_official=make_actor(session, Role.OFFICIAL, "UKM8"),
            organiser=make_actor(session, Role.ORGANISER, "p-1"),
        )


@pytest.fixture
def surveyed(database: Database, quarter: Quarter, now: datetime) -> Quarter:
    """The same, surveyed."""
    with database.reading() as reader:
        scene = ecosystem.look(reader, today=now.date())
        earlier = ecosystem.find_survey(reader)
    taken = ecosystem.take_survey(scene, earlier)
    with database.transaction() as session:
        ecosystem.keep_survey(session, taken, now=now)
    return quarter


@pytest.fixture
def propose(database: Database, quarter: Quarter, now: datetime) -> Propose:
    """Propose the hall and the school as the official, in one transaction; keywords replace parts."""

    def propose(**other: object) -> Proposal:
        values = {
            "actor": quarter.official, "region": quarter.region, "a": quarter.hall, "b": quarter.school,
            "now": now,
        } | other  # fmt: skip
        with database.transaction() as session:
            return proposals.propose(session, values.pop("actor"), **values)  # type: ignore[arg-type]  # a test's values

    return propose
