"""The measures of a region beside those of its country and of everybody."""

from __future__ import annotations

from datetime import datetime
from itertools import combinations

import pytest

from matchmaker.core.ecosystem.bands import Band
from matchmaker.core.entities import Kind
from matchmaker.db import Database
from matchmaker.services import ecosystem, history, places
from tests.factories import make_stakeholder, make_tie
from tests.services.ecosystem.taking import take


@pytest.fixture
def ids(database: Database) -> list[str]:
    """A circle of six in DE11, one alone in DE12, and one in France."""
    with database.transaction() as session:
        circle = [
            make_stakeholder(session, name=f"Number {n}", region="DE111", kind=list(Kind)[n % 2])
            for n in range(6)
        ]
        alone = make_stakeholder(session, name="Alone", region="DE121")
        far = make_stakeholder(session, name="Far", region="FRE11", country="FR")
        for a, b in combinations(circle, 2):
            make_tie(session, a, b)
        made = [*circle, alone, far]
        history.touch(session, [one.id for one in made])
        return [one.id for one in made]


def test_each_measure_stands_beside_the_country_and_everybody(
    database: Database, ids: list[str], now: datetime
) -> None:
    take(database, now)
    with database.reading() as session:
        found = ecosystem.find_readings(session, places.get_region("DE11"))
    assert found is not None
    rows = {row.name: row for row in found.rows}
    share = rows["largest_share"]
    assert [share.here, share.country, share.everywhere] == pytest.approx([1, 6 / 7, 6 / 8])
    assert share.band is Band.HIGH
    assert rows["density"].here == 1
    # All are in one region: nothing can be said of regions.
    assert (rows["assortativity_region"].here, rows["assortativity_region"].band) == (None, None)
    assert set(found.central) <= set(ids[:6])
    assert len(found.central) == 5


def test_a_country_is_beside_everybody_alone_and_everybody_beside_nothing(
    database: Database, ids: list[str], now: datetime
) -> None:
    take(database, now)
    with database.reading() as session:
        country = ecosystem.find_readings(session, places.get_region("DE"))
        everybody = ecosystem.find_readings(session, places.get_region(places.EVERYWHERE))
    assert country is not None
    assert everybody is not None
    assert {row.country for row in country.rows} == {None}
    assert [row.here for row in everybody.rows] == [row.everywhere for row in country.rows]
    assert {row.everywhere for row in everybody.rows} == {None}


def test_before_the_first_survey_there_is_nothing_to_read(database: Database, ids: list[str]) -> None:
    with database.reading() as session:
        assert ecosystem.find_readings(session, places.get_region("DE11")) is None
