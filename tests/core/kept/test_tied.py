"""The network out of arrays has the answers of the one that was made of ties."""

from __future__ import annotations

from functools import cache
from itertools import product

import networkx as nx
import numpy as np
import pytest

from matchmaker.core.entities import Link
from matchmaker.core.kept.ids import Ids
from matchmaker.core.kept.tied import Tied, network_arrays
from matchmaker.core.network import Network
from tests.core.crowds import make_ties

SIZE = 40
IDS = [f"s-{number:03}" for number in range(SIZE)]
SHAPES = {"few": 1.0, "some": 3.0, "many": 15.0, "none": 0.0}
every_network = pytest.mark.parametrize("name", SHAPES)


@cache
def both(name: str) -> tuple[Network, Tied]:
    ties = [*make_ties(3, SIZE - 2, SHAPES[name]), Link("s-001", "s-999"), Link("s-003", "s-003")]
    made = Network(IDS, [*ties, *ties[:5]])
    made.prepare()
    tied = Tied(Ids.of(IDS), network_arrays(made))
    tied.prepare()
    return made, tied


@every_network
def test_partners_and_common_ones_and_paths_are_the_same(name: str) -> None:
    made, tied = both(name)
    for a, b in product([*IDS, "s-999"], repeat=2):
        assert tied.common(a, b) == made.common(a, b)
        for steps in (1, 2, 3):
            assert tied.path(a, b, steps=steps) == made.path(a, b, steps=steps)
    for start in range(SIZE):
        ways = tied.ways(start)
        assert [ways(other) for other in range(SIZE)] == [tied.path(IDS[start], key) for key in IDS]
    for key in [*IDS, "s-999"]:
        assert tied.neighbours(key) == made.neighbours(key)
        assert tied.partner_numbers(key).tolist() == sorted(IDS.index(one) for one in made.neighbours(key))


@every_network
def test_all_partners_can_be_walked_through(name: str) -> None:
    made, tied = both(name)
    assert dict(tied.partners) == dict(made.partners)
    assert len(tied.partners) == len(made.partners)
    assert nx.utils.graphs_equal(tied.graph, made.graph)


@every_network
def test_what_signals_measure_is_the_same_to_the_last_bit(name: str) -> None:
    made, tied = both(name)
    few = np.array([0, 3, 4, 21, SIZE - 1])
    assert tied.degrees.tolist() == made.degrees.tolist()
    assert (tied.weights.toarray() == made.weights.toarray()).all()
    for key in [*IDS, "s-999"]:
        assert tied.pagerank(key).tolist() == made.pagerank(key).tolist()
        for among in (None, few):
            pairs = zip(tied.shared_partners(key, among), made.shared_partners(key, among), strict=True)
            assert all(mine.tolist() == other.tolist() for mine, other in pairs)
    start = np.array([1, 2]), np.array([0.25, 0.75])
    assert tied.push(*start).numbers.tolist() == made.push(*start).numbers.tolist()


def test_the_ties_among_some_alone_are_the_same() -> None:
    made, tied = both("some")
    few = [*IDS[::3], "s-999"]
    assert dict(tied.within(few).partners) == dict(made.within(few).partners)
    assert list(tied.within(few).ids) == IDS[::3]
