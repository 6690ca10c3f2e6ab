"""Names that share words, or that a need names."""

from __future__ import annotations

from matchmaker.core.entities import Profile, Statement
from matchmaker.core.matcher import NOBODY, Matcher
from matchmaker.core.signals import Asked
from matchmaker.core.signals.names import names
from tests.core.people import TODAY

PEOPLE = (
    Profile("a", "Municipality of Ghent", place="Ghent"),
    Profile("b", "Municipality of Porto", place="Porto"),
    Profile("c", "Crafts chamber", place="Porto"),
)
POOL = Matcher().fit(PEOPLE, [], today=TODAY).pool_


def test_the_same_sort_of_institution_or_the_same_town() -> None:
    values = names(Asked(POOL, PEOPLE[1])).values
    assert values[0] > 0
    assert values[2] > 0


def test_a_need_that_names_a_town_asks_for_those_in_it() -> None:
    typed = names(Asked(POOL, NOBODY, text="a partner in Porto")).values
    need = names(Asked(POOL, PEOPLE[0], need=Statement("n", "a partner in Porto"))).values
    assert typed.tolist() == need.tolist()
    assert typed[0] == 0 < min(typed[1:])
