"""Made-up networks for the tests of the ecosystem: groups with many ties inside and few between."""

from __future__ import annotations

import random
from itertools import pairwise

from matchmaker.core.entities import Link
from matchmaker.core.network import Network


def grouped(sizes: tuple[int, ...], alone: int = 0, *, seed: int = 3) -> tuple[Network, list[int]]:
    """A network of groups of these sizes and some without ties, and the number of each one's group."""
    chance = random.Random(seed)
    groups = [[f"s-{number}-{one:04d}" for one in range(size)] for number, size in enumerate(sizes)]
    links = {pair for group in groups for pair in pairwise(group)}
    for group in groups:
        links |= {
            (min(pair), max(pair)) for _ in group if len(group) > 1 and (pair := chance.sample(group, 2))
        }
    links |= {(one[0], other[-1]) for one, other in pairwise(groups)}
    ids = [key for group in groups for key in group] + [f"s-x-{one:03d}" for one in range(alone)]
    community = [number for number, group in enumerate(groups) for _ in group] + [-1] * alone
    return Network(ids, [Link(a, b) for a, b in sorted(links)]), community
