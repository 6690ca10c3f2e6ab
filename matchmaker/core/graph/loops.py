"""The loop of the forward push, compiled: round after round over the ties of whoever has much to pass on."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from matchmaker.core.arrays import Numbers
from matchmaker.core.compiled import compiled
from matchmaker.core.graph.adjacency import Adjacency, Floats, Partners
from matchmaker.core.graph.changes import Changes, Marks

FEW = 48
"""So many numbers are sorted sooner by comparing them than by their digits."""


class Workspace(NamedTuple):
    """Room for one push over a network: an entry for each stakeholder, all of `rest` and `rank` zero.

    `rest` is what somebody has not passed on yet, `rank` what it has kept; `touched` lists who has any of
    both, `frontier` whose turn it is, `following` whose turn comes next, `amounts` what each of the frontier
    passes on per weight of a tie.
    """

    rest: Floats
    rank: Floats
    touched: Partners
    frontier: Partners
    following: Partners
    amounts: Floats

    @classmethod
    def of(cls, size: int) -> Workspace:
        """Room for a network of this size; memory that is never touched is never taken."""
        # One entry more than there are numbers: the loop writes before it decides.
        lists = (np.empty(size + 1, np.int32), np.empty(size + 1, np.int32), np.empty(size + 1, np.int32))
        return cls(np.zeros(size), np.zeros(size), *lists, np.zeros(size))


class Rule(NamedTuple):
    """How far to push (see `push`): `least` is the most of all that may be left."""

    restart: float
    least: float
    epsilon: float


@compiled
def slot(numbers: Numbers, marks: Marks, number: int) -> int:
    """Which row of the changes is this stakeholder's, or -1; few get past the first line."""
    if not (marks[number >> 3] >> (number & 7)) & 1:
        return -1
    low, high = 0, numbers.size - 1
    while low < high:
        middle = (low + high) // 2
        if numbers[middle] < number:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def settle(base: Adjacency, changes: Changes, work: Workspace, many: int, restart: float) -> float:
    """Everybody in the frontier keeps a share and gets ready to pass on the rest; tells what left `rest`."""
    # Out of their tuples once: in a loop each access would count references.
    kept, held, amounts, frontier = work.rank, work.rest, work.amounts, work.frontier
    numbers, marks, renewed, strengths = (
        changes.numbers,
        changes.marks,
        changes.rows.strengths,
        base.strengths,
    )
    some, gone = marks.size > 0, 0.0
    for place in range(many):
        number = frontier[place]
        rest = held[number]
        share = restart * rest
        held[number] = 0.0
        kept[number] += share
        row = slot(numbers, marks, number) if some else -1
        strength = renewed[row] if row >= 0 else strengths[number]
        if strength > 0.0:
            amounts[place] = (1.0 - restart) * rest / strength
            gone += share
        else:
            # Nobody to pass it on to: it is lost, as on a walk that ends.
            amounts[place] = 0.0
            gone += rest
    return gone


@compiled
def spread(
    base: Adjacency, changes: Changes, work: Workspace, many: int, touched: int, epsilon: float
) -> tuple[int, int]:
    """Pass on the amounts along the ties; tells how many are touched now, and whose turn comes next.

    No branch in the inner loop is hard to foretell: a number is written in any case, and its list grows by
    0 or 1.
    """
    numbers, marks, renewed, indptr = changes.numbers, changes.marks, changes.rows.indptr, base.indptr
    held, kept, seen, following = work.rest, work.rank, work.touched, work.following
    frontier, amounts = work.frontier, work.amounts
    some, turns = marks.size > 0, 0
    for place in range(many):
        number = frontier[place]
        amount = amounts[place]
        row = slot(numbers, marks, number) if some else -1
        if row >= 0:
            indices, weights = changes.rows.indices, changes.rows.weights
            begin, end = renewed[row], renewed[row + 1]
        else:
            indices, weights = base.indices, base.weights
            begin, end = indptr[number], indptr[number + 1]
        for at in range(begin, end):
            number = indices[at]
            before = held[number]
            after = before + amount * weights[at]
            held[number] = after
            seen[touched] = number
            touched += int(before == 0.0) & int(kept[number] == 0.0)
            row = slot(numbers, marks, number) if some else -1
            if row >= 0:
                limit = epsilon * (renewed[row + 1] - renewed[row])
            else:
                limit = epsilon * (indptr[number + 1] - indptr[number])
            # What one holds only grows within a round, so everybody crosses the limit once.
            following[turns] = number
            turns += int(before <= limit) & int(after > limit)
    return touched, turns


@compiled
def ascend(numbers: Partners, many: int) -> None:
    """Sort the first so many in place (Shell 1959, gaps of Knuth): numba's own takes seconds to compile."""
    gap = 1
    while gap < many // 3:
        gap = 3 * gap + 1
    while gap > 0:
        for place in range(gap, many):
            number = numbers[place]
            hole = place
            while hole >= gap and numbers[hole - gap] > number:
                numbers[hole] = numbers[hole - gap]
                hole -= gap
            numbers[hole] = number
        gap //= 3


@compiled
def digits(numbers: Partners, room: Partners, many: int, size: int) -> None:
    """Sort the first so many numbers below `size` by three digits, the last first: they end in `room`."""
    bits = 1
    while size >> 3 * bits:
        bits += 1
    ends = np.empty(1 << bits, np.int64)
    now, then = numbers, room
    for digit in range(3):
        shift, total = digit * bits, 0
        ends[:] = 0
        for place in range(many):
            ends[(now[place] >> shift) & (ends.size - 1)] += 1
        for value in range(ends.size):
            total, ends[value] = total + ends[value], total
        for place in range(many):
            value = (now[place] >> shift) & (ends.size - 1)
            then[ends[value]] = now[place]
            ends[value] += 1
        now, then = then, now


@compiled
def take_turns(work: Workspace, turns: int) -> None:
    """Those whose turn comes next become the frontier, ascending, so that every path adds in one order."""
    frontier, following, amounts = work.frontier, work.following, work.amounts
    if turns * 8 < amounts.size:
        if turns > FEW:
            digits(following, frontier, turns, amounts.size)
            return
        for place in range(turns):
            frontier[place] = following[place]
        ascend(frontier, turns)
        return
    # So many that a look at everybody is cheaper than to sort them; amounts are never below 0 but here.
    for place in range(turns):
        amounts[following[place]] = -1.0
    place = 0
    for number in range(amounts.size):
        if amounts[number] < 0.0:
            amounts[number] = 0.0
            frontier[place] = number
            place += 1


@compiled
def push_on(
    base: Adjacency, changes: Changes, work: Workspace, touched: int, turns: int, left: float, rule: Rule
) -> tuple[int, float]:
    """Push until little is left; tells how many are touched, and how much is left.

    `work` holds the start in `rest`, who has any in `touched`, whose turn it is in `frontier` (ascending).
    """
    while turns > 0 and left > rule.least:
        left -= settle(base, changes, work, turns, rule.restart)
        touched, turns = spread(base, changes, work, turns, touched, rule.epsilon)
        take_turns(work, turns)
    return touched, left


@compiled
def degree(base: Adjacency, changes: Changes, number: int) -> int:
    """How many ties somebody has now."""
    row = slot(changes.numbers, changes.marks, number) if changes.marks.size else -1
    rows = changes.rows if row >= 0 else base
    at = row if row >= 0 else number
    return int(rows.indptr[at + 1] - rows.indptr[at])


@compiled
def collect(
    base: Adjacency, changes: Changes, work: Workspace, many: int, restart: float, spare: float
) -> tuple[Numbers, Floats]:
    """Whom a push touched, ascending, and their ranks; the room is empty again afterwards.

    Each has the share that it would keep next, and `spare` for each of its ties.
    """
    digits(work.touched, work.following, many, work.rest.size)
    held, kept, touched = work.rest, work.rank, work.following
    numbers, ranks = np.empty(many, np.int64), np.empty(many)
    for place in range(many):
        number = touched[place]
        numbers[place] = number
        ranks[place] = kept[number] + restart * held[number]
        ranks[place] += spare * degree(base, changes, number)
        held[number] = 0.0
        kept[number] = 0.0
    return numbers, ranks


@compiled
def pushed(
    base: Adjacency, changes: Changes, work: Workspace, start: Numbers, held: Floats, whole: float,
    rule: Rule, entries: int,
) -> tuple[Numbers, Floats, float]:  # fmt: skip
    """Push what some hold (ascending, each once): whom it reaches, their ranks, and what is left."""
    turns = 0
    for place in range(start.size):
        number = start[place]
        work.rest[number], work.touched[place] = held[place], number
        if held[place] > rule.epsilon * degree(base, changes, number):
            work.frontier[turns] = number
            turns += 1
    many, left = push_on(base, changes, work, start.size, turns, whole, rule)
    left = max(left, 0.0)
    # What is left would go on to everybody near and far; in the end by degrees (the stationary distribution).
    spare = (1.0 - rule.restart) * left / max(entries, 1)
    numbers, ranks = collect(base, changes, work, many, rule.restart, spare)
    return numbers, ranks, left


@compiled
def shared(
    base: Adjacency, changes: Changes, partners: Numbers, rarity: Floats, among: Numbers
) -> tuple[Floats, Floats]:
    """For each of some (ascending) to how many of these partners they are tied, and how rare these are."""
    counts, total = np.zeros(among.size), np.zeros(among.size)
    for place in range(partners.size):
        number = partners[place]
        row = slot(changes.numbers, changes.marks, number) if changes.marks.size else -1
        rows = changes.rows if row >= 0 else base
        at = row if row >= 0 else number
        begin, end = rows.indptr[at], rows.indptr[at + 1]
        found = 0
        for cell in range(begin, end):
            # Partners ascend as well, so each is looked for behind the one before.
            low, high = found, among.size
            while low < high:
                middle = (low + high) // 2
                if among[middle] < rows.indices[cell]:
                    low = middle + 1
                else:
                    high = middle
            found = low
            if found < among.size and among[found] == rows.indices[cell]:
                counts[found] += 1.0
                total[found] += rarity[number]
    return counts, total
