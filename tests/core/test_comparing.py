from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from matchmaker.core import compiled
from matchmaker.core.comparing import SMALL, by_terms, warm
from matchmaker.core.reader import NOTHING, Vector, stack
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


def test_to_warm_up_asks_nobody_anything() -> None:
    warm()
