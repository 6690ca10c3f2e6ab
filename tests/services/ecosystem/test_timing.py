"""How the ties of a region came to be, on both databases."""

from __future__ import annotations

from datetime import datetime, timedelta

from matchmaker.core.entities import Kind
from matchmaker.db import Database
from matchmaker.services import ecosystem, history
from tests.factories import make_stakeholder, make_tie
from tests.services.ecosystem.test_surveying import survey


def test_growth_counts_the_ties_inside_the_region_by_year_and_kind(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        one, two = (make_stakeholder(session) for _ in range(2))
        city = make_stakeholder(session, kind=Kind.POLICYMAKER)
        away = make_stakeholder(session, region="DE212")
        hidden = make_stakeholder(session, hidden=True)
        make_tie(session, one, two, since=2020)
        make_tie(session, one, city, since=2024)
        make_tie(session, two, city)
        make_tie(session, one, away, since=2001)
        make_tie(session, one, hidden, since=2002)
    survey(database, now)
    with database.reading() as session:
        found = ecosystem.get_growth(session, "DE11", today=now.date(), year=2020)
        latest = ecosystem.get_growth(session, "DE11", today=now.date())
        early = ecosystem.get_growth(session, "DE11", today=now.date(), year=1066)
        nobody = ecosystem.get_growth(session, "FR", today=now.date())
    assert [year for year in found.years.begun if year[1]] == [(2020, 1), (2024, 1)]
    assert found.years.undated == 1
    assert found.kinds == {("enterprise", "enterprise"): 1, ("enterprise", "policymaker"): 2}
    assert found.drawing is not None
    assert found.drawing.new.count("M") == 1
    assert latest.drawing is not None
    assert (latest.drawing.year, latest.drawing.earlier.count("M")) == (2026, 2)
    assert early.drawing is not None
    assert early.drawing.year == 2020
    assert nobody.drawing is None


def test_made_ties_are_those_that_came_after_the_moment(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        one, two, three = (make_stakeholder(session) for _ in range(3))
        away, further = (make_stakeholder(session, region="DE212") for _ in range(2))
        hidden = make_stakeholder(session, hidden=True)
        make_tie(session, one, two, created_at=now - timedelta(days=9), source="form")
        make_tie(session, one, three, created_at=now - timedelta(days=2), source="form")
        make_tie(session, one, away, created_at=now - timedelta(days=1), source="A list", import_id="i-1")
        make_tie(session, away, further, created_at=now)
        make_tie(session, one, hidden, created_at=now)
        expected = {frozenset((one.id, three.id)), frozenset((one.id, away.id))}
    since = now - timedelta(days=3)
    with database.reading() as session:
        found = ecosystem.list_made_ties(session, "DE11", since=since, today=now.date())
        everywhere = ecosystem.list_made_ties(session, "", since=since, today=now.date())
        counts = ecosystem.count_made_ties(session, "DE11", since=since, today=now.date())
    assert {frozenset((tie.a, tie.b)) for tie in found} == expected
    assert [(tie.source, tie.imported) for tie in found] == [("form", False), ("A list", True)]
    assert len(everywhere) == 3
    assert (counts.inside, counts.outside) == (1, 1)
    assert dict(counts.sources) == {("form", False): 1, ("A list", True): 1}
    assert counts.kinds == ((("enterprise", "enterprise"), 1),)
    assert [count for _places, count in counts.places] == [1]


def test_what_was_counted_is_counted_anew_when_a_tie_is_made(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        one, two, three = (make_stakeholder(session) for _ in range(3))
        make_tie(session, one, two, created_at=now, since=2024)
    since = now - timedelta(days=1)
    assert _told(database, since) == (1, 1)
    with database.transaction() as session:
        make_tie(session, one, three, created_at=now, since=2025)
        history.touch(session, [one.id, three.id])
    assert _told(database, since) == (2, 2)


def _told(database: Database, since: datetime) -> tuple[int, int]:
    today = (since + timedelta(days=1)).date()
    with database.reading() as session:
        grown = ecosystem.get_growth(session, "DE11", today=today)
        made = ecosystem.count_made_ties(session, "DE11", since=since, today=today)
    return grown.years.until(2026), made.inside
