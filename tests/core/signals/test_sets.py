"""Sets of words, of everybody and of a few."""

from __future__ import annotations

import numpy as np

from matchmaker.core.few import SMALL
from matchmaker.core.signals.sets import UNKNOWN, Codes, Sets

WORDS = ["", "de", "en", "fr"]


def _sets(size: int) -> Sets:
    return Sets([[WORDS[i % 4], WORDS[i % 3]] for i in range(size)])


def test_a_word_has_a_number_once_it_was_met() -> None:
    codes = Codes(["a"])
    assert [codes("b"), codes("a"), codes("b"), codes("")] == [1, 0, 1, UNKNOWN]
    assert codes.known("b") == 1
    assert codes.known("c") < UNKNOWN


def test_a_few_have_the_sets_that_they_have_among_all_however_many_these_are() -> None:
    for size in (12, SMALL):
        sets, numbers = _sets(size), np.array([0, 1, 5, 11])
        few = sets.take(numbers)
        assert few.width == sets.width
        assert few.sizes.tolist() == sets.sizes[numbers].tolist()
        assert np.array_equal(few.matrix.toarray(), sets.matrix.toarray()[numbers])
        for words in (["de"], ["fr", "en"], ["xx"], []):
            assert few.overlap(words).tolist() == sets.overlap(words)[numbers].tolist()
        chosen = np.array([True, False, True, True])
        those = np.zeros(size, bool)
        those[numbers[chosen]] = True
        assert few.having(chosen) == sets.having(those)
        assert few.spread("de") == sets.spread("de") > 0
        assert sets.spread("xx") == 0
