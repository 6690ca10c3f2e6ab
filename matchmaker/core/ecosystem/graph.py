"""The network of a region as compact columns, for the script that draws it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matchmaker.core.ecosystem.groups import Groups
from matchmaker.core.ecosystem.scene import place_of
from matchmaker.core.entities import Kind, Link, Profile
from matchmaker.core.signals.pool import themes_of

DIGITS = 4
"""So many digits of a place are kept; a picture is some thousand points wide."""

NO_YEAR = 0
"""Stands for a tie whose year is not known."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each word is there, for the form that narrows a network; `places` are NUTS codes."""

    kinds: Mapping[Kind | None, int]
    themes: Mapping[str, int]
    places: Mapping[str, int]
    ties: Mapping[str, int]
    years: tuple[int, ...]


class Words:
    """Words as numbers: each word once, in the order in which they came."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, word: str) -> int:
        """The number of a word."""
        return self.numbers.setdefault(word, len(self.numbers))


def count(people: Iterable[Profile], links: Iterable[Link]) -> Counts:
    """Count some stakeholders and the ties among them; years are those known, the latest first."""
    people, links = list(people), list(links)
    return Counts(
        kinds=Counter(one.kind for one in people),
        themes=Counter(key for one in people for key in themes_of(one)),
        places=Counter(place_of(one) for one in people),
        ties=Counter(link.kind for link in links),
        years=tuple(sorted({link.since for link in links if link.since}, reverse=True)),
    )


def graph_of(people: Mapping[str, Profile], links: Iterable[Link], groups: Groups) -> dict[str, Any]:
    """Everybody of a region and the ties among them, one column for each thing that is told of them.

    Kinds, themes, regions and kinds of ties stand as numbers into lists of words; `a` and `b` of a tie are
    numbers of nodes. Who has no place in the picture yet, as the survey is older, is left out.
    """
    ids = [key for key in people if key in groups.place]
    number = {key: i for i, key in enumerate(ids)}
    ties = [link for link in links if link.a in number and link.b in number]
    kinds, themes, places, ways = Words(), Words(), Words(), Words()
    for kind in Kind:
        kinds.number(kind.value)
    nodes = _nodes([people[key] for key in ids], groups, kinds, themes, places)
    return {
        "nodes": nodes,
        "ties": {
            "a": [number[link.a] for link in ties],
            "b": [number[link.b] for link in ties],
            "kind": [ways.number(link.kind) for link in ties],
            "since": [link.since or NO_YEAR for link in ties],
        },
        "kinds": list(kinds.numbers),
        "themes": list(themes.numbers),
        "regions": list(places.numbers),
        "tie_kinds": list(ways.numbers),
    }


def _nodes(
    people: Sequence[Profile], groups: Groups, kinds: Words, themes: Words, places: Words
) -> dict[str, list[Any]]:
    points = [groups.place[one.id] for one in people]
    return {
        "id": [one.id for one in people],
        "name": [one.name for one in people],
        "kind": [kinds.number(one.kind.value if one.kind else "unknown") for one in people],
        "region": [places.number(place_of(one)) for one in people],
        "themes": [[themes.number(key) for key in sorted(themes_of(one))] for one in people],
        "community": [groups.community.get(one.id, -1) for one in people],
        "x": [_short(x) for x, _ in points],
        "y": [_short(y) for _, y in points],
    }


def _short(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
