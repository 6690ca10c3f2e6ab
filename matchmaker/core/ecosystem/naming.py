"""What a community is about: the themes that its members share more than others do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from matchmaker.core.entities import Profile

MOST_THEMES = 3


def themes_of_communities(
    profiles: Mapping[str, Profile], community: Mapping[str, int]
) -> tuple[tuple[str, ...], ...]:
    """The themes of each community, the most telling first, at most `MOST_THEMES`."""
    counts = [Counter[str]() for _ in range(max(community.values(), default=-1) + 1)]
    for key, number in community.items():
        if number >= 0:
            counts[number].update(profiles[key].themes)
    return tuple(tuple(theme for theme, _ in count.most_common(MOST_THEMES)) for count in counts)
