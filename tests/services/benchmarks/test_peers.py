"""Other libraries, driven for real where they are installed (extra `bench`)."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec

import numpy as np
import pytest

from matchmaker.core.benchmarks.agreement import agrees, exact_best
from matchmaker.core.benchmarks.approach import Approach, K
from matchmaker.core.benchmarks.corpus import Question
from matchmaker.services.benchmarks.pairing import PAIRINGS
from matchmaker.services.benchmarks.peers import LARGEST, Bm25s, QdrantEdge, SparseDotTopn, absent
from tests.core.benchmarks.shapes import small

PEERS: dict[str, Approach] = {
    "sparse_dot_topn": SparseDotTopn(),
    "bm25s": Bm25s(),
    "qdrant_edge": QdrantEdge(),
}


def _asked(approach: Approach, number: int) -> Question:
    question = small().question(number)
    return question if approach.weighted else replace(question, weights=np.ones_like(question.weights))


@pytest.mark.parametrize("module", PEERS)
def test_a_peer_that_is_there_finds_an_exact_top_twenty(module: str) -> None:
    if find_spec(module) is None:
        pytest.skip(f"{module} is not installed (extra bench)")
    approach, corpus = PEERS[module], small()
    built = approach.build(corpus)
    try:
        for number in (3, 50, 211):
            question = _asked(approach, number)
            (best,) = exact_best(corpus.matrix, [question], K)
            answer = built.numbers(built.ask(built.prepare(question)))
            assert agrees(corpus.matrix, question, best, answer)
        assert built.nbytes > corpus.matrix.nnz * 4
    finally:
        built.close()


def test_a_store_shows_a_change_in_its_next_answer() -> None:
    if find_spec("qdrant_edge") is None:
        pytest.skip("qdrant_edge is not installed (extra bench)")
    corpus = small()
    built, question = QdrantEdge().build(corpus), corpus.question(7)
    try:
        assert built.change(123, question)
        # Whoever has the very vector that is asked for comes first.
        assert built.numbers(built.ask(built.prepare(question)))[0] == 123
    finally:
        built.close()


@pytest.mark.parametrize("pairing", PAIRINGS, ids=lambda one: one.name)
def test_all_pairs_find_everybody_nearest_to_themselves(pairing: object) -> None:
    (found,) = [one for one in PAIRINGS if one is pairing]
    if why := found.missing(300):
        pytest.skip(f"{found.name}: {why}")
    work, rows = found.prepare(small())
    nearest = work()
    assert rows == 300
    assert nearest is not None


@pytest.mark.parametrize("approach", PEERS.values(), ids=lambda one: one.name)
def test_a_peer_is_left_out_where_it_is_missing_or_would_take_hours(approach: Approach) -> None:
    why = approach.missing(LARGEST + 1)
    assert why in {"not installed", "left out above 1,000,000"}
    assert approach.opener is None


def test_what_is_not_installed_says_so() -> None:
    assert absent("no_such_library", 10) == "not installed"
    assert absent("numpy", 10) == ""
    assert absent("numpy", LARGEST + 1) == "left out above 1,000,000"
