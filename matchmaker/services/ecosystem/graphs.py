"""The network of a region for the script that draws it, and what its form counts; kept in the process."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy.orm import Session

from matchmaker.core.ecosystem.filters import NetworkFilter, narrowed
from matchmaker.core.ecosystem.graph import Counts, count, graph_of
from matchmaker.core.ecosystem.survey import Survey
from matchmaker.core.entities import Link, Profile
from matchmaker.services import network
from matchmaker.services.ecosystem.shelf import Shelf

MOST_KEPT = 32
"""So many regions stay in memory; one of 10,000 stakeholders takes about two megabytes."""


@dataclass(frozen=True, slots=True)
class Graph:
    """The columns of `core.ecosystem.graph` as JSON, the same packed, and a mark that tells them apart."""

    body: bytes
    packed: bytes
    mark: str


@dataclass(frozen=True)
class RegionNetwork:
    """Everybody in a region by id, and the ties among them."""

    people: Mapping[str, Profile]
    links: tuple[Link, ...]

    @cached_property
    def counts(self) -> Counts:
        """How many there are of each kind, theme, region, kind of tie and year."""
        return count(self.people.values(), self.links)


def get_graph(session: Session, code: str, *, today: date) -> Graph:
    """The network of a region; `EVERYBODY` means all."""
    return _graphs.get(session, code, today=today)


def get_region_network(session: Session, code: str, *, today: date) -> RegionNetwork:
    """Who is in a region, whether they have a place in the picture yet or not."""
    return _parts.get(session, code, today=today)


def _graph(live: network.Snapshot, survey: Survey, code: str) -> Graph:
    columns = graph_of(live.profiles, live.links, survey, code)
    body = json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode()
    return Graph(body, gzip.compress(body, 6, mtime=0), hashlib.sha256(body).hexdigest()[:16])


def _part(live: network.Snapshot, _survey: Survey, code: str) -> RegionNetwork:
    ids, links = narrowed(live.profiles, live.links, NetworkFilter(region=code))
    return RegionNetwork({key: live.profiles[key] for key in ids}, links)


_graphs = Shelf(_graph, most=MOST_KEPT)
_parts = Shelf(_part, most=MOST_KEPT)
