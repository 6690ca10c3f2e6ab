"""Who is drawn in the picture of a network: the best tied of each community, and some of those without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from matchmaker.core.ecosystem.groups import Groups
from matchmaker.core.network import Network

MOST_DRAWN = 400
"""More would only be a smudge, and a heavy page."""

MOST_CLOUDS = 16
"""Where not all can be drawn, so many communities are, the largest: crumbs of all would show none of them."""

MOST_IN_ROW = 60
FEWEST = 3
"""So many of each community are drawn, however small its share."""


@dataclass(frozen=True)
class Cast:
    """Who is drawn. `network` holds the ties that are drawn, among everybody asked for.

    `everywhere` has all ties, by which the clouds are placed: they stay where they are whichever ties are
    looked at.
    """

    network: Network
    everywhere: Network
    clouds: Mapping[int, Sequence[str]]
    """By the number of the community, the best tied first."""
    alone: Sequence[str]
    """Without any tie."""
    outside: Sequence[str]
    """With ties, but none to anybody within the region."""
    left_out: int

    @property
    def degrees(self) -> dict[str, int]:
        """How many of the drawn ties each one has."""
        return {key: len(self.network.neighbours(key)) for group in self.clouds.values() for key in group}


def cast_of(
    network: Network,
    groups: Groups,
    *,
    everywhere: Network,
    first: Sequence[str] = (),
    most: int = MOST_DRAWN,
) -> Cast:
    """Choose at most about `most`.

    `network` has those asked for and their ties as filtered, `everywhere` all ties there are; `first` are
    drawn in any case.
    """
    clouds: dict[int, list[str]] = {}
    alone, outside = [], []
    for key in network.ids:
        number = _community(key, groups, network)
        if number >= 0:
            clouds.setdefault(number, []).append(key)
        elif everywhere.neighbours(key):
            outside.append(key)
        else:
            alone.append(key)
    inside = sum(map(len, clouds.values()))
    room = max(most - min(len(alone), MOST_IN_ROW) - min(len(outside), MOST_IN_ROW), most // 2)
    if inside > room:
        largest = sorted(clouds, key=lambda number: (-len(clouds[number]), number))[:MOST_CLOUDS]
        clouds = {n: group for n, group in clouds.items() if n in largest or not set(first).isdisjoint(group)}
    share = room / max(room, sum(map(len, clouds.values())))
    chosen = {number: _best(group, network, set(first), share) for number, group in clouds.items()}
    drawn = sum(map(len, chosen.values()))
    return Cast(network, everywhere, dict(sorted(chosen.items())), alone, outside, inside - drawn)


def _community(key: str, groups: Groups, network: Network) -> int:
    """The community of somebody; a newcomer since the survey belongs to that of most partners."""
    number = groups.community.get(key)
    if number is not None and (number >= 0 or not network.neighbours(key)):
        return number
    partners = sorted(network.neighbours(key))
    counts = Counter(n for one in partners if (n := groups.community.get(one, -1)) >= 0)
    if counts:
        return counts.most_common(1)[0][0]
    # A pair of newcomers makes a small group without a name; the numbers of others stay as they are.
    return len(groups.themes) if partners else -1


def _best(group: Sequence[str], network: Network, first: Collection[str], share: float) -> list[str]:
    ordered = sorted(group, key=lambda key: (key not in first, -len(network.neighbours(key)), key))
    return ordered[: max(FEWEST, int(share * len(ordered)))]
