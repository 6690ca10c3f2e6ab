from __future__ import annotations

import numpy as np

from matchmaker.core.index import Field
from matchmaker.core.signals import Pool
from matchmaker.core.signals.asked import Crowd, spread
from tests.core.people import CITY, GOVAN, KITCHEN, PROFILES, ask, make_pool
from tests.core.signals.networks import POOLS


def _take(pool: Pool) -> tuple[Pool, list[int]]:
    numbers = sorted(pool.number[one.id] for one in (CITY, KITCHEN))
    return pool.take(np.array(numbers)), numbers


def test_a_pool_of_a_few_has_their_columns_and_knows_the_whole() -> None:
    whole = make_pool()
    few, numbers = _take(whole)
    assert whole.whole is whole
    assert few.whole is whole
    assert [one.id for one in few.profiles] == [whole.profiles[i].id for i in numbers]
    assert {key: few.number[key] for key in few.number} == {CITY.id: 0, KITCHEN.id: 1}
    for name in ("lat", "lon", "country", "nuts2", "nuts3", "kinds", "age", "rankable"):
        mine, theirs = getattr(few, name), getattr(whole, name)
        assert np.array_equal(mine, theirs[numbers], equal_nan=name in {"lat", "lon", "age"})
    assert few.within("UKM82").tolist() == whole.within("UKM82")[numbers].tolist() == [True, False]


def test_what_is_known_of_words_and_themes_stays_that_of_all() -> None:
    whole = POOLS["with deeds"]
    few, numbers = _take(whole)
    assert few.index.idf_ is whole.index.idf_
    assert few.themes.spread("theme-repair") == whole.themes.spread("theme-repair") > 1
    assert few.sorts.shares is whole.sorts.shares
    assert few.network is whole.network
    assert few.themes.overlap(["theme-repair"]).tolist() == [1, 0]
    assert few.languages.sizes.tolist() == whole.languages.sizes[numbers].tolist()
    assert few.record.times.tolist() == whole.record.times[numbers].tolist()
    assert few.record.activities == whole.record.activities


def test_statements_follow_their_owners() -> None:
    whole = make_pool()
    few = whole.take(np.array([whole.number[GOVAN.id]]))
    rows = whole.index.rows_[Field.OFFERS].of(whole.number[GOVAN.id])
    assert len(few.index.rows_[Field.OFFERS]) == len(GOVAN.offers)
    assert few.offers.reach.tolist() == whole.offers.reach[rows].tolist()
    assert few.offers.kinds.overlap(["training"]).tolist() == [1, 0]


def test_nobody_can_be_taken() -> None:
    few = make_pool().take(np.array([], np.int64))
    assert len(few) == 0
    assert few.themes.overlap(["theme-repair"]).shape == (0,)


def test_who_asks_is_looked_up_among_all() -> None:
    asked = ask(GOVAN)
    assert asked.own == asked.pool.number[GOVAN.id]
    assert asked.number_of(3) == 3


def test_a_crowd_has_the_share_of_each_and_nothing_for_others() -> None:
    crowd = Crowd(np.array([1, 4]), np.array([0.25, 0.75]))
    assert [crowd.share(number) for number in (0, 1, 4, 5)] == [0, 0.25, 0.75, 0]
    assert spread(*crowd, len(PROFILES)).tolist() == [0, 0.25, 0, 0, 0.75, 0]
