from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.core.graph.ties import Ties
from tests.core.graph.networks import (
    Edge,
    drawn,
    edges,
    network_of,
    row_of,
    same_arrays,
    ties_of,
    ties_of_rows,
)

SIZE = 12


@settings(max_examples=60)
@given(edges(SIZE))
def test_the_arrays_hold_what_a_network_holds(found: list[Edge]) -> None:
    ties, network = ties_of(SIZE, found), network_of(SIZE, found)
    everybody = np.arange(SIZE)
    for number, key in enumerate(network.ids):
        row = ties.partners(number)
        expected = {network.number[other]: w for other, w in network.partners.get(key, {}).items()}
        assert row_of(ties, number) == expected
        assert row.indices.tolist() == sorted(expected)
    assert ties.degrees(everybody).tolist() == network.degrees.tolist()
    assert ties.strengths(everybody) == pytest.approx(np.asarray(network.weights.sum(axis=1)).ravel())
    assert ties.entries == network.weights.nnz
    assert same_arrays(Ties.of_matrix(network.weights), ties)


def test_ties_to_oneself_and_without_weight_are_left_out_and_two_kinds_add_up() -> None:
    ties = ties_of(3, [(0, 0, 1.0), (0, 1, 0.5), (1, 0, 1.0), (1, 2, 0.0), (1, 2, -1.0)])
    assert ties.partners(1).indices.tolist() == [0]
    assert ties.partners(1).weights.tolist() == [1.5]
    assert ties.partners(2).indices.tolist() == []


@pytest.mark.parametrize("size", [0, 5])
def test_a_network_may_have_no_ties_at_all(size: int) -> None:
    ties = ties_of(size, [])
    assert ties.size == size
    assert ties.entries == 0
    assert ties.degrees(np.arange(size)).tolist() == [0] * size


@pytest.mark.parametrize("edge", [(0, 3), (-1, 0)])
def test_a_tie_to_nobody_is_refused(edge: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not among them"):
        ties_of(3, [(*edge, 1.0)])


@pytest.mark.parametrize("weight", [math.nan, math.inf])
def test_a_weight_that_is_no_number_is_refused(weight: float) -> None:
    with pytest.raises(ValueError, match="no number"):
        ties_of(3, [(0, 1, weight)])


def test_whoever_is_past_the_end_has_no_partners() -> None:
    assert ties_of(2, [(0, 1, 1.0)]).partners(2).indices.tolist() == []


def test_arrays_are_taken_as_they_lie_without_a_copy() -> None:
    ties = ties_of(SIZE, drawn(1, SIZE, 30))
    stored: dict[str, npt.NDArray[np.generic]] = {name: array.copy() for name, array in ties.arrays().items()}
    again = Ties.from_arrays(stored)
    assert same_arrays(again, ties)
    assert np.shares_memory(again.base.weights, stored["weights"])
    assert not again.base.weights.flags.writeable


@settings(max_examples=30)
@given(st.data())
def test_changed_ties_are_as_if_built_anew(data: st.DataObject) -> None:
    found = data.draw(edges(SIZE))
    ties = ties_of(SIZE, found)
    rows: dict[int, dict[int, float]] = {number: row_of(ties, number) for number in range(SIZE)}
    size = SIZE
    for _ in range(data.draw(st.integers(1, 4))):
        size += data.draw(st.integers(0, 2))
        drawn_rows = data.draw(
            st.dictionaries(
                st.integers(0, size - 1),
                st.dictionaries(st.integers(0, size - 1), st.sampled_from([0.1, 0.7, 1.0]), max_size=6),
                max_size=3,
            )
        )
        changes = _agreed(drawn_rows)
        for number in changes:
            for other in rows.get(number, {}):
                del rows[other][number]
            rows[number] = {}
        for number, row in changes.items():
            for other, weight in row.items():
                rows[number][other] = rows.setdefault(other, {})[number] = weight
        ties = ties.with_changes(changes, size=size)
        anew = ties_of_rows(size, rows)
        assert same_arrays(ties, anew)
        everybody = np.arange(size)
        assert np.array_equal(ties.degrees(everybody), anew.degrees(everybody))
        assert np.array_equal(ties.strengths(everybody), anew.strengths(everybody))
        assert ties.entries == anew.entries
        mixed = np.array(data.draw(st.lists(st.integers(0, size - 1))), np.int64)
        assert ties.rows(mixed).indices.tolist() == anew.rows(mixed).indices.tolist()
        assert ties.rows(mixed).weights.tolist() == anew.rows(mixed).weights.tolist()
        assert ties.rows(mixed).counts.tolist() == anew.rows(mixed).counts.tolist()


def _agreed(rows: dict[int, dict[int, float]]) -> dict[int, dict[int, float]]:
    """The same rows without ties to oneself, where two who are both given say the same."""
    return {
        number: {
            other: weight
            for other, weight in row.items()
            if other != number and (other not in rows or rows[other].get(number) == weight)
        }
        for number, row in rows.items()
    }


def test_the_older_ties_stay_as_they_were() -> None:
    before = ties_of(4, [(0, 1, 1.0), (1, 2, 1.0)])
    after = before.with_changes({1: {2: 0.5}})
    assert before.partners(0).indices.tolist() == [1]
    assert after.partners(0).indices.tolist() == []
    assert after.partners(2).weights.tolist() == [0.5]


def test_a_newcomer_may_bring_ties_or_none() -> None:
    ties = ties_of(2, [(0, 1, 1.0)]).with_changes({3: {0: 2.0}})
    assert ties.size == 4
    assert ties.partners(0).indices.tolist() == [1, 3]
    assert ties.partners(2).indices.tolist() == []
    assert ties.with_changes({}, size=9).degrees(np.arange(9)).tolist() == [2, 1, 0, 1, 0, 0, 0, 0, 0]


def test_no_changes_change_nothing() -> None:
    ties = ties_of(2, [(0, 1, 1.0)])
    assert ties.with_changes({}) is ties
    assert ties.compacted() is ties


@pytest.mark.parametrize("row", [{1: 1.0}, {-1: 1.0}, {0: 0.0}, {0: -1.0}, {0: math.nan}, {0: math.inf}])
def test_ties_that_cannot_be_are_refused(row: dict[int, float]) -> None:
    with pytest.raises(ValueError, match="cannot have a tie"):
        ties_of(3, []).with_changes({1: row})


def test_two_who_do_not_agree_on_their_tie_are_refused() -> None:
    ties = ties_of(3, [(0, 1, 1.0)])
    with pytest.raises(ValueError, match="do not agree"):
        ties.with_changes({0: {1: 2.0}, 1: {0: 1.0}})
    with pytest.raises(ValueError, match="do not agree"):
        ties.with_changes({0: {}, 1: {0: 1.0}})
    assert ties.with_changes({0: {1: 2.0}, 1: {0: 2.0}}).partners(0).weights.tolist() == [2]
