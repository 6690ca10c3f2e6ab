"""The page of a region over time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from matchmaker.models import Stakeholder
from tests.factories import NOW, make_tie, new_past
from tests.services.ecosystem.test_surveying import survey
from tests.web.world import World

PATH = "/regions/DE11/over-time"


def remember(world: World) -> None:
    """Two earlier surveys of DE11."""
    with world.database.transaction() as session:
        for days, ties in ((40, 1.0), (10, 2.0)):
            new_past(
                session, (NOW - timedelta(days=days)).date(),
                stakeholders=2.0, ties=ties, ties_enterprise_support=ties,
            )  # fmt: skip


def tie(world: World, **values: object) -> None:
    """A tie between the two that the world names."""
    with world.database.transaction() as session:
        one, other = (session.get_one(Stakeholder, key) for key in (world.own, world.another))
        make_tie(session, one, other, **values)


def test_before_the_first_survey_the_page_says_when_to_come_back(world: World) -> None:
    page = world.client("visitor").page(PATH)
    assert "Nothing has been counted yet" in page.text
    assert "No tie of this region tells in which year it began" in page.text


def test_figures_are_said_as_sentences_with_a_table_behind(world: World) -> None:
    remember(world)
    survey(world.database, NOW)
    page = world.client("visitor").page(PATH)
    assert "1 more than on 14 October 2026." in page.text
    assert "As many as on" not in page.text
    assert "Ties between them 13 November 2026 2" not in page.text
    assert "13 November 2026 2" in page.text


def test_a_day_is_set_beside_today(world: World) -> None:
    remember(world)
    survey(world.database, NOW)
    page = world.client("visitor").page(f"{PATH}?day=2026-11-13")
    assert "Figure 13 November 2026 Today Difference" in page.text
    assert "Stakeholders 2 3 +1" in page.text
    # Who is alone was not counted on that day.
    assert "Without any tie in the region – 3 –" in page.text


@pytest.mark.parametrize("query", ["day=yesterday", "day=1999-01-01", "year=66666", "year=0000", "year=x"])
def test_a_moment_that_means_nothing_is_passed_over(world: World, query: str) -> None:
    tie(world, since=2020)
    remember(world)
    survey(world.database, NOW)
    assert "14 October 2026" in world.client("visitor").page(f"{PATH}?{query}").text


def test_what_was_added_says_from_where_and_between_whom(world: World) -> None:
    tie(world, source="form", created_at=NOW)
    text = world.client("visitor").page(PATH).text
    assert "Since 25 August 2026, 1 tie inside the region has been added." in text
    assert "Entered on a profile 1" in text
    assert "Social enterprises and Support organisations 1" in text
    assert "Within Stuttgart, Stadtkreis 1" in text


def test_ties_of_an_import_carry_its_name(world: World) -> None:
    tie(world, source="Mapping of 2019", import_id="i-1", created_at=NOW)
    assert "Import of Mapping of 2019 1" in world.client("visitor").page(PATH).text


def test_the_years_of_the_ties_are_drawn_up_to_the_chosen_one(world: World) -> None:
    tie(world, since=2020)
    survey(world.database, NOW)
    client = world.client("visitor")
    assert "At the end of 2026 there was 1 tie" in client.page(PATH).text
    page = client.page(f"{PATH}?year=2021")
    assert "At the end of 2021 there was 1 tie of those that are known today." in page.text
    html = client.get(f"{PATH}?year=2020").text
    assert 'class="ties new" d="M' in html
    assert 'value="2020"' in html


def test_all_regions_together_and_unknown_ones(world: World) -> None:
    client = world.client("visitor")
    assert client.page("/regions/EU/over-time").headings == ["Europe over time"]
    client.page("/regions/XX99/over-time", status=404)
