"""Networks for the tests of ties as arrays, and the same as `Network`, which the arrays must agree with."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from hypothesis import strategies as st

from matchmaker.core.entities import Link
from matchmaker.core.graph.ties import Ties
from matchmaker.core.network import Network

Edge = tuple[int, int, float]
Rows = Mapping[int, Mapping[int, float]]

WEIGHTS = st.sampled_from([0.1, 0.25, 1 / 3, 0.7, 1.0, 2.5])


def edges(size: int, most: int = 60) -> st.SearchStrategy[list[Edge]]:
    """Ties among so many, some of them twice, some to oneself."""
    number = st.integers(0, size - 1)
    return st.lists(st.tuples(number, number, WEIGHTS), max_size=most)


def ties_of(size: int, found: list[Edge]) -> Ties:
    """These ties as arrays."""
    a, b, weights = (np.array([edge[part] for edge in found]) for part in range(3))
    return Ties.of(size, a.astype(np.int64), b.astype(np.int64), weights.astype(float))


def network_of(size: int, found: list[Edge]) -> Network:
    """The same ties by id; ids ascend with the numbers."""
    ids = [f"s-{number:03}" for number in range(size)]
    return Network(ids, [Link(ids[a], ids[b], weight=weight) for a, b, weight in found])


def ties_of_rows(size: int, rows: Rows) -> Ties:
    """The ties that these rows say, each in the rows of both."""
    once = [(a, b, weight) for a, row in rows.items() for b, weight in row.items() if a < b]
    return ties_of(size, once)


def row_of(ties: Ties, number: int) -> dict[int, float]:
    """One's partners and the weights of the ties."""
    row = ties.partners(number)
    return dict(zip(row.indices.tolist(), row.weights.tolist(), strict=True))


def drawn(seed: int, size: int, many: int) -> list[Edge]:
    """Ties drawn at random, the first few stakeholders having more of them than the rest."""
    random = np.random.default_rng(seed)
    a, b = random.integers(0, size, many), (size * random.random(many) ** 3).astype(int)
    return list(zip(a.tolist(), b.tolist(), random.uniform(0.1, 2, many).tolist(), strict=True))


def same_arrays(one: Ties, other: Ties) -> bool:
    """Whether both are the same ties to the last bit."""
    mine, yours = one.arrays(), other.arrays()
    return one.size == other.size and all(np.array_equal(mine[name], yours[name]) for name in mine)
