"""Which days of the past are kept, on both databases."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from matchmaker.db import Database
from matchmaker.services import ecosystem
from matchmaker.services.ecosystem.keeping import DAYS, thin_out
from tests.factories import make_stakeholder, new_past
from tests.services.ecosystem.test_surveying import survey


def kept(database: Database, region: str = "DE11") -> list[date]:
    with database.reading() as session:
        return [day for day, _ in ecosystem.list_past_figures(session, region)]


def test_every_day_of_the_last_weeks_stays_and_the_last_of_each_month_before(
    database: Database, now: datetime
) -> None:
    today = now.date()
    days = [today - timedelta(days=number) for number in range(400)]
    with database.transaction() as session:
        for day in days:
            new_past(session, day, stakeholders=3.0)
        thin_out(session, today=today)
    found = kept(database)
    lately = [day for day in found if day >= today - timedelta(days=DAYS)]
    before = [day for day in found if day not in lately]
    assert len(lately) == DAYS + 1
    assert all((day + timedelta(days=1)).month != day.month for day in before)
    assert len(before) == 11


def test_thinning_out_day_by_day_keeps_the_same_days(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        for number in range(150):
            day = now.date() + timedelta(days=number)
            new_past(session, day, stakeholders=3.0)
            thin_out(session, today=day)
    found = kept(database)
    assert found[:3] == [date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 31)]
    assert len(found) == 3 + DAYS + 1


def test_a_region_keeps_its_own_last_day_of_a_month(database: Database, now: datetime) -> None:
    # A region in which nobody was left in the midst of the month has no later day.
    with database.transaction() as session:
        for region, last in (("DE11", 31), ("DE12", 10)):
            for day in (9, last):
                new_past(session, date(2025, 3, day), region, stakeholders=1.0)
        thin_out(session, today=now.date())
    assert kept(database, "DE11") == [date(2025, 3, 31)]
    assert kept(database, "DE12") == [date(2025, 3, 10)]


def test_a_survey_thins_out_what_is_old(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        make_stakeholder(session)
        for day in (3, 4):
            new_past(session, date(2026, 2, day), stakeholders=1.0)
    survey(database, now)
    assert kept(database) == [date(2026, 2, 4), now.date()]
