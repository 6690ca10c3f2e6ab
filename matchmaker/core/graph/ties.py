"""The ties among numbered stakeholders: arrays that may lie in files, and what has changed since."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array, triu

from matchmaker.core.arrays import Numbers, read_only
from matchmaker.core.graph.adjacency import Adjacency, Floats, Rows, taken
from matchmaker.core.graph.changes import NONE, Changes, Row, checked, layered


@dataclass(frozen=True)
class Ties:
    """Who is tied to whom and how strongly, by number; a tie stands in the rows of both.

    `base` are the arrays as they were made, `changes` the rows that are different now, `size` how many
    stakeholders there are. All arrays are read-only, so that threads and processes may share them.
    """

    base: Adjacency
    changes: Changes
    size: int

    @classmethod
    def of(
        cls,
        size: int,
        a: npt.NDArray[np.integer],
        b: npt.NDArray[np.integer],
        weights: npt.NDArray[np.floating],
    ) -> Ties:
        """The ties a[i]-b[i] of weights[i]; several between the same two add up to one.

        Ties to oneself or without weight are left out. Raises ValueError for numbers outside 0 … size - 1
        and for weights that are no number or infinite.
        """
        if len(a) and not (min(a.min(), b.min()) >= 0 and max(a.max(), b.max()) < size):
            raise ValueError("a tie to somebody who is not among them")
        if not np.isfinite(weights).all():
            raise ValueError("a tie whose weight is no number")
        real = (a != b) & (weights > 0)
        low = np.minimum(a, b)[real].astype(np.int64)
        pairs, which = np.unique(low * size + np.maximum(a, b)[real], return_inverse=True)
        low, high = pairs // max(size, 1), pairs % max(size, 1)
        # bincount adds in the order given, as one would who reads the ties one by one.
        total = np.bincount(which, weights[real].astype(np.float64), minlength=len(pairs))
        rows, columns = np.concatenate([low, high]), np.concatenate([high, low])
        matrix = coo_array((np.tile(total, 2), (rows, columns)), shape=(size, size)).tocsr()
        matrix.sort_indices()
        counts = np.diff(matrix.indptr).astype(np.int64)
        return cls(Adjacency.of(counts, matrix.indices.astype(np.int32), matrix.data), NONE, size)

    @classmethod
    def of_matrix(cls, matrix: csr_array) -> Ties:
        """The ties of a symmetric matrix of weights; what stands above its diagonal is read."""
        upper = triu(matrix, k=1, format="coo")
        return cls.of(matrix.shape[0], upper.row, upper.col, upper.data)

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.generic]]) -> Ties:
        """The ties whose `arrays` these are; they are not copied, so they may be memory-mapped."""
        base = Adjacency(
            read_only(arrays["indptr"].astype(np.int64, copy=False)),
            read_only(arrays["indices"].astype(np.int32, copy=False)),
            read_only(arrays["weights"].astype(np.float64, copy=False)),
            read_only(arrays["strengths"].astype(np.float64, copy=False)),
        )
        return cls(base, NONE, base.rows)

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """All that is needed to have the same ties again, changes included."""
        return dict(self.compacted().base._asdict())

    def with_changes(self, changes: Mapping[int, Mapping[int, float]], *, size: int | None = None) -> Ties:
        """The same ties but for these stakeholders, each with all the ties it has now (partner to weight).

        The rows of old and new partners follow by themselves. There are `size` stakeholders then, or as many
        as needed; a newcomer is just a number past the end. Raises ValueError for ties that cannot be (see
        `checked`), and if two who are both given do not say the same of their tie.
        """
        given = {int(number): checked(int(number), row) for number, row in changes.items()}
        before = self.dicts(given)
        around, rows = self.dicts(_touched(given, before)), dict(given)
        for number, row in given.items():
            for partner in before[number].keys() | row.keys():
                weight = row.get(partner, 0.0)
                if partner in given:
                    if given[partner].get(number, 0.0) != weight:
                        raise ValueError(f"{number} and {partner} do not agree on their tie")
                elif weight != before[number].get(partner, 0.0):
                    other = rows.setdefault(partner, around[partner])
                    other[number] = weight
                    if not weight:
                        del other[number]
        size = max(self.size, size or 0, 1 + max(rows, default=-1))
        # Whoever came after the arrays has no row in them.
        rows = {number: {} for number in range(self.size, size)} | rows
        return replace(self, changes=layered(self.changes, rows, size), size=size) if rows else self

    def compacted(self) -> Ties:
        """The same ties in arrays of their own, with no changes over them."""
        if self.changes is NONE:
            return self
        rows = self.rows(np.arange(self.size))
        return replace(self, base=Adjacency.of(*rows), changes=NONE)

    def partners(self, number: int) -> Rows:
        """One's partners, ascending, and the weights of the ties; nobody for a number past the end."""
        if number < self.base.rows and not self.changes.has(number):
            return self.base.row(number)
        asked = np.array([number] if number < self.size else [], np.int64)
        return self.rows(asked)

    def rows(self, numbers: Numbers) -> Rows:
        """The rows of these stakeholders, one after the other; the work is that of their entries."""
        if self.changes is NONE:
            return taken(self.base, numbers)
        slots = self.changes.slots(numbers)
        new = slots >= 0
        if not new.any():
            return taken(self.base, numbers)
        counts = self.degrees(numbers)
        found = Rows(counts, np.empty(counts.sum(), np.int32), np.empty(counts.sum()))
        for part, rows in (
            (new, taken(self.changes.rows, slots[new])),
            (~new, taken(self.base, numbers[~new])),
        ):
            into = np.repeat(part, counts)
            found.indices[into], found.weights[into] = rows.indices, rows.weights
        return found

    @cached_property
    def entries(self) -> int:
        """How many entries all rows have: two for every tie."""
        old = self.changes.numbers[self.changes.numbers < self.base.rows]
        replaced = int(self.base.counts(old).sum())
        return len(self.base.indices) - replaced + len(self.changes.rows.indices)

    def degrees(self, numbers: Numbers) -> Numbers:
        """How many partners each of these has."""
        slots = self.changes.slots(numbers)
        new, counts = slots >= 0, np.empty(len(numbers), np.int64)
        counts[new] = self.changes.rows.counts(slots[new])
        counts[~new] = self.base.counts(numbers[~new])
        return counts

    def strengths(self, numbers: Numbers) -> Floats:
        """The sum of the weights of the ties of each of these."""
        if self.changes is NONE:
            return np.asarray(self.base.strengths[numbers])
        slots = self.changes.slots(numbers)
        new, strengths = slots >= 0, np.empty(len(numbers))
        strengths[new] = self.changes.rows.strengths[slots[new]]
        strengths[~new] = self.base.strengths[numbers[~new]]
        return strengths

    def dicts(self, numbers: Collection[int]) -> dict[int, Row]:
        """The rows of these as dicts; an empty one for a number past the end."""
        inside = sorted(number for number in numbers if number < self.size)
        found = self.rows(np.array(inside, np.int64))
        ends = np.cumsum(found.counts).tolist()
        pairs = list(zip(found.indices.tolist(), found.weights.tolist(), strict=True))
        rows = [dict(pairs[begin:end]) for begin, end in zip([0, *ends], ends, strict=False)]
        by_number: dict[int, Row] = {number: {} for number in numbers}
        return by_number | dict(zip(inside, rows, strict=True))


def _touched(given: Mapping[int, Row], before: Mapping[int, Row]) -> set[int]:
    """Who is not given but has another tie now with one who is: nobody else's row has to be read."""
    found = set[int]()
    for number, row in given.items():
        old = before[number]
        found.update(one for one in old.keys() | row.keys() if old.get(one) != row.get(one))
    return found - given.keys()
