"""Places that work together, as one of them asks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matchmaker.core.entities import Link, Profile
from matchmaker.core.matcher import NOBODY, Matcher
from matchmaker.core.signals import Asked
from matchmaker.core.signals.territory import MUCH, regions
from tests.core.people import TODAY

# Three in Lille and two in Turin, as far apart as makes no difference, and one who has said no place.
LILLE = [Profile(f"l{i}", "L", country="FR", lat=50.63, lon=3.06) for i in range(3)]
TURIN = [Profile(f"t{i}", "T", country="IT", lat=45.07, lon=7.69) for i in range(2)]
NOWHERE = Profile("x", "X")
PEOPLE = (*LILLE, *TURIN, NOWHERE)
LINKS = (Link("l0", "t0"), Link("l1", "t0"), Link("l1", "l2"))
POOL = Matcher().fit(PEOPLE, LINKS, today=TODAY).pool_


def test_two_ties_between_two_towns() -> None:
    reading = regions(Asked(POOL, LILLE[2]))
    # All weights: 6 in 6² pairs. Lille and Turin: 2 ties among 3 · 2; Lille and itself: 2 (from either end)
    # among 3 · 3.
    usual = 6 / 36
    lifts = [2 / 9 / usual] * 3 + [2 / 6 / usual] * 2 + [0]
    assert reading.detail["lift"] == pytest.approx(lifts, abs=1e-3)
    assert reading.values == pytest.approx([lift / MUCH for lift in lifts], abs=1e-4)


def test_who_asks_as_if_without_ties_is_not_known_by_them() -> None:
    found = regions(Asked(POOL, LILLE[0], alone=True)).detail["lift"]
    without = Matcher().fit(PEOPLE, LINKS[1:], today=TODAY).pool_
    assert found == pytest.approx(regions(Asked(without, LILLE[0])).detail["lift"])


@pytest.mark.parametrize("asker", [replace(NOBODY, country="FR"), replace(NOWHERE, country="FR")])
def test_a_country_stands_for_a_place(asker: Profile) -> None:
    reading = regions(Asked(POOL, asker))
    assert reading.detail["lift"][3] == pytest.approx(2 / 6 / (6 / 36), abs=1e-3)
    assert not regions(Asked(POOL, replace(asker, country="PT"))).values.any()


def test_who_has_said_no_place_is_nowhere() -> None:
    assert not regions(Asked(POOL, NOBODY)).values.any()
    assert not regions(Asked(POOL, NOWHERE)).values.any()
