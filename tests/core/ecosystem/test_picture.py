"""The picture drawn by the server: who is in it, where, and that one can read it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

import pytest

from matchmaker.core.ecosystem.cast import FEWEST, MOST_DRAWN, Cast, cast_of
from matchmaker.core.ecosystem.groups import Groups
from matchmaker.core.ecosystem.layout import arrange
from matchmaker.core.ecosystem.picture import MOST_LINES, Drawing, draw
from matchmaker.core.ecosystem.sheet import NARROW, WIDE, Style, shapes_of
from matchmaker.core.entities import Kind, Link, Profile
from matchmaker.core.neighbourhood import Label
from matchmaker.core.network import Network
from tests.core.ecosystem.networks import grouped

STYLES = pytest.mark.parametrize("style", [WIDE, NARROW], ids=["wide", "narrow"])
KINDS = (*Kind, None)
NAMES = {0: "Repair and reuse", 1: "Care", 2: "People who have too little to live on", 3: "Food"}


def made(
    sizes: tuple[int, ...] = (30, 18, 12, 5, 2), alone: int = 6
) -> tuple[Network, Groups, dict[str, Profile]]:
    """A network with its communities, places and profiles."""
    network, community = grouped(sizes, alone)
    groups = Groups(
        community=dict(zip(network.ids, community, strict=True)),
        themes=(("theme-food",),) * len(sizes),
        place=arrange(network, community, {}),
    )
    profiles = {
        key: Profile(key, f"Association number {n}", KINDS[n % 5]) for n, key in enumerate(network.ids)
    }
    return network, groups, profiles


def drawn(style: Style, proposed: tuple[tuple[str, str], ...] = ()) -> tuple[Drawing, Cast]:
    """The picture of such a network."""
    network, groups, profiles = made()
    cast = cast_of(network, groups, everywhere=network, first=[key for pair in proposed for key in pair])
    return draw(cast, shapes_of(cast.clouds, groups.place), profiles, NAMES, style, proposed=proposed), cast


def starts(path: str) -> list[tuple[float, float]]:
    """Where the outlines of a path begin."""
    return [(float(x), float(y)) for x, y in re.findall(r"M(-?[\d.]+) (-?[\d.]+)", path)]


@STYLES
def test_everybody_is_drawn_once_in_the_shape_of_their_kind(style: Style) -> None:
    drawing, _ = drawn(style)
    # The ring of those whose kind is not known has two outlines, and its dot one.
    counts = {kind: len(starts(path)) / (1 if kind else 3) for kind, path in drawing.shapes.items()}
    assert sum(counts.values()) == 30 + 18 + 12 + 5 + 2 + 6
    assert set(counts) == set(KINDS)


@STYLES
def test_nothing_lies_outside_the_frame(style: Style) -> None:
    drawing, _ = drawn(style)
    points = [point for path in drawing.shapes.values() for point in starts(path)]
    points += [(label.x, label.y) for label in (*drawing.names, *drawing.labels)]
    assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in points)
    for name in drawing.names:
        half = len(name.text) * style.names.wide / 2
        assert half <= name.x <= drawing.width - half


@STYLES
def test_names_of_communities_cover_neither_each_other_nor_labels(style: Style) -> None:
    drawing, _ = drawn(style)
    names = [style.names.box(name) for name in drawing.names]
    labels = [style.labels.box(label) for label in drawing.labels]
    assert not [1 for one, other in combinations(names, 2) if one.overlap(other)]
    for label in labels:
        area = (label.right - label.left) * (label.bottom - label.top)
        assert sum(label.overlap(name) for name in names) <= 0.12 * area


def test_every_tie_is_a_line_inside_a_cloud_or_between_two() -> None:
    drawing, cast = drawn(WIDE)
    lines = len(starts(drawing.inside)) + len(starts(drawing.between))
    assert lines == cast.network.graph.number_of_edges()
    assert starts(drawing.between)


def test_those_on_their_own_and_those_tied_only_elsewhere_stand_in_rows() -> None:
    network, groups, profiles = made(alone=100)
    lone = network.ids[-1]
    links = [Link(a, b) for a, b in network.graph.edges]
    everywhere = Network([*network.ids, "s-far"], [*links, Link(lone, "s-far")])
    cast = cast_of(network, groups, everywhere=everywhere)
    drawing = draw(cast, shapes_of(cast.clouds, groups.place), profiles, NAMES, WIDE)
    assert cast.outside == [lone]
    rows = [(row.what, row.count, row.more) for row in drawing.rows]
    assert rows == [("outside", 1, 0), ("alone", 99, 99 - WIDE.in_row)]


@STYLES
@pytest.mark.parametrize("alone", [25, 61, 98, 400])
def test_who_found_no_room_in_a_row_is_counted_behind_it(style: Style, alone: int) -> None:
    network, groups, profiles = made(alone=alone)
    cast = cast_of(network, groups, everywhere=network)
    drawing = draw(cast, shapes_of(cast.clouds, groups.place), profiles, NAMES, style)
    (row,) = drawing.rows
    assert row.more == max(0, alone - style.in_row)
    if row.more:
        said = style.names.box(Label(f"and {row.more} more", *row.after, "start"))
        assert said.right <= drawing.width
        assert said.bottom <= drawing.height
        shapes = [point for path in drawing.shapes.values() for point in starts(path)]
        assert not [1 for x, y in shapes if said.left < x < said.right and said.top < y < said.bottom]


@STYLES
def test_proposed_ties_are_numbered_between_two_who_are_named(style: Style) -> None:
    network, _, profiles = made()
    pairs = ((network.ids[3], network.ids[40]), (network.ids[-1], network.ids[35]), ("s-gone", "s-far"))
    drawing, _ = drawn(style, pairs)
    assert [tie.number for tie in drawing.proposed] == [1, 2]
    # A label that would cover others is left to the table; the ends come before all others.
    assert len(drawing.labels) >= 2
    points = {point for path in drawing.shapes.values() for point in starts(path)}
    assert len(points) > len(profiles) / 2


@STYLES
def test_who_is_on_their_own_is_named_beside_the_title_of_the_row(style: Style) -> None:
    network, _, _ = made()
    drawing, _ = drawn(style, ((network.ids[-1], network.ids[35]),))
    (row,) = drawing.rows
    title = style.names.box(Label("On their own: 6", row.x, row.y, "start"))
    assert not [label for label in drawing.labels if style.labels.box(label).overlap(title)]
    assert [label for label in drawing.labels if label.y > row.y - style.names.line]


def test_who_opted_out_is_drawn_but_not_held_up() -> None:
    network, groups, profiles = made()
    best = max(network.ids, key=lambda key: len(network.neighbours(key)))
    profiles[best] = replace(profiles[best], name="Quiet house", rankable=False)
    cast = cast_of(network, groups, everywhere=network)
    labels = draw(cast, shapes_of(cast.clouds, groups.place), profiles, NAMES, WIDE).labels
    assert labels
    assert "Quiet house" not in [label.text for label in labels]


def test_of_many_only_the_best_tied_of_each_community_are_drawn() -> None:
    network, groups, profiles = made((900, 300, 40), 30)
    cast = cast_of(network, groups, everywhere=network)
    shown = [key for group in cast.clouds.values() for key in group]
    assert len(shown) <= MOST_DRAWN
    assert cast.left_out == 1240 - len(shown)
    assert min(map(len, cast.clouds.values())) >= FEWEST
    least = min(len(network.neighbours(key)) for key in cast.clouds[0])
    rest = [key for key in network.ids[:900] if key not in set(shown)]
    assert max(len(network.neighbours(key)) for key in rest) <= least
    drawing = draw(cast, shapes_of(cast.clouds, groups.place), profiles, NAMES, WIDE)
    assert len(starts(drawing.inside)) + len(starts(drawing.between)) <= MOST_LINES
    assert len("".join(drawing.shapes.values())) < 40_000


def test_a_newcomer_since_the_survey_joins_the_community_of_most_partners() -> None:
    network, groups, _ = made()
    links = [Link(a, b) for a, b in network.graph.edges]
    known, new = network.ids[35], ["s-new", "s-odd", "s-pair"]
    more = Network([*network.ids, *new], [*links, Link(known, "s-new"), Link("s-odd", "s-pair")])
    cast = cast_of(more, groups, everywhere=more)
    assert "s-new" in cast.clouds[groups.community[known]]
    assert sorted(cast.clouds[len(groups.themes)]) == ["s-odd", "s-pair"]


@STYLES
def test_nobody_and_one_can_be_drawn(style: Style) -> None:
    nobody = Network((), ())
    empty = draw(cast_of(nobody, Groups(), everywhere=nobody), {}, {}, {}, style)
    assert (empty.shapes, empty.names, empty.rows) == ({}, (), ())
    one = Network(("s-1",), ())
    cast = cast_of(one, Groups(), everywhere=one)
    assert len(draw(cast, shapes_of(cast.clouds, {}), {"s-1": Profile("s-1", "One")}, {}, style).rows) == 1


def test_the_same_network_is_drawn_the_same() -> None:
    assert drawn(WIDE)[0] == drawn(WIDE)[0]


def test_without_a_survey_everybody_with_ties_is_one_cloud() -> None:
    network, _, profiles = made()
    cast = cast_of(network, Groups(), everywhere=network)
    assert list(cast.clouds) == [0]
    assert len(draw(cast, shapes_of(cast.clouds, {}), profiles, {}, WIDE).shapes) == 5
