"""Rows of a network that have changed since its arrays were made: a small layer over them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matchmaker.core.arrays import Numbers, read_only, spans
from matchmaker.core.graph.adjacency import EMPTY, Adjacency

Marks = npt.NDArray[np.uint8]
Row = dict[int, float]
"""The ties of one stakeholder: partner's number to weight."""


class Changes(NamedTuple):
    """The rows of some stakeholders as they are now; `numbers` (ascending) tells whose they are.

    `marks` has a bit for every stakeholder of the network, 1 for those with a row here, so that a loop need
    not search for the many who have none; it is empty if there are no rows at all.
    """

    numbers: Numbers
    marks: Marks
    rows: Adjacency

    def slots(self, numbers: Numbers) -> Numbers:
        """Which row belongs to each of these stakeholders; -1 for those without."""
        if not len(self.numbers):
            return np.full(len(numbers), -1)
        place = np.minimum(np.searchsorted(self.numbers, numbers), len(self.numbers) - 1)
        return np.where(self.numbers[place] == numbers, place, -1)

    def has(self, number: int) -> bool:
        """Whether there is a row of this stakeholder."""
        return bool(len(self.marks)) and bool((self.marks[number >> 3] >> (number & 7)) & 1)


NONE = Changes(read_only(np.zeros(0, np.int64)), read_only(np.zeros(0, np.uint8)), EMPTY)
"""Nothing has changed."""


def layered(old: Changes, new: Mapping[int, Row], size: int) -> Changes:
    """The old rows with new ones over them, for a network of `size`."""
    kept = np.flatnonzero(~np.isin(old.numbers, np.fromiter(new, np.int64, len(new))))
    fresh = [(number, sorted(new[number].items())) for number in sorted(new)]
    numbers = np.concatenate([old.numbers[kept], np.array([number for number, _ in fresh], np.int64)])
    counts = np.concatenate([old.rows.counts(kept), np.array([len(row) for _, row in fresh], np.int64)])
    partners = np.array([partner for _, row in fresh for partner, _ in row], np.int32)
    weights = np.array([weight for _, row in fresh for _, weight in row], np.float64)
    # Where each row begins, once the new ones stand behind the old ones.
    begins = np.concatenate(
        [old.rows.indptr[kept], len(old.rows.indices) + np.cumsum(counts[len(kept) :]) - counts[len(kept) :]]
    )
    order = np.argsort(numbers)
    found = spans(begins[order], counts[order])
    rows = Adjacency.of(
        counts[order],
        np.concatenate([old.rows.indices, partners])[found],
        np.concatenate([old.rows.weights, weights])[found],
    )
    return Changes(read_only(numbers[order]), _marks(numbers, size), rows)


def checked(number: int, row: Mapping[int, float]) -> Row:
    """A row that may stand in a network, as plain numbers.

    Raises ValueError for a tie to oneself, to a number below 0, or of a weight that is not above 0.
    """
    plain = {int(partner): float(weight) for partner, weight in row.items()}
    for partner, weight in plain.items():
        if partner == number or min(partner, number) < 0 or not 0 < weight < math.inf:
            raise ValueError(f"{number} cannot have a tie of weight {weight} to {partner}")
    return plain


def _marks(numbers: Numbers, size: int) -> Marks:
    marks = np.zeros((size + 7) // 8, np.uint8)
    np.bitwise_or.at(marks, numbers >> 3, np.left_shift(1, numbers & 7).astype(np.uint8))
    return read_only(marks)
