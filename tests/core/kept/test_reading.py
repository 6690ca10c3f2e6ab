"""How often an answer reads profiles, and what happens when somebody has been deleted a moment ago."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from matchmaker.core import kept
from matchmaker.core.answers import NOBODY, Order, Query
from matchmaker.core.entities import Profile
from matchmaker.core.matcher import Matcher
from tests.core.kept.test_matching import SALT, fitted

every_order = pytest.mark.parametrize("order", list(Order))


class Leaving:
    """Profiles out of which some have gone; it remembers each reading."""

    def __init__(self, profiles: Sequence[Profile], gone: frozenset[str] = frozenset()) -> None:
        self.profiles, self.gone = profiles, gone
        self.readings: list[list[int]] = []

    def read(self, numbers: Sequence[int]) -> Sequence[Profile | None]:
        self.readings.append(list(numbers))
        found = [self.profiles[number] for number in numbers]
        return [None if one.id in self.gone else one for one in found]


def opened(people: Leaving) -> Matcher:
    matcher = fitted("with ties", 10)
    return kept.matcher(kept.arrays(matcher, SALT), kept.facts(matcher), people, SALT)


@every_order
def test_all_who_are_shown_are_read_at_once(order: Order) -> None:
    people = Leaving(fitted("with ties", 10).pool_.profiles)
    matcher = opened(people)
    found = matcher.answer(Query(NOBODY, text="repair of washing machines", order=order), top=10)
    assert len(found.suggestions) == 10
    # Those who have the score of a strong match, then those who are shown.
    assert len(people.readings) <= 3
    matcher.answer(Query(NOBODY, text="repair of washing machines", order=order), top=10)
    assert len(people.readings) <= 3


@every_order
def test_who_was_deleted_a_moment_ago_is_left_out(order: Order) -> None:
    known = fitted("with ties", 10).pool_.profiles
    for asker in known[:6]:
        whole = opened(Leaving(known)).answer(Query(asker, order=order), top=10).suggestions
        gone = frozenset({one.id for one in whole[::2]} - {asker.id})
        matcher = opened(Leaving(known, gone))
        found = matcher.answer(Query(asker, order=order), top=10).suggestions
        assert not gone & {one.id for one in found}
        if order is Order.MATCH:
            assert {one.id for one in found} >= {one.id for one in whole[1::2]}
        there = next(one.id for one in known if one.id not in gone)
        assert [one.id for one in matcher.some(Query(asker), [*gone, there])] == [there]
