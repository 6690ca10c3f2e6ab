from __future__ import annotations

import numpy as np
import pytest

from matchmaker.core.benchmarks.approach import Approach
from matchmaker.services.benchmarks.plain import LinearKernel, StoredTranspose, ranked, row_of
from tests.core.benchmarks.shapes import small


def test_the_best_are_sorted_and_no_more_than_twenty() -> None:
    scores = np.arange(50, dtype=np.float32)
    found = ranked(np.arange(100, 150, dtype=np.int32), scores)
    assert found.numbers.tolist() == list(range(149, 129, -1))
    few = ranked(np.array([7, 8], np.int32), np.array([1, 2], np.float32))
    assert few.numbers.tolist() == [8, 7]


def test_a_question_has_the_types_of_the_corpus_so_that_no_product_copies_it() -> None:
    matrix = small().matrix
    row = row_of(small().question(3), matrix.shape[1])
    assert row.indices.dtype == row.indptr.dtype == matrix.indices.dtype == np.int32
    assert row.data.dtype == matrix.data.dtype


@pytest.mark.parametrize("approach", [LinearKernel(), StoredTranspose()], ids=lambda one: one.name)
def test_a_plain_way_finds_the_one_that_was_asked_for_and_shares_nothing(approach: Approach) -> None:
    corpus = small()
    built = approach.build(corpus)
    question = corpus.question(9)
    row = corpus.matrix[[9]]
    asking = type(question)(row.indices.astype(np.int32), row.data, 9)
    # Nobody is as near to a row as the row itself.
    assert built.numbers(built.ask(built.prepare(asking)))[0] == 9
    assert approach.missing(10**7) == ""
    assert approach.opener is None
    assert built.nbytes >= corpus.matrix.nnz * 8
    assert not built.change(9, question)
    assert not built.arrays()
    built.close()
