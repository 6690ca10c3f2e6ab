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
BoolArray = npt.NDArray[np.bool_]
Starts = npt.NDArray[np.int32] | npt.NDArray[np.int64]


EARLY = 8
"""So many rows before its own the memory of one is asked for, and where it begins as many earlier."""

LINE = 16
"""So many words are brought at a time."""


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
    slots: IntArray,
    values: FloatArray,
    proofs: FloatArray,
) -> None:
    """Give each word of some queries a slot from 1 on: its weight in each query, and how much it proves.

    `ids` and `weights` are those of all queries end to end, `ends` where each ends. `marks` and `slots`
    (zeros, one for each word), `values` (query by slot) and `proofs` are filled. Most words of a text are in
    no query: that is told by a mark of one byte, four times as near as its slot.
    """
    begin, count = 0, 0
    for query in range(ends.size):
        for i in range(begin, ends[query]):
            term = ids[i]
            if slots[term] == 0:
                count += 1
                marks[term], slots[term] = 1, count
                proofs[count] = proof if rare[term] else 1.0
            values[query, slots[term]] = weights[i]
        begin = ends[query]


@compiled
def compare(
    starts: Starts,
    terms: IntArray,
    data: FloatArray,
    rows: Numbers,
    places: Numbers,
    marks: Marks,
    slots: IntArray,
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
    met = np.empty(longest + 1, np.uint64)
    for i in range(rows.size):
        if i + 2 * EARLY < rows.size:
            ahead(starts, rows[i + 2 * EARLY])
            for cell in range(starts[rows[i + EARLY]], starts[rows[i + EARLY] + 1], LINE):
                ahead(terms, cell)
        # Each cell is written down and then passed over or not: no branch that a processor could guess
        # wrong. Numbers without a sign, else each is looked at for whether it counts from the end.
        count = np.uint64(0)
        for at in range(np.uint64(starts[rows[i]]), np.uint64(starts[rows[i] + 1])):
            met[count] = at
            count += np.uint64(marks[np.uint32(terms[at])])
        for query in range(values.shape[0]):
            total, proof = 0.0, 0.0
            for k in range(count):
                slot = np.uint32(slots[np.uint32(terms[met[k]])])
                value = values[query, slot]
                total += data[met[k]] * value
                proof += proofs[slot] if value != 0.0 else 0.0
            found[query, places[i]], shared[query, places[i]] = total, proof


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
def distinct(numbers: IntArray, places: IntArray, found: Numbers, each: IntArray) -> int:
    """How many different numbers there are; they come to stand in `found`, and `each` tells their places.

    `places` are zeros, one for every number that there may be.
    """
    count = 0
    for i in range(numbers.size):
        number = numbers[i]
        if places[number] == 0:
            found[count] = number
            count += 1
            places[number] = count
        each[i] = places[number] - 1
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
