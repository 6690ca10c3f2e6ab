from __future__ import annotations

from matchmaker.core.benchmarks.approach import NAMES
from matchmaker.services.benchmarks.approaches import APPROACHES, named, pairings


def test_every_approach_has_one_of_the_exact_names_and_stands_in_their_order() -> None:
    places = [NAMES.index(one.name) for one in APPROACHES]
    assert places == sorted(set(places))


def test_those_that_are_named_are_taken_or_all() -> None:
    assert named() == APPROACHES
    assert [one.name for one in named(["bm25s", "scipy stored transpose"])] == [
        "scipy stored transpose",
        "bm25s",
    ]
    assert not pairings(["bm25s"])
    assert [one.name for one in pairings(["sparse_dot_topn"])] == ["sparse_dot_topn"]
