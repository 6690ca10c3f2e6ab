from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from matchmaker.core.index import LIGHT, NOTHING, Field, Reader, TextIndex, Texts, stack
from matchmaker.core.text import terms
from tests.core.people import GOVAN, LABELS

# Long enough that the pivot for short texts plays no part.
LONG = [
    "repair washing machines bicycles lamps radios kettles toasters pumps drums doors",
    "cook soup vegetables schools gardens harvest kitchens bread cheese apples machines",
    "housing rent tenants neighbours gardens schools repair roofs windows walls heating",
]


def _texts(*abouts: str) -> list[Texts]:
    return [Texts(about=((about, 1.0),)) for about in abouts]


def test_the_weights_are_those_of_scikit_learn() -> None:
    index = TextIndex().fit(_texts(*LONG))
    # Expected values: sklearn.feature_extraction.text.TfidfVectorizer on the same terms.
    reference = TfidfVectorizer(analyzer=terms, sublinear_tf=True)
    expected = (
        (reference.fit_transform(LONG) @ reference.transform(["repair the gardens"]).T).toarray().ravel()
    )
    found = index.compare(index.vector((("repair the gardens", 1.0),)), Field.ABOUT)
    assert found == pytest.approx(expected)


def test_a_comparison_is_the_sum_of_the_shared_terms() -> None:
    index = TextIndex().fit(_texts(*LONG))
    query = index.vector((("machines in schools and gardens", 1.0),))
    for number, value in enumerate(index.compare(query, Field.ABOUT)):
        assert sum(index.shared(query, Field.ABOUT, number).values()) == pytest.approx(value)
    assert set(index.shared(query, Field.ABOUT, 1)) == {"machin", "school", "garden"}


def test_a_text_of_two_words_is_never_as_near_as_a_long_one() -> None:
    index = TextIndex().fit(_texts("repair", *LONG))
    assert index.compare(index.vector((("repair", 1.0),)), Field.ABOUT)[0] < 0.6


def test_fields_are_compared_apart() -> None:
    texts = [Texts(offers=(("repair of machines", 1.0),), needs=(("soup for schools", 1.0),))]
    index = TextIndex().fit(texts)
    query = index.vector((("repair", 1.0),))
    assert index.compare(query, Field.OFFERS)[0] > 0
    assert index.compare(query, Field.NEEDS)[0] == 0
    assert index.compare(query, Field.ABOUT)[0] == 0


def test_words_that_nobody_uses_and_empty_texts_match_nothing() -> None:
    index = TextIndex().fit(_texts(*LONG))
    assert index.vector((("zebra", 1.0),)).empty
    assert index.vector(()) is NOTHING
    assert not index.compare(NOTHING, Field.ABOUT).any()


def test_an_index_of_nobody_answers() -> None:
    index = TextIndex().fit([])
    assert len(index.compare(index.vector((("repair", 1.0),)), Field.ABOUT)) == 0


def test_an_index_without_words_answers() -> None:
    index = TextIndex().fit([Texts(), Texts()])
    assert index.compare(index.vector((("repair", 1.0),)), Field.ABOUT).tolist() == [0, 0]


def test_new_words_of_a_changed_profile_count_at_once() -> None:
    reader = Reader()
    TextIndex(reader).fit(_texts(*LONG))
    again = TextIndex(reader).fit(_texts(LONG[0] + " zebra", *LONG[1:]))
    assert again.compare(again.vector((("zebra", 1.0),)), Field.ABOUT).argmax() == 0


def test_a_second_fit_gives_what_a_first_would() -> None:
    reader = Reader()
    TextIndex(reader).fit(_texts(*LONG))
    again, fresh = TextIndex(reader).fit(_texts(*LONG[1:])), TextIndex().fit(_texts(*LONG[1:]))
    query = (("repair of gardens", 1.0),)
    assert again.compare(again.vector(query), Field.ABOUT) == pytest.approx(
        fresh.compare(fresh.vector(query), Field.ABOUT)
    )


def test_known_texts_are_not_read_again() -> None:
    read: list[str] = []

    def split(text: str) -> list[str]:
        read.append(text)
        return text.split()

    reader = Reader(split)
    TextIndex(reader).fit(_texts("one two", "three"))
    TextIndex(reader).fit(_texts("one two", "four"))
    TextIndex(reader).fit(_texts("three"))
    assert read == ["one two", "three", "four", "three"]


def test_an_older_index_ignores_words_that_came_later() -> None:
    reader = Reader()
    old = TextIndex(reader).fit(_texts(*LONG))
    TextIndex(reader).fit(_texts(*LONG, "zebra crossing"))
    assert old.compare(old.vector((("zebra repair", 1.0),)), Field.ABOUT).max() > 0
    assert old.term(0) == "repair"


def test_names_and_labels_count_lightly() -> None:
    about = Texts.of(GOVAN, LABELS).about
    assert about == ((GOVAN.about, 1.0), (GOVAN.name, LIGHT), ("repair and reuse", LIGHT))
    assert Texts.of(replace(GOVAN, about="", name=""), {}).about == ()


def test_rows_are_stacked_in_order() -> None:
    reader = Reader(str.split)
    rows = [reader.learn((("a b", 1.0),)), NOTHING, reader.learn((("b b", 0.5),))]
    assert np.array_equal(stack(rows, 2).toarray(), [[1, 1], [0, 0], [0, 1]])
    assert stack([], 3).shape == (0, 3)
