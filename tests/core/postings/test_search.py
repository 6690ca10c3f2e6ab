from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.sparse import csr_array

from matchmaker.core.compiled import COMPILES
from matchmaker.core.postings import building, kernels, rescoring
from matchmaker.core.postings.blocks import Postings
from matchmaker.core.postings.changing import Changing
from matchmaker.core.postings.pairs import pairs
from matchmaker.core.postings.query import asked
from matchmaker.core.postings.search import SMALL, Way, best, explain, near, top, warm
from matchmaker.core.reader import Vector
from matchmaker.core.sealing import sealed
from tests.core.postings.corpora import Question, dense, naive, question, same, zipf

WAYS: tuple[Way, ...] = ("plain", "compiled")


@pytest.mark.soak
def test_both_ways_answer_as_the_definition_does_on_any_corpus(trials: Callable[[int], int]) -> None:
    for seed in range(trials(1000)):
        values = dense(seed)
        index, chance = Postings.of(csr_array(values)), np.random.default_rng(seed)
        for _ in range(3):
            asked = question(chance, *values.shape)
            expected = naive(values, asked)
            for way in WAYS:
                found = top(index, asked[:2], asked.k, allowed=asked.allowed, path=way)
                assert same(found, expected), (seed, way)


@given(
    arrays.arrays(
        np.float32,
        arrays.array_shapes(min_dims=2, max_dims=2, max_side=12),
        elements=st.sampled_from([0.0, 0.1, 0.25, 1.0, 2.0**-60, 1e-7, 0.333333, 2.0**60]),
    ),
    st.lists(st.sampled_from([0.0, 1e-9, 0.1, 0.7, 1.0, 1e6]), min_size=12, max_size=12),
    st.integers(0, 14),
)
def test_values_far_apart_and_equal_ones_are_ordered_as_defined(
    values: npt.NDArray[np.float32], weights: list[float], k: int
) -> None:
    ids = np.arange(values.shape[1])
    asked = Question(ids, np.array(weights[: len(ids)]), k, None)
    index = Postings.of(csr_array(values))
    for way in WAYS:
        assert same(top(index, asked[:2], k, path=way), naive(values, asked))


def test_a_corpus_of_several_blocks_is_answered_alike_with_common_terms_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(building, "FEWEST", 1000)
    matrix = zipf(140_000, 800, 8)
    index = Postings.of(matrix)
    assert index.blocks == 3
    assert len(index.limits)
    assert index.limits[-1] > index.limits[0]
    chance = np.random.default_rng(1)
    # As plain Python, the loops take seconds for each of these questions.
    for number in chance.integers(0, index.size, 12 if COMPILES else 1).tolist():
        ids, values = index.row(number)
        for k in (1, 7, 300):
            plain = top(index, (ids, values), k, path="plain")
            assert same(top(index, (ids, values), k, path="compiled"), plain)
        some = chance.random(index.size) < 0.01
        masked = top(index, (ids, values), 7, allowed=some, path="compiled")
        assert some[masked.numbers].all()
        assert same(masked, top(index, (ids, values), 7, allowed=some, path="plain"))


@pytest.mark.parametrize("rare", [True, False])
def test_common_terms_that_weigh_little_are_completed_for_the_few_in_question(
    monkeypatch: pytest.MonkeyPatch, rare: bool
) -> None:
    monkeypatch.setattr(building, "FEWEST", 0)
    chance = np.random.default_rng(2)
    # Eight common terms of little weight, and rare ones that decide; or none of these in the first block,
    # where what was left out then has to be added up after all.
    values = 0.02 * chance.random((70_000, 20)) * (chance.random((70_000, 20)) < 0.4)
    values[:, 8:] = (0.5 + chance.random((70_000, 12))) * (chance.random((70_000, 12)) < 0.002)
    if not rare:
        values[:65_536, 8:] = 0.0
    index = Postings.of(csr_array(values.astype(np.float32)))
    assert index.limits[-1] == 8
    weights = np.where(np.arange(20) < 8, 0.05, 1.0)
    for k in (1, 3):
        asked = Question(np.arange(20), weights, k, None)
        expected = naive(values.astype(np.float32), asked)
        assert same(top(index, asked[:2], k, path="compiled"), expected)


def test_texts_with_more_common_terms_than_a_head_holds_are_found_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(building, "FEWEST", 0)
    chance = np.random.default_rng(4)
    rare = (0.5 + chance.random((9000, 12))) * (chance.random((9000, 12)) < 0.002)
    common = zipf(9000, 60, 70).toarray()
    values = np.hstack([common, rare]).astype(np.float32)
    index = Postings.of(csr_array(values))
    assert index.limits[-1] == 60
    assert (np.diff(index.row_starts) > 40).any()
    for trial in range(8 if COMPILES else 2):
        # Some weigh next to nothing, which must not be rounded to more in the one bound or less in the other.
        weights = chance.random(72) * np.where(chance.random(72) < 0.3, 1e-9, 1.0)
        weights[:60] *= 10.0 ** -(trial % 4)
        asked = Question(np.arange(72), weights, 1 + trial % 2, None)
        assert same(top(index, asked[:2], asked.k, path="compiled"), naive(values, asked))


def test_where_nearly_all_are_allowed_the_others_are_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "FEWEST", 1000)
    index, chance = Postings.of(zipf(140_000, 800, 8)), np.random.default_rng(8)
    for number in chance.integers(0, index.size, 6 if COMPILES else 1).tolist():
        question = index.row(number)
        mask = chance.random(index.size) < 0.9
        mask[top(index, question, 20, path="plain").numbers[::2]] = False
        for k in (7, 300):
            found = top(index, question, k, allowed=mask, path="compiled")
            assert same(found, top(index, question, k, allowed=mask, path="plain"))


def test_what_was_left_out_and_added_after_all_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "FEWEST", 0)
    values = np.zeros((70_000, 3), np.float32)
    values[:65_536:2, 0] = 0.3
    values[65_540, 0] = 0.5
    index = Postings.of(csr_array(values))
    # The heavy term lets the light one be left out, and no document has it.
    found = top(index, ([0, 2], [0.01, 1.0]), 1, path="compiled")
    assert index.limits[0] == 1
    assert found.numbers.tolist() == [65_540]


@pytest.mark.parametrize("fewest", [1000, 10**6])
def test_who_is_gone_is_passed_over_in_every_block_whether_masked_or_not(
    monkeypatch: pytest.MonkeyPatch, fewest: int
) -> None:
    monkeypatch.setattr(building, "FEWEST", fewest)
    index, chance = Postings.of(zipf(140_000, 800, 8)), np.random.default_rng(7)
    assert bool(len(index.limits)) == (fewest == 1000)
    for number in chance.integers(0, index.size, 6 if COMPILES else 1).tolist():
        question = asked(index.row(number))
        # The best are gone, and others of each block.
        first = top(index, index.row(number), 40, path="plain").numbers[::2]
        gone = np.union1d(first, chance.choice(index.size, 500, replace=False))
        standing = np.ones(index.size, bool)
        standing[gone] = False
        for mask in (None, chance.random(index.size) < 0.5):
            both = standing if mask is None else standing & mask
            expected = top(index, index.row(number), 7, allowed=both, path="plain")
            for way in WAYS:
                found = near(index, question, 7, allowed=mask, gone=gone, path=way)
                assert same(best(*found, 7), expected)


def test_only_one_variant_of_each_loop_is_compiled() -> None:
    index, asked = Postings.of(csr_array(np.eye(5, dtype=np.float32))), ([0, 1], [1.0, 2.0])
    warm()
    top(index, asked, 2, path="compiled")
    top(index, (sealed(np.array(asked[0])), sealed(np.array(asked[1]))), 2, path="compiled")
    top(index, asked, 2, allowed=np.ones(5, bool), path="compiled")
    top(index, asked, 2, allowed=sealed(np.ones(5, bool)), path="compiled")
    Changing(index, {4: ([0], [0.5])}).top(asked, 2, path="compiled")
    pairs(index, 2, path="compiled")
    for loop in (kernels.answer, rescoring.scored):
        assert len(getattr(loop, "signatures", [None])) == 1


def test_an_index_is_made_and_asked_the_plain_way_without_loading_numba() -> None:
    code = (
        "import sys; import matchmaker.core.postings.changing, matchmaker.core.postings.pairs as pairs;"
        "import numpy as np; from scipy.sparse import csr_array;"
        "pairs.pairs(pairs.Postings.of(csr_array(np.eye(3, dtype=np.float32))), 2);"
        "print('numba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_who_falls_behind_makes_room_for_better_ones() -> None:
    # More than 4096 are asked for, so that nothing is known of the k-th best before all are seen.
    values = np.linspace(0.1, 1.0, 23_000, dtype=np.float32)[:, None]
    asked = Question(np.array([0]), np.array([1.0]), 4_100, None)
    assert same(top(Postings.of(csr_array(values)), asked[:2], 4_100, path="compiled"), naive(values, asked))


def test_the_way_is_chosen_by_the_size_where_none_is_given() -> None:
    for size in (SMALL - 1, SMALL):
        index = Postings.of(zipf(size, 100, 5))
        assert same(top(index, index.row(3), 9), top(index, index.row(3), 9, path="plain"))


def test_the_answer_of_many_blocks_is_that_of_the_definition() -> None:
    matrix = zipf(70_000, 300, 6)
    index = Postings.of(matrix)
    ids, values = index.row(69_999)
    scores = np.zeros(index.size)
    columns = matrix.tocsc()
    for term, value in zip(ids.tolist(), values.tolist(), strict=True):
        cells = slice(columns.indptr[term], columns.indptr[term + 1])
        scores[columns.indices[cells]] += value * columns.data[cells].astype(float)
    order = np.lexsort((np.arange(index.size), -scores))[:20]
    for way in WAYS:
        found = top(index, (ids, values), 20, path=way)
        assert found.numbers.tolist() == order.tolist()
        assert found.scores.tolist() == scores[order].tolist()


def test_of_very_many_equal_documents_the_lowest_numbers_are_found() -> None:
    values = np.tile(np.array([[0.3, 0.6]], np.float32), (9000, 1))
    index = Postings.of(csr_array(values))
    for way in WAYS:
        assert top(index, ([0, 1], [1.0, 1.0]), 5, path=way).numbers.tolist() == [0, 1, 2, 3, 4]


def test_a_rank_decides_between_equal_documents() -> None:
    values = dense(3)
    values[::2] = values[0] + np.float32(0.5)
    rank = np.random.default_rng(0).permutation(len(values))
    asked = Question(np.arange(values.shape[1]), np.ones(values.shape[1]), 11, None)
    for way in WAYS:
        found = top(Postings.of(csr_array(values)), asked[:2], 11, rank=rank, path=way)
        assert same(found, naive(values, asked, rank))


def test_nobody_is_found_for_nothing() -> None:
    index = Postings.of(csr_array(np.ones((3, 2), np.float32)))
    for way in WAYS:
        assert len(top(index, ([], []), 5, path=way).numbers) == 0
        assert len(top(index, ([0], [0.0]), 5, path=way).numbers) == 0
        assert len(top(index, ([0], [1.0]), 0, path=way).numbers) == 0
        assert len(top(index, ([5], [1.0]), 5, path=way).numbers) == 0
        assert len(top(index, ([0], [1.0]), 5, allowed=np.zeros(3, bool), path=way).numbers) == 0
        assert top(index, ([0, 9], [1.0, 1.0]), 5, path=way).scores.tolist() == [1.0, 1.0, 1.0]


def test_an_empty_index_answers_with_nothing() -> None:
    index = Postings.of(csr_array(np.zeros((0, 4), np.float32)))
    assert len(top(index, ([1], [1.0]), 5, path="compiled").numbers) == 0
    assert len(top(index, ([1], [1.0]), 5, path="plain").numbers) == 0
    wordless = Postings.of(csr_array(np.zeros((3, 4), np.float32)))
    assert len(top(wordless, ([1], [1.0]), 5, path="compiled").numbers) == 0


def test_a_vector_of_the_text_index_can_be_asked_as_it_is() -> None:
    index = Postings.of(csr_array(np.eye(3, dtype=np.float32)))
    found = top(index, Vector(np.array([1], np.int32), np.array([0.5])), 5)
    assert found.numbers.tolist() == [1]
    assert found.scores.tolist() == [0.5]


def test_a_question_of_very_many_terms_is_answered_all_the_same() -> None:
    values = np.round(np.random.default_rng(5).random((6, 5000)), 3).astype(np.float32)
    asked = Question(np.arange(5000), np.ones(5000), 6, None)
    assert same(top(Postings.of(csr_array(values)), asked[:2], 6, path="compiled"), naive(values, asked))


@pytest.mark.parametrize(
    ("ids", "weights", "fault"),
    [
        ([0, 1], [1.0], "one weight for each term"),
        ([0], [-1.0], "not negative"),
        ([0], [np.nan], "finite"),
        ([0], [np.inf], "finite"),
        ([1, 0], [1.0, 1.0], "ascend"),
        ([1, 1], [1.0, 1.0], "ascend"),
        ([-1], [1.0], "ascend"),
    ],
)
def test_a_question_that_is_none_is_refused(ids: list[int], weights: list[float], fault: str) -> None:
    index = Postings.of(csr_array(np.ones((3, 2), np.float32)))
    with pytest.raises(ValueError, match=fault):
        top(index, (ids, weights), 5)


def test_a_mask_of_another_length_is_refused() -> None:
    index = Postings.of(csr_array(np.ones((3, 2), np.float32)))
    with pytest.raises(ValueError, match="4 entries for 3"):
        top(index, ([0], [1.0]), 5, allowed=np.ones(4, bool))


def test_what_cannot_change_any_sum_is_left_out_of_a_question() -> None:
    index = Postings.of(csr_array(np.eye(2, dtype=np.float32)))
    for way in WAYS:
        assert top(index, ([0, 1], [1.0, 1e-30]), 5, path=way).numbers.tolist() == [0]


def test_the_parts_of_an_explanation_add_up_to_the_score_to_the_last_bit() -> None:
    matrix = zipf(500, 200, 30)
    index = Postings.of(matrix)
    asked = index.row(17)
    found = top(index, asked, 20)
    for number, score in zip(found.numbers.tolist(), found.scores.tolist(), strict=True):
        parts = explain(index, asked, number)
        total = 0.0
        for _term, part in parts:
            total += part
        assert total == score
        assert {term for term, _part in parts} == set(asked[0].tolist()) & set(index.row(number)[0].tolist())
