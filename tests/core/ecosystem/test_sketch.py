"""The small drawing: the two ends, whom they work with, and nothing twice or outside the frame."""

from __future__ import annotations

import pytest

from matchmaker.core.ecosystem.sketch import HEIGHT, MOST_AROUND, WIDTH, sketch
from matchmaker.core.entities import Profile
from tests.core.ecosystem.sparse import name, network_of, random_network


def people(size: int) -> dict[str, Profile]:
    """So many without anything."""
    return {name(n): Profile(id=name(n), name=f"Number {n}") for n in range(size)}


@pytest.mark.parametrize("seed", range(10))
def test_every_dot_stands_once_and_inside_the_frame(seed: int) -> None:
    network, _ = random_network(seed, ties=90)
    drawn = sketch(network, name(0), name(1), people(40), [name(2), name(3)])
    ids = [dot.id for dot in drawn.dots]
    assert ids[:2] == [name(0), name(1)]
    assert len(ids) == len(set(ids))
    half = max(dot.size for dot in drawn.dots) / 2
    assert all(0 <= dot.x <= WIDTH and half / 3 <= dot.y <= HEIGHT for dot in drawn.dots)
    places = [(dot.x, dot.y) for dot in drawn.dots]
    assert len(places) == len(set(places))


def test_partners_of_both_stand_between_and_lines_are_the_ties_among_the_drawn() -> None:
    drawn = sketch(network_of(5, [(0, 2), (1, 2), (0, 3), (3, 4)]), name(0), name(1), people(5))
    shared = next(dot for dot in drawn.dots if dot.id == name(2))
    assert shared.x == WIDTH / 2
    assert len(drawn.lines) == 3
    assert name(4) not in {dot.id for dot in drawn.dots}


def test_who_finds_no_room_is_counted() -> None:
    drawn = sketch(network_of(12, [(0, n) for n in range(2, 12)]), name(0), name(1), people(12))
    assert len(drawn.dots) == 2 + MOST_AROUND
    assert drawn.more == 10 - MOST_AROUND


def test_who_is_not_known_any_more_is_passed_over() -> None:
    drawn = sketch(network_of(3, [(0, 2)]), name(0), name(1), people(2))
    assert [dot.id for dot in drawn.dots] == [name(0), name(1)]
