from __future__ import annotations

import numpy as np

from matchmaker.core.evaluation.engine import engine
from tests.core.evaluation.pasts import small_past

PAST = small_past()
ENGINE = engine(PAST)


def test_scores_stand_in_the_order_of_the_folder() -> None:
    found = ENGINE.ties(0)
    assert found.shape == (13,)
    # A later partner with the same subject and partners, and somebody without a word.
    assert found[5] > -np.inf
    assert found[12] == -np.inf


def test_a_need_is_asked_by_its_text() -> None:
    assert ENGINE.needs is not None
    assert ENGINE.needs(0)[0] > -np.inf == ENGINE.needs(0)[6]
    assert int(np.argmax(ENGINE.needs(1))) == 7


def test_in_the_cold_start_the_askers_own_ties_count_for_nothing() -> None:
    assert ENGINE.cold is not None
    assert ENGINE.cold(0)[5] < ENGINE.ties(0)[5]
