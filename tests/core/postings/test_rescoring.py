from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from matchmaker.core.postings.blocks import Postings
from matchmaker.core.postings.plain import rescore as plain
from matchmaker.core.postings.query import Asked
from matchmaker.core.postings.rescoring import scored
from tests.core.postings.corpora import dense


def test_documents_of_several_questions_get_the_scores_of_the_plain_way() -> None:
    values = dense(11)
    index = Postings.of(csr_array(values))
    first = Asked(np.arange(0, values.shape[1], 2), np.linspace(0.1, 1.0, len(values.T[::2])))
    last = Asked(np.arange(values.shape[1]), np.linspace(2.0, 0.5, values.shape[1]))
    # The question between them has no terms, and nobody is found for it.
    ends = np.array([len(first.ids), len(first.ids), len(first.ids) + len(last.ids)])
    mine, theirs = np.array([5, 2, 9]), np.array([0, 9])
    found = scored(
        index.row_starts, index.row_terms, index.row_values, ends,
        np.concatenate([first.ids, last.ids]), np.concatenate([first.weights, last.weights]),
        np.array([3, 3, 5]), np.concatenate([mine, theirs]),
    )  # fmt: skip
    expected = [plain(index, first, mine), plain(index, last, theirs)]
    assert found.tolist() == np.concatenate(expected).tolist()


def test_a_row_longer_than_most_is_scored_to_its_end() -> None:
    row = np.linspace(0.5, 1.5, 700, dtype=np.float32)[None, :]
    index = Postings.of(csr_array(row))
    asked = Asked(np.arange(700), np.ones(700))
    ends, stops = np.array([700]), np.array([1])
    found = scored(
        index.row_starts,
        index.row_terms,
        index.row_values,
        ends,
        asked.ids,
        asked.weights,
        stops,
        np.zeros(1, int),
    )
    assert found.tolist() == plain(index, asked, np.zeros(1, int)).tolist()
