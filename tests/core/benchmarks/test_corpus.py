from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from matchmaker.core.benchmarks.corpus import CHUNK, Question, Shape, made, postings
from tests.core.benchmarks.shapes import SMALL, small


def _dense(question: Question, width: int) -> np.ndarray:
    found = np.zeros(width)
    found[question.ids] = question.weights
    return found


def test_the_same_seed_gives_the_same_vectors_and_another_seed_others() -> None:
    again, other = made(SMALL, 300, seed=5).matrix, made(SMALL, 300, seed=6).matrix
    matrix = small().matrix
    assert np.array_equal(matrix.indices, again.indices)
    assert np.array_equal(matrix.data, again.data)
    assert not np.array_equal(matrix.indices[:500], other.indices[:500])


def test_each_of_the_three_texts_has_length_one_and_terms_ascend() -> None:
    matrix = small().matrix
    squares = csr_array((matrix.data.astype(float) ** 2, matrix.indices, matrix.indptr), shape=matrix.shape)
    for field in range(3):
        part = squares[:, field * SMALL.words : (field + 1) * SMALL.words]
        assert np.allclose(part.sum(axis=1), 1, atol=1e-5)
    for row in range(matrix.shape[0]):
        terms = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]
        assert (np.diff(terms) > 0).all()


def test_rows_of_a_larger_corpus_begin_with_the_words_of_a_smaller_one() -> None:
    few, many = small(100).matrix, small(300).matrix
    assert np.array_equal(few.indptr, many.indptr[:101])
    assert np.array_equal(few.indices, many.indices[: few.nnz])


def test_a_corpus_of_several_chunks_has_every_row() -> None:
    told: list[tuple[int, int]] = []
    corpus = made(SMALL, CHUNK + 7, seed=1, told=lambda done, of: told.append((done, of)))
    assert told == [(CHUNK, CHUNK + 7), (CHUNK + 7, CHUNK + 7)]
    assert corpus.size == CHUNK + 7
    # Each text has three words at least, so that its length can be one.
    assert np.diff(corpus.matrix.indptr).min() >= 3
    assert np.allclose(corpus.matrix.multiply(corpus.matrix).sum(axis=1), 3, atol=1e-4)


def test_common_words_are_common_and_subjects_bring_organisations_together() -> None:
    matrix = small().matrix
    texts = np.bincount(matrix.indices, minlength=SMALL.width)[2 * SMALL.words :]
    assert texts[:20].mean() > 5 * texts[300:].mean()
    about = matrix[:, 2 * SMALL.words :]
    alike = np.sort((about @ about.T).toarray() - np.eye(300), axis=1)
    # Whoever shares the subjects stands out from the middle of all.
    assert np.median(alike[:, -1]) > 2 * np.median(alike[:, 150])


def test_a_question_asks_offers_for_needs_and_needs_for_offers() -> None:
    corpus = small()
    row = corpus.matrix[[4]].toarray().ravel()
    asked = _dense(corpus.question(4), SMALL.width)
    offers, needs, about = np.split(row, 3)
    w1, w2, w3 = SMALL.weights
    assert np.allclose(asked, np.concatenate([w1 * needs, w2 * offers, w3 * about]), atol=1e-6)
    assert corpus.question(4).asker == 4
    assert (np.diff(corpus.question(4).ids) > 0).all()


def test_who_asks_is_drawn_with_the_seed_and_nobody_twice() -> None:
    asking = small().asking(40)
    assert np.array_equal(asking, small().asking(40))
    assert len(set(asking.tolist())) == 40
    assert len(small().asking(1_000)) == 300


def test_postings_of_a_question_are_counted_by_term() -> None:
    question = Question(np.array([0, 2], np.int32), np.ones(2, np.float32))
    assert postings(np.array([5, 7, 11]), question) == 16


def test_bytes_are_those_of_the_arrays() -> None:
    matrix = small().matrix
    assert small().nbytes == 8 * matrix.nnz + 4 * 301
    assert matrix.indices.dtype == matrix.indptr.dtype == np.int32
    assert matrix.data.dtype == np.float32


def test_more_words_than_keys_have_room_for_are_refused() -> None:
    with pytest.raises(ValueError, match="87,000 words"):
        made(Shape(words=90_000), 10, seed=1)
