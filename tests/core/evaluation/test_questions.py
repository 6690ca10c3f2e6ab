from __future__ import annotations

from dataclasses import replace

import numpy as np

from matchmaker.core.entities import Link
from matchmaker.core.evaluation.questions import Partners, need_questions, tie_questions
from tests.core.evaluation.pasts import small_past


def test_both_ends_of_a_new_tie_ask() -> None:
    past = small_past()
    asked = {one.number: one.right.tolist() for one in tie_questions(past, Partners(past))}
    assert asked == {0: [5], 1: [4], 4: [1], 5: [0, 6], 6: [5, 11], 7: [10], 10: [7], 11: [6]}


def test_a_present_partner_is_neither_a_candidate_nor_a_right_answer() -> None:
    past = small_past()
    past = replace(past, new_ties=(*past.new_ties, Link("o00", "o01"), Link("o02", "unknown")))
    partners = Partners(past)
    assert np.flatnonzero(partners.candidates(0)).tolist() == [5, *range(6, 13)]
    assert tie_questions(past, partners)[0].right.tolist() == [5]


def test_a_need_asks_if_somebody_known_took_part() -> None:
    assert [(one.number, one.right.tolist()) for one in need_questions(small_past())] == [
        (0, [0, 4]),
        (1, [7]),
    ]
