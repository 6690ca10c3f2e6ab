"""Changes over an opened network show in the next answer as a fit of the changed network would show them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from matchmaker.core.changed import changed
from matchmaker.core.matcher import Matcher
from tests.core.changed.networks import changes, fit, near, opened, swapped
from tests.core.crowds import make_people, make_ties
from tests.core.kept.test_matching import NARROWED, queries

SIZE = 60
every_size = pytest.mark.parametrize("whole", [SIZE, 10], ids=["small", "large"])


@cache
def base(whole: int) -> Matcher:
    return opened(fit(PEOPLE, TIES, whole))


PEOPLE, TIES = make_people(21, SIZE), make_ties(21, SIZE, 5.0)


def same_answers(found: Matcher, expected: Matcher) -> None:
    for number, query in enumerate(queries(expected)):
        for narrowed in NARROWED[:1] if number % 3 else NARROWED:
            asked = replace(query, **narrowed)
            one, other = found.answer(asked, top=20), expected.answer(asked, top=20)
            near(one, other)


@every_size
def test_two_who_swap_their_texts_are_answered_for_as_after_a_fit(whole: int) -> None:
    people = swapped(PEOPLE, 3, 40)
    now = changed(base(whole), changes(people, TIES, ["s-003", "s-040"]))
    same_answers(now, fit(people, TIES, whole))
