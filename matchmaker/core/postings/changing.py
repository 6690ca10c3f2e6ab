"""An index with the changes since it was made: answers as one made anew would, at once.

The base stays as it is. Changed and new documents stand in a small index of their own, and of the base's
documents those that were changed or removed are no longer allowed. Scores do not depend on who else is in an
index, so the best of both parts are the best of the whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core.postings import search
from matchmaker.core.postings.blocks import Postings
from matchmaker.core.postings.layout import BLOCK, Progress, Room, in_memory, nothing
from matchmaker.core.postings.plain import spans
from matchmaker.core.postings.query import Given, asked
from matchmaker.core.reader import Vector

BoolArray = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]
Row = Vector | tuple[npt.ArrayLike, npt.ArrayLike]
"""The terms of a document in ascending order and their values."""

GONE: Row = (np.empty(0, np.int32), np.empty(0, np.float32))


@dataclass(frozen=True, eq=False)
class Changing:
    """An index of `size` documents, some of which changed since `base` was made.

    `changes` holds the new row of each changed document, an empty one for who is gone; numbers from the size
    of the base on are new documents.
    """

    base: Postings
    changes: Mapping[int, Row] = field(default_factory=dict)

    def with_changes(self, rows: Mapping[int, Row | None]) -> Changing:
        """The same with other rows; None for documents that are gone. IndexError for a negative number."""
        if any(number < 0 for number in rows):
            raise IndexError("documents are numbered from 0 on")
        changed = {number: GONE if row is None else row for number, row in rows.items()}
        return Changing(self.base, {**self.changes, **changed})

    @property
    def size(self) -> int:
        """One more than the highest number of a document; some of these may be gone."""
        return max(self.base.size, 1 + max(self.changes, default=-1))

    @property
    def width(self) -> int:
        """How many terms there are."""
        return max(self.base.width, self._delta.width)

    @cached_property
    def _numbers(self) -> Numbers:
        """The numbers of the changed documents, ascending, so that ties among them fall as in one index."""
        return np.array(sorted(self.changes), np.int64)

    @cached_property
    def _delta(self) -> Postings:
        """The rows of the changed documents, in the order of `_numbers`."""
        rows = [self.changes[number] for number in self._numbers.tolist()]
        terms = [np.asarray(row[0], np.int32) for row in rows]
        starts = np.zeros(len(rows) + 1, np.int64)
        np.cumsum([len(row) for row in terms], out=starts[1:])
        ids = np.concatenate([GONE[0], *terms]).astype(np.int32)
        values = np.concatenate([GONE[1], *(np.asarray(row[1], np.float32) for row in rows)])
        width = max(self.base.width, 1 + int(ids.max(initial=-1)))
        return Postings.of(csr_array((values, ids, starts), shape=(len(rows), width)))

    @cached_property
    def _stale(self) -> Numbers:
        """Which documents of the base are no longer as they were, ascending."""
        return self._numbers[self._numbers < self.base.size]

    def row(self, number: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
        """The terms of one document, ascending, and their values."""
        if number in self.changes:
            return self._delta.row(int(np.searchsorted(self._numbers, number)))
        return self.base.row(number)

    def top(
        self,
        query: Given,
        k: int,
        *,
        allowed: BoolArray | None = None,
        rank: npt.NDArray[np.integer] | None = None,
        path: search.Way | None = None,
    ) -> search.Hits:
        """The k best documents, as `search.top` finds them in an index of all rows."""
        if not self.changes:
            return search.top(self.base, query, k, allowed=allowed, rank=rank, path=path)
        if allowed is not None and len(allowed) != self.size:
            raise ValueError(f"the mask has {len(allowed)} entries for {self.size} documents")
        question, path = asked(query), path or search.way(self.base)
        # Of the base's documents those that changed are struck out one by one: no mask over all is made.
        old = search.near(
            self.base, question, k,
            allowed=None if allowed is None else allowed[: self.base.size],
            gone=self._stale, path=path,
        )  # fmt: skip
        some = None if allowed is None else allowed[self._numbers]
        new = search.near(self._delta, question, k, allowed=some, path=path)
        numbers = np.concatenate([old[0], self._numbers[new[0]]])
        return search.best(numbers, np.concatenate([old[1], new[1]]), k, rank)

    def explain(self, query: Given, number: int) -> list[tuple[int, float]]:
        """What each term brought a document; see `search.explain`."""
        return search.shared(query, *self.row(number))

    def matrix(self) -> csr_array:
        """The rows of all documents as they are now; who is gone has an empty one."""
        lengths = np.zeros(self.size, np.int64)
        lengths[: self.base.size] = np.diff(self.base.row_starts)
        lengths[self._numbers] = np.diff(self._delta.row_starts)
        starts = np.append(0, np.cumsum(lengths))
        terms, values = np.empty(int(starts[-1]), np.int32), np.empty(int(starts[-1]), np.float32)
        base = self.base
        for first in range(0, base.size, BLOCK):
            kept = np.setdiff1d(np.arange(first, min(first + BLOCK, base.size)), self._stale)
            to = spans(starts[kept], starts[kept + 1])
            cells = spans(base.row_starts[kept], base.row_starts[kept + 1])
            terms[to], values[to] = base.row_terms[cells], base.row_values[cells]
        to = spans(starts[self._numbers], starts[self._numbers + 1])
        terms[to], values[to] = self._delta.row_terms, self._delta.row_values
        return csr_array((values, terms, starts), shape=(self.size, self.width))

    def compact(self, *, room: Room = in_memory, progress: Progress = nothing) -> Postings:
        """One index of all documents as they are now; numbers stay, who is gone has an empty row."""
        return Postings.of(self.matrix(), room=room, progress=progress)
