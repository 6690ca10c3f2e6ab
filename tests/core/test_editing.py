"""Two changes of one record, merged field by field: nothing that somebody wrote is lost unseen."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.core.editing import Clash, three_way, version_of

ANSWERS = st.one_of(
    st.sampled_from(["", "a", "b"]), st.booleans(), st.lists(st.sampled_from("xy"), max_size=2)
)
FIELDS = ("about", "name", "place", "themes")
RECORDS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(dict.fromkeys(FIELDS, ANSWERS))


@pytest.mark.parametrize(
    ("original", "theirs", "mine", "kept", "who"),
    [
        ("a", "a", "a", "a", ""),
        ("a", "b", "a", "b", "theirs"),
        ("a", "a", "b", "b", "mine"),
        ("a", "b", "b", "b", ""),
        (["x"], ["x", "y"], ["x"], ["x", "y"], "theirs"),
        (True, True, False, False, "mine"),
        ("a", "", "a", "", "theirs"),
    ],
)
def test_what_one_of_two_changed_holds(original: Any, theirs: Any, mine: Any, kept: Any, who: str) -> None:
    merged = three_way({"f": original}, {"f": theirs}, {"f": mine})
    assert merged.answers == {"f": kept}
    assert (merged.theirs, merged.mine) == (
        ("f",) if who == "theirs" else (),
        ("f",) if who == "mine" else (),
    )
    assert not merged.clashes


def test_what_both_changed_in_two_ways_waits_for_a_person() -> None:
    merged = three_way({"f": "a", "g": "1"}, {"f": "b", "g": "1"}, {"f": "c", "g": "2"})
    assert merged.clashes == (Clash("f", "a", "b", "c"),)
    assert merged.answers == {"g": "2"}


def test_without_the_original_each_difference_waits_for_a_person() -> None:
    merged = three_way(None, {"f": "a", "g": "1"}, {"f": "b", "g": "1"})
    assert merged.clashes == (Clash("f", None, "a", "b"),)
    assert merged.answers == {"g": "1"}


def test_what_was_not_asked_is_not_overwritten() -> None:
    """Somebody said the kind of the record meanwhile: its form asks more than the one that was open."""
    merged = three_way({"f": "a"}, {"f": "a", "founded": "2012"}, {"f": "b", "founded": ""})
    assert merged.answers == {"f": "b", "founded": "2012"}


@given(RECORDS, RECORDS, RECORDS)
def test_no_change_of_anybody_is_lost(original: Any, theirs: Any, mine: Any) -> None:
    merged = three_way(original, theirs, mine)
    clashing = {one.field: one for one in merged.clashes}
    assert set(merged.answers) | set(clashing) == set(FIELDS)
    assert not set(merged.answers) & set(clashing)
    for field in FIELDS:
        if field in clashing:
            assert len({repr(one[field]) for one in (original, theirs, mine)}) == 3
        else:
            changed = [one[field] for one in (theirs, mine) if one[field] != original[field]]
            assert merged.answers[field] == (changed[0] if changed else original[field])


@given(RECORDS, RECORDS)
def test_whoever_changed_nothing_never_has_to_decide(original: Any, changed: Any) -> None:
    assert three_way(original, changed, original).answers == changed
    assert three_way(original, original, changed).answers == changed


@given(RECORDS, RECORDS, RECORDS)
def test_both_are_asked_about_the_same_fields_whoever_was_second(original: Any, one: Any, other: Any) -> None:
    first, second = three_way(original, one, other), three_way(original, other, one)
    assert {clash.field for clash in first.clashes} == {clash.field for clash in second.clashes}
    assert first.answers == second.answers


def test_a_version_differs_with_any_value() -> None:
    values: dict[str, Any] = {"name": "Radhof", "languages": ["de"], "founded": None}
    changes: list[dict[str, Any]] = [{}, {"name": "R"}, {"founded": 1}, {"languages": []}]
    assert version_of(values) == version_of(dict(reversed(values.items())))
    assert len({version_of(values | change) for change in changes}) == 4
