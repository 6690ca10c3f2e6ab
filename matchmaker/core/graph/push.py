"""Personalised PageRank by forward push: whom one meets who walks along the ties from some stakeholders.

Andersen, Chung and Lang (Local graph partitioning using PageRank vectors, FOCS 2006): whoever holds more than
an epsilon for each of its ties keeps a share of it and passes the rest on, until nobody does. Here all do so
at once, round by round, so that the answer does not depend on an order.
"""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from matchmaker.core.arrays import Numbers
from matchmaker.core.few import places_among
from matchmaker.core.graph.adjacency import Floats
from matchmaker.core.graph.ties import Ties

if TYPE_CHECKING:
    from matchmaker.core.graph.loops import Rule, Workspace

RESTART = 0.2
"""Chance to return to the start at each step; .2 was best on Interreg's past (.266 hit@10 alone)."""

TOLERANCE = 1e-3
"""What may be left of the whole where a network is pushed through as a whole."""

EPSILON = 1e-5
"""What may be left per tie in a large network: of the hundred first then 99 in 100 are the true ones."""

WHOLE = 8_000
"""Entries of a network (two for a tie) up to which all of it is pushed through, in at most 1.6 ms.

With EPSILON the same takes .6 ms; of 40,000 entries .2 to .3 instead of 8.5 to 9.4 (thread time, two or four
ties each, a busy machine).
"""

Path = Literal["compiled", "plain"]

_IDLE: deque[Workspace] = deque(maxlen=16)
"""Rooms that no push is in; as many as there were pushes at once."""


class Ranks(NamedTuple):
    """The ranks of the stakeholders `numbers` (ascending); whoever is not among them has none.

    All together are too low by at most `left`; none is too high by more than it had if what is left were
    shared among all by their degrees.
    """

    numbers: Numbers
    ranks: Floats
    left: float

    def of(self, numbers: npt.NDArray[np.integer]) -> Floats:
        """The ranks of these, in the order asked for; 0 for whoever has none."""
        if not len(self.numbers):
            return np.zeros(len(numbers))
        place = np.minimum(np.searchsorted(self.numbers, numbers), len(self.numbers) - 1)
        return np.where(self.numbers[place] == numbers, self.ranks[place], 0.0)

    def top(self, k: int, *, allowed: npt.NDArray[np.bool_] | None = None) -> Ranks:
        """The `k` highest, best first, of equals the smaller number; `allowed` tells of everybody who may."""
        numbers, ranks = self.numbers, self.ranks
        if allowed is not None:
            may = allowed[numbers]
            numbers, ranks = numbers[may], ranks[may]
        if 0 < k < len(ranks):
            # Everybody as high as the k-th stays in, for the numbers to decide.
            enough = ranks >= np.partition(ranks, len(ranks) - k)[len(ranks) - k]
            numbers, ranks = numbers[enough], ranks[enough]
        order = np.lexsort((numbers, -ranks))[: max(k, 0)]
        return Ranks(numbers[order], ranks[order], self.left)

    def highest(
        self, k: int, *, but: npt.NDArray[np.integer], allowed: npt.NDArray[np.bool_] | None = None
    ) -> Numbers:
        """The numbers of the `k` highest of those who are none of `but`, in no order; else as `top`."""
        may = np.ones(len(self.numbers), bool) if allowed is None else allowed[self.numbers]
        may[places_among(but.astype(np.int64), self.numbers)] = False
        numbers, ranks = self.numbers[may], self.ranks[may]
        if not 0 < k < len(ranks):
            return numbers[: max(k, 0)]
        least = np.partition(ranks, len(ranks) - k)[len(ranks) - k]
        surely, equal = ranks > least, np.flatnonzero(ranks == least)
        surely[equal[: k - int(np.count_nonzero(surely))]] = True
        found: Numbers = numbers[surely]
        return found


def push(
    ties: Ties,
    numbers: npt.NDArray[np.integer],
    weights: Floats,
    *,
    restart: float = RESTART,
    tolerance: float = TOLERANCE,
    epsilon: float | None = None,
    path: Path | None = None,
) -> Ranks:
    """The ranks of all who are near `numbers`, who share the start by `weights` (not below 0).

    It ends when at most `tolerance` of the whole is left, or when nobody holds more than `epsilon` (of the
    whole) for each of its ties; then the work is at most 1/(restart · epsilon) steps along ties, however
    large the network is, and where all ties weigh the same no rank is too low by more than epsilon · degree.
    Whoever was reached gets a share of what is left as well, by degree: else hubs would stand too low.
    `epsilon` is, if it is not given, 0 for a network of up to WHOLE entries and EPSILON for a larger one. A
    walk that comes to somebody without ties ends there. Both paths add in the same order, so they give the
    same ranks to the last bit. Raises ValueError for weights below 0 and numbers outside the network.
    """
    start, held = _start(ties, numbers, weights)
    whole = float(held.sum())
    if not whole:
        return Ranks(np.zeros(0, np.int64), np.zeros(0), 0.0)
    # Loading the loops loads numba, which a command that asks for no ranks need not wait for.
    from matchmaker.core import compiled
    from matchmaker.core.graph import loops

    if epsilon is None:
        epsilon = 0.0 if ties.entries <= WHOLE else EPSILON
    rule = loops.Rule(float(restart), tolerance * whole, epsilon * whole)
    if path is None:
        path = "compiled" if compiled.COMPILES else "plain"
    work = _room(ties.size)
    if path == "compiled":
        found, ranks, left = loops.pushed(
            ties.base, ties.changes, work, start, held, whole, rule, ties.entries
        )
    else:
        found, ranks, left = _plainly(ties, work, start, held, whole, rule)
    # Given back only here: a room that an error left in disorder must not be used again.
    _IDLE.append(work)
    return Ranks(found, ranks, left)


def nearest(
    ties: Ties,
    numbers: npt.NDArray[np.integer],
    weights: Floats,
    k: int = 500,
    *,
    allowed: npt.NDArray[np.bool_] | None = None,
    path: Path | None = None,
) -> Ranks:
    """The `k` whom one meets most, best first: `push` and then `Ranks.top`, where one push serves both."""
    return push(ties, numbers, weights, path=path).top(k, allowed=allowed)


def _start(ties: Ties, numbers: npt.NDArray[np.integer], weights: Floats) -> tuple[Numbers, Floats]:
    """Who holds what in the beginning, ascending; whoever is named twice holds both parts."""
    if not all(0 <= weight < math.inf for weight in weights.tolist()):
        raise ValueError("a start has weights of 0 or more")
    if len(numbers) and not (numbers.min() >= 0 and numbers.max() < ties.size):
        raise ValueError("a start from somebody who is not in the network")
    if len(numbers) == 1 and weights[0] > 0:
        return numbers.astype(np.int64), weights.astype(np.float64)
    start, which = np.unique(numbers.astype(np.int64), return_inverse=True)
    held = np.bincount(which, weights, minlength=len(start)).astype(np.float64, copy=False)
    return start[held > 0], held[held > 0]


def _room(size: int) -> Workspace:
    """A room for a network of this size that no other push is in."""
    from matchmaker.core.graph.loops import Workspace

    while True:
        try:
            room = _IDLE.pop()
        except IndexError:
            # A little larger than needed: with every newcomer a network grows by one.
            return Workspace.of(size + size // 16)
        if len(room.rest) >= size:
            return room


def _plainly(
    ties: Ties, work: Workspace, start: Numbers, held: Floats, whole: float, rule: Rule
) -> tuple[Numbers, Floats, float]:
    """`loops.pushed` in numpy."""
    work.rest[start] = held
    turn = start[held > rule.epsilon * ties.degrees(start)]
    found, left = _rounds(ties, work, start, turn, whole, rule)
    left = max(left, 0.0)
    ranks = work.rank[found] + rule.restart * work.rest[found]
    # What is left would go on to everybody near and far; in the end by degrees (the stationary distribution).
    ranks += (1.0 - rule.restart) * left / max(ties.entries, 1) * ties.degrees(found)
    work.rank[found] = work.rest[found] = 0.0
    return found, ranks, left


def _rounds(
    ties: Ties, work: Workspace, start: Numbers, turn: Numbers, left: float, rule: Rule
) -> tuple[Numbers, float]:
    """`loops.push_on` in numpy: whom it touched, ascending, and how much is left."""
    touched = [start]
    while len(turn) and left > rule.least:
        rest = work.rest[turn]
        kept = rule.restart * rest
        work.rest[turn] = 0.0
        work.rank[turn] += kept
        rows, strengths = ties.rows(turn), ties.strengths(turn)
        tied = rows.counts > 0
        # cumsum adds from left to right, as the loop does; sum would add in pairs.
        left -= float(np.cumsum(np.where(tied, kept, rest))[-1])
        amounts = np.zeros(len(turn))
        amounts[tied] = (1.0 - rule.restart) * rest[tied] / strengths[tied]
        to = rows.indices.astype(np.int64)
        before = work.rest[to]
        np.add.at(work.rest, to, rows.owners(amounts) * rows.weights)
        limits = rule.epsilon * ties.degrees(to)
        touched.append(to[(before == 0.0) & (work.rank[to] == 0.0)])
        turn = np.unique(to[(before <= limits) & (work.rest[to] > limits)])
    return np.unique(np.concatenate(touched)), left
