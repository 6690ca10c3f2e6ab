"""Communities of a network as pages name them: by what they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from matchmaker.services.ecosystem import RegionNetwork
from matchmaker.web.views.pictures import community_words

FEWEST_NAMED = 3
"""Two who know nobody else are a pair, no community that needs a name in the picture."""

MOST_LISTED = 16


@dataclass(frozen=True, slots=True)
class Community:
    """One community with its name and how many of it are here."""

    number: int
    name: str
    size: int


def communities_of(here: RegionNetwork, ids: Iterable[str]) -> list[Community]:
    """The largest communities of these stakeholders, the largest first."""
    counts = Counter(here.groups.community.get(key, -1) for key in ids)
    found = sorted(
        ((size, number) for number, size in counts.items() if number >= 0 and size >= FEWEST_NAMED),
        key=lambda pair: (-pair[0], pair[1]),
    )
    return [
        Community(number, community_words(here.names[number]), size) for size, number in found[:MOST_LISTED]
    ]
