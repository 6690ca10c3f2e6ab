from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.core.entities import Activity, Link, Profile
from matchmaker.core.evaluation.folder import EvaluationNeed, Past
from matchmaker.core.evaluation.young import drawn
from tests.core.evaluation.pasts import small_past

DAY = date(2016, 1, 1)
PAST = replace(
    small_past(),
    activities=(
        Activity("first", "Bicycles for all", ("o00", "o01", "o06"), DAY),
        Activity("second", "Gemüse für alle", ("o07", "o08"), DAY),
    ),
    words={"o02": "association", "o08": "Verein"},
    left_out={"a reason": 3},
)
CIRCLE, OTHER = {f"o{n:02}" for n in range(6)}, {f"o{n:02}" for n in range(6, 12)}

# A line a - b - c - d - e, of which only a has a new tie, and f whom nobody knows.
LINE = Past(
    organisations=tuple(Profile(key, key.upper()) for key in "fedcba"),
    ties=tuple(Link(*pair) for pair in ("ab", "bc", "cd", "de")),
    new_ties=(Link("a", "elsewhere"),),
)


def ids(past: Past) -> list[str]:
    return [one.id for one in past.organisations]


def test_partners_come_in_the_order_of_their_distance_and_stand_in_that_of_the_folder() -> None:
    for seed in range(5):
        assert [ids(drawn(LINE, size, seed)) for size in range(1, 6)] == [
            ["a"],
            ["b", "a"],
            ["c", "b", "a"],
            ["d", "c", "b", "a"],
            ["e", "d", "c", "b", "a"],
        ]


def test_where_partners_end_anybody_follows_and_nobody_is_made_up() -> None:
    assert ids(drawn(LINE, 6, 1)) == ids(drawn(LINE, 99, 1)) == ids(LINE)


def test_a_circle_is_finished_before_another_end_of_a_new_tie_begins() -> None:
    for seed in range(9):
        assert set(ids(drawn(PAST, 6, seed))) in (CIRCLE, OTHER)
        found = set(ids(drawn(PAST, 7, seed)))
        first, second = (CIRCLE, OTHER) if found >= CIRCLE else (OTHER, CIRCLE)
        assert first < found
        assert (found - first) < second, "who has no new tie comes last"


def test_only_what_lies_inside_is_left() -> None:
    first, second = (next(_circle(members)) for members in (CIRCLE, OTHER))
    assert [one.members for one in first.activities] == [("o00", "o01")]
    assert [one.members for one in second.activities] == [("o06",), ("o07", "o08")]
    assert [need.id for need in first.needs] == ["n1"]
    assert first.need_partners == {"n1": frozenset({"o00", "o04"})}
    # A right answer that the folder does not hold is none here either.
    assert second.need_partners == {"n2": frozenset({"o07"})}
    assert (dict(first.words), dict(second.words)) == ({"o02": "association"}, {"o08": "Verein"})
    assert {(link.a, link.b) for link in first.new_ties} == {("o00", "o05"), ("o01", "o04")}
    assert len(first.ties) == len(second.ties) == 13
    assert not first.left_out


def _circle(members: set[str]) -> Iterator[Past]:
    return (past for seed in range(99) if set(ids(past := drawn(PAST, 6, seed))) == members)


def test_the_seed_decides_who_is_inside() -> None:
    assert drawn(PAST, 4, 3) == drawn(PAST, 4, 3)
    assert len({tuple(ids(drawn(PAST, 4, seed))) for seed in range(20)}) > 5


def test_a_past_without_new_ties_or_without_anybody_can_be_drawn_from() -> None:
    assert len(ids(drawn(replace(PAST, new_ties=()), 5, 1))) == 5
    assert drawn(Past(()), 5, 1) == Past(())


@st.composite
def pasts(draw: st.DrawFn) -> Past:
    """Any small network with needs."""
    keys = [f"o{number}" for number in range(draw(st.integers(1, 12)))]
    pairs = st.tuples(st.sampled_from(keys), st.sampled_from(keys)).filter(lambda pair: pair[0] < pair[1])
    some = st.lists(pairs, unique=True, max_size=20) if len(keys) > 1 else st.just([])
    known, new = draw(some), draw(some)
    groups = draw(st.lists(st.frozensets(st.sampled_from(keys)), max_size=4))
    return Past(
        organisations=tuple(Profile(key, key) for key in keys),
        ties=tuple(Link(*pair) for pair in known),
        new_ties=tuple(Link(*pair) for pair in new if pair not in known),
        needs=tuple(EvaluationNeed(f"n{n}", "help") for n in range(len(groups))),
        need_partners={f"n{n}": group for n, group in enumerate(groups)},
        activities=tuple(Activity(f"x{n}", "done", tuple(sorted(group))) for n, group in enumerate(groups)),
    )


@given(pasts(), st.integers(1, 14), st.integers(0, 99))
def test_a_draw_is_a_part_of_the_past_with_all_that_lies_among_its_members(
    past: Past, size: int, seed: int
) -> None:
    young = drawn(past, size, seed)
    inside = set(ids(young))
    assert ids(young) == [key for key in ids(past) if key in inside]
    assert len(inside) == min(size, len(past.organisations))
    for whole, part in ((past.ties, young.ties), (past.new_ties, young.new_ties)):
        assert part == tuple(link for link in whole if {link.a, link.b} <= inside)
    answers = {need.id: past.need_partners[need.id] & inside for need in past.needs}
    assert young.need_partners == {need: right for need, right in answers.items() if right}
    assert [need.id for need in young.needs] == [need for need, right in answers.items() if right]
    assert all(one.members and set(one.members) <= inside for one in young.activities)
    assert len(young.activities) == sum(not inside.isdisjoint(one.members) for one in past.activities)


@given(pasts(), st.integers(1, 14), st.integers(0, 99))
def test_at_most_one_circle_of_partners_is_cut(past: Past, size: int, seed: int) -> None:
    inside = set(ids(drawn(past, size, seed)))
    graph: nx.Graph[str] = nx.Graph((link.a, link.b) for link in past.ties)
    graph.add_nodes_from(ids(past))
    cut = [circle for circle in nx.connected_components(graph) if circle & inside and circle - inside]
    assert len(cut) <= 1
    # What is inside of it hangs together.
    assert all(nx.is_connected(graph.subgraph(circle & inside)) for circle in cut)
