"""Two stakeholders and whom they work with, drawn small: today, and with a tie between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, radians, sin

from matchmaker.core.entities import Kind, Profile
from matchmaker.core.network import Network

WIDTH, HEIGHT = 240.0, 136.0
ENDS = ((72.0, 62.0), (168.0, 62.0))
AROUND, SPREAD = 52.0, 66.0
"""How far partners stand from their end, and how many degrees they are spread up and down from the side."""

MOST_AROUND, MOST_BETWEEN = 5, 3
LARGE, SMALL = 22.0, 11.0


@dataclass(frozen=True, slots=True)
class Dot:
    """One stakeholder; x and y are its middle, in units of the drawing."""

    id: str
    kind: Kind | None
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Sketch:
    """The two ends first, then whom they work with; `lines` are x1, y1, x2, y2."""

    dots: tuple[Dot, ...]
    lines: tuple[tuple[float, float, float, float], ...]
    more: int = 0
    """How many partners found no room."""


def sketch(
    network: Network, a: str, b: str, people: Mapping[str, Profile], way: Sequence[str] = ()
) -> Sketch:
    """Draw two, at most `MOST_AROUND` partners of each, those of both between them, and the `way` below.

    The same input gives the same drawing.
    """
    places = {a: ENDS[0], b: ENDS[1]}
    left, right = ([one for one in sorted(network.neighbours(end)) if one in people] for end in (a, b))
    both = [one for one in left if one in right]
    places |= _below([one for one in way if one in people and one not in both][:5])
    places |= _between(both[:MOST_BETWEEN])
    own = [[one for one in side if one not in places and one not in both] for side in (left, right)]
    for number, side in enumerate(own):
        places |= _fan(side[:MOST_AROUND], number)
    drawn = list(places)
    lines = [
        (*places[one], *places[other])
        for number, one in enumerate(drawn)
        for other in drawn[number + 1 :]
        if other in network.neighbours(one)
    ]
    dots = (Dot(one, people[one].kind, *at, LARGE if one in (a, b) else SMALL) for one, at in places.items())
    left_out = len({*left, *right} - places.keys())
    return Sketch(tuple(dots), tuple(lines), left_out)


def _fan(ids: Sequence[str], number: int) -> dict[str, tuple[float, float]]:
    """Partners around the outer side of one end."""
    (x, y), side = ENDS[number], -1 if number == 0 else 1
    turns = [SPREAD * (2 * (place + 0.5) / len(ids) - 1) for place in range(len(ids))]
    return {
        one: (round(x + side * AROUND * cos(radians(turn)), 1), round(y + AROUND * sin(radians(turn)), 1))
        for one, turn in zip(ids, turns, strict=True)
    }


def _between(ids: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Partners of both, above the middle."""
    return {one: (WIDTH / 2, 12.0 + 17.0 * place) for place, one in enumerate(ids)}


def _below(ids: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Those on the way between the two, on a bow below."""
    steps = [pi * (place + 1) / (len(ids) + 1) for place in range(len(ids))]
    return {
        one: (round(WIDTH / 2 - 62 * cos(turn), 1), round(90 + 34 * sin(turn), 1))
        for one, turn in zip(ids, steps, strict=True)
    }
