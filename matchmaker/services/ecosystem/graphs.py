"""The network of a region as the script gets it: built once for each state of it, kept in the process."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from matchmaker.core.ecosystem.graph import graph_of
from matchmaker.core.ecosystem.survey import Survey
from matchmaker.db import Database, database_of
from matchmaker.services import network
from matchmaker.services.ecosystem.reading import find_survey

MOST_KEPT = 32
"""So many regions stay in memory; one of 10,000 stakeholders takes about two megabytes."""


@dataclass(frozen=True, slots=True)
class Graph:
    """The columns of `core.ecosystem.graph` as JSON, the same packed, and a mark that tells them apart."""

    body: bytes
    packed: bytes
    mark: str


@dataclass(frozen=True, slots=True)
class _Kept:
    live: network.Snapshot
    survey: Survey
    graph: Graph


def get_graph(session: Session, code: str, *, today: date) -> Graph:
    """The network of a region; `EVERYBODY` means all."""
    live, survey = network.snapshot(session, today=today), find_survey(session)
    database = database_of(session)
    with _lock:
        kept = _graphs.setdefault(database, OrderedDict()).get(code)
        if kept is not None and kept.live is live and kept.survey is survey:
            _graphs[database].move_to_end(code)
            return kept.graph
    graph = _written(graph_of(live.profiles, live.links, survey, code))
    with _lock:
        mine = _graphs[database]
        mine[code] = _Kept(live, survey, graph)
        mine.move_to_end(code)
        # What belongs to an older state would hold the whole of that state in memory.
        for old in [key for key, one in mine.items() if one.live is not live]:
            del mine[old]
        while len(mine) > MOST_KEPT:
            mine.popitem(last=False)
    return graph


def _written(columns: object) -> Graph:
    body = json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode()
    return Graph(body, gzip.compress(body, 6, mtime=0), hashlib.sha256(body).hexdigest()[:16])


_graphs: WeakKeyDictionary[Database, OrderedDict[str, _Kept]] = WeakKeyDictionary()
_lock = Lock()
