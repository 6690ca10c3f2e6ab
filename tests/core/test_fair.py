"""The first ten of one list: prices choose them, communities are bridged, the score puts them in order."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest

from matchmaker.core.fair import STRANGER, Fair
from matchmaker.core.fairness.attention import worth
from matchmaker.core.matcher import Matcher
from matchmaker.core.variety import FIRST, Numbers

NUMBER = 20
ASKER = NUMBER - 1
SCORE = np.linspace(5.0, 4.0, NUMBER)
ALLOWED = np.arange(NUMBER) != ASKER
ORDER: Numbers = np.arange(NUMBER - 1)


def fair(
    price: dict[int, float] | None = None, community: list[int] | None = None, eager: float = 1.0
) -> Fair:
    """All in one community and everybody at price 0, but for what is said."""
    prices = np.zeros(NUMBER)
    for number, one in (price or {}).items():
        prices[number] = one
    groups = np.array(community or [0] * NUMBER)
    return Fair(prices, np.full(NUMBER, inf), groups, np.full(NUMBER, eager))


def arranged(of: Fair, own: int | None = ASKER) -> list[int]:
    found = of.arranged(own, SCORE, ALLOWED, ORDER)
    assert sorted(found) == sorted(ORDER), "everybody stays on the list, once"
    for part in (found[:FIRST], found[FIRST:]):
        assert part.tolist() == sorted(part), "the score puts the ten in order, and the others"
    return [int(number) for number in found]


def test_without_prices_the_score_decides() -> None:
    assert arranged(fair()) == ORDER.tolist()


def test_a_low_price_moves_somebody_in_and_the_one_worth_least_out() -> None:
    value = worth(SCORE, ALLOWED, 1.0)
    enough = float(value[15] - value[FIRST - 1])
    assert arranged(fair({15: enough * 1.01}))[:FIRST] == [*range(FIRST - 1), 15]
    assert arranged(fair({15: enough * 0.99}))[:FIRST] == list(range(FIRST))


def test_a_high_price_moves_somebody_out() -> None:
    assert arranged(fair({0: 1.0}))[:FIRST] == list(range(1, FIRST + 1))


def test_the_more_eager_the_asker_the_dearer_a_place() -> None:
    price = {15: float(worth(SCORE, ALLOWED, 1.0)[15] - worth(SCORE, ALLOWED, 1.0)[FIRST - 1]) * 1.01}
    assert 15 in arranged(fair(price))[:FIRST]
    assert 15 not in arranged(fair(price, eager=2.0))[:FIRST]


@pytest.mark.parametrize(("own", "eager"), [(ASKER, 0.0), (None, 1.0)])
def test_the_list_of_a_newcomer_and_of_who_asks_alone_is_not_touched(own: int | None, eager: float) -> None:
    groups = [STRANGER if number == ASKER else number % 2 for number in range(NUMBER)]
    assert arranged(fair({15: -9.0, 0: 9.0}, groups, eager), own) == ORDER.tolist()


def test_three_of_ten_are_of_another_community() -> None:
    groups = [0] * 12 + [1] * 7 + [0]
    assert arranged(fair(community=groups))[:FIRST] == [*range(7), 12, 13, 14]


def test_who_came_by_price_and_who_bridges_stand_together_in_the_order_of_the_score() -> None:
    groups = [0] * 10 + [1] * 4 + [0] * 6
    found = arranged(fair(dict.fromkeys(range(15, 19), -1.0), groups))
    # The weakest by worth less price give way, not those whom a price brought in.
    assert found[:FIRST] == [0, 1, 2, 10, 11, 12, 15, 16, 17, 18]


def test_whoever_has_no_tie_is_no_bridge() -> None:
    groups = [0] * 12 + [STRANGER] * 5 + [1, 1, 0]
    assert arranged(fair(community=groups))[:FIRST] == [*range(8), 17, 18]


def test_an_asker_without_a_community_bridges_nothing() -> None:
    groups = [0] * 12 + [1] * 7 + [STRANGER]
    assert arranged(fair(community=groups)) == ORDER.tolist()


def test_an_empty_list_stays_empty() -> None:
    nobody = np.zeros(NUMBER, bool)
    assert not len(fair().arranged(ASKER, SCORE, nobody, Matcher.by_score(SCORE, nobody)))


def test_a_few_stand_as_they_do_where_all_others_are_excluded() -> None:
    draw = np.random.default_rng(2)
    groups = [int(group) for group in draw.integers(0, 3, NUMBER)]
    one = fair({int(number): float(draw.normal()) for number in draw.integers(0, ASKER, 8)}, groups)
    among = np.array([0, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 16, 18])
    inside = np.isin(np.arange(NUMBER), among)
    whole = one.arranged(ASKER, SCORE, ALLOWED & inside, ORDER[inside[:ASKER]])
    few = one.arranged(ASKER, SCORE[among], ALLOWED[among], np.arange(len(among)), among)
    assert among[few].tolist() == whole.tolist()
    assert whole.tolist() != ORDER[inside[:ASKER]].tolist()
