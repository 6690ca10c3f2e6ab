"""The pages of measures and roles, as people of different roles see them."""

from __future__ import annotations

import re

import pytest

from matchmaker.core.ecosystem.bands import CUTS
from matchmaker.services import ecosystem, history
from matchmaker.web.views.figures import figure_label, figure_meaning, figure_text
from matchmaker.web.views.measure_words import GROUPS, WORDS
from tests.factories import NOW, make_stakeholder, make_tie
from tests.services.ecosystem.taking import take
from tests.web.world import World, counted


@pytest.fixture
def surveyed(world: World) -> World:
    """Two circles of six in DE11 with one theme and one tie between them, beside the world; surveyed."""
    theme = ["theme-repair-reuse"]
    with world.database.transaction() as session:
        circles = [[make_stakeholder(session, name=f"{c}{n}", themes=theme) for n in range(6)] for c in "AB"]
        for circle in circles:
            for number, one in enumerate(circle):
                make_tie(session, one, circle[(number + 1) % 6])
        make_tie(session, circles[0][0], circles[1][0])
        history.touch(session, [one.id for circle in circles for one in circle])
    take(world.database, NOW)
    return world


def test_every_measure_has_its_words_and_its_place_on_the_page() -> None:
    assert set(WORDS) == set(CUTS) == {name for _, names in GROUPS for name in names}


def test_a_fiche_calls_a_measure_and_writes_its_value_as_the_page_of_measures_does(surveyed: World) -> None:
    page = surveyed.client("official").page("/regions/DE11/measures").text
    with surveyed.app.test_request_context():
        assert figure_label("density") == str(WORDS["density"].title)
        assert figure_text("density", 0.0625) == "6.25%"
        assert figure_text("components", 3.0) == "3"
        assert figure_meaning("components", {}).startswith("No tie leads from one group to another.")
        assert figure_meaning("clustering", {"ties": 13.0, "clustering": 0.0}) in page
        assert figure_meaning("clustering", {"ties": 3.0, "clustering": 0.0}) == ""


def test_the_measures_say_what_they_mean_here_and_what_to_do(surveyed: World) -> None:
    page = surveyed.client("visitor").page("/regions/DE11/measures")
    assert "Two partners of the same one seldom work together" in page.text
    assert "Introduce partners of the same one to each other." in page.text
    for words in WORDS.values():
        assert str(words.title) in page.text
    # A visitor plans nothing, so nobody is named as alone and there is no way to the roles.
    assert "Who joins" not in page.text
    assert "/regions/DE11/roles" not in page.links


def test_who_plans_is_led_on_to_the_roles(surveyed: World) -> None:
    page = surveyed.client("official").page("/regions/DE11/measures")
    assert "Who is alone, and who joins" in page.text
    assert "/regions/DE11/roles" in page.links


def test_the_roles_answer_who_joins_who_is_alone_and_what_is_missing(surveyed: World) -> None:
    text = surveyed.client("official").page("/regions/DE11/roles").text
    for heading in ("Who joins", "Who is alone", "Bridges: where the network would break", "The core",
                    "Links that are missing between kinds"):  # fmt: skip
        assert heading in text
    assert "Without this tie 6 stakeholders would be cut off." in text
    # The groups are about the same: they are called after whom they are around, as in the picture. Rings of
    # six fall into groups in more than one way that is as good, by the order of their ids.
    assert "“Repair and reuse”" in text
    assert re.search("“Repair and reuse, around [AB][0-5]”", text)
    assert "Werkstatt Neckar" in text
    assert "Not for all eyes" not in text


@pytest.mark.parametrize("page", ["measures", "roles"])
def test_a_region_that_was_never_surveyed_says_what_to_do(world: World, page: str) -> None:
    text = world.client("official").page(f"/regions/DE11/{page}").text
    assert "yet" in text
    assert "Come back tomorrow" in text


@pytest.mark.parametrize("page", ["measures", "roles"])
def test_the_pages_ask_the_database_few_questions(surveyed: World, page: str) -> None:
    client = surveyed.client("official")
    client.page(f"/regions/DE11/{page}")
    with counted(surveyed.database) as asked:
        client.page(f"/regions/DE11/{page}")
    assert len(asked) <= 15


def test_all_regions_together_have_pages_too(surveyed: World) -> None:
    client = surveyed.client("administrator")
    assert "Measures: Europe" in client.page("/regions/EU/measures").text
    assert "Roles: Europe" in client.page("/regions/EU/roles").text


def test_an_official_of_another_region_does_not_see_who_is_alone(surveyed: World) -> None:
    client = surveyed.client("far_official")
    assert "Who joins" not in client.page("/regions/DE11/measures").text
    client.page("/regions/DE11/roles", status=403)


def test_the_part_of_the_survey_is_plain_and_short(surveyed: World) -> None:
    with surveyed.database.reading() as session:
        report = ecosystem.find_region_survey(session, "DE11")
    assert report is not None
    assert {"brokers", "bridges", "isolated", "core", "missing"} <= set(report.parts["roles"])


def test_a_long_list_of_who_is_alone_says_how_many_more_there_are(world: World) -> None:
    with world.database.transaction() as session:
        made = [make_stakeholder(session, name=f"Lonely {n:02}", created_at=NOW) for n in range(60)]
        history.touch(session, [one.id for one in made])
    take(world.database, NOW)
    text = world.client("official").page("/regions/DE11/roles").text
    # Three others of the world are alone and new as well.
    assert "63 stakeholders have no tie at all." in text
    assert "and 13 more" in text
