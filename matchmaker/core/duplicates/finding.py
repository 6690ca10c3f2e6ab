"""All pairs that may be the same among many records, without comparing each with each.

Candidates share a number, a domain or a name, or stand in one block (the same place, or the same country and
beginning or rarest word of the name), in which rapidfuzz compares the names in compiled code.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from matchmaker.core.duplicates.facts import Facts, fingerprint
from matchmaker.core.duplicates.weighing import NEARLY, Weighed, weigh

Progress = Callable[[int, int], None]

_GROUP = 40
"""Of more that share one key (a thousand branches of one name) only neighbours on the map are compared."""

_BLOCK = 3_000
_NEIGHBOURS = 12
_ROWS = 500
_RARE = 60
"""A word that more records have says too little to make a block of its own."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two records that may be the same, by id, `a < b`."""

    a: str
    b: str
    weighed: Weighed
    fingerprint: str


def silent(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


def find_candidates(facts: Sequence[Facts], *, progress: Progress = silent) -> list[Candidate]:
    """Every pair with enough reasons, the best first, then by id."""
    found: dict[tuple[int, int], Weighed] = {}
    met: set[tuple[int, int]] = set()
    for a, b in _pairs(facts, progress):
        key = (a, b) if a < b else (b, a)
        if a == b or key in met:
            continue
        met.add(key)
        if (weighed := weigh(facts[a], facts[b])).enough:
            found[key] = weighed
    made = [_candidate(facts[a], facts[b], weighed) for (a, b), weighed in found.items()]
    return sorted(made, key=lambda one: (-one.weighed.score, one.a, one.b))


def _candidate(a: Facts, b: Facts, weighed: Weighed) -> Candidate:
    first, second = sorted((a, b), key=lambda one: one.id)
    return Candidate(first.id, second.id, weighed, fingerprint(first, second))


def _pairs(facts: Sequence[Facts], progress: Progress) -> Iterator[tuple[int, int]]:
    keys: tuple[Callable[[Facts], str], ...] = (
        lambda one: one.register.number,
        lambda one: one.website,
        lambda one: one.mail,
        lambda one: one.closed,
    )
    for key in keys:
        yield from _of_equal_keys(facts, map(key, facts))
    blocks = _blocks(facts)
    for done, members in enumerate(blocks):
        if done % 100 == 0:
            progress(done, len(blocks))
        yield from _alike(facts, members, [facts[at].key for at in members])
        yield from _alike(facts, members, [facts[at].words for at in members])


def _of_equal_keys(facts: Sequence[Facts], keys: Iterable[str]) -> Iterator[tuple[int, int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        if key:
            groups[key].append(at)
    for members in groups.values():
        if len(members) <= _GROUP:
            yield from ((a, b) for n, a in enumerate(members) for b in members[n + 1 :])
            continue
        # By place, then by name: those most likely the same stand beside each other in one of the two.
        yield from _beside(sorted(members, key=lambda at: (_spot(facts[at]), facts[at].key, at)))
        yield from _beside(sorted(members, key=lambda at: (facts[at].key, _spot(facts[at]), at)))


def _beside(members: Sequence[int]) -> Iterator[tuple[int, int]]:
    for place, at in enumerate(members):
        for other in members[place + 1 : place + 1 + _NEIGHBOURS]:
            yield at, other


def _spot(one: Facts) -> tuple[str, str, float, float]:
    return one.country, one.region or one.place, round(one.lat or 0.0, 2), one.lon or 0.0


def _blocks(facts: Sequence[Facts]) -> list[list[int]]:
    common = Counter(word for one in facts for word in set(one.key.split()))
    blocks: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(facts):
        blocks[f"{one.country} {one.key[:4]}"].append(at)
        if one.place or len(one.region) == 5:
            blocks[f"{one.country} in {one.region or one.place}"].append(at)
        # A misspelt word is rarest of all and nobody else's, so the two rarest that others have too count.
        shared = [word for word in set(one.key.split()) if 1 < common[word] <= _RARE]
        for word in sorted(shared, key=lambda word: (common[word], word))[:2]:
            blocks[f"{one.country} with {word}"].append(at)
    return [members for members in blocks.values() if len(members) > 1]


def _alike(facts: Sequence[Facts], members: list[int], names: list[str]) -> Iterator[tuple[int, int]]:
    """Pairs of a block whose names are nearly equal; of a huge block only neighbours in the alphabet."""
    if len(members) > _BLOCK:
        order = sorted(range(len(members)), key=lambda at: (names[at], members[at]))
        for one, other in _beside(order):
            if fuzz.ratio(names[one], names[other]) >= NEARLY:
                yield members[one], members[other]
        return
    for start in range(0, len(names), _ROWS):
        scores = process.cdist(
            names[start : start + _ROWS], names, scorer=fuzz.ratio, score_cutoff=NEARLY, dtype=np.uint8
        )
        for row, column in zip(*np.nonzero(scores), strict=True):
            one, other = start + int(row), int(column)
            # Equal names have been compared already, by the table of keys.
            if one < other and facts[members[one]].closed != facts[members[other]].closed:
                yield members[one], members[other]
