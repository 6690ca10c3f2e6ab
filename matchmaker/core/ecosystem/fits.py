"""Who fits whom among the members of a region, by the engine; each member asks once for all its regions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matchmaker.core.answers import Cutoffs, Query, Question
from matchmaker.core.ecosystem.scene import Scene
from matchmaker.core.matcher import Matcher
from matchmaker.core.reader import FloatArray
from matchmaker.core.signals.pool import BoolArray

MOST_MEMBERS, MOST_STAKEHOLDERS = 3_000, 12_000
"""In a larger region no ties are tried, but in its parts; in a larger network in no region at all.

Every member asks the engine once, and the answer takes longer the larger the network is.
"""

MOST_SCORES = 20_000_000
"""Members times stakeholders of the network: so many scores are asked for in one go, about 40 seconds."""

CANDIDATES = 20
"""So many of the best fits of each member are tried."""

EVERY = 50
"""After so many questions the scene's pulse beats once."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A pair of numbers with what the engine sees in it: the scores of both directions."""

    u: int
    v: int
    u_sees: float
    v_sees: float

    def factor(self, strong: float) -> float:
        """How well the two fit, in (0, 1]: the smaller score as part of that from which a match is strong.

        Both sides have to say yes, so the weaker reason counts; a stronger one than strong counts no more.
        """
        weaker = max(min(self.u_sees, self.v_sees), 0.0)
        return min(1.0, weaker / strong) if 0 < strong < float("inf") else 1.0


@dataclass(frozen=True, eq=False)
class Block:
    """The scores among the members of one region: `score[i, j]` is what `ids[i]` sees in `ids[j]`."""

    code: str
    number: dict[str, int]
    score: FloatArray
    allowed: BoolArray

    def among(self, ids: Sequence[str], *, most: int = CANDIDATES) -> list[Fit]:
        """The best fits of each of some members among each other; `u` and `v` count in `ids`, `u < v`."""
        at = np.array([self.number[key] for key in ids], int)
        score, allowed = self.score[np.ix_(at, at)], self.allowed[np.ix_(at, at)]
        both = np.where(allowed | allowed.T, np.minimum(score, score.T), -np.inf)
        best = np.argsort(-both, axis=1, kind="stable")[:, :most]
        pairs = {(min(u, v), max(u, v)) for u, row in enumerate(best.tolist()) for v in row}
        return [
            Fit(u, v, float(score[u, v]), float(score[v, u]))
            for u, v in sorted(pairs)
            if u != v and both[u, v] > -np.inf
        ]


def strong_from(matcher: Matcher) -> float:
    """From which score a match of two profiles is strong in this network."""
    return matcher.cutoffs_.get(Question.PROFILE, Cutoffs()).strong


def root_of(scene: Scene, code: str) -> str | None:
    """The widest region around one that is small enough to be tried; None where it is too large itself."""
    whole = len(scene.profiles)
    most = min(MOST_MEMBERS, MOST_SCORES // max(whole, 1)) if whole <= MOST_STAKEHOLDERS else 0
    around = (code[:size] for size in range(len(code) + 1))
    return next((one for one in around if 0 < len(scene.members.get(one, ())) <= most), None)


def block_of(scene: Scene, code: str) -> Block:
    """Ask the engine for every member of a region; one question each."""
    matcher, ids = scene.matcher, scene.members[code]
    pool = matcher.pool_
    at = np.array([pool.number[key] for key in ids], np.int64)
    # Numbers ascend in a pool of some, as ids do here but for those who came since the network was written.
    order = np.argsort(at)
    members, place = pool.take(at[order]), np.argsort(order)
    score, allowed = np.zeros((len(ids), len(ids)), np.float32), np.zeros((len(ids), len(ids)), bool)
    for row, key in enumerate(ids):
        if row % EVERY == 0:
            scene.pulse()
        if scene.profiles[key].rankable:
            scored = matcher.score(Query(scene.profiles[key]), members)
            score[row], allowed[row] = scored.unshifted[place], scored.allowed[place]
    willing = pool.rankable[at]
    # Who opted out is asked for nobody and named to nobody; partners and acquaintances are none any more, and
    # two of whom one does not want the other never are.
    none = frozenset[str]()
    known = [(row, matcher.acquainted(key) | scene.blocked.get(key, none)) for row, key in enumerate(ids)]
    allowed &= willing[:, None] & willing
    number = {key: row for row, key in enumerate(ids)}
    for row, keys in known:
        met = [number[key] for key in keys if key in number]
        allowed[row, met] = allowed[met, row] = False
    np.fill_diagonal(allowed, False)
    return Block(code, number, score.astype(float), allowed)
