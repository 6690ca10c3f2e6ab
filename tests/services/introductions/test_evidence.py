"""Evidence of a pilot and of a region: who may read it, what counts, and what the export holds."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Kind, Role
from matchmaker.core.introductions.evidence import Rate, Way
from matchmaker.core.introductions.states import DeclineReason, State
from matchmaker.core.introductions.steps import Step
from matchmaker.db import Database
from matchmaker.errors import NotAllowed, NotFound
from matchmaker.models import Exposure
from matchmaker.services import places
from matchmaker.services.introductions import evidence
from matchmaker.services.introductions.evidence import HEADERS, Period
from tests.factories import (
    NOW,
    join_pilot,
    make_actor,
    make_introduction,
    make_pilot,
    make_stakeholder,
    new_past,
)

ALWAYS = Period()
ASKED = (1, Step.ASK, State.ASKED)
DECLINED = (3, Step.DECLINE, State.DECLINED)
PARTNERS = (
    ASKED,
    (4, Step.ACCEPT, State.ACCEPTED),
    (4, Step.INTRODUCE, State.INTRODUCED),
    (12, Step.REPORT_MET, State.MET),
    (40, Step.CONFIRM, State.PARTNERSHIP),
)


@dataclass(frozen=True)
class Year:
    """Ids by what tests call them, and who acts."""

    pilot: str
    hall: str
    city: str
    alone: str
    organiser: Actor
    official: Actor
    far_official: Actor


@pytest.fixture
def year(database: Database) -> Year:
    """Three introductions: two of the pilot, of which one is a year old, and one across the border."""
    with database.transaction() as session:
        hall = make_stakeholder(session, name="Workshop hall")
        city = make_stakeholder(session, name="City of Stuttgart", kind=Kind.POLICYMAKER)
        alone = make_stakeholder(session, name="Standing alone")
        abroad = make_stakeholder(session, name="Lille repair", region="FRE11", country="FR")
        opted_out = make_stakeholder(session, name="Leave us alone", opted_out=True)
        pilot = make_pilot(session, "DE11", "PL91")
        join_pilot(session, pilot, hall, city, alone)
        join_pilot(session, pilot, opted_out, joined_at=None)
        make_introduction(session, hall, city, *PARTNERS, pilot_id=pilot.id)
        make_introduction(
            session, hall, alone, ASKED, DECLINED, pilot_id=pilot.id, decline_reason=DeclineReason.FAR,
            created_at=NOW - timedelta(days=365),
        )  # fmt: skip
        make_introduction(session, abroad, city, ASKED)
        session.add(Exposure(day=date(2026, 11, 1), stakeholder_id=hall.id, times=6))
        new_past(session, date(2026, 1, 31), ties=10, stakeholders=4)
        new_past(session, date(2026, 11, 20), ties=14, stakeholders=5)
        return Year(
            pilot=pilot.id,
            hall=hall.id,
            city=city.id,
            alone=alone.id,
            organiser=make_actor(session, Role.ORGANISER, pilot.id),
            official=make_actor(session, Role.OFFICIAL, "DE1"),
            far_official=make_actor(session, Role.OFFICIAL, "UKM8"),
        )


def test_a_pilot_counts_its_own_introductions_among_its_members(
    database: Database, year: Year, now: datetime
) -> None:
    with database.reading() as session:
        pilot, impact = evidence.get_pilot_impact(session, year.organiser, year.pilot, ALWAYS, now=now)
    found = impact.evidence
    assert pilot.id == year.pilot
    assert found.way == Way(begun=2, asked=2, accepted=1, met=1, partners=1)
    assert found.acceptance == Rate(1, 2)
    assert found.declines == {DeclineReason.FAR: 1}
    assert set(impact.people) == {year.hall, year.city, year.alone}
    assert found.reach.tried.ids == (year.alone,)
    assert found.reach.introduced.shown == 3.0


def test_a_region_counts_all_that_touch_it(database: Database, year: Year, now: datetime) -> None:
    with database.reading() as session:
        here = evidence.get_region_impact(
            session, year.official, places.get_region("DE11"), ALWAYS, now=now
        ).evidence
        lille = evidence.get_region_impact(
            session, year.organiser, places.get_region("FRE1"), ALWAYS, now=now
        ).evidence
        europe = evidence.get_region_impact(
            session, year.organiser, places.get_region("EU"), ALWAYS, now=now
        ).evidence
    assert (here.way.begun, lille.way.begun, europe.way.begun) == (3, 1, 3)
    # Who does not want to be suggested is not among those who were left out.
    assert here.reach.people == 3
    assert europe.reach.people == 4


def test_the_period_holds_what_began_in_it_with_all_that_came_of_it(
    database: Database, year: Year, now: datetime
) -> None:
    counts = []
    with database.reading() as session:
        for period in (
            Period(since=NOW.date()),
            Period(until=NOW.date() - timedelta(days=1)),
            Period(NOW.date(), NOW.date()),
        ):
            _pilot, impact = evidence.get_pilot_impact(session, year.organiser, year.pilot, period, now=now)
            counts.append((impact.evidence.way.begun, impact.evidence.way.partners))
    assert counts == [(1, 1), (1, 0), (1, 1)]


def test_the_network_is_compared_between_the_first_and_the_last_survey_of_the_period(
    database: Database, year: Year, now: datetime
) -> None:
    with database.reading() as session:
        _pilot, all_of_it = evidence.get_pilot_impact(session, year.organiser, year.pilot, ALWAYS, now=now)
        late = Period(since=date(2026, 6, 1))
        _pilot, lately = evidence.get_pilot_impact(session, year.organiser, year.pilot, late, now=now)
    (change,) = all_of_it.changes
    assert (change.region, change.then_on, change.now_on) == ("DE11", date(2026, 1, 31), date(2026, 11, 20))
    assert (change.then["ties"], change.now["ties"]) == (10, 14)
    assert all_of_it.unsurveyed == ("PL91",)
    assert (lately.changes, lately.unsurveyed) == ((), ("DE11", "PL91"))


def test_the_export_has_one_row_each_and_nobody_s_name(database: Database, year: Year) -> None:
    with database.reading() as session:
        content = evidence.export_pilot_introductions(session, year.organiser, year.pilot, ALWAYS)
        of_region = evidence.export_region_introductions(
            session, year.official, places.get_region("DE11"), ALWAYS
        )
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert tuple(rows[0]) == HEADERS
    old, new = rows
    assert (old["state"], old["answer"], old["decline_reason"]) == ("declined", "declined", "far")
    assert (new["state"], new["days_to_answer"], new["meetings_kept"]) == ("partnership", "3.0", "1")
    assert (new["kind_a"], new["kind_b"], new["region_a"]) == ("enterprise", "policymaker", "DE11")
    assert (new["began_on"], new["met_on"], new["partnership_on"]) == (
        "2026-11-23",
        "2026-12-05",
        "2027-01-02",
    )
    assert len(of_region.splitlines()) == 4
    for name in (b"Workshop hall", b"Stuttgart", year.hall.encode()):
        assert name not in content


def test_only_who_runs_the_pilot_or_plans_in_the_region_reads_it(
    database: Database, year: Year, now: datetime
) -> None:
    region = places.get_region("DE11")
    with database.reading() as session:
        for actor in (year.official, year.far_official):
            with pytest.raises(NotAllowed):
                evidence.get_pilot_impact(session, actor, year.pilot, ALWAYS, now=now)
            with pytest.raises(NotAllowed):
                evidence.export_pilot_introductions(session, actor, year.pilot, ALWAYS)
        with pytest.raises(NotAllowed):
            evidence.get_region_impact(session, year.far_official, region, ALWAYS, now=now)
        with pytest.raises(NotAllowed):
            evidence.export_region_introductions(session, year.far_official, region, ALWAYS)
        with pytest.raises(NotFound):
            evidence.get_pilot_impact(session, year.organiser, "p-none", ALWAYS, now=now)
