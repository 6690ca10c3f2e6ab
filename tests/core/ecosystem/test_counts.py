"""Counting the profiles of a region."""

from __future__ import annotations

from datetime import date, timedelta

from matchmaker.core.ecosystem.counts import count_profiles
from matchmaker.core.entities import Kind, Profile, Statement

TODAY = date(2026, 11, 23)


def test_profiles_are_counted_by_kind_theme_and_freshness() -> None:
    food = Statement("n-1", "Bread", themes=("theme-food", "theme-care"))
    found = count_profiles(
        [
            Profile("s-1", "One", Kind.SUPPORT, needs=(food, food), verified=TODAY - timedelta(days=365)),
            Profile("s-2", "Two", Kind.SUPPORT, offers=(food,), verified=TODAY - timedelta(days=366)),
            Profile("s-3", "Three"),
        ],
        TODAY,
    )
    assert found == {
        "people": 3,
        "kinds": {"support": 2, "": 1},
        "offers": 1,
        "needs": 2,
        "offered": {"theme-food": 1, "theme-care": 1},
        "needed": {"theme-food": 2, "theme-care": 2},
        "fresh": 1,
        "old": 1,
        "never": 1,
    }


def test_nobody_is_counted_as_nothing() -> None:
    assert count_profiles([], TODAY)["people"] == 0
