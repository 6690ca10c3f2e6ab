"""A network's past cut at earlier days: nothing of later may be known then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.core.entities import Activity, Link, Profile
from matchmaker.core.learning.splits import FEWEST, FOLDS, Split, begun, splits, without

TODAY = date(2026, 11, 23)
PEOPLE = tuple(Profile(key, key.upper(), country="FR" if key < "d" else "DE") for key in "abcdefgh")


def _day(number: int) -> date:
    return date(2020, 1, 1) + timedelta(days=100 * number)


def _ties(deeds: tuple[Activity, ...]) -> tuple[Link, ...]:
    """The ties of these activities: each gives 1 / (members − 1) to every two that took part."""
    weights: dict[tuple[str, str], list[tuple[float, date | None]]] = {}
    for deed in deeds:
        for pair in combinations(sorted(set(deed.members)), 2):
            weights.setdefault(pair, []).append((1 / (len(set(deed.members)) - 1), deed.day))
    return tuple(
        Link(a, b, weight=sum(w for w, _ in own), day=min((day for _, day in own if day), default=None))
        for (a, b), own in sorted(weights.items())
    )


# One activity each hundred days; the sixth brings a and b together again, now with c.
DEEDS = (
    Activity("0", "bicycles", ("a", "b"), _day(0)),
    Activity("1", "gardens", ("c", "d"), _day(1)),
    Activity("2", "lamps", ("e", "f"), _day(2)),
    Activity("3", "soup", ("a", "c"), _day(3)),
    Activity("4", "bread", ("d", "e", "f"), _day(4)),
    Activity("5", "songs", ("a", "b", "c"), _day(5)),
    Activity("6", "boats", ("e", "g"), _day(6)),
    Activity("7", "roofs", ("g", "f"), _day(7)),
)


def _at(day: date, *more: Link, deeds: tuple[Activity, ...] = DEEDS) -> Split:
    made = splits(PEOPLE, [*_ties(deeds), *more], deeds, today=TODAY)
    return next(one for one in made if one.today == day)


def test_the_past_is_cut_where_shares_of_it_had_begun() -> None:
    # 8 activities and 11 ties; days in order: each activity's and each tie's first.
    days = sorted([one.day for one in DEEDS if one.day] + [one.day for one in _ties(DEEDS) if one.day])
    made = splits(PEOPLE, _ties(DEEDS), DEEDS, today=TODAY)
    cuts = {days[int(share * len(days))] for share in (0.4, 0.55, 0.7, 0.85)}
    assert {one.today for one in made} <= cuts
    assert [one.today for one in made] == sorted(one.today for one in made)
    assert all(one.new for one in made)


def test_a_tie_weighs_what_it_weighed_then() -> None:
    split = _at(_day(5))
    (tie,) = (link for link in split.links if (link.a, link.b) == ("a", "b"))
    # Now 1 for two members and 1/2 for three; then 1 of these 3/2.
    now = next(link for link in _ties(DEEDS) if (link.a, link.b) == ("a", "b"))
    assert now.weight == 1.5
    assert tie.weight == pytest.approx(1.0)


def test_later_ties_among_those_who_were_there_are_what_came_next() -> None:
    split = _at(_day(5))
    assert {one.id for one in split.profiles} == set("abcdef")
    # a and b knew each other, a and c as well; b and c meet at the fifth. g comes later.
    assert split.new == {"b": {"c"}, "c": {"b"}}
    assert [(one.text, set(one.right)) for one in split.needs] == [("songs", {"a", "b", "c"})]
    assert {one.country for one in split.needs} == {""}, "three right answers would give their country away"
    wide = _at(_day(5), deeds=(*DEEDS, Activity("8", "kites", ("a", "b", "c", "d"), _day(5))))
    assert {one.text: one.country for one in wide.needs} == {"songs": "", "kites": "FR"}


def test_a_need_is_one_of_somebody_who_was_there() -> None:
    deeds = (*DEEDS, Activity("8", "kites", ("h", "zz"), _day(5)))
    assert [one.text for one in _at(_day(5), deeds=deeds).needs] == ["songs"]


def test_what_has_no_day_is_not_there_at_all() -> None:
    undated = Activity("9", "undated", ("b", "d"))
    split = _at(_day(5), Link("b", "d"), deeds=(*DEEDS, undated))
    assert all(one.day for one in split.activities)
    assert ("b", "d") not in {(link.a, link.b) for link in split.links}
    assert "d" not in split.new.get("b", ())


def test_members_whom_nobody_knows_are_neither_there_nor_right() -> None:
    deeds = (
        replace(DEEDS[0], members=("a", "b", "x", "y")),
        *DEEDS[1:],
        Activity("8", "x", ("x", "y", "c"), _day(5)),
    )
    split = _at(_day(5), deeds=deeds)
    known = {one.id for one in split.profiles}
    assert set(split.new) | {other for others in split.new.values() for other in others} <= known
    assert all(one.right <= known for one in split.needs)


def test_nobody_had_confirmed_a_record_yet() -> None:
    people = (replace(PEOPLE[0], verified=_day(6)), replace(PEOPLE[1], verified=_day(1)), *PEOPLE[2:])
    made = splits(people, _ties(DEEDS), DEEDS, today=TODAY)
    split = next(one for one in made if one.today == _day(5))
    assert [one.verified for one in split.profiles[:2]] == [None, None]


def test_what_is_still_to_come_is_not_learnt_from() -> None:
    coming = Activity("8", "later", ("a", "d"), TODAY + timedelta(days=9))
    made = splits(PEOPLE, _ties((*DEEDS, coming)), (*DEEDS, coming), today=TODAY)
    assert all("d" not in one.new.get("a", ()) for one in made)
    assert all(one.text != "later" for split in made for one in split.needs)


def test_a_day_comes_before_a_year_which_begins_in_its_middle() -> None:
    assert begun(Link("a", "b", since=2019, day=_day(0))) == _day(0)
    assert begun(Link("a", "b", since=2019)) == date(2019, 7, 1)
    assert begun(Link("a", "b")) is None
    assert begun(Activity("1", "", ())) is None


def test_ties_alone_are_enough() -> None:
    ties = [Link(a, b, day=_day(i)) for i, (a, b) in enumerate(combinations("abcde", 2))]
    made = splits(PEOPLE, ties, today=TODAY)
    assert made
    assert all(one.needs == () == one.activities for one in made)


@pytest.mark.parametrize("day", [None, _day(0)], ids=["undated", "dated"])
def test_with_too_few_ties_there_is_nothing_to_learn_from(day: date | None) -> None:
    ties = [Link("a", b, day=day) for b in "bcdefgh"][: FEWEST - 1]
    assert splits(PEOPLE, ties, DEEDS, today=TODAY) == ()
    assert splits((), (), (), today=TODAY) == ()


def test_without_days_every_tie_is_left_out_once() -> None:
    ties = [Link(a, b) for a, b in combinations("abcde", 2)]
    made = splits(PEOPLE, ties, today=TODAY)
    assert len(made) == FOLDS
    out = [{(a, b) for a, others in one.new.items() for b in others if a < b} for one in made]
    assert set().union(*out) == {(link.a, link.b) for link in ties}
    assert sum(map(len, out)) == len(ties)
    for one, hidden in zip(made, out, strict=True):
        assert {(link.a, link.b) for link in one.links} == set(combinations("abcde", 2)) - hidden
        assert one.today == TODAY


def test_an_activity_gives_no_tie_away_that_is_left_out() -> None:
    ties = [Link(a, b) for a, b in combinations("abcd", 2)] + [Link("a", "b", "project")]
    deeds = [Activity("1", "together", ("b", "a")), Activity("2", "alone", ("c",))]
    for one in splits(PEOPLE, ties, deeds, today=TODAY):
        hidden = {(a, b) for a, others in one.new.items() for b in others}
        assert ("1" in {deed.id for deed in one.activities}) == (("a", "b") not in hidden)
        assert "2" in {deed.id for deed in one.activities}
        assert hidden.isdisjoint((link.a, link.b) for link in one.links)


def test_what_gives_a_pair_away_is_taken_out() -> None:
    links, deeds = without({("a", "c")}, _ties(DEEDS), DEEDS)
    assert ("a", "c") not in {(link.a, link.b) for link in links}
    assert [one.id for one in deeds] == ["0", "1", "2", "4", "6", "7"]


@st.composite
def pasts(draw: st.DrawFn) -> tuple[tuple[Activity, ...], tuple[Link, ...]]:
    """Activities of one to four, some without a day, and a few ties that stand on none of them."""
    members = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=4, unique=True)
    days = st.one_of(st.none(), st.integers(0, 27).map(_day))
    drawn = draw(st.lists(st.tuples(members, days), min_size=4, max_size=14))
    deeds = tuple(Activity(str(i), f"text {i}", tuple(m), day) for i, (m, day) in enumerate(drawn))
    pairs = draw(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("efgh"), days), max_size=4))
    return deeds, (*_ties(deeds), *(Link(a, b, "other", day=day) for a, b, day in pairs))


@settings(max_examples=150)
@given(pasts())
def test_nothing_of_later_is_known_at_a_split(past: tuple[tuple[Activity, ...], tuple[Link, ...]]) -> None:
    deeds, links = past
    began = [*map(begun, deeds), *map(begun, links)]
    dated = [day for day in began if day is not None and day <= TODAY]
    for split in splits(PEOPLE, links, deeds, today=TODAY):
        if len(dated) < FEWEST:
            continue
        early = [one for one in deeds if one.day is not None and one.day < split.today]
        assert set(split.activities) == set(early)
        # A tie began with the first activity that it stands on, or else on its own day.
        known = {pair for one in early for pair in combinations(sorted(one.members), 2)}
        for link in split.links:
            own = begun(link)
            assert (link.a, link.b) in known or (own is not None and own < split.today)
        there = {member for one in early for member in one.members}
        there |= {end for link in split.links for end in (link.a, link.b)}
        assert {one.id for one in split.profiles} == there
        assert set(split.new) <= there
        standing = {(link.a, link.b) for link in split.links}
        for one, others in split.new.items():
            assert others
            assert others <= there
            assert standing.isdisjoint((min(one, other), max(one, other)) for other in others)
        texts = {one.text for one in early}
        assert all(need.right and need.text not in texts for need in split.needs)
        now = {(link.a, link.b, link.kind): link.weight for link in links}
        assert all(0 < link.weight <= now[link.a, link.b, link.kind] + 1e-9 for link in split.links)


@settings(max_examples=80)
@given(pasts(), st.integers(0, 13))
def test_what_came_later_changes_nothing_that_was_known(
    past: tuple[tuple[Activity, ...], tuple[Link, ...]], changed: int
) -> None:
    """Another text for a later activity, or nobody at all in it: an earlier split looks as it did."""
    deeds, links = past
    number = changed % len(deeds)
    other = (*deeds[:number], replace(deeds[number], text="quite another text"), *deeds[number + 1 :])
    for one, same in zip(
        splits(PEOPLE, links, deeds, today=TODAY), splits(PEOPLE, links, other, today=TODAY), strict=True
    ):
        day = deeds[number].day
        # Where nothing has a day, ties are left out of today's network, whatever is planned for later.
        if day is not None and one.today <= day < TODAY:
            assert (one.profiles, one.links, one.activities) == (same.profiles, same.links, same.activities)
        assert one.new == same.new
