"""Gaps: needs that nobody near answers, offers that nobody near asks for, and the nearest match elsewhere.

Near is within `NEAR_KM`, or the same NUTS 2 region where a place has no coordinates. What counts as an
answer: see `core.ecosystem.answers`. Of whom not even the NUTS 2 region is known nothing is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from matchmaker.core.ecosystem.answers import CHUNK, Answers, Exchange
from matchmaker.core.ecosystem.measures import Measured
from matchmaker.core.ecosystem.scene import Scene
from matchmaker.core.entities import Statement
from matchmaker.core.index import Field
from matchmaker.core.network import Network
from matchmaker.core.reader import FloatArray, Numbers
from matchmaker.core.signals.pool import UNKNOWN, BoolArray

NEAR_KM = 100.0

LIKE_THE_BEST = 2 / 3
"""The nearest match elsewhere is looked for among those nearly as good as the best: a stray word is none."""

ALIKE = 0.25
"""Statements of the same kind of help and theme whose texts are at least so near stand as one gap."""

MOST_ELSEWHERE = 3
MOST_GROUPS = 30
MOST_STATED = 12
"""So many matches elsewhere, groups of a region, and statements of a group are written down."""


class Side(NamedTuple):
    """All needs, or all offers, the numbers of their owners, and the field of the index that holds them."""

    statements: Sequence[Statement]
    owner: Numbers
    field: Field


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The statement of somebody further away that would fit; `km` is None where a place is not known."""

    owner: str
    statement: str
    km: float | None


@dataclass(frozen=True, slots=True)
class Judged:
    """One statement, whether nobody near matches it, and if so who would elsewhere, the nearest first.

    `alike` is a number that it shares with those of the same subject.
    """

    owner: str
    statement: Statement
    lacking: bool
    alike: int
    elsewhere: tuple[Elsewhere, ...] = ()


Found = Mapping[str, Sequence[Judged]]
"""What was judged, by the id of the owner."""


def gaps(scene: Scene, code: str, _network: Network, _measured: Measured) -> dict[str, Any]:
    """What is missing in a region and what lies idle.

    `needs` and `offers` count those that can be judged, `unanswered` and `unasked` the gaps among them.
    `missing` and `idle` hold the gaps, those that are alike as one group: `kind`, `theme`, `people` (how many
    state it), `stated` (owner and statement, the oldest first), `elsewhere` (owner and statement here, owner
    and statement there, kilometres).
    """
    needs, offers = _judged(scene)
    members = scene.members.get(code, ())
    mine = [one for key in members for one in needs.get(key, ())]
    ours = [one for key in members for one in offers.get(key, ())]
    return {
        "needs": len(mine),
        "offers": len(ours),
        "unanswered": sum(one.lacking for one in mine),
        "unasked": sum(one.lacking for one in ours),
        "missing": _groups(one for one in mine if one.lacking),
        "idle": _groups(one for one in ours if one.lacking),
    }


def judge(exchange: Exchange) -> tuple[Found, Found]:
    """All needs and all offers, judged."""
    found = _together(list(exchange.answers()))
    near = _near(exchange, found)
    needs = Side(exchange.needs, exchange.asker, Field.NEEDS)
    offers = Side(exchange.offers, exchange.giver, Field.OFFERS)
    turned = Answers(found.offer, found.need, found.fit, found.km)
    return _side(exchange, needs, offers, found, near), _side(exchange, offers, needs, turned, near)


def _judged(scene: Scene) -> tuple[Found, Found]:
    """The same, reckoned once for all regions of a scene."""
    known = _known.get(scene)
    if known is None:
        known = _known[scene] = judge(Exchange(scene.matcher))
    return known


def _together(parts: Sequence[Answers]) -> Answers:
    none = np.zeros(0, np.int64)
    parts = [Answers(none, none, none.astype(float), none.astype(float)), *parts]
    return Answers(
        np.concatenate([part.need for part in parts]),
        np.concatenate([part.offer for part in parts]),
        np.concatenate([part.fit for part in parts]),
        np.concatenate([part.km for part in parts]),
    )


def _near(exchange: Exchange, found: Answers) -> BoolArray:
    nuts2 = exchange.pool.nuts2
    asker, giver = nuts2[exchange.asker[found.need]], nuts2[exchange.giver[found.offer]]
    same = (asker == giver) & (asker != UNKNOWN)
    return np.asarray(np.where(np.isnan(found.km), same, found.km <= NEAR_KM), bool)


def _side(exchange: Exchange, mine: Side, theirs: Side, found: Answers, near: BoolArray) -> Found:
    """Every statement of one side; `found.need` are its numbers here, `found.offer` those of the other."""
    pool = exchange.pool
    met = np.zeros(len(mine.statements), bool)
    met[found.need[near]] = True
    best = _best(exchange, mine, theirs, found.kept(~met[found.need]))
    placed = (pool.nuts2 != UNKNOWN) | ~np.isnan(pool.lat)
    known = (placed & pool.rankable)[mine.owner]
    alike = _alike(exchange, mine, np.flatnonzero(known & ~met))
    judged: defaultdict[str, list[Judged]] = defaultdict(list)
    for number in np.flatnonzero(known).tolist():
        owner = pool.profiles[int(mine.owner[number])].id
        lacking, others = not met[number], best.get(number, ())
        judged[owner].append(Judged(owner, mine.statements[number], lacking, int(alike[number]), others))
    return judged


def _alike(exchange: Exchange, side: Side, lacking: Numbers) -> Numbers:
    """A number for every statement, the same for those that are about the same; only gaps are compared."""
    index, codes = exchange.pool.index, dict[tuple[str, ...], int]()
    subject = np.array([codes.setdefault(_subject(one), len(codes)) for one in side.statements], np.int64)
    size = len(side.statements)
    among = np.zeros(size, bool)
    among[lacking] = True
    alike = csr_array((size, size))
    for start in range(0, len(lacking), CHUNK):
        part = lacking[start : start + CHUNK]
        vectors = [index.vector(((side.statements[number].text, 1.0),)) for number in part.tolist()]
        row, other, _ = index.pairs(vectors, side.field, ALIKE)
        one = part[row]
        same = among[other] & (subject[one] == subject[other])
        alike = alike + csr_array((np.ones(int(same.sum())), (one[same], other[same])), shape=(size, size))
    labels = connected_components(alike, directed=False)[1]
    return np.asarray(labels, np.int64)


def _best(exchange: Exchange, mine: Side, theirs: Side, found: Answers) -> dict[int, tuple[Elsewhere, ...]]:
    """For each statement the nearest of its best matches, of each owner one."""
    highest: FloatArray = np.zeros(len(mine.statements))
    np.maximum.at(highest, found.need, found.fit)
    good = found.kept(found.fit >= LIKE_THE_BEST * highest[found.need])
    # Unknown distances sort behind all others.
    order = np.lexsort((good.offer, -good.fit, good.km, good.need))
    best: defaultdict[int, dict[str, Elsewhere]] = defaultdict(dict)
    for row in order.tolist():
        number, other, km = int(good.need[row]), int(good.offer[row]), float(good.km[row])
        owner = exchange.pool.profiles[int(theirs.owner[other])].id
        if owner not in best[number] and len(best[number]) < MOST_ELSEWHERE:
            there = Elsewhere(owner, theirs.statements[other].id, None if np.isnan(km) else round(km, 1))
            best[number][owner] = there
    return {number: tuple(of_owner.values()) for number, of_owner in best.items()}


def _groups(lacking: Iterable[Judged]) -> list[dict[str, Any]]:
    """The gaps in groups: of most people first, then with a match elsewhere, then the oldest."""
    grouped: defaultdict[int, list[Judged]] = defaultdict(list)
    for one in lacking:
        grouped[one.alike].append(one)
    groups = [sorted(group, key=_age) for group in grouped.values()]
    groups.sort(key=lambda group: (-_people(group), not any(one.elsewhere for one in group), _age(group[0])))
    return [_plain(group) for group in groups[:MOST_GROUPS]]


def _subject(one: Statement) -> tuple[str, ...]:
    """The kind of help and the theme; one that does not say both stands for itself."""
    return (one.cooperation[0], one.themes[0]) if one.cooperation and one.themes else ("", one.id)


def _age(one: Judged) -> tuple[date, str]:
    return one.statement.created or date.max, one.statement.id


def _people(group: Sequence[Judged]) -> int:
    return len({one.owner for one in group})


def _plain(group: Sequence[Judged]) -> dict[str, Any]:
    first = group[0].statement
    ways = [(there.km or 0.0, there.km is None, one, there) for one in group for there in one.elsewhere]
    ways.sort(key=lambda way: (way[1], way[0]))
    return {
        "kind": first.cooperation[0] if first.cooperation else "",
        "theme": first.themes[0] if first.themes else "",
        "people": _people(group),
        "stated": [[one.owner, one.statement.id] for one in group[:MOST_STATED]],
        "elsewhere": [
            [one.owner, one.statement.id, there.owner, there.statement, there.km]
            for _, _, one, there in ways[:MOST_ELSEWHERE]
        ],
    }


_known: WeakKeyDictionary[Scene, tuple[Found, Found]] = WeakKeyDictionary()
