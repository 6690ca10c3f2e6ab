"""The descriptions nearest to a text, found by postings, are those that a comparison with all finds."""

from __future__ import annotations

import numpy as np
import pytest

from matchmaker.core.documents import Documents, added
from matchmaker.core.index import Field, TextIndex, Texts
from matchmaker.core.reader import NOTHING, Numbers, Vector
from tests.core.crowds import make_people
from tests.core.people import LABELS

PEOPLE = make_people(17, 120)
TEXTS = [Texts.of(one, LABELS) for one in (*PEOPLE, *PEOPLE[:40])]
INDEX = TextIndex().fit(TEXTS)
DOCUMENTS = Documents(INDEX.rows_)
NOBODY: Numbers = np.zeros(0, np.int64)


@pytest.mark.parametrize("most", [1, 3, 30, 500])
@pytest.mark.parametrize("but", [NOBODY, np.array([0, 7, 45])], ids=["", "but some"])
def test_the_nearest_are_those_of_a_comparison_with_all(most: int, but: Numbers) -> None:
    for text in TEXTS[::9]:
        asked = INDEX.vector(text.about)
        expected, values = INDEX.nearest_about(asked, most, but)
        found, near = DOCUMENTS.nearest_about(asked, INDEX.rows_[Field.ABOUT], most, but)
        assert found.tolist() == expected.tolist()
        assert near.tolist() == values.tolist()


def test_nothing_is_near_to_nothing() -> None:
    found, near = DOCUMENTS.nearest_about(NOTHING, INDEX.rows_[Field.ABOUT], 3, NOBODY)
    assert (len(found), len(near)) == (0, 0)


def test_words_of_three_fields_never_meet_also_where_they_are_newer() -> None:
    width = DOCUMENTS.width
    ids = np.array([0, width - 1, width, width + 5], np.int32)
    terms, _ = DOCUMENTS.question([[Vector(ids, np.ones(4))]] * 3)
    assert (np.diff(terms) > 0).all()
    assert len(terms) == 12
    assert terms[terms < 3 * width].tolist() == [0, width - 1, width, 2 * width - 1, 2 * width, 3 * width - 1]


def test_the_vectors_of_a_field_are_added_up() -> None:
    one = Vector(np.array([1, 4], np.int32), np.array([0.5, 1.0]))
    other = Vector(np.array([0, 4], np.int32), np.array([2.0, 0.25]))
    terms, weights = DOCUMENTS.question([[one, NOTHING, other], [], [one]])
    assert terms.tolist() == [0, 1, 4, 2 * DOCUMENTS.width + 1, 2 * DOCUMENTS.width + 4]
    assert weights.tolist() == [2.0, 0.5, 1.25, 0.5, 1.0]
    assert [len(part) for part in DOCUMENTS.question([[], [NOTHING], []])] == [0, 0]
    assert [part.tolist() for part in added([one, NOTHING, other])[:2]] == [[0, 1, 4], [2.0, 0.5, 1.25]]


def test_a_question_finds_whose_offer_has_its_words() -> None:
    offering = (i for i, text in enumerate(TEXTS) if text.offers)
    number = next(i for i in offering if len(INDEX.vector(TEXTS[i].offers[:1]).ids) > 2)
    question = DOCUMENTS.question([[INDEX.vector(TEXTS[number].offers[:1])], [], []])
    hits = DOCUMENTS.top(question, 5)
    assert number in DOCUMENTS.owners(hits.numbers)
    alone = np.arange(len(TEXTS)) == number
    assert DOCUMENTS.whose(question, 5, 3, allowed=DOCUMENTS.mask(alone)).tolist() == [number]
    assert DOCUMENTS.mask(None) is None


@pytest.mark.parametrize(("k", "most"), [(1, 1), (8, 3), (50, 50), (500, 9)])
def test_they_are_named_once_whose_best_texts_are_nearest(k: int, most: int) -> None:
    for text in TEXTS[::11]:
        question = DOCUMENTS.question([[], [], [INDEX.vector(text.about)]])
        hits = DOCUMENTS.top(question, k)
        expected = list(dict.fromkeys(DOCUMENTS.owners(hits.numbers).tolist()))[:most]
        assert sorted(DOCUMENTS.whose(question, k, most).tolist()) == sorted(expected)


def test_a_word_has_its_number_wherever_newer_ones_stand() -> None:
    width = DOCUMENTS.width
    terms = DOCUMENTS.terms(np.array([width + 2, 3, width, 0]), 1, 3)
    assert terms.tolist() == [3 * width + 7, width + 3, 3 * width + 1, width]
