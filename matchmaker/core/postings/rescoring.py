"""The loop that scores a few documents exactly, as machine code, from their rows.

It stands apart from the loops that find them (`kernels`) and calls none of those.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.core.compiled import ahead, compiled

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]
Ints = npt.NDArray[np.int32]

LINE, AHEAD = 16, 4
"""So many cells are one line of memory; so many rows ahead is it asked for."""


@compiled
def hashed(ids: Longs) -> Ints:
    """A table in which each term is found at its hash or soon after: 1 + its place in the question, or 0."""
    size = 64
    while size < 16 * ids.size:
        size *= 2
    table = np.zeros(size, np.int32)
    for j in range(ids.size):
        at = (ids[j] * 40503 >> 4) & (size - 1)
        while table[at]:
            at = (at + 1) & (size - 1)
        table[at] = j + 1
    return table


@compiled
def rescore(
    row_starts: Longs, row_terms: Ints, row_values: Floats, ids: Longs, weights: Doubles, numbers: Longs
) -> Doubles:
    """The exact score of each document: its products in the order of its terms, summed in float64."""
    table, found = hashed(ids), np.zeros(numbers.size)
    mask, likely = table.size - 1, np.empty(256, np.int64)
    for n in range(numbers.size):
        ahead(row_starts, numbers[n])
    for n in range(-AHEAD, numbers.size):
        # Rows come from memory as well: those of the next but three are asked for first.
        if n + AHEAD < numbers.size:
            for at in range(row_starts[numbers[n + AHEAD]], row_starts[numbers[n + AHEAD] + 1], LINE):
                ahead(row_terms, at)
                ahead(row_values, at)
        if n < 0:
            continue
        # First which cells are likely to be asked for, without a step that depends on it.
        first, count, total = row_starts[numbers[n]], 0, 0.0
        length = row_starts[numbers[n] + 1] - first
        if length > likely.size:
            likely = np.empty(2 * length, np.int64)
        for at in range(length):
            likely[count] = first + at
            count += table[(np.int64(row_terms[first + at]) * 40503 >> 4) & mask] != 0
        for j in range(count):
            term = np.int64(row_terms[likely[j]])
            where = (term * 40503 >> 4) & mask
            while table[where]:
                if ids[table[where] - 1] == term:
                    total += weights[table[where] - 1] * np.float64(row_values[likely[j]])
                    break
                where = (where + 1) & mask
        found[n] = total
    return found


@compiled
def scored(
    row_starts: Longs, row_terms: Ints, row_values: Floats,
    ends: Longs, ids: Longs, weights: Doubles, stops: Longs, numbers: Longs,
) -> Doubles:  # fmt: skip
    """The exact scores of documents for each of some questions.

    The terms of question i end at ends[i], and its documents at stops[i].
    """
    scores, begin, first = np.empty(numbers.size), 0, 0
    for question in range(ends.size):
        end, stop = ends[question], stops[question]
        if stop > first:
            scores[first:stop] = rescore(
                row_starts, row_terms, row_values, ids[begin:end], weights[begin:end], numbers[first:stop]
            )
        begin, first = end, stop
    return scores
