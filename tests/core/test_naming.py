from __future__ import annotations

from dataclasses import replace

from matchmaker.core.entities import Profile
from matchmaker.core.naming import Naming

PEOPLE = [
    Profile("a", "City of Roubaix", place="Roubaix"),
    Profile("b", "Chamber of crafts", place="Roubaix"),
    Profile("c", "Chamber of crafts", place="Lille"),
    Profile("d", "", place=""),
]


def test_names_and_places_share_words() -> None:
    found = Naming(PEOPLE).like(PEOPLE[1])
    assert found[1] > found[2] > found[0] > 0
    assert found[3] == 0


def test_a_text_may_name_a_place() -> None:
    found = Naming(PEOPLE).named_in("Who lends bicycles in Lille?")
    assert found[2] > 0
    assert found[[0, 1, 3]].tolist() == [0, 0, 0]


def test_who_has_neither_name_nor_place_is_like_nobody() -> None:
    assert not Naming(PEOPLE).like(PEOPLE[3]).any()
    assert not Naming(PEOPLE).like(replace(PEOPLE[0], name="Zeppelin", place="")).any()
    assert Naming([]).like(PEOPLE[0]).shape == (0,)
