from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from matchmaker.core.comparing import PROOF
from matchmaker.core.reader import Vector
from matchmaker.core.rows import Rows, by_rows, spans

# Four texts over three words: two of the first profile, none of the second, one each of the others.
TEXTS = np.array([[1.0, 0, 2], [0, 3, 0], [4, 0, 0], [0, 0, 0]])
SIZES = [2, 0, 1, 1]
RARE = np.array([False, True, False])


def _query(*cells: tuple[int, float]) -> Vector:
    return Vector(np.array([i for i, _ in cells], np.int32), np.array([value for _, value in cells]))


def _rows() -> Rows:
    return Rows(csr_array(TEXTS), SIZES, RARE)


def test_the_rows_of_some_stand_side_by_side() -> None:
    starts = np.array([0, 2, 2, 3, 4])
    assert spans(starts, np.array([3, 0, 1])).tolist() == [3, 0, 1]
    assert spans(starts, np.array([], np.int64)).tolist() == []


@pytest.mark.parametrize("numbers", [[0, 2], [1], [0, 1, 2, 3], []])
def test_a_few_have_the_products_and_proofs_that_they_have_among_all(numbers: list[int]) -> None:
    rows, queries = _rows(), [_query((0, 0.5), (2, 1.0)), _query((1, 2.0)), _query()]
    few = rows.take(np.array(numbers, np.int64))
    kept = [row for number in numbers for row in range(*rows.of(number).indices(len(rows)))]
    assert len(few) == len(kept)
    assert few.products(queries).tolist() == rows.products(queries)[:, kept].tolist()
    assert few.proofs(queries).tolist() == rows.proofs(queries)[:, kept].tolist()
    assert few.owner.tolist() == [place for place, number in enumerate(numbers) for _ in range(SIZES[number])]


def test_the_products_are_those_of_the_numbers_and_a_rare_word_proves_more() -> None:
    rows = _rows()
    assert rows.products([_query((0, 0.5), (2, 1.0))]).tolist() == [[2.5, 0, 2, 0]]
    assert rows.proofs([_query((0, 0.5), (1, 1.0))]).tolist() == [[1, PROOF, 1, 0]]
    assert rows.postings(_query((0, 0.5), (1, 1.0))) == 3


def test_the_best_of_a_few_is_their_best_and_nothing_for_who_has_no_text() -> None:
    few = _rows().take(np.array([0, 1]))
    assert few.best(np.array([0.2, 0.7])).tolist() == [0.7, 0]
    assert few.of(0) == slice(0, 2)
    assert few.of(1) == slice(2, 2)


def test_a_text_and_some_texts_of_a_few_are_those_among_all() -> None:
    rows = _rows()
    few = rows.take(np.array([2, 3]))
    for place, number in enumerate((2, 3)):
        ids, values = few.row(place)
        assert (ids.tolist(), values.tolist()) == tuple(part.tolist() for part in rows.row(number))
    assert rows.row(0)[0].tolist() == [0, 2]
    assert few.texts(np.array([1, 0])).toarray().tolist() == TEXTS[[3, 2]].tolist()
    assert len(rows.take(np.array([], np.int64))) == 0


@settings(max_examples=20)
@given(st.integers(0, 10_000), st.integers(1, 3))
def test_row_by_row_is_the_same_sum(seed: int, count: int) -> None:
    chance = np.random.default_rng(seed)
    texts = chance.random((7, 9)) * (chance.random((7, 9)) < 0.4)
    asked = chance.random((count, 9)) * (chance.random((count, 9)) < 0.5)
    queries = [_query(*((int(i), float(row[i])) for i in np.flatnonzero(row))) for row in asked]
    assert by_rows(csr_array(texts), queries) == pytest.approx(asked @ texts.T)
    rows = Rows(csr_array(texts), [1] * 7, np.zeros(9, bool))
    assert np.array_equal(by_rows(csr_array(texts), queries), rows.products(queries))
