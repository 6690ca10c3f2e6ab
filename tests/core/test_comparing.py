from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from matchmaker.core import compiled, few
from matchmaker.core.comparing import (
    Piece,
    by_terms,
    cells_of,
    distinct,
    in_pieces,
    loops_for,
    mixed,
    warm,
)
from matchmaker.core.few import SMALL
from matchmaker.core.reader import NOTHING, FloatArray, Vector, stack
from matchmaker.core.rows import Rows

TERMS = 40


def _texts(count: int) -> csr_array:
    chance = np.random.default_rng(count)
    return csr_array(chance.random((count, TERMS)) * (chance.random((count, TERMS)) < 0.1))


def _queries() -> list[Vector]:
    chance = np.random.default_rng(5)
    ids = [np.flatnonzero(chance.random(TERMS) < share).astype(np.int32) for share in (0.1, 0.5, 1.0)]
    return [NOTHING, *(Vector(one, chance.random(len(one))) for one in ids)]


@pytest.mark.parametrize("numbers", [np.int32, np.int64])
def test_many_texts_have_the_products_of_a_sparse_product_to_the_last_bit(numbers: type) -> None:
    columns = _texts(SMALL).T.tocsr()
    columns.indptr, columns.indices = columns.indptr.astype(numbers), columns.indices.astype(np.int32)
    found = by_terms(columns, _queries())
    # Without machine code there is no loop, and numpy answers.
    assert (found is not None) == compiled.COMPILES
    if found is not None:
        assert np.array_equal(found, (stack(_queries(), TERMS) @ columns).toarray())


@pytest.mark.parametrize("count", [7, SMALL])
def test_the_rows_of_a_field_have_them_too_however_many_they_are(count: int) -> None:
    texts = _texts(count)
    rows = Rows(texts, [1] * count, np.zeros(TERMS, bool))
    assert np.array_equal(rows.products(_queries()), (stack(_queries(), TERMS) @ texts.T.tocsr()).toarray())


def test_few_texts_are_not_worth_loading_a_loop() -> None:
    assert by_terms(_texts(SMALL - 1).T.tocsr(), _queries()) is None


@pytest.mark.skipif(not compiled.COMPILES, reason="without machine code there is no loop")
@pytest.mark.parametrize("numbers", [np.int32, np.int64])
def test_rows_in_pieces_have_the_products_of_a_sparse_product_to_the_last_bit(numbers: type) -> None:
    texts, others = _texts(SMALL), _texts(30)
    texts.indptr = texts.indptr.astype(numbers)
    loops = loops_for(texts, SMALL)
    assert loops is not None
    rows, places = np.array([4000, 7, 7, 0, 60]), np.array([5, 0, 2, 6, 1])
    pieces = [
        Piece(cells_of(texts), rows, places),
        Piece(cells_of(others), np.array([29, 3]), np.array([3, 4])),
    ]
    found = in_pieces(loops, pieces, _queries(), np.zeros(TERMS, bool), 7, proven=0)
    expected = np.empty((7, TERMS))
    expected[places], expected[[3, 4]] = texts[rows].toarray(), others[[29, 3]].toarray()
    assert np.array_equal(found, (csr_array(expected) @ stack(_queries(), TERMS).T.tocsr()).toarray().T)


@pytest.mark.parametrize("proven", [0, 2, 4])
def test_of_many_texts_a_few_are_found_as_of_few(monkeypatch: pytest.MonkeyPatch, proven: int) -> None:
    texts, rare = _texts(90), np.arange(TERMS) < 9
    some, queries = np.array([80, 3, 41]), _queries()

    def found() -> FloatArray:
        few = Rows(texts, [1] * 90, rare).take(some)
        assert np.array_equal(few.products(queries), few.scan([], queries))
        return few.scan(queries[:proven], queries[proven:])

    plain = found()
    monkeypatch.setattr(few, "SMALL", 1)
    assert np.array_equal(found(), plain)
    assert (plain[:proven] <= 1.0).all()
    assert plain[2:].any()


def test_of_many_numbers_each_is_listed_once_and_mixed_by_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(8)
    numbers, starts = chance.integers(0, 30, 50).astype(np.int32), np.array([0, 20, 20, 50])
    shares, values = chance.random(50), chance.random((2, 30))
    mixes = []
    for small in (100, 1):
        monkeypatch.setattr(few, "SMALL", small)
        found, each = distinct(numbers, 30)
        assert sorted(found.tolist()) == np.unique(numbers).tolist()
        assert np.array_equal(found[each], numbers)
        mixes.append(mixed(starts, each, shares, values[:, found], 30))
    assert np.array_equal(mixes[0], mixes[1])
    parts = shares * values[:, numbers]
    assert mixes[0] == pytest.approx(np.stack([parts[:, :20].sum(1), [0, 0], parts[:, 20:].sum(1)], axis=1))


def test_to_warm_up_asks_nobody_anything() -> None:
    warm()
