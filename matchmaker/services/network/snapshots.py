"""The network at one revision, as readers of one closeness see it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from matchmaker.core.audience import Closeness
from matchmaker.core.directory import Directory
from matchmaker.core.ecosystem.scene import EVERYBODY
from matchmaker.core.entities import Kind, Link, Profile
from matchmaker.core.matcher import Matcher
from matchmaker.services import places
from matchmaker.services.network.reading import KeptLinks, KeptProfiles, read_some
from matchmaker.services.network.shared import Shared

MOST_REGIONS = 16
"""Who is in so many regions is remembered."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The network at one revision; never changed, so that readers need no lock.

    `closeness` says whose: what is not for readers as near as that is not in it. `parted` are those of whom
    readers less close see less, `reserved` who shows with whom it works only to readers that near. In a large
    network `profiles` and `links` are read when they are wanted: see `people` and `ties_of`.
    """

    revision: int
    today: date
    profiles: Mapping[str, Profile]
    links: Sequence[Link]
    matcher: Matcher
    directory: Directory
    shared: Shared
    closeness: Closeness = Closeness.MEMBER
    parted: Set[str] = frozenset()
    reserved: Mapping[str, Closeness] = field(default_factory=dict)

    def people(self, ids: Collection[str]) -> list[Profile]:
        """The profiles with these ids, in their order, read at once; who is not there is left out."""
        return read_some(self.profiles, ids)

    def ties_of(self, ids: Collection[str]) -> list[Link]:
        """The ties that one of these has, to each other or to others, by their ids."""
        if isinstance(self.links, KeptLinks):
            return self.links.of(ids)
        wanted = frozenset(ids)
        return [link for link in self.links if link.a in wanted or link.b in wanted]

    def some(self, most: int) -> list[Profile]:
        """Everybody, or in a large network so many, from all over it."""
        if not isinstance(self.profiles, KeptProfiles):
            return list(self.profiles.values())
        ids = list(self.profiles)
        return self.people(ids[:: -(-len(ids) // most)])

    @cached_property
    def willing(self) -> frozenset[str]:
        """The ids of all who may be suggested."""
        pool = self.matcher.pool_
        return frozenset(pool.network.ids[number] for number in np.flatnonzero(pool.rankable).tolist())

    def shows_tie(self, one: str, other: str) -> bool:
        """Whether these readers may know of a tie between two, if there is one."""
        ends = (self.reserved.get(key, Closeness.VISITOR) for key in (one, other))
        return all(near <= self.closeness for near in ends)

    @cached_property
    def inhabited(self) -> dict[str, Counter[Kind | None]]:
        """How many of each kind are in every region with somebody in it, of all levels; all under ""."""
        found = defaultdict[str, Counter[Kind | None]](Counter, {EVERYBODY: Counter()})
        regions = places.get_regions()
        for place, kinds in self.directory.populations().items():
            around = (place[:size] for size in range(2, len(place) + 1))
            for code in (EVERYBODY, *(code for code in around if code in regions)):
                found[code] += kinds
        return dict(found)

    def inside(self, code: str) -> Mapping[str, Profile]:
        """The profiles of a region, by id; those of all under "". Remembered: a page asks several times."""
        if code not in self._inside:
            if len(self._inside) >= MOST_REGIONS:
                self._inside.clear()
            self._inside[code] = self._members(code)
        return self._inside[code]

    @cached_property
    def _inside(self) -> dict[str, Mapping[str, Profile]]:
        return {}

    def _members(self, code: str) -> Mapping[str, Profile]:
        there = self.directory.within(code) if code in places.get_regions() else []
        ids = sorted(self.profiles) if code == EVERYBODY else there
        if isinstance(self.profiles, KeptProfiles):
            return self.profiles.only(ids)
        return {key: self.profiles[key] for key in ids}
