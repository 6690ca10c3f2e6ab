"""The part of "How matches are made" about fairness: true to what is done, with today's numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from matchmaker.core.fairness.attention import MOST_LOSS, Attention
from matchmaker.services import network
from matchmaker.services.suggestions.exposure import add_exposure
from tests.factories import NOW
from tests.web.world import World

PAGE = "/how-matches-are-made"
ATTENTION = Attention(
    price={"s-a": 0.0}, unit=0.01, floor=0.5, gini=0.312, coverage=0.998, floor_share=0.949, loss=0.047
)


def keep(world: World, attention: Attention) -> None:
    with world.database.transaction() as session:
        network.keep_attention(session, attention, now=NOW)


def read(world: World) -> str:
    return world.client("visitor").page(PAGE).text


def test_where_attention_is_not_shared_out_the_page_says_so_and_promises_nothing(world: World) -> None:
    text = read(world)
    assert "in networks of 12 to 8,000 profiles" in text
    assert "the score alone decides who is suggested" in text
    for promise in ("At least 3 of the first 10", "Nobody is to be shown more than", "is moved further up"):
        assert promise not in text


def test_where_it_is_the_page_says_since_when_what_it_came_to_and_what_it_costs(world: World) -> None:
    keep(world, ATTENTION)
    text = read(world)
    assert "last on 23 November 2026" in text
    assert "at least 50% as often as the average one" in text
    # Rounded down where more is better, and up where less is.
    assert "99% of all profiles are shown to somebody and 94% at least half as often" in text
    assert "the Gini coefficient is 0.31" in text
    assert "this costs 5% of the expected worth" in text
    assert f"costs at most {MOST_LOSS:.0%}" in text
    assert "more than 60 times as often as the average one" in text
    assert "less than 50% as often as the average one in the last 90 days" in text
    assert "At least 3 of the first 10 belong to another circle" in text
    assert "The list of a newcomer, of whom no partner is known yet, is not touched" in text
    assert "If you set weights of your own, they come first" in text
    assert "decides who is suggested" not in text


def test_a_floor_of_nothing_is_no_promise(world: World) -> None:
    keep(world, replace(ATTENTION, floor=0.0))
    text = read(world)
    assert "No least number of lists could be promised" in text
    assert "at least 0%" not in text


def test_what_was_really_shown_stands_below(world: World) -> None:
    assert "Nothing was suggested to anybody here in the last 90 days" in read(world)
    with world.database.transaction() as session:
        add_exposure(session, Counter({(NOW.date() - timedelta(89), world.own): 40}))
    with world.database.reading() as session:
        many = len(network.snapshot(session, today=NOW.date()).profiles)
    text = read(world)
    assert f"over {many} profiles: on average {40 / many:.2f} suggestions of each" in text
    assert "signed in, at least 0;" in text
    assert f"the Gini coefficient is {1 - 1 / many:.2f}" in text


def test_the_page_says_what_is_counted_and_what_never_is_and_leads_to_the_ledger(world: World) -> None:
    page = world.client("visitor").page(PAGE)
    assert "We count how often each profile is suggested" in page.text
    assert "at whom you look, and how often, we do not count" in page.text
    assert "was shown or opened plays no part" not in page.text
    assert "/how-good-are-our-matches" in page.links


@pytest.mark.parametrize(
    ("language", "words"), [("de", "mindestens 50 % so oft"), ("fr", "au moins 50 % aussi souvent")]
)
def test_the_numbers_stand_in_other_languages_too(world: World, language: str, words: str) -> None:
    keep(world, ATTENTION)
    client = world.client("visitor")
    assert words in client.get(PAGE, headers={"Accept-Language": language}).text
