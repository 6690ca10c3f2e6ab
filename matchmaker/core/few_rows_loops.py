"""The loops behind `core.few_rows`, compiled: rows of a sparse matrix looked up where they lie."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.core.compiled import ahead, compiled
from matchmaker.core.reader import FloatArray, IntArray, Numbers

Matrix = npt.NDArray[np.float64]
Starts = npt.NDArray[np.int32] | npt.NDArray[np.int64]

LINE = 8
"""So many values are one line of memory."""


@compiled
def products(
    starts: Starts, terms: IntArray, data: FloatArray, rows: Numbers, ids: IntArray, values: FloatArray
) -> FloatArray:
    """The product of one vector with some rows of a matrix; terms ascend on both sides.

    Each sum is added up in the order of its terms, as a sparse product does.
    """
    found = np.zeros(rows.size)
    for place in range(rows.size):
        ahead(starts, rows[place])
    for place in range(rows.size):
        ahead(terms, starts[rows[place]])
        ahead(data, starts[rows[place]])
    for place in range(rows.size):
        at, total = 0, 0.0
        for cell in range(starts[rows[place]], starts[rows[place] + 1]):
            term = terms[cell]
            while at < ids.size and ids[at] < term:
                at += 1
            if at == ids.size:
                break
            if ids[at] == term:
                total += data[cell] * values[at]
        found[place] = total
    return found


@compiled
def between(starts: Starts, terms: IntArray, data: FloatArray, rows: Numbers) -> Matrix:
    """The product of each of some rows with each; sums in the order of the terms, which ascend.

    Cells stand in chains by the hash of their term, so that only those with the same hash meet.
    """
    ends, cells = np.empty(rows.size, np.int64), 0
    for place in range(rows.size):
        first, last = starts[rows[place]], starts[rows[place] + 1]
        for at in range(first, last, LINE):
            ahead(terms, at)
            ahead(data, at)
        cells += last - first
        ends[place] = cells
    size = 64
    while size < 2 * cells:
        size *= 2
    heads, following = np.full(size, -1, np.int32), np.empty(cells, np.int32)
    term_of, row_of, value_of = np.empty(cells, np.int32), np.empty(cells, np.int32), np.empty(cells)
    count = 0
    for place in range(rows.size):
        for cell in range(starts[rows[place]], starts[rows[place] + 1]):
            chain = (np.int64(terms[cell]) * 40503 >> 4) & (size - 1)
            term_of[count], value_of[count], row_of[count] = terms[cell], data[cell], place
            following[count], heads[chain] = heads[chain], count
            count += 1
    found, begin = np.zeros((rows.size, rows.size)), np.int64(0)
    for place in range(rows.size):
        for cell in range(begin, ends[place]):
            term, value = term_of[cell], value_of[cell]
            met = heads[(np.int64(term) * 40503 >> 4) & (size - 1)]
            # Later rows stand first in a chain: what an earlier one has with a later one is the same.
            while met >= 0 and row_of[met] >= place:
                if term_of[met] == term:
                    found[place, row_of[met]] += value * value_of[met]
                met = following[met]
        begin = ends[place]
    for place in range(rows.size):
        for other in range(place):
            found[place, other] = found[other, place]
    return found


@compiled
def apart(worth: FloatArray, alike: Matrix, variety: float, most: int) -> Numbers:
    """The places filled by worth − variety × likeness to the most similar of those already placed."""
    near, placed = np.zeros(worth.size), np.zeros(worth.size, np.bool_)
    found = np.empty(min(most, worth.size), np.int64)
    for turn in range(found.size):
        best, highest = -1, -np.inf
        for place in range(worth.size):
            value = worth[place] - variety * near[place]
            if not placed[place] and (best < 0 or value > highest):
                best, highest = place, value
        found[turn], placed[best] = best, True
        for place in range(worth.size):
            near[place] = max(near[place], alike[best, place])
    return found


@compiled
def overlaps(starts: Starts, terms: IntArray, rows: Numbers, mine: FloatArray) -> FloatArray:
    """For each of some rows the sum of the entries of `mine` at its terms."""
    found = np.zeros(rows.size)
    for place in range(rows.size):
        ahead(starts, rows[place])
    for place in range(rows.size):
        ahead(terms, starts[rows[place]])
    for place in range(rows.size):
        for cell in range(starts[rows[place]], starts[rows[place] + 1]):
            found[place] += mine[terms[cell]]
    return found


@compiled
def counted(starts: Starts, terms: IntArray, rows: Numbers, width: int) -> Numbers:
    """How often each term is in some rows."""
    found = np.zeros(width, np.int64)
    for place in range(rows.size):
        ahead(terms, starts[rows[place]])
    for place in range(rows.size):
        for cell in range(starts[rows[place]], starts[rows[place] + 1]):
            found[terms[cell]] += 1
    return found


@compiled
def combined(matrix: Matrix, rows: Numbers, weights: FloatArray) -> FloatArray:
    """The sum of some rows of a full matrix, each times its weight."""
    found = np.zeros(matrix.shape[1])
    for place in range(rows.size):
        row, weight = matrix[rows[place]], weights[place]
        for column in range(found.size):
            found[column] += weight * row[column]
    return found
