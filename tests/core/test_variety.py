from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from matchmaker.core.answers import Query
from matchmaker.core.entities import Profile
from matchmaker.core.few import SMALL
from matchmaker.core.index import TextIndex, Texts
from matchmaker.core.matcher import Matcher
from matchmaker.core.reader import Reader
from matchmaker.core.variety import apart, likeness, varied

ASKING = Profile(
    "s-0", "Asking", about="We repair washing machines and teach repair to learners in a workshop."
)
TWIN = "We repair washing machines and lamps and teach repair to learners in a workshop."
OTHERS = (
    Profile("s-1", "Twin", about=TWIN),
    Profile("s-2", "Twin again", about=TWIN),
    Profile("s-3", "Other", about="We teach repair of bicycles and washing machines to refugees on Mondays."),
    Profile("s-4", "Gardens", about="We grow tomatoes behind the station."),
)


def _ids(variety: float) -> list[str]:
    matcher = Matcher(variety=variety).fit((ASKING, *OTHERS), (), today=date(2026, 1, 1))
    return [one.id for one in matcher.suggest(Query(ASKING))]


def test_twins_do_not_stand_next_to_each_other() -> None:
    assert _ids(0) == ["s-1", "s-2", "s-3"]
    assert _ids(0.9) == ["s-1", "s-3", "s-2"]


def test_a_copy_is_wholly_alike_and_another_subject_not_at_all() -> None:
    index = TextIndex(Reader()).fit([Texts.of(one, {}) for one in OTHERS])
    alike = likeness(np.arange(4), index)
    assert alike[0, 1] > 0.7
    assert alike[0, 3] == 0
    assert np.array_equal(alike, alike.T)


def test_the_best_stays_first_nobody_is_lost_and_a_page_goes_on_where_the_last_ended() -> None:
    index = TextIndex(Reader()).fit([Texts.of(OTHERS[i % 4], {}) for i in range(40)])
    order = np.arange(40)
    found = varied(order, np.linspace(5, 1, 40), index)
    assert found[0] == 0
    assert sorted(found.tolist()) == order.tolist()
    assert found[30:].tolist() == order[30:].tolist()
    assert varied(order, np.linspace(5, 1, 40), index, 0) is order


@pytest.mark.parametrize("size", [SMALL - 1, SMALL])
@pytest.mark.parametrize("variety", [0.0, 0.5, 3.0])
def test_places_are_filled_in_turn_by_worth_less_likeness(size: int, variety: float) -> None:
    chance = np.random.default_rng(2)
    # Few values, so that equals have to be told apart.
    worth, alike = chance.integers(0, 4, 30) / 4, chance.integers(0, 3, (30, 30)) / 2
    expected = list[int]()
    for _ in range(10):
        near = np.max([np.zeros(30), *(alike[one] for one in expected)], axis=0)
        value = worth - variety * near
        expected.append(max(set(range(30)) - {*expected}, key=lambda one: (value[one], -one)))
    assert apart(worth, alike, variety, 10, size).tolist() == expected
    assert sorted(apart(worth, alike, variety, 99, size).tolist()) == list(range(30))
