from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from scipy.sparse import csr_array

from matchmaker.core.index import Field, TextIndex, Texts
from matchmaker.core.reader import LIGHT, NOTHING, Reader, stack
from tests.core.people import GOVAN, LABELS

# Long enough that the pivot for short texts plays no part.
LONG = [
    "repair washing machines bicycles lamps radios kettles toasters pumps drums doors",
    "cook soup vegetables schools gardens harvest kitchens bread cheese apples machines",
    "housing rent tenants neighbours gardens schools repair roofs windows walls heating",
]

COMPOUNDING = (
    "Unsere Fahrradwerkstatt repariert mit jungen Leuten, was andere wegwerfen.",
    "Der Verein hat eine Werkstatt und verleiht jedes Fahrrad an Schulen.",
    "Das Fahrrad und die Werkstatt: wir lehren junge Leute, ein Fahrrad zu reparieren.",
)


def _texts(*abouts: str) -> list[Texts]:
    return [Texts(about=((about, 1.0),)) for about in abouts]


def test_the_weights_are_those_of_bm25_and_of_a_sublinear_cosine() -> None:
    index = TextIndex().fit(_texts(*LONG))
    number = index.reader.vocabulary
    # Robertson and Zaragoza (2009): idf = ln(1 + (N - n + .5) / (n + .5)), with N = 3 texts.
    assert index.idf_[number["repair"]] == pytest.approx(np.log(1 + 1.5 / 2.5))
    assert index.idf_[number["soup"]] == pytest.approx(np.log(1 + 2.5 / 1.5))
    lengths = np.sqrt(index.rows_[Field.ABOUT].matrix.power(2).sum(axis=1))
    assert lengths == pytest.approx(1.0)
    query = index.vector((("repair repair gardens", 1.0),))
    ratio = query.values[query.ids == number["repair"]] / query.values[query.ids == number["garden"]]
    assert ratio == pytest.approx(1 + np.log(2))


def test_a_word_that_all_use_counts_next_to_nothing() -> None:
    everywhere = TextIndex().fit(_texts(*(f"welding {word}" for word in ["repair", "soup", "rent", "bread"])))
    assert everywhere.idf_[everywhere.reader.vocabulary["weld"]] < 0.2


def test_one_word_in_common_is_no_proof_unless_it_is_rare() -> None:
    index = TextIndex().fit(_texts(*LONG, "gardens and trams", "gardens and boats"))
    found = index.compare(index.vector((("gardens with zeppelins and roofs", 1.0),)), Field.ABOUT)
    # "roof" stands in one text only; "gardens" alone, which four use, proves nothing.
    assert found[2] > 0
    assert found[[1, 3, 4]].tolist() == [0, 0, 0]
    assert index.compare(index.vector((("gardens", 1.0),)), Field.ABOUT)[3] > 0


def test_every_offer_is_a_text_of_its_own() -> None:
    many = Texts(offers=tuple((text, 1.0) for text in LONG))
    index = TextIndex().fit([many, Texts(offers=((LONG[1], 1.0),)), Texts()])
    found = index.compare(index.vector((("soup and bread", 1.0),)), Field.OFFERS)
    assert found[0] == pytest.approx(found[1])
    assert found[2] == 0
    assert index.rows_[Field.OFFERS].of(1) == slice(3, 4)


def test_a_comparison_is_the_sum_of_the_shared_terms() -> None:
    index = TextIndex().fit(_texts(*LONG))
    query = index.vector((("machines in schools and gardens", 1.0),))
    for number, value in enumerate(index.compare(query, Field.ABOUT)):
        assert sum(index.shared(query, Field.ABOUT, number).values()) == pytest.approx(value)
    assert set(index.shared(query, Field.ABOUT, 1)) == {"machin", "school", "garden"}


def test_the_shared_terms_are_those_of_both_texts_in_a_language_of_compounds() -> None:
    index = TextIndex().fit(_texts(*COMPOUNDING))
    matrix = index.rows_[Field.ABOUT].matrix
    assert matrix.has_sorted_indices  # what is shared is looked up by bisection
    for text in COMPOUNDING:
        query = index.vector(((text, 1.0),))
        dense = np.zeros(index.width_)
        dense[query.ids] = query.values
        for row in range(len(COMPOUNDING)):
            products = dense * matrix[[row]].toarray().ravel()
            expected = {index.reader.words[i]: products[i] for i in np.flatnonzero(products).tolist()}
            assert index.shared(query, Field.ABOUT, row) == expected
    assert index.shared(NOTHING, Field.ABOUT, 0) == {}


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


def test_an_older_index_ignores_words_that_came_later() -> None:
    reader = Reader()
    old = TextIndex(reader).fit(_texts(*LONG))
    TextIndex(reader).fit(_texts(*LONG, "zebra crossing"))
    assert old.compare(old.vector((("zebra repair", 1.0),)), Field.ABOUT).max() > 0
    assert old.reader.words[0] == "repair"


GERMAN = [
    "Wir betreiben eine Werkstatt für Fahrräder und suchen Freiwillige",
    "Eine Fahrradwerkstatt, in der jeder lernen kann, wie man Bremsen einstellt",
    "Gemeinsam kochen wir für die Nachbarschaft und bauen Gemüse an",
    "Unser Chor singt jeden Donnerstag in der Kirche und sucht Stimmen",
    "Nachhilfe für Kinder, die Deutsch lernen, und Beratung für die Eltern",
]


def test_a_compound_meets_its_parts() -> None:
    index = TextIndex().fit(_texts(*GERMAN))
    assert index.parts("fahrradwerkstatt") == ("fahrrad", "werkstatt")
    found = index.compare(index.vector(((GERMAN[1], 1.0),)), Field.ABOUT)
    assert found[0] > 0
    assert set(index.shared(index.vector(((GERMAN[1], 1.0),)), Field.ABOUT, 0)) == {"fahrrad", "werkstatt"}
    # The same compound is nearer than its parts.
    assert found[1] > found[0]
    assert index.compare(index.vector(((GERMAN[0], 1.0),)), Field.ABOUT)[1] > 0


def test_the_words_of_every_row_stand_in_ascending_order_with_the_parts_of_compounds() -> None:
    said = (
        "Die Fahrradwerkstatt hilft der Schule und der Werkstatt in der Stadt.",
        "Das Fahrrad ist in der Werkstatt und in der Schule der Stadt.",
        "Eine Werkstatt für das Fahrrad, die Gartenschule und die Fahrradschule der Stadt.",
        "Der Garten der Schule ist offen.",
    )
    index = TextIndex().fit([Texts(about=((text, 1.0),)) for text in said])
    assert index.parts("fahrradschul") == ("fahrrad", "schul")
    rows = index.rows_[Field.ABOUT].matrix
    for start, stop in pairwise(rows.indptr.tolist()):
        assert (np.diff(rows.indices[start:stop]) > 0).all()


def test_a_compound_that_nobody_uses_is_asked_for_by_its_parts() -> None:
    index = TextIndex().fit([*_texts(*GERMAN[:1], *GERMAN[2:])])
    question = (("Wer hat eine Fahrradwerkstatt und kann uns helfen?", 1.0),)
    assert index.compare(index.vector(question), Field.ABOUT).argmax() == 0
    assert not set(index.vector(question).ids[index.vector(question).ids >= index.width_])


def test_the_words_of_other_languages_stay_whole() -> None:
    index = TextIndex().fit(_texts("The workshop is our work", "A shop for all of them, and for work", *LONG))
    alone = index.vector((("Where is the workshop for the people of the town?", 1.0),))
    assert [index.reader.words[number] for number in alone.ids] == ["workshop"]


def test_compounds_are_split_by_who_is_there_now_and_not_by_who_was() -> None:
    reader = Reader()
    TextIndex(reader).fit(_texts(*GERMAN))
    # Nobody is left who says "Werkstatt" or "Fahrrad": the compound is a word like any other.
    again, fresh = TextIndex(reader).fit(_texts(*GERMAN[1:])), TextIndex().fit(_texts(*GERMAN[1:]))
    for text in GERMAN:
        for index in (again, fresh):
            assert index.parts("fahrradwerkstatt") == ()
        one, other = (index.compare(index.vector(((text, 1.0),)), Field.ABOUT) for index in (again, fresh))
        assert one == pytest.approx(other)
    back, first = TextIndex(reader).fit(_texts(*GERMAN)), TextIndex().fit(_texts(*reversed(GERMAN)))
    assert back.compare(back.vector(((GERMAN[1], 1.0),)), Field.ABOUT) == pytest.approx(
        first.compare(first.vector(((GERMAN[1], 1.0),)), Field.ABOUT)[::-1]
    )


def test_names_and_labels_count_lightly() -> None:
    about = Texts.of(GOVAN, LABELS).about
    assert about == ((GOVAN.about, 1.0), (GOVAN.name, LIGHT), ("repair and reuse", LIGHT))
    assert Texts.of(replace(GOVAN, about="", name=""), {}).about == ()


def test_rows_are_stacked_in_order() -> None:
    reader = Reader(str.split)
    rows = [reader.learn((("a b", 1.0),)), NOTHING, reader.learn((("b b", 0.5),))]
    assert np.array_equal(stack(rows, 2).toarray(), [[1, 1], [0, 0], [0, 1]])
    assert stack([], 3).shape == (0, 3)


def test_a_text_that_only_a_newer_index_knows_can_be_asked_of_an_older_one() -> None:
    reader = Reader()
    old = TextIndex(reader).fit(_texts(*LONG))
    later = "machines for a zebra crossing"
    TextIndex(reader).fit(_texts(*LONG, later))
    vector = old.vector(((later, 1.0),))
    assert vector.ids.max() < old.width_
    assert old.compare(vector, Field.ABOUT).shape == (3,)
    assert old.is_rare("zebra")


def test_what_one_did_belongs_to_what_one_is() -> None:
    part = csr_array(np.array([[1.0, 1.0], [0, 1], [0, 0]]))
    index = TextIndex().fit(_texts(LONG[0], "", LONG[2]), LONG[1:], part)
    plain_index = TextIndex().fit([*_texts(LONG[0], "", LONG[2]), *_texts(*LONG[1:])])
    # Weights are those of five texts; the first is the sum of three, of length one.
    rows, apart = (one.rows_[Field.ABOUT].matrix.toarray() for one in (index, plain_index))
    whole = apart[0] + apart[3] + apart[4]
    assert rows[0] == pytest.approx(whole / np.linalg.norm(whole))
    own = apart[4] / np.linalg.norm(apart[4])
    assert rows[1] == pytest.approx(own)
    assert rows[2] == pytest.approx(apart[2])
    assert index.similar_done(index.described(1)) == pytest.approx([apart[3] @ own, apart[4] @ own])


def test_a_short_description_of_somebody_who_did_nothing_stays_short() -> None:
    alone, beside = TextIndex().fit(_texts("repair", *LONG)), TextIndex()
    beside.fit(_texts("repair", *LONG[:2]), LONG[2:], csr_array(np.array([[0.0], [1], [0]])))
    lengths = [float(np.linalg.norm(one.rows_[Field.ABOUT].matrix[[0]].data)) for one in (alone, beside)]
    assert lengths[0] == pytest.approx(lengths[1])
    assert lengths[1] < 0.6
    assert np.linalg.norm(beside.described(0).values) == pytest.approx(1)


def test_products_are_those_of_all_words_however_few() -> None:
    index = TextIndex().fit(_texts(*LONG, "gardens and trams"))
    query = index.vector((("gardens with zeppelins and roofs", 1.0),))
    rows = index.rows_[Field.ABOUT].matrix.toarray()
    dense = np.zeros(index.width_)
    dense[query.ids] = query.values
    assert index.products(query, Field.ABOUT) == pytest.approx(rows @ dense)
    assert index.products(NOTHING, Field.ABOUT).tolist() == [0] * 4
    assert index.similar_done(query).shape == (0,)
    assert TextIndex().fit([Texts()]).described(0) is NOTHING


def test_a_word_is_everyday_when_a_tenth_of_many_texts_use_it() -> None:
    texts = [f"bicycles and word{number}" if number < 25 else f"word{number} alone" for number in range(100)]
    index = TextIndex().fit(_texts(*texts))
    assert index.is_everyday("bicycl")
    assert not index.is_everyday("word3")
    assert not index.is_everyday("nobody-uses-it")
    few = TextIndex().fit(_texts(*texts[:19]))
    assert not few.is_everyday("bicycl"), "of a few texts all may be about one thing"


def test_the_nearest_are_the_highest_above_nothing_and_of_equals_the_first() -> None:
    index = TextIndex().fit(_texts(LONG[1], LONG[0], LONG[0], LONG[0], LONG[2]), [LONG[0], LONG[1], LONG[0]])
    asked, nobody = index.vector(((LONG[0], 1.0),)), np.array([], np.int64)
    near = index.products(asked, Field.ABOUT)
    for most in range(1, 6):
        numbers, values = index.nearest_about(asked, most, nobody)
        best = np.sort(np.argsort(-near, kind="stable")[:most])
        assert numbers.tolist() == [number for number in best.tolist() if near[number] > 0]
        assert values.tolist() == near[numbers].tolist()
    assert index.nearest_about(asked, 2, np.array([1]))[0].tolist() == [2, 3]
    assert index.nearest_about(NOTHING, 3, nobody)[0].tolist() == []
    assert index.nearest_done(asked, 1, nobody)[0].tolist() == [0]
    assert index.nearest_done(asked, 1, np.array([0]))[0].tolist() == [2]


def test_an_index_of_a_few_weighs_words_as_all_do() -> None:
    index = TextIndex().fit(_texts(*LONG))
    few = index.take(np.array([0, 2]))
    asked = index.vector((("roofs and gardens and repair", 1.0),))
    assert few.vector((("roofs and gardens and repair", 1.0),)).values.tolist() == asked.values.tolist()
    assert few.compare(asked, Field.ABOUT).tolist() == index.compare(asked, Field.ABOUT)[[0, 2]].tolist()
    assert few.shared(asked, Field.ABOUT, 1) == index.shared(asked, Field.ABOUT, 2)
    assert few.compare(NOTHING, Field.ABOUT).tolist() == [0, 0]
