from __future__ import annotations

import numpy as np
import pytest

from matchmaker.core.benchmarks.approach import SUGGESTION
from matchmaker.core.benchmarks.corpus import made
from matchmaker.services.benchmarks import approaches
from matchmaker.services.benchmarks.suggesting import LARGEST, Suggestions, links_of, profiles_of, word
from tests.core.benchmarks.shapes import SMALL, small


def test_each_number_is_another_word_of_letters() -> None:
    words = [word(number) for number in range(5_000)]
    assert len(set(words)) == 5_000
    assert all(one.isalpha() for one in words)
    assert word(0) == "ba"


def test_an_organisation_says_in_words_what_its_vectors_hold() -> None:
    corpus = small(120)
    profile = list(profiles_of(corpus))[17]
    ids = corpus.matrix[[17]].indices
    about = {word(int(one) - 2 * SMALL.words) for one in ids[ids >= 2 * SMALL.words]}
    assert set(profile.about.rstrip(".").lower().split()) == about
    assert len(profile.offers) == len(profile.needs) == 1
    assert profile.offers[0].text != profile.needs[0].text
    assert profile.id == "s-000000000017"
    assert profile.region


def test_everybody_has_two_ties_on_average_and_none_with_itself() -> None:
    links = links_of(small(300))
    assert 280 <= len(links) <= 300
    assert all(link.a < link.b for link in links)
    assert links == links_of(small(300))


@pytest.mark.slow
def test_the_engine_suggests_twenty_with_reasons() -> None:
    corpus = made(SMALL, 150, seed=2)
    built = Suggestions().build(corpus)
    answer = built.ask(built.prepare(corpus.question(5)))
    numbers = built.numbers(answer)
    assert len(numbers) == 20
    assert 5 not in numbers.tolist()
    assert np.all((numbers >= 0) & (numbers < 150))
    assert all(one.reasons for one in answer.suggestions)
    assert not built.arrays()
    built.close()


@pytest.mark.slow
def test_what_an_organisation_comes_to_say_counts_in_the_next_answer() -> None:
    corpus = made(SMALL, 150, seed=2)
    built = Suggestions().build(corpus)
    found = built.numbers(built.ask(built.prepare(corpus.question(5)))).tolist()
    best, last = found[0], next(number for number in range(150) if number not in (5, *found))
    assert built.change(last, corpus.question(best))
    assert last in built.numbers(built.ask(built.prepare(corpus.question(5)))).tolist()
    assert built.change(best, corpus.question(last))
    assert last in built.numbers(built.ask(built.prepare(corpus.question(5)))).tolist()


def test_the_engine_is_not_asked_about_more_than_memory_holds() -> None:
    assert Suggestions().missing(LARGEST) == ""
    assert Suggestions().missing(LARGEST + 1) == f"not above {LARGEST:,}"
    (asked,) = approaches.named([SUGGESTION], suggestions=1_000_000)
    assert asked.missing(1_000_000) == ""
    assert asked.missing(1_000_001) == "not above 1,000,000"
    assert not Suggestions().exact
