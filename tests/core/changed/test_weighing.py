"""Texts of changed profiles are weighed as a fit weighs them, also in German; new words stand behind."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from matchmaker.core.changed.reading import EMPTY, NOTHING_SAID, Said, read
from matchmaker.core.changed.weighing import weighed
from matchmaker.core.entities import Profile
from matchmaker.core.index import Field
from tests.core.changed.networks import fit, opened
from tests.core.kept.test_matching import members
from tests.core.people import LABELS

PEOPLE = members("in German")
MATCHER = opened(fit(PEOPLE, (), 10))
INDEX, NAMING = MATCHER.pool_.index, MATCHER.pool_.naming.index


def said_by(profile: Profile, field: Field = Field.ABOUT) -> Said:
    return read(profile, INDEX, NAMING, LABELS).fields[field]


@pytest.mark.parametrize("field", list(Field))
def test_texts_that_the_version_has_are_weighed_to_the_last_bit_as_there(field: Field) -> None:
    found = weighed([said_by(one, field) for one in PEOPLE], INDEX)
    rows = INDEX.rows_[field].texts(np.arange(len(PEOPLE)))
    assert found.words == ()
    assert (found.rows.indptr == rows.indptr).all()
    assert (found.rows.indices == rows.indices).all()
    assert (found.rows.data == rows.data).all()


def test_new_words_stand_behind_those_of_the_version_in_the_order_of_the_alphabet() -> None:
    texts = (
        "a zeppelin for the garden",
        "the zeppelin and a quagga",
        "eine Schulwerkstatt in der Stadt für alle",
    )
    found = weighed([said_by(replace(PEOPLE[0], about=text, name="", themes=())) for text in texts], INDEX)
    assert found.words == tuple(sorted(found.words))
    assert {"quagga", "zeppelin"} <= {*found.words}
    number = INDEX.width_ + found.words.index("zeppelin")
    columns = found.rows.toarray()[:, number]
    assert (columns > 0).tolist() == [True, True, False]
    # Two of the texts here use it: what a fit would make of a word that two of so many texts use.
    texts_there = INDEX.counted_.texts
    assert found.idf[number - INDEX.width_] == pytest.approx(np.log1p((texts_there - 2 + 0.5) / 2.5))
    # A new compound has the parts that the version knows.
    assert "schulwerkstatt" in found.words
    assert all(found.rows.toarray()[2, INDEX.reader.vocabulary[part]] > 0 for part in ("schul", "werkstatt"))


def test_who_says_nothing_has_an_empty_row_or_none() -> None:
    found = weighed([EMPTY, NOTHING_SAID, said_by(PEOPLE[0])], INDEX)
    assert np.diff(found.rows.indptr).tolist() == [0, len(said_by(PEOPLE[0]).ids)]
