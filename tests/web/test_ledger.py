"""The pages that say how matches are made and how good they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchmaker.core.answers import Question
from matchmaker.core.signals import SIGNALS
from matchmaker.services import network
from matchmaker.services.network import Lesson
from tests.factories import NOW
from tests.web.world import World

EXAMPLES = Path(__file__).parent / "quality"


@pytest.fixture
def measured(world: World) -> World:
    """A program that finds the examples of these tests in the place of its own results."""
    world.app.extensions["quality"] = EXAMPLES
    return world


def test_where_nothing_was_measured_the_ledger_says_so(world: World, tmp_path: Path) -> None:
    world.app.extensions["quality"] = tmp_path
    page = world.client("visitor").page("/how-good-are-our-matches")
    assert "Nothing is measured for this release yet." in page.text
    assert "no proof that they would not fit" in page.text


def test_the_ledger_shows_every_ranker_with_its_interval_and_what_it_means(measured: World) -> None:
    client = measured.client("visitor")
    text = client.page("/how-good-are-our-matches").text
    assert "A made-up set" in text
    assert "Measured on 20 November 2026, on no machine." in text
    assert "40 had such a partner among our ten suggestions." in text
    assert "The best simpler way (The most connected first) has 35." in text
    assert "200 questions." in text
    assert "0.400 (0.350–0.450)" in text
    assert "own_idea" in text, "a way to rank that has no words yet stands by its name"
    assert "0.300 (0.250–0.350)" in text
    assert "0.015 (−0.002–0.030)" in text
    assert "An older made-up set" in text


def test_the_ledger_draws_bars_with_the_table_behind(measured: World) -> None:
    html = measured.client("visitor").get("/how-good-are-our-matches").get_data(as_text=True)
    assert html.count('class="bars"') == 3
    assert html.count("The same as a table") == 3
    assert 'class="ours" x="0" y="21" width="284.4"' in html


@pytest.mark.parametrize("language", ["de", "fr"])
def test_the_ledger_is_there_in_each_language(measured: World, language: str) -> None:
    client = measured.client("visitor")
    text = client.get("/how-good-are-our-matches", headers={"Accept-Language": language}).get_data(
        as_text=True
    )
    assert "0,400" in text
    assert "Nothing is measured" not in text


def test_everything_that_counts_stands_on_the_page_about_matches(world: World) -> None:
    page = world.client("visitor").page("/how-matches-are-made")
    for signal in SIGNALS:
        assert signal.label in page.text
        assert f"{signal.weight:.2f}" in page.text
        assert f"{signal.for_needs:.2f}" in page.text
    for words in ("Weight for a whole profile", "Weight for one need", "As shipped", "how to opt out",
                  "What is learnt, and from what", "What keeps lists fair", "What we never use",
                  "How to change it for yourself"):  # fmt: skip
        assert words in page.text
    assert "/how-good-are-our-matches" in page.links
    assert "Learnt from 3 profiles and 0 known partnerships." in page.text
    assert "The weights in force here are those that the program ships with." in page.text
    assert "holds 20 cases" in page.text


def test_the_page_about_matches_shows_what_was_learnt_beside_what_is_shipped(world: World) -> None:
    lesson = Lesson(
        {Question.PROFILE: {"place": 0.77}},
        {Question.PROFILE: 30, Question.NEED: 0, Question.TEXT: 0},
        partnerships=41,
        judgements=1,
    )
    with world.database.transaction() as session:
        network.learn_weights(session, lesson, now=NOW)
    client = world.client("visitor")
    page = client.page("/how-matches-are-made")
    assert (
        "last learnt on 23 November 2026, from 41 partnerships and 1 judgement of a suggestion." in page.text
    )
    assert "The weights for one need are as shipped" in page.text
    assert "0.77" in page.text
    assert "0.15" in page.text, "what place weighs as shipped"
    html = client.get("/how-matches-are-made").get_data(as_text=True)
    assert html.count('data-label="For one need, here"') == len(SIGNALS)


def test_the_page_about_matches_says_how_not_to_be_learnt_from(world: World) -> None:
    page = world.client("visitor").page("/how-matches-are-made")
    assert "also used to learn the weights that count for everybody" in page.text
    assert "Whoever opted out of being suggested is not learnt from" in page.text


def test_the_page_about_matches_leads_to_the_own_weights(world: World) -> None:
    page = world.client("member").page("/how-matches-are-made")
    assert f"/stakeholders/{world.own}/weights" in page.links
