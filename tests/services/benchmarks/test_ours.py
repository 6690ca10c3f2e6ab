from __future__ import annotations

import pytest

from matchmaker.core.benchmarks.agreement import exact_best
from matchmaker.core.benchmarks.approach import COMPILED, PLAIN, K
from matchmaker.services.benchmarks.ours import OURS, Ours
from tests.core.benchmarks.shapes import small


def test_the_index_is_asked_both_ways() -> None:
    assert [one.name for one in OURS] == [COMPILED, PLAIN]
    assert all(one.missing(10**8) == "" for one in OURS)


@pytest.mark.parametrize("approach", OURS, ids=lambda one: one.name)
def test_both_ways_and_an_index_from_its_arrays_give_the_exact_best_in_order(approach: Ours) -> None:
    corpus = small()
    built = approach.build(corpus)
    assert approach.opener is not None
    opened = approach.opener(built.arrays())
    for number in (0, 41, 299):
        question = corpus.question(number)
        (best,) = exact_best(corpus.matrix, [question], K)
        for one in (built, opened):
            assert one.numbers(one.ask(one.prepare(question))).tolist() == best.numbers.tolist()
    assert built.nbytes == opened.nbytes >= corpus.nbytes
    assert built.posting_bytes >= 4
    built.close()


@pytest.mark.parametrize("approach", OURS, ids=lambda one: one.name)
def test_a_change_shows_in_the_next_answer(approach: Ours) -> None:
    corpus = small()
    built, question = approach.build(corpus), corpus.question(7)
    assert built.change(123, question)
    # Whoever has the very vector that is asked for comes first.
    assert built.numbers(built.ask(built.prepare(question)))[0] == 123
