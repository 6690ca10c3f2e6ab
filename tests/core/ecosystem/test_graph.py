"""The compact columns for the script, and the counts of the form."""

from __future__ import annotations

from matchmaker.core.ecosystem.graph import count, graph_of
from matchmaker.core.ecosystem.groups import Groups
from matchmaker.core.entities import Kind, Link, Profile, Statement

PEOPLE = {
    "a": Profile("a", "Anna", kind=Kind.SUPPORT, region="DE111", themes=("theme-food",)),
    "b": Profile("b", "Bo", country="GR", needs=(Statement("n", "Soup", themes=("theme-housing",)),)),
    "c": Profile("c", "Cy", kind=Kind.ENTERPRISE, region="DE112"),
}
LINKS = (Link("a", "b", "project", 2019), Link("a", "c"), Link("b", "c", "", 2021))
GROUPS = Groups(community={"a": 0, "b": 0}, themes=(("theme-food",),), place={"a": (1.23456, 2), "b": (3, 4)})


def test_who_has_no_place_yet_is_left_out_with_its_ties() -> None:
    found = graph_of(PEOPLE, LINKS, GROUPS)
    assert found["nodes"]["id"] == ["a", "b"]
    assert found["ties"] == {"a": [0], "b": [1], "kind": [0], "since": [2019]}


def test_words_stand_as_numbers() -> None:
    found = graph_of(PEOPLE, LINKS, GROUPS)
    assert [found["kinds"][n] for n in found["nodes"]["kind"]] == ["support", "unknown"]
    assert found["kinds"][:4] == [kind.value for kind in Kind]
    assert [found["regions"][n] for n in found["nodes"]["region"]] == ["DE111", "EL"]
    assert [[found["themes"][n] for n in one] for one in found["nodes"]["themes"]] == [
        ["theme-food"],
        ["theme-housing"],
    ]
    assert found["nodes"]["x"] == [1.235, 3]


def test_the_form_counts_what_is_there() -> None:
    found = count(PEOPLE.values(), LINKS)
    assert found.kinds == {Kind.SUPPORT: 1, Kind.ENTERPRISE: 1, None: 1}
    assert found.themes == {"theme-food": 1, "theme-housing": 1}
    assert found.places == {"DE111": 1, "DE112": 1, "EL": 1}
    assert found.ties == {"project": 1, "": 2}
    assert found.years == (2021, 2019)


def test_an_empty_network_has_empty_columns() -> None:
    found = graph_of({}, (), Groups())
    assert found["nodes"]["id"] == []
    assert found["ties"]["a"] == []
    assert count((), ()).years == ()
