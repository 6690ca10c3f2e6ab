from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from matchmaker.core.company import Company
from matchmaker.core.reader import NOTHING, FloatArray, Vector
from matchmaker.core.rows import Rows

# Four texts over three words, and ties 0-1 (weight 1), 0-2 (weight 3).
TEXTS = np.array([[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]])
TIES = np.array([[0, 1, 3, 0], [1, 0, 0, 0], [3, 0, 0, 0], [0, 0, 0, 0.0]])


def _company(texts: FloatArray, ties: FloatArray) -> Company:
    return Company(csr_array(texts), csr_array(ties))


def test_the_company_of_one_is_the_mean_of_its_partners_by_weight() -> None:
    company = _company(TEXTS, TIES)
    # A quarter of the second word and three quarters of the third, over their length √(1 + 9)/4.
    own = company.of(0)
    assert own.ids.tolist() == [1, 2]
    assert own.values == pytest.approx([1 / np.sqrt(10), 3 / np.sqrt(10)])
    assert company.of(1).ids.tolist() == [0]
    assert company.of(3).empty


def test_a_text_is_like_the_company_that_writes_the_same() -> None:
    company = _company(TEXTS, TIES)
    # The third word: 3/√10 of what the partners of the first write, nothing of what the others' do.
    assert company.likeness(np.eye(3)[[2, 0]] @ TEXTS.T) == pytest.approx(
        np.array([[3 / np.sqrt(10), 0, 0, 0], [0, 1, 1, 0]])
    )


def test_partners_without_a_word_say_nothing() -> None:
    company = _company(np.zeros((4, 3)), TIES)
    assert company.of(0).empty
    assert company.likeness(np.zeros((1, 4))).tolist() == [[0, 0, 0, 0]]


@settings(max_examples=50)
@given(st.integers(0, 10_000))
def test_it_agrees_with_the_plain_way_of_working_it_out(seed: int) -> None:
    chance = np.random.default_rng(seed)
    texts = chance.random((6, 5)) * (chance.random((6, 5)) < 0.5)
    ties = np.triu(chance.random((6, 6)) * (chance.random((6, 6)) < 0.4), 1)
    ties += ties.T
    company, mine = _company(texts, ties), chance.random(5)
    mine /= np.linalg.norm(mine)
    found = company.likeness((texts @ mine)[None])[0]
    for number in range(6):
        total = sum(ties[number])
        mean = (
            sum((ties[number, other] / total * texts[other] for other in range(6)), np.zeros(5))
            if total
            else 0
        )
        length = np.linalg.norm(mean)
        cosine = float(mine @ mean) / length if length else 0.0
        assert found[number] == pytest.approx(cosine)
        dense = np.zeros(5)
        dense[company.of(number).ids] = company.of(number).values
        assert dense == pytest.approx(mean / length if length else np.zeros(5))


@pytest.mark.parametrize("words", [[0], list(range(30))], ids=["term by term", "row by row"])
def test_the_company_of_a_few_is_theirs_among_all_whichever_way_is_shorter(words: list[int]) -> None:
    chance = np.random.default_rng(3)
    texts = chance.random((8, 30)) * (np.arange(30) > 0)
    texts[1, 0] = 0.5
    ties = np.ones((8, 8)) - np.eye(8)
    company, rows = _company(texts, ties), Rows(csr_array(texts), [1] * 8, np.zeros(30, bool))
    text = Vector(np.array(words, np.int32), np.full(len(words), 0.1))
    few = company.take(np.array([0, 3]))
    found = few.likeness(few.products([text, NOTHING], rows))
    expected = company.likeness(company.products([text, NOTHING], rows))[:, [0, 3]]
    assert found == pytest.approx(expected, abs=1e-15)
    assert few.of(1).ids.tolist() == company.of(3).ids.tolist()
    assert found.any()


def test_the_company_of_a_few_is_theirs_where_they_do_not_know_everybody() -> None:
    chance = np.random.default_rng(4)
    texts, ties = chance.random((6, 4)), np.zeros((6, 6))
    for a, b in ((0, 2), (0, 5), (4, 5), (1, 3)):
        ties[a, b] = ties[b, a] = 1.0 + a
    company, rows = _company(texts, ties), Rows(csr_array(texts), [1] * 6, np.zeros(4, bool))
    text = Vector(np.arange(4, dtype=np.int32), np.full(4, 0.5))
    few, all_of_them = company.take(np.array([0, 4])), company.likeness(company.products([text], rows))
    assert few.likeness(few.products([text], rows)) == pytest.approx(all_of_them[:, [0, 4]], abs=1e-15)
    assert few.of(0).values.tolist() == company.of(0).values.tolist()
    assert few.of(1).ids.tolist() == company.of(4).ids.tolist()
