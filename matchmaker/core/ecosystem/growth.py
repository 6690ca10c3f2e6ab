"""How the ties of a network came to be: by the year in which they began, between which kinds, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from matchmaker.core.ecosystem.measures import Figures
from matchmaker.core.entities import Link, Profile

Pair = tuple[str, str]


class MadeTie(NamedTuple):
    """A tie as it came here: between whom, and from which source."""

    a: str
    b: str
    source: str
    imported: bool


@dataclass(frozen=True, slots=True)
class MadeCounts:
    """How many ties came here, the most first: by source (and whether imported), by kinds, by regions.

    `inside` lie within the region and are counted by kinds and regions, `outside` lead out of it.
    """

    inside: int = 0
    outside: int = 0
    sources: tuple[tuple[tuple[str, bool], int], ...] = ()
    kinds: tuple[tuple[Pair, int], ...] = ()
    places: tuple[tuple[Pair, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Years:
    """How many ties began in each year, the first year first and none left out; `undated` have no year."""

    begun: tuple[tuple[int, int], ...] = ()
    undated: int = 0

    @property
    def first(self) -> int:
        """The first year in which a tie began."""
        return self.begun[0][0]

    @property
    def last(self) -> int:
        """The last year that is counted."""
        return self.begun[-1][0]

    def until(self, year: int) -> int:
        """How many had begun by the end of a year."""
        return sum(count for one, count in self.begun if one <= year)


def years_of(links: Iterable[Link], *, today: date) -> Years:
    """The years up to this one; a tie that begins later is counted as begun this year."""
    counts = Counter(None if link.since is None else min(link.since, today.year) for link in links)
    undated = counts.pop(None, 0)
    known = [year for year in counts if year is not None]
    if not known:
        return Years((), undated)
    return Years(tuple((year, counts[year]) for year in range(min(known), today.year + 1)), undated)


def pair_of(one: str, other: str) -> Pair:
    """Two words in the order in which `pair_figure` has them."""
    return (one, other) if one <= other else (other, one)


def pair_figure(one: str, other: str) -> str:
    """The name of the figure that counts the ties between two kinds."""
    return "ties_{}_{}".format(*pair_of(one, other))


def between_kinds(ties: Iterable[Pair], profiles: Mapping[str, Profile]) -> Counter[Pair]:
    """How many ties join each two kinds; a kind that is not known is ""."""
    kinds = {key: one.kind.value if one.kind else "" for key, one in profiles.items()}
    return _between(ties, kinds)


def count_made(ties: Iterable[MadeTie], members: Mapping[str, Profile]) -> MadeCounts:
    """Count ties of the members of a region."""
    made = [*ties]
    inside = [(tie.a, tie.b) for tie in made if tie.a in members and tie.b in members]
    sources = Counter((tie.source, tie.imported) for tie in made)
    places = _between(inside, {key: one.region for key, one in members.items()})
    return MadeCounts(
        len(inside),
        len(made) - len(inside),
        tuple(sources.most_common()),
        tuple(between_kinds(inside, members).most_common()),
        tuple(places.most_common()),
    )


def difference(before: Figures, after: Figures, name: str) -> float | None:
    """By how much a figure has changed; None where it was not measured on both days."""
    then, now = before.get(name), after.get(name)
    return None if then is None or now is None else now - then


def _between(ties: Iterable[Pair], words: Mapping[str, str]) -> Counter[Pair]:
    # Each two words are put in order once, not each of many ties.
    counted = Counter((words[a], words[b]) for a, b in ties)
    found: Counter[Pair] = Counter()
    for pair, number in counted.items():
        found[pair_of(*pair)] += number
    return found
