"""Answers of everybody at once are those that one who asks would get."""

from __future__ import annotations

import random
from datetime import date

import numpy as np
import pytest

from matchmaker.core.ecosystem.answers import Exchange, nearness
from matchmaker.core.entities import Profile, Reach, Statement
from matchmaker.core.evidence import EVIDENCE
from matchmaker.core.index import Field
from matchmaker.core.matcher import Matcher
from matchmaker.core.signals import Asked
from matchmaker.core.vocabulary import COMPLETES

WORDS = (
    "bicycle", "kitchen", "loan", "solar", "choir", "garden", "laptop", "timber", "puppet", "soup", "shoe",
    "roof", "bee", "boat",
)  # fmt: skip
PLACES = (
    ("DE111", "DE", 48.78, 9.18),
    ("DE112", "DE", 48.68, 9.0),
    ("DE300", "DE", 52.5, 13.4),
    ("FRE11", "FR", 50.6, 3.1),
    ("DE11", "DE", None, None),
    ("", "", None, None),
)
KINDS = ("advice", "space", "funding")
THEMES = ("theme-food", "theme-care", "theme-energy")


def person(number: int, chance: random.Random) -> Profile:
    """Somebody with an offer and two needs, each of a few words out of a few."""
    region, country, lat, lon = chance.choice(PLACES)

    def stated(letter: str) -> Statement:
        return Statement(
            f"{letter}-{number}",
            " ".join(chance.sample(WORDS, 5)),
            tuple(chance.sample(KINDS, chance.choice((0, 1, 2)))),
            tuple(chance.sample(THEMES, chance.choice((0, 1, 2)))),
            chance.choice(list(Reach)),
        )

    return Profile(
        f"s-{number:03}", f"Number {number}", offers=(stated("o"),), needs=(stated("n"), stated("m")),
        region=region, country=country, lat=lat, lon=lon, rankable=chance.random() > 0.1,
    )  # fmt: skip


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    """A network of eighty."""
    chance = random.Random(4)
    profiles = [person(number, chance) for number in range(80)]
    return Matcher(completes=COMPLETES).fit(profiles, [], today=date(2026, 11, 23))


def test_pairs_of_the_index_are_those_of_a_scan(matcher: Matcher) -> None:
    index = matcher.pool_.index
    vectors = [index.vector(((need.text, 1.0),)) for p in matcher.pool_.profiles for need in p.needs]
    found = index.scan(vectors, Field.OFFERS)
    row, column, values = index.pairs(vectors, Field.OFFERS, EVIDENCE)
    assert set(zip(row.tolist(), column.tolist(), strict=True)) == set(
        zip(*np.nonzero(found >= EVIDENCE), strict=True)
    )
    assert values == pytest.approx(found[row, column])


def test_nearness_of_pairs_is_that_of_one_who_asks(matcher: Matcher) -> None:
    pool = matcher.pool_
    everybody = np.arange(len(pool))
    for number, profile in enumerate(pool.profiles):
        asked = Asked(pool, profile)
        one = np.full(len(pool), number)
        assert nearness(pool, one, everybody, asked.kilometres).tolist() == asked.nearness.tolist()


def test_answers_in_words_are_those_of_the_engine(matcher: Matcher) -> None:
    pool, exchange = matcher.pool_, Exchange(matcher)
    found = {
        (need, offer): fit
        for part in exchange.answers()
        for need, offer, fit in zip(part.need.tolist(), part.offer.tolist(), part.fit.tolist(), strict=True)
    }
    met = np.vstack([Asked(pool, one, completes=COMPLETES).met_needs for one in pool.profiles])
    fair = pool.rankable[exchange.asker][:, None] & pool.rankable[exchange.giver]
    others = exchange.asker[:, None] != exchange.giver
    expected = {(int(i), int(j)) for i, j in zip(*np.nonzero((met >= EVIDENCE) & fair & others), strict=True)}
    assert {pair for pair, fit in found.items() if fit > 0} == expected
    assert all(found[pair] == pytest.approx(met[pair]) for pair in expected)
    assert expected


def test_two_themes_and_a_kind_of_help_are_an_answer_without_words() -> None:
    need = Statement("n-1", "Somebody who knows ovens", ("advice",), ("theme-food", "theme-energy"))
    offer = Statement("o-1", "Coaching for bakeries", ("training",), ("theme-food",))
    asker = Profile("s-1", "One", needs=(need,), country="DE", region="DE111")
    giver = Profile("s-2", "Two", offers=(offer,), themes=("theme-energy",), country="DE", region="DE111")
    other = Profile(
        "s-3", "Three", offers=(Statement("o-2", "A hall", ("space",), need.themes),), country="DE"
    )
    exchange = Exchange(Matcher(completes=COMPLETES).fit([asker, giver, other], [], today=date(2026, 11, 23)))
    (found,) = exchange.answers()
    assert [(exchange.offers[i].id, fit) for i, fit in zip(found.offer, found.fit, strict=True)] == [
        ("o-1", 0.0)
    ]
