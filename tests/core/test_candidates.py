"""Whom a large network is asked about: the nearest in words, along the ties and on the map."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from matchmaker.core.answers import NOBODY, Query
from matchmaker.core.candidates import Candidates
from matchmaker.core.distance import distances_km
from matchmaker.core.entities import Kind, Link, Profile, Reach, Statement
from matchmaker.core.matcher import Matcher
from tests.core.people import COMPLETES, GOVAN, LABELS, TODAY, make_matcher

WORDS = [f"{a}{b}{c}" for a in "bdfgk" for b in "aeiou" for c in ("lm", "rn", "st", "nd")]
SIZE, FEW = 300, 12


def sentence(chance: Random) -> str:
    return " ".join(WORDS[int(len(WORDS) * chance.random() ** 2)] for _ in range(8)).capitalize() + "."


def crowd(seed: int = 1) -> tuple[list[Profile], list[Link]]:
    chance = Random(seed)
    people = [
        Profile(
            id=f"s-{number:03d}",
            name=f"Organisation {number}",
            kind=chance.choice(list(Kind)),
            about=sentence(chance),
            offers=tuple(Statement(f"o-{number}-{n}", sentence(chance)) for n in range(chance.randint(0, 2))),
            needs=tuple(Statement(f"n-{number}-{n}", sentence(chance)) for n in range(chance.randint(0, 2))),
            country=country,
            lat=chance.uniform(40, 60),
            lon=chance.uniform(0, 20),
            languages=(chance.choice(("en", "de")),),
            verified=TODAY,
            rankable=chance.random() < 0.9,
        )
        for number in range(SIZE)
        for country in [chance.choice(("DE", "FR", "IT"))]
    ]
    pairs = {tuple(sorted(chance.sample(range(SIZE), 2))) for _ in range(2 * SIZE)}
    return people, [Link(people[a].id, people[b].id) for a, b in sorted(pairs)]


PEOPLE, LINKS = crowd()
FITTED = Matcher(completes=COMPLETES, labels=LABELS).fit(PEOPLE, LINKS, today=TODAY, levels=False)
FOUND = Candidates(FITTED.pool_, FEW)


def among(query: Query) -> set[str]:
    numbers = FOUND.among(FITTED.asked(query), query)
    assert (np.diff(numbers) > 0).all()
    return {PEOPLE[int(number)].id for number in numbers}


def best(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> set[str]:
    """Those with the highest values, among whom may be suggested."""
    values = np.where(FITTED.pool_.rankable, values, -np.inf)
    return {PEOPLE[int(i)].id for i in np.argsort(-values, kind="stable")[:FEW] if values[i] > 0}


def partners_of(profile: Profile) -> set[str]:
    return set(FITTED.pool_.network.neighbours(profile.id))


@pytest.mark.parametrize("number", [3, 57, 204])
def test_the_nearest_on_the_map_and_along_the_ties_are_among_them(number: int) -> None:
    asker, pool = PEOPLE[number], FITTED.pool_
    assert asker.lat is not None
    assert asker.lon is not None
    found = among(Query(asker))
    near = distances_km(asker.lat, asker.lon, pool.lat, pool.lon)
    assert best(1.0 / (1.0 + near)) <= found
    rank = pool.network.pagerank(asker.id)
    for partner in partners_of(asker):
        rank[pool.number[partner]] = 0.0
    rank[number] = 0.0
    assert best(rank) <= found


@pytest.mark.parametrize("number", [3, 57, 204])
def test_whose_offer_best_meets_a_need_is_among_them(number: int) -> None:
    need = Statement("n-x", PEOPLE[number].offers[0].text if PEOPLE[number].offers else sentence(Random(9)))
    asker = replace(PEOPLE[100], needs=(need,))
    asked = FITTED.asked(Query(asker, need=need))
    meets = FITTED.pool_.index.rows_[0].best(asked.met_needs.max(axis=0))
    first = PEOPLE[int(np.argmax(np.where(FITTED.pool_.rankable, meets, 0.0)))].id
    assert first in among(Query(asker, need=need))


def test_they_are_no_more_than_three_lists() -> None:
    assert FEW < len(among(Query(PEOPLE[3]))) <= 3 * (FEW + 1)
    assert len(among(Query(PEOPLE[3], exclude=frozenset({"s-001", "s-002"})))) <= 3 * (FEW + 3)


def test_who_may_not_be_suggested_takes_no_place() -> None:
    resting = {one.id for one in PEOPLE if not one.rankable}
    assert resting
    assert not resting & among(Query(PEOPLE[3]))


def test_those_who_are_left_out_make_room_for_others() -> None:
    first = FITTED.answer(
        Query(PEOPLE[3]), among=FOUND.among(FITTED.asked(Query(PEOPLE[3])), Query(PEOPLE[3]))
    )
    gone = frozenset(one.id for one in first.suggestions)
    assert len(among(Query(PEOPLE[3], exclude=gone)) - gone) >= len(among(Query(PEOPLE[3])) - gone)


def test_whom_a_reader_wants_to_see_is_looked_for_beside_all_others() -> None:
    everybody = among(Query(PEOPLE[3]))
    cities = among(Query(PEOPLE[3], kinds=frozenset({Kind.POLICYMAKER})))
    assert everybody < cities
    more = [one for one in PEOPLE if one.id in cities - everybody]
    assert {one.kind for one in more} == {Kind.POLICYMAKER}


def test_a_need_that_ends_at_the_border_is_put_to_those_of_the_country() -> None:
    asker = replace(PEOPLE[3], country="DE", lat=None, lon=None)
    need = Statement("n-x", sentence(Random(5)), reach=Reach.NATIONAL)
    alone = replace(asker, id="s-new", needs=(need,))
    by_words = among(Query(alone, need=need)) - among(Query(replace(alone, needs=()), text="qqq"))
    assert by_words
    crowd = FITTED.asked(Query(alone, need=need)).doers_walk.numbers
    others = [one for one in PEOPLE if one.id in by_words and FITTED.pool_.number[one.id] not in crowd]
    assert {one.country for one in others} <= {"DE"}


def test_somebody_without_a_place_a_tie_or_a_word_is_answered_with_nobody() -> None:
    assert among(Query(NOBODY)) == set()


def test_where_the_lists_hold_everybody_the_answer_is_that_of_the_whole_scan() -> None:
    whole, large = make_matcher(), Matcher(completes=COMPLETES, labels=LABELS, whole=0)
    pool = whole.pool_
    large.fit(pool.profiles, whole.links_, today=TODAY, cutoffs=whole.cutoffs_)
    for query in (Query(GOVAN), Query(GOVAN, need=GOVAN.needs[0]), Query(NOBODY, text="repair of bicycles")):
        mine, all_ = large.answer(query), whole.answer(query)
        assert [one.id for one in mine.suggestions] == [one.id for one in all_.suggestions]
        assert mine.suggestions == all_.suggestions


def test_an_answer_says_how_many_it_looked_at() -> None:
    assert FITTED.answer(Query(PEOPLE[3])).looked_at == SIZE
    large = Matcher(whole=SIZE - 1).fit(PEOPLE, LINKS, today=TODAY, levels=False)
    assert large.candidates_ is not None
    assert 0 < large.answer(Query(NOBODY, text=PEOPLE[3].about)).looked_at <= SIZE
