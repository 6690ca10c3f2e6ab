"""Who did something like it, and where."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from matchmaker.core.entities import Activity, Link, Profile
from matchmaker.core.matcher import NOBODY, Matcher
from matchmaker.core.network import RESTART
from matchmaker.core.reader import FloatArray
from matchmaker.core.signals import Asked
from matchmaker.core.signals.asked import NEAREST
from matchmaker.core.signals.done import NEAR_RANK, done, grounds
from tests.core.people import TODAY

PEOPLE = tuple(Profile(key, key.upper(), lat=40.0 + 3 * i, lon=10.0) for i, key in enumerate("abcdef"))
DEEDS = (
    Activity("1", "Bicycles for schools", ("a", "b"), TODAY),
    Activity("2", "Bicycles for hospitals", ("c",), TODAY),
    Activity("3", "Vegetables on the roof", ("d", "e"), TODAY),
)
LINKS = (Link("a", "b"), Link("c", "f"))
NEED = "bicycles"


def _asked(asker: Profile = NOBODY, *, text: str = NEED, deeds: tuple[Activity, ...] = DEEDS) -> Asked:
    return Asked(Matcher().fit(PEOPLE, LINKS, deeds, today=TODAY).pool_, asker, text=text)


def test_those_who_did_the_nearest_share_its_squared_cosine() -> None:
    asked = _asked()
    near = asked.pool.index.similar_done(asked.subject)
    assert near[2] == 0 < near[0]
    # Two did the first, so each has 1/√2 of it; one did the second alone.
    shares = np.array([near[0] ** 2 / np.sqrt(2)] * 2 + [near[1] ** 2, 0, 0, 0])
    assert asked.doers == pytest.approx(shares / shares.sum())


def test_partners_of_those_who_did_it_are_reached_as_well() -> None:
    asked = _asked()
    rank = done(asked).detail["rank"]
    assert rank[2] > rank[5] > 0
    assert rank[[3, 4]].tolist() == [0, 0]
    assert done(asked).values == pytest.approx(np.minimum(1, rank / NEAR_RANK))


def test_who_did_it_and_has_no_partners_is_found_all_the_same() -> None:
    asked = _asked(text="vegetables")
    assert done(asked).detail["rank"][[3, 4]] == pytest.approx([RESTART / 2] * 2)


def test_such_things_were_done_around_somebody() -> None:
    asked = _asked()
    lift = grounds(asked).detail["lift"]
    assert lift == pytest.approx(asked.pool.territory.around(asked.doers))
    # Nobody else lives near the sixth, but the fifth and it are beside people who did nothing like it.
    assert lift[0] > 1 > lift[5]


def test_where_no_activity_is_known_descriptions_stand_for_them() -> None:
    said = tuple(replace(one, about="We lend bicycles." if one.id == "a" else "") for one in PEOPLE)
    asked = Asked(Matcher().fit(said, LINKS, today=TODAY).pool_, NOBODY, text=NEED)
    assert asked.doers.tolist() == [1, 0, 0, 0, 0, 0]


def test_only_the_nearest_are_looked_at() -> None:
    many = tuple(replace(PEOPLE[0], id=f"p{i:02}", about="Bicycles.") for i in range(NEAREST + 9))
    asked = Asked(Matcher().fit(many, [], today=TODAY).pool_, NOBODY, text=NEED)
    assert np.count_nonzero(asked.doers) == NEAREST


@pytest.mark.parametrize("text", ["zeppelins", ""])
def test_a_question_that_nobody_did_anything_like_finds_nobody(text: str) -> None:
    asked = _asked(text=text)
    assert not asked.doers.any()
    assert not done(asked).values.any()
    assert not grounds(asked).values.any()


@pytest.mark.parametrize("deeds", [DEEDS, ()], ids=["activities", "descriptions"])
def test_who_asks_as_if_without_ties_did_none_of_it(deeds: tuple[Activity, ...]) -> None:
    said = tuple(replace(one, about=f"Bicycles, number {one.id}") for one in PEOPLE)

    def doers(*, alone: bool) -> FloatArray:
        pool = Matcher().fit(said, LINKS, deeds, today=TODAY).pool_
        return Asked(pool, said[0], alone=alone).doers

    assert doers(alone=False)[0] > 0
    assert doers(alone=True)[0] == 0
    # With whom one did it would tell one's ties.
    assert (doers(alone=True)[1] == 0) == bool(deeds)
