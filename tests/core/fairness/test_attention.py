"""What a place is worth, who is asked, and which floor the halving comes to."""

from __future__ import annotations

from math import inf, log, log2, sqrt

import networkx as nx
import numpy as np
import pytest

from matchmaker.core.fairness import prices
from matchmaker.core.fairness.attention import (
    CAP,
    FLOORS,
    KNOWN,
    MOST_LOSS,
    Attention,
    communities,
    eagerness,
    known,
    share_out,
    worth,
)
from matchmaker.core.fairness.market import Bools, Floats
from matchmaker.core.fairness.prices import SIZE

NUMBER = 60


class Crowd:
    """Askers of whom each fifth is a newcomer, with tastes of their own; all want the first ten `more`."""

    def __init__(self, more: float) -> None:
        taste = np.random.default_rng(1).normal(0, 0.1, (NUMBER, NUMBER))
        self.score = taste + more * (np.arange(NUMBER) < SIZE)
        self.eager = np.where(np.arange(NUMBER) % 5 == 0, 0.0, 1.0)
        self.asked: list[int] = []

    def ask(self, asker: int) -> tuple[Floats, Bools]:
        self.asked.append(asker)
        return self.score[asker], np.arange(NUMBER) != asker


def test_worth_is_chance_by_discount_by_eagerness() -> None:
    found = worth(np.array([0.0, log(2), 5.0]), np.array([True, True, False]), 3.0)
    # Chances 1/3 and 2/3; the second place counts 1 / log2(3); who is not free is worth nothing.
    assert found.tolist() == pytest.approx([1 / log2(3), 2.0, 0.0], rel=1e-6)


def test_places_after_the_last_one_shown_all_count_as_the_next() -> None:
    found = worth(np.zeros(SIZE + 5), np.ones(SIZE + 5, bool), 1.0) * (SIZE + 5)
    assert found[:2].tolist() == pytest.approx([1.0, 1 / log2(3)])
    assert found[SIZE:].tolist() == pytest.approx([1 / log2(2 + SIZE)] * 5)


def test_where_nobody_is_free_nobody_is_worth_anything() -> None:
    assert worth(np.ones(3), np.zeros(3, bool), 1.0).tolist() == [0, 0, 0]


def test_eager_is_who_found_partners_often_and_lately_and_a_newcomer_not_at_all() -> None:
    assert eagerness(np.array([4.0, 4.0, 0.0]), np.array([0.95, 0.0, 0.0])).tolist() == pytest.approx(
        [2.0, sqrt(0.2), 0.0]
    )


def test_an_asker_knows_its_best_and_those_whose_best_asker_it_is() -> None:
    value = np.concatenate([np.linspace(2.0, 1.0, KNOWN), [0.5, 0.4, 0.0]])
    reach = np.full(KNOWN + 3, inf)
    assert known(value, reach).tolist() == [True] * KNOWN + [False] * 3
    reach[KNOWN:] = [0.5, 0.5, 0.0]
    assert known(value, reach)[KNOWN:].tolist() == [True, False, False], "who is worth nothing is unknown"


@pytest.mark.parametrize("more", [0.0, 0.5, 1.0, 2.0, 4.0])
def test_the_floor_is_the_highest_that_costs_little_enough(more: float) -> None:
    crowd, all_of_them = Crowd(more), np.ones(NUMBER, bool)
    found = share_out(crowd.ask, crowd.eager, all_of_them)
    rows = [
        worth(*crowd.ask(asker), float(eager)) if eager else np.zeros(NUMBER)
        for asker, eager in enumerate(crowd.eager)
    ]
    order = [np.argsort(-row, kind="stable")[: NUMBER - 1] for row in rows]
    value = np.array([row[best] for row, best in zip(rows, order, strict=True)])
    candidates = np.where(value > 0, np.array(order), -1)
    loss = {
        floor: prices(candidates, value, number=NUMBER, floor_at=floor, cap_at=CAP, eligible=all_of_them).loss
        for floor in FLOORS
    }
    assert found.floor == max(floor for floor in FLOORS if loss[floor] <= MOST_LOSS or not floor)
    assert found.prices.loss == loss[found.floor]


def test_a_promise_that_costs_too_much_is_not_made() -> None:
    crowds = [Crowd(more) for more in (0.0, 2.0)]
    mild, steep = (share_out(crowd.ask, crowd.eager, np.ones(NUMBER, bool)).floor for crowd in crowds)
    assert mild == FLOORS[-1] > steep


def test_newcomers_are_not_asked() -> None:
    crowd = Crowd(1.0)
    share_out(crowd.ask, crowd.eager, np.ones(NUMBER, bool))
    assert crowd.asked == np.flatnonzero(crowd.eager).tolist()


def test_the_same_network_has_the_same_prices() -> None:
    one, other = (share_out(Crowd(1.0).ask, Crowd(1.0).eager, np.ones(NUMBER, bool)) for _ in range(2))
    assert one.prices.price.tolist() == other.prices.price.tolist()
    assert (one.floor, one.unit) == (other.floor, other.unit)


def test_the_unit_is_the_worth_of_the_last_place_for_those_who_are_asked() -> None:
    crowd = Crowd(0.0)
    crowd.eager[: NUMBER // 2 + 5] = 0.0
    last = [np.sort(worth(*crowd.ask(asker), 1.0))[-SIZE] for asker in np.flatnonzero(crowd.eager).tolist()]
    assert share_out(crowd.ask, crowd.eager, np.ones(NUMBER, bool)).unit == np.median(last)


def test_where_nobody_looks_for_anybody_nothing_is_shared_out() -> None:
    found = share_out(Crowd(1.0).ask, np.zeros(NUMBER), np.ones(NUMBER, bool))
    assert not found.prices.price.any()
    assert (found.unit, found.prices.loss) == (0.0, 0.0)


def test_who_was_really_shown_too_rarely_grows_cheaper_and_nobody_else() -> None:
    attention = Attention(price={"a": 1.0, "b": 0.0, "c": -1.0, "gone": 2.0}, unit=0.5)
    # Shown 3 times on average: half of it are 1.5.
    found = attention.corrected({"a": 0, "b": 3, "c": 9, "d": 0, "gone": 50}, frozenset("abcd"))
    assert found.price == {"a": 0.5, "b": 0.0, "c": -1.0, "d": -0.5, "gone": 2.0}
    # Shown twice on average: half of it is 1, and c was shown half of that.
    found = attention.corrected({"a": 10, "b": 5, "c": 1, "d": 0}, frozenset("abcd"))
    assert found.price["c"] == pytest.approx(-1.0 - 0.5 * (1 - 1 / 2))


def test_where_nothing_was_shown_nothing_is_corrected() -> None:
    attention = Attention(price={"a": 1.0}, unit=0.5)
    assert attention.corrected({"gone": 5}, frozenset("a")) is attention
    assert attention.corrected({"a": 5}, frozenset()) is attention


def test_communities_follow_the_ties_the_largest_first_and_strangers_have_none() -> None:
    graph: nx.Graph[str] = nx.Graph([("a", "b"), ("p", "q"), ("q", "r"), ("p", "r"), ("a", "p")])
    graph.add_node("stranger")
    assert communities(graph) == {"p": 0, "q": 0, "r": 0, "a": 1, "b": 1}
    assert communities(nx.Graph()) == {}
