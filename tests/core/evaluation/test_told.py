"""What the texts of a folder tell of what organisations did together."""

from __future__ import annotations

from datetime import date

from matchmaker.core.entities import Activity, Profile
from matchmaker.core.evaluation.folder import Past
from matchmaker.core.evaluation.told import told
from matchmaker.core.matcher import Matcher

SPLIT = date(2017, 1, 1)
GARDENS = Activity("g", "Gardens for schools", ("a", "b"), date(2015, 1, 1))
MOTTO = "We have been here since 1904 and care for the whole valley."


def _past(*texts: str, activities: tuple[Activity, ...] = (GARDENS,)) -> Past:
    people = tuple(Profile("abcd"[i], f"Number {i}", about=text) for i, text in enumerate(texts))
    return Past(people, activities=activities, words={"a": "school"})


def test_a_description_made_of_activities_says_nothing_of_itself() -> None:
    profiles, activities = told(_past("Gardens for schools Their own."[:25], MOTTO))
    assert [one.about for one in profiles] == ["", MOTTO]
    assert activities == [GARDENS]


def test_a_description_that_says_more_than_its_activities_stays() -> None:
    (profile,) = told(_past(f"{MOTTO} Gardens for schools"))[0]
    assert profile.about == f"{MOTTO} Gardens for schools"


def test_the_kind_in_the_words_of_the_source_is_kept() -> None:
    assert [one.sort for one in told(_past("", ""))[0]] == ["school", ""]


def test_pieces_are_activities_of_those_whose_texts_hold_them() -> None:
    profiles, activities = told(
        _past(
            "Gardens for schools, second edition || A choir || Boats",
            "Gardens for schools || A choir",
            "A choir || Lamps || ",
        )
    )
    assert [one.about for one in profiles] == ["", "", ""]
    # What is an activity of the folder for a and b is not told again; c sang as well, and lit lamps alone.
    assert [(one.text, one.members, one.day) for one in activities] == [
        (GARDENS.text, ("a", "b"), GARDENS.day),
        ("A choir", ("a", "b", "c"), None),
        ("Boats", ("a",), None),
        ("Lamps", ("c",), None),
    ]
    assert len({one.id for one in activities}) == 4


def test_an_activity_of_others_is_a_piece_like_any_other() -> None:
    _, activities = told(_past("", "", "Gardens for schools || Boats"))
    assert [one.members for one in activities[1:]] == [("c",), ("c",)]


def test_who_has_the_same_piece_has_met() -> None:
    profiles, activities = told(_past("A choir || Boats", "", "A choir || Lamps", "Boats alone"))
    matcher = Matcher().fit(profiles, [], activities, today=SPLIT, levels=False)
    assert matcher.acquainted("a") == {"b", "c"}
    assert matcher.acquainted("d") == frozenset()


def test_an_activity_without_a_text_tells_nothing() -> None:
    nameless = Activity("n", "", ("a",), date(2015, 1, 1))
    profiles, activities = told(_past("Boats || Lamps", MOTTO, activities=(nameless,)))
    assert [one.text for one in activities[1:]] == ["Boats", "Lamps"]
    assert profiles[1].about == MOTTO
