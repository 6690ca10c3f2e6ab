"""Looking at a tie that is not there yet: what it would do today, and what the engine sees in the two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

from matchmaker.core.answers import Query, Suggestion
from matchmaker.core.ecosystem.effects import Effect, Ground
from matchmaker.core.ecosystem.health import Health
from matchmaker.core.ecosystem.sketch import Sketch, sketch
from matchmaker.core.matcher import Matcher
from matchmaker.core.network import Network
from matchmaker.services.network import Snapshot

MOST_KEPT = 400
"""So many suggestions are kept per process until the network changes: each takes a look at everybody."""

Ids = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """What a tie would do in a region's network today; the two and their neighbourhood, drawn."""

    effect: Effect
    promise: Health
    drawing: Sketch


def look_at(live: Snapshot, code: str, pairs: Sequence[Ids]) -> dict[Ids, Look]:
    """Look at ties in the network of a region (of everybody where one of the two is elsewhere).

    It takes time in proportion to the region's members, and to the pairs.
    """
    members = live.inside(code)
    inside = [pair for pair in pairs if members.keys() >= set(pair)]
    outside = [pair for pair in pairs if pair not in inside]
    found: dict[Ids, Look] = {}
    if inside:
        found |= _looks(live, live.matcher.pool_.network.within(members), inside)
    if outside:
        found |= _looks(live, live.matcher.pool_.network, outside)
    return found


def seen_by(live: Snapshot, pairs: Iterable[Ids]) -> dict[Ids, Suggestion]:
    """What the engine sees in the second for the first; kept until the network changes."""
    with _lock:
        kept = _kept.setdefault(live.matcher, {})
    pairs = list(pairs)
    found = {pair: kept[pair] for pair in pairs if pair in kept}
    asked: defaultdict[str, list[str]] = defaultdict(list)
    for a, b in pairs:
        if (a, b) not in found:
            asked[a].append(b)
    for a, others in asked.items():
        found |= {(a, one.id): one for one in live.matcher.some(Query(live.profiles[a]), others)}
    if len(kept) < MOST_KEPT:
        kept |= found
    return found


def _looks(live: Snapshot, network: Network, pairs: Sequence[Ids]) -> dict[Ids, Look]:
    sources = sorted({network.number[key] for pair in pairs for key in pair})
    kinds = [one.kind.value if one.kind else "" for one in live.people(network.ids)]
    ground = Ground(network, kinds, sources)
    return {pair: _look(live, network, ground, pair) for pair in pairs}


def _look(live: Snapshot, network: Network, ground: Ground, pair: Ids) -> Look:
    u, v = (network.number[key] for key in pair)
    way = [network.ids[at] for at in ground.way(u, v)]
    drawing = sketch(network, *pair, live.profiles, way)
    return Look(ground.effect(u, v), ground.promise(u, v), drawing)


_kept: WeakKeyDictionary[Matcher, dict[Ids, Suggestion]] = WeakKeyDictionary()
_lock = Lock()
