"""Lists that reach other communities."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.core.fairness import bridged

OWN = 0


def test_the_best_of_other_communities_take_the_places_of_the_weakest_of_the_own() -> None:
    communities = np.array([0] * 10 + [1] * 5)
    evident = np.ones(15, bool)
    evident[10] = False
    found = bridged(np.arange(15), communities, OWN, evident)
    assert found.tolist() == [0, 1, 2, 3, 4, 5, 6, 11, 12, 13, 7, 8, 9, 10, 14]


def test_a_list_that_bridges_already_is_left_alone() -> None:
    communities = np.array([0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 1])
    order = np.arange(11)
    assert bridged(order, communities, OWN, np.ones(11, bool)) is order


def test_where_evidence_is_lacking_only_as_many_move_as_have_it() -> None:
    communities = np.array([0] * 10 + [1] * 5)
    evident = np.arange(15) == 14
    found = bridged(np.arange(15), communities, OWN, evident)
    assert found[:10].tolist() == [0, 1, 2, 3, 4, 5, 6, 7, 8, 14]
    nobody = bridged(np.arange(15), communities, OWN, np.zeros(15, bool))
    assert nobody.tolist() == list(range(15))


@given(st.integers(0, 10_000), st.integers(0, 40))
def test_nobody_is_lost_and_those_who_stay_keep_their_order(seed: int, number: int) -> None:
    chance = np.random.default_rng(seed)
    order = chance.permutation(number)
    communities, evident = chance.integers(0, 3, number), chance.random(number) < 0.5
    found = bridged(order, communities, OWN, evident)
    assert sorted(found.tolist()) == list(range(number))
    place = {one: at for at, one in enumerate(order.tolist())}
    stayed = [one for one in found[:10].tolist() if place[one] < 10]
    assert stayed == sorted(stayed, key=place.__getitem__)
    rest = found[10:].tolist()
    assert rest == sorted(rest, key=place.__getitem__)
    outside = communities[found[:10]] != OWN
    if number and outside.mean() < 0.3:
        assert not (evident & (communities != OWN))[found[10:]].any()
