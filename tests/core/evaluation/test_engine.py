from __future__ import annotations

import numpy as np

from matchmaker.core.evaluation.engine import FAR, engine
from tests.core.evaluation.pasts import small_past

PAST = small_past()
ENGINE = engine(PAST)


def test_scores_stand_in_the_order_of_the_folder() -> None:
    found = ENGINE.ties(0)
    assert found.shape == (13,)
    # A later partner with the same subject and partners comes first, somebody without a word after all who
    # have one; oneself and present partners are no candidates.
    assert int(np.argmax(found)) == 5
    assert found[5] > 0 > found[12] > -np.inf
    assert found[12] < -FAR / 2
    assert set(np.flatnonzero(np.isneginf(found))) == {0, 1, 2, 3, 4}


def test_a_need_is_asked_by_its_text() -> None:
    assert ENGINE.needs is not None
    # Who shares a word with the need comes before those who share none, of whom none is left out.
    found = ENGINE.needs(0)
    assert found[0] > 0 > found[6] > -np.inf
    assert int(np.argmax(ENGINE.needs(1))) == 7


def test_in_the_cold_start_the_askers_own_ties_count_for_nothing() -> None:
    assert ENGINE.cold is not None
    assert ENGINE.cold(0)[5] < ENGINE.ties(0)[5]
