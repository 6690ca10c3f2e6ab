"""The network of a region for the script that draws it, and what its page counts; kept in the process."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy.orm import Session

from matchmaker.core.ecosystem.filters import NetworkFilter, Part, narrowed
from matchmaker.core.ecosystem.graph import Counts, count, graph_of
from matchmaker.core.ecosystem.groups import Groups
from matchmaker.core.ecosystem.naming import CommunityName
from matchmaker.core.entities import Link, Profile
from matchmaker.core.network import Network
from matchmaker.services import network
from matchmaker.services.ecosystem.groups import find_groups
from matchmaker.services.ecosystem.picturing import names_of
from matchmaker.services.ecosystem.shelf import Shelf

MOST_KEPT = 32
"""So many regions stay in memory; one of 10,000 stakeholders takes about two megabytes as JSON."""


@dataclass(frozen=True, slots=True)
class Graph:
    """The columns of `core.ecosystem.graph` as JSON, the same packed, and a mark that tells them apart."""

    body: bytes
    packed: bytes
    mark: str


@dataclass(frozen=True)
class RegionNetwork:
    """Everybody in a region by id, the ties among them, and their communities as they were surveyed.

    `everywhere` is the network of all regions.
    """

    people: Mapping[str, Profile]
    links: tuple[Link, ...]
    groups: Groups
    everywhere: Network

    @cached_property
    def counts(self) -> Counts:
        """How many there are of each kind, theme, region, kind of tie and year."""
        return count(self.people.values(), self.links)

    @cached_property
    def names(self) -> dict[int, CommunityName]:
        """How each community is called that is large enough for a name."""
        return names_of(self.people, self.groups, self.everywhere)

    def narrowed(self, wanted: NetworkFilter) -> Part:
        """The ids of whom is asked for, and the ties among them that are."""
        return narrowed(self.people, self.links, wanted, self.groups.community)


def get_region_network(session: Session, code: str, *, today: date) -> RegionNetwork:
    """Who is in a region, whether they have a place in the picture yet or not; `EVERYBODY` means all."""

    def make() -> RegionNetwork:
        live = network.snapshot(session, today=today)
        inside = live.inside(code)
        ids, links = narrowed(inside, live.ties_of(inside), NetworkFilter(region=code))
        people = {key: inside[key] for key in ids}
        return RegionNetwork(people, links, find_groups(session, code), live.matcher.pool_.network)

    return _regions.get(session, code, make, today=today)


def get_graph(session: Session, code: str, *, today: date) -> Graph:
    """The same as the script gets it."""

    def make() -> Graph:
        here = get_region_network(session, code, today=today)
        columns = graph_of(here.people, here.links, here.groups)
        body = json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode()
        return Graph(body, gzip.compress(body, 6, mtime=0), hashlib.sha256(body).hexdigest()[:16])

    return _graphs.get(session, code, make, today=today)


_regions: Shelf[str, RegionNetwork] = Shelf(most=MOST_KEPT)
_graphs: Shelf[str, Graph] = Shelf(most=MOST_KEPT)
