"""The loops behind `core.comparing`, compiled: queries against all texts of a network, or against a few.

A sparse product keeps a list of all texts that it has met, numpy a copy of all that it adds up, and neither
compares a few rows where they lie.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.core.compiled import ahead, compiled
from matchmaker.core.reader import FloatArray, IntArray, Numbers

Marks = npt.NDArray[np.uint8]
Counts = npt.NDArray[np.uint64]
BoolArray = npt.NDArray[np.bool_]
Starts = npt.NDArray[np.int32] | npt.NDArray[np.int64]

EARLY = 8
"""So many rows before its own the memory of one is asked for, and where it begins as many earlier."""

AT_ONCE = 16
"""So many rows are looked through before their weights are, which are asked for meanwhile."""

LINE = 16
"""So many words are brought at a time."""

MARKS = 16_384
"""So many marks tell words of no query by their last bits: half of the fastest memory."""

SPREAD = 40_503
"""Numbers side by side come to lie apart by it (Knuth, The Art of Computer Programming, 6.4)."""


@compiled
def add(
    starts: Starts,
    texts: IntArray,
    data: FloatArray,
    ids: IntArray,
    values: FloatArray,
    found: FloatArray,
) -> None:
    """Add to `found` the product of one query with every text, term after term (`Rows.columns`)."""
    for i in range(ids.size):
        term, value = ids[i], values[i]
        for cell in range(starts[term], starts[term + 1]):
            found[texts[cell]] += data[cell] * value


@compiled
def tabled(
    ids: IntArray,
    weights: FloatArray,
    ends: Numbers,
    rare: BoolArray,
    proof: float,
    marks: Marks,
    keys: IntArray,
    values: FloatArray,
    proofs: FloatArray,
) -> None:
    """Lay the words of some queries into a table: their weights in each query, and how much each proves.

    `ids` and `weights` are those of all queries end to end, `ends` where each ends. A word stands in `keys`
    (-1 before; a power of two, at most a quarter full) at a place by its last bits or behind it, and there
    in `values` (query by place) and `proofs`. Most words of a text are in no query: most of these are told
    by `marks` (`MARKS` zeros before), which are near enough to be looked at without waiting.
    """
    begin, last = 0, keys.size - 1
    for query in range(ends.size):
        for i in range(begin, ends[query]):
            term = ids[i]
            at = (np.int64(term) * SPREAD >> 8) & last
            while keys[at] >= 0 and keys[at] != term:
                at = (at + 1) & last
            keys[at], values[query, at] = term, weights[i]
            proofs[at] = proof if rare[term] else 1.0
            marks[term & (MARKS - 1)] = 1
        begin = ends[query]


@compiled
def _asked(
    start: int,
    stop: int,
    terms: IntArray,
    data: FloatArray,
    marks: Marks,
    keys: IntArray,
    met: Counts,
    slots: Counts,
    begin: np.uint64,
) -> np.uint64:
    """Write down from `begin` on which cells of a row hold words of a query, and where these stand in `keys`.

    Their weights are asked for meanwhile. The answer is where the next row begins.
    """
    # Each cell is written down and then passed over or not: no branch that a processor could guess wrong.
    # Numbers without a sign, else each is looked at for whether it counts from the end.
    end, last = begin, keys.size - 1
    for cell in range(np.uint64(start), np.uint64(stop)):
        met[end] = cell
        end += np.uint64(marks[np.uint32(terms[cell]) & np.uint32(MARKS - 1)])
    count = begin
    for k in range(begin, end):
        term = terms[met[k]]
        at = (np.int64(term) * SPREAD >> 8) & last
        while keys[at] >= 0 and keys[at] != term:
            at = (at + 1) & last
        if keys[at] >= 0:
            met[count], slots[count] = met[k], at
            ahead(data, met[k])
            count += np.uint64(1)
    return count


@compiled
def compare(
    starts: Starts,
    terms: IntArray,
    data: FloatArray,
    rows: Numbers,
    places: Numbers,
    marks: Marks,
    keys: IntArray,
    values: FloatArray,
    proofs: FloatArray,
    found: FloatArray,
    shared: FloatArray,
) -> None:
    """Fill in the products of all queries with some rows, and how much the words prove that they share.

    What is found of `rows[i]` stands at `places[i]` of `found` and `shared` (query by place).
    """
    longest = 0
    for i in range(rows.size):
        longest = max(longest, starts[rows[i] + 1] - starts[rows[i]])
    met, slots = np.empty(AT_ONCE * longest + 1, np.uint64), np.empty(AT_ONCE * longest + 1, np.uint64)
    ends = np.empty(AT_ONCE, np.uint64)
    for first in range(0, rows.size, AT_ONCE):
        some, begin = min(AT_ONCE, rows.size - first), np.uint64(0)
        for i in range(some):
            if first + i + 2 * EARLY < rows.size:
                ahead(starts, rows[first + i + 2 * EARLY])
                early = rows[first + i + EARLY]
                for cell in range(starts[early], starts[early + 1], LINE):
                    ahead(terms, cell)
            row = rows[first + i]
            begin = _asked(starts[row], starts[row + 1], terms, data, marks, keys, met, slots, begin)
            ends[i] = begin
        begin = np.uint64(0)
        for i in range(some):
            place = places[first + i]
            for query in range(values.shape[0]):
                total, proof = 0.0, 0.0
                for k in range(begin, ends[i]):
                    value = values[query, slots[k]]
                    total += data[met[k]] * value
                    proof += proofs[slots[k]] if value != 0.0 else 0.0
                found[query, place], shared[query, place] = total, proof
            begin = ends[i]


@compiled
def judge(found: FloatArray, shared: FloatArray, enough: FloatArray) -> None:
    """Leave of the products of the first queries those that so much proves, at most one."""
    for query in range(enough.size):
        for place in range(found.shape[1]):
            if shared[query, place] < enough[query]:
                found[query, place] = 0.0
            elif found[query, place] > 1.0:
                found[query, place] = 1.0


@compiled
def distinct(numbers: IntArray, found: Numbers, each: IntArray) -> int:
    """How many different numbers there are; they come to stand in `found`, and `each` tells their places.

    A table of them by their last bits, at most half full: it fits what is asked, not the whole network.
    """
    size = 64
    while size < 2 * numbers.size:
        size *= 2
    table = np.full(size, -1, np.int32)
    count = 0
    for i in range(numbers.size):
        at = (np.int64(numbers[i]) * SPREAD >> 8) & (size - 1)
        while table[at] >= 0 and found[table[at]] != numbers[i]:
            at = (at + 1) & (size - 1)
        if table[at] < 0:
            table[at], found[count] = count, numbers[i]
            count += 1
        each[i] = table[at]
    return count


@compiled
def mixed(starts: Numbers, each: IntArray, shares: FloatArray, own: FloatArray, found: FloatArray) -> None:
    """For each row of `own` and each row the sum of it by the shares that it has in it."""
    for row in range(found.shape[1]):
        for query in range(found.shape[0]):
            total = 0.0
            for cell in range(starts[row], starts[row + 1]):
                total += shares[cell] * own[query, each[cell]]
            found[query, row] = total
