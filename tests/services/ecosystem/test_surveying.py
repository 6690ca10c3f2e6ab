"""Surveying a network and reading the survey back, on both databases."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from matchmaker.config import Settings
from matchmaker.core.actors import SYSTEM, Actor
from matchmaker.core.ecosystem.survey import Survey
from matchmaker.db import Database
from matchmaker.errors import NotAllowed
from matchmaker.jobs.worker import run_due_jobs
from matchmaker.models import Survey as SurveyRow
from matchmaker.services import ecosystem, history
from tests.factories import make_stakeholder, make_tie
from tests.racing import race


def survey(database: Database, now: datetime) -> Survey:
    """Survey the network as the job does, and read it back."""
    with database.reading() as reader:
        scene = ecosystem.look(reader, today=now.date())
        earlier = ecosystem.find_earlier(reader)
    taken = ecosystem.take_survey(scene, earlier)
    with database.transaction() as session:
        ecosystem.keep_survey(session, taken, now=now)
    with database.reading() as reader:
        return ecosystem.find_survey(reader)


@pytest.fixture
def ids(database: Database) -> list[str]:
    """Three in DE111, of whom two have a tie, and one without a known place."""
    with database.transaction() as session:
        made = [make_stakeholder(session, name=f"Number {n}", region="DE111") for n in range(3)]
        made.append(make_stakeholder(session, name="Of nowhere", region="", country=""))
        make_tie(session, made[0], made[1])
        history.touch(session, [one.id for one in made])
        return [one.id for one in made]


def test_a_survey_is_read_back_as_it_was_taken(database: Database, ids: list[str], now: datetime) -> None:
    found = survey(database, now)
    assert set(found.ids) == set(ids)
    assert found.column("degree") == {ids[0]: 1, ids[1]: 1, ids[2]: 0, ids[3]: 0}
    assert set(found.alone) == {ids[2], ids[3]}
    assert {spell.tied_before for spell in found.alone.values()} == {False}


def test_every_region_around_somebody_has_its_figures(
    database: Database, ids: list[str], now: datetime
) -> None:
    survey(database, now)
    with database.reading() as session:
        counted = {
            code: report.figures["stakeholders"]
            for code in ("", "DE", "DE1", "DE11", "DE111", "FR")
            if (report := ecosystem.find_region_survey(session, code))
        }
        past = ecosystem.list_past_figures(session, "DE11")
    assert counted == {"": 4, "DE": 3, "DE1": 3, "DE11": 3, "DE111": 3}
    assert [day for day, _ in past] == [now.date()]


def test_what_another_release_found_is_not_told(database: Database, ids: list[str], now: datetime) -> None:
    survey(database, now)
    with database.transaction() as session:
        session.execute(update(SurveyRow).values(release="another"))
    with database.reading() as session:
        assert ecosystem.find_survey(session) == Survey()
        assert ecosystem.find_region_survey(session, "DE11") is None
        assert ecosystem.list_compared(session, ["DE11", "DE"]) == []


def test_a_survey_goes_on_from_that_of_another_release(
    database: Database, ids: list[str], now: datetime
) -> None:
    first = survey(database, now)
    with database.transaction() as session:
        session.execute(update(SurveyRow).values(release="another"))
    second = survey(database, now + timedelta(days=1))
    assert second.alone == first.alone
    assert second.place == first.place


@pytest.mark.parametrize(
    "content", [{}, {"ids": None}, {"ids": ["s-1"], "columns": []}, {"of": "another shape"}]
)
def test_what_cannot_be_read_of_another_release_is_as_no_survey(
    database: Database, ids: list[str], now: datetime, content: dict[str, object]
) -> None:
    survey(database, now)
    with database.transaction() as session:
        session.execute(update(SurveyRow).values(release="another", content=content))
    with database.reading() as session:
        assert ecosystem.find_earlier(session) == Survey()
    assert set(survey(database, now).ids) == set(ids)


def test_known_ones_stay_where_they_were_and_time_alone_goes_on(
    database: Database, ids: list[str], now: datetime
) -> None:
    first = survey(database, now)
    with database.transaction() as session:
        new = make_stakeholder(session, name="A newcomer", region="DE111")
        history.touch(session, [new.id])
    second = survey(database, now + timedelta(days=3))
    assert {key: second.place[key] for key in ids} == first.place
    assert second.alone[ids[2]] == first.alone[ids[2]]
    assert second.alone[new.id].since == now.date() + timedelta(days=3)


def test_the_job_surveys_what_was_asked_for_once(
    database: Database, settings: Settings, ids: list[str], now: datetime
) -> None:
    with database.transaction() as session:
        first = ecosystem.ask_for_survey(session, SYSTEM, now=now)
        assert ecosystem.ask_for_survey(session, SYSTEM, now=now).id == first.id
    run_due_jobs(database, settings, now=now)
    with database.reading() as session:
        assert set(ecosystem.find_survey(session).ids) == set(ids)


def test_only_who_runs_a_place_asks_for_a_survey(database: Database, now: datetime) -> None:
    with database.transaction() as session, pytest.raises(NotAllowed):
        ecosystem.ask_for_survey(session, Actor("a-1"), now=now)


def test_the_surveyed_regions_are_those_with_somebody_in_them(
    database: Database, ids: list[str], now: datetime
) -> None:
    survey(database, now)
    with database.reading() as session:
        assert ecosystem.list_surveyed(session) == ["", "DE", "DE1", "DE11", "DE111"]


def test_two_surveys_at_once_leave_one_of_each_region(
    database: Database, ids: list[str], now: datetime
) -> None:
    survey(database, now)
    with database.reading() as reader:
        scene = ecosystem.look(reader, today=now.date())
    taken = ecosystem.take_survey(scene, Survey())

    def keep() -> None:
        with database.transaction() as session:
            ecosystem.keep_survey(session, taken, now=now)

    assert race(keep, keep, keep) == [None, None, None]
    assert set(survey(database, now).ids) == set(ids)
