"""What communities are about, and how they are called."""

from __future__ import annotations

from matchmaker.core.ecosystem.naming import (
    CommunityName,
    english,
    heads_of_communities,
    name_communities,
    themes_of_communities,
)
from matchmaker.core.entities import Profile, Statement


def people(*themes: str) -> dict[str, Profile]:
    """A profile for each text of themes, `s-0` first."""
    return {
        f"s-{n}": Profile(f"s-{n}", f"Number {n}", themes=tuple(words.split()))
        for n, words in enumerate(themes)
    }


def test_what_everybody_shares_tells_nothing() -> None:
    everybody = people(*["theme-work theme-food"] * 4, *["theme-work theme-care"] * 4)
    community = {key: number // 4 for number, key in enumerate(everybody)}
    assert themes_of_communities(everybody, community) == (("theme-food",), ("theme-care",))


def test_a_theme_of_one_member_names_no_community() -> None:
    everybody = people("theme-food theme-rare", "theme-food", "theme-care")
    assert themes_of_communities(everybody, {"s-0": 0, "s-1": 0, "s-2": -1}) == (("theme-food",),)


def test_offers_and_needs_count_too() -> None:
    everybody = {
        f"s-{n}": Profile(f"s-{n}", "", offers=(Statement("o", "", themes=("theme-food",)),))
        for n in range(2)
    }
    assert themes_of_communities(everybody, {"s-0": 0, "s-1": 0}) == (("theme-food",),)


def test_themes_come_before_rights_and_goals() -> None:
    everybody = people(*["sdg-12 theme-food"] * 3, *["theme-food"] * 3, *["theme-care"] * 6)
    community = {key: 0 if number < 3 else -1 for number, key in enumerate(everybody)}
    assert themes_of_communities(everybody, community) == (("theme-food", "sdg-12"),)


def test_where_nothing_tells_a_community_apart_the_most_shared_come_first() -> None:
    everybody = people("theme-food theme-care", "theme-food theme-care", "theme-food")
    assert themes_of_communities(everybody, dict.fromkeys(everybody, 0)) == (("theme-food", "theme-care"),)


def test_the_same_first_theme_makes_two_show_two() -> None:
    names = name_communities([("a", "b"), ("a", "c"), ("d", "e")], ["", "", ""], {})
    assert [name.themes for name in names] == [("a", "b"), ("a", "c"), ("d",)]


def test_who_has_the_same_themes_is_told_apart_by_whom_it_is_around() -> None:
    everybody = people("", "", "")
    themes = [("theme-food",), ("theme-food",), (), ()]
    names = name_communities(themes, ["s-0", "s-1", "s-2", "s-gone"], everybody)
    assert names == [
        CommunityName(("theme-food",)),
        CommunityName(("theme-food",), "Number 1"),
        CommunityName((), "Number 2"),
        CommunityName(),
    ]
    assert english(names[2]) == "Around Number 2"
    assert english(names[1]).endswith(", around Number 1")


def test_who_opted_out_is_not_held_up_as_the_best_tied() -> None:
    everybody = people("", "", "") | {"s-3": Profile("s-3", "Quiet", rankable=False)}
    degree = {"s-0": 2.0, "s-1": 5.0, "s-2": 1.0, "s-3": 9.0}
    assert heads_of_communities(everybody, {"s-0": 0, "s-1": 0, "s-2": -1, "s-3": 0}, degree, count=1) == (
        "s-1",
    )
    assert heads_of_communities(everybody, {"s-3": 0}, degree, count=1) == ("",)
    assert heads_of_communities({}, {}, {}, count=0) == ()
