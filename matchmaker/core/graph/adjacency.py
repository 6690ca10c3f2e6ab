"""Rows of ties laid end to end in arrays (compressed sparse rows), and ways to take some of them out."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from matchmaker.core.arrays import Numbers, read_only, spans

Partners = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Entry = TypeVar("Entry", bound=np.generic)


class Adjacency(NamedTuple):
    """For each row its partners, ascending, and the weights of the ties to them.

    Row i lies at `indptr[i]:indptr[i + 1]` of `indices` (numbers of partners) and `weights`; `strengths` is
    the sum of each row's weights. A plain tuple of arrays, as compiled loops can take it.
    """

    indptr: Numbers
    indices: Partners
    weights: Floats
    strengths: Floats

    @classmethod
    def of(cls, counts: Numbers, indices: Partners, weights: Floats) -> Adjacency:
        """Rows of so many entries each; their strengths are added up from left to right."""
        rows = np.repeat(np.arange(len(counts)), counts)
        strengths = np.bincount(rows, weights, minlength=len(counts))
        indptr = np.append(0, np.cumsum(counts)).astype(np.int64)
        return cls(
            read_only(indptr),
            read_only(indices.astype(np.int32, copy=False)),
            read_only(weights.astype(np.float64, copy=False)),
            read_only(strengths.astype(np.float64, copy=False)),
        )

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.strengths)

    def counts(self, rows: Numbers) -> Numbers:
        """How many entries each of these rows has."""
        return np.asarray(self.indptr[rows + 1] - self.indptr[rows])

    def row(self, number: int) -> Rows:
        """One row, as views of these arrays."""
        begin, end = self.indptr[number : number + 2].tolist()
        return Rows(np.array([end - begin]), self.indices[begin:end], self.weights[begin:end])


class Rows(NamedTuple):
    """Rows taken out of a network: the first `counts[0]` entries are the first one's, and so on."""

    counts: Numbers
    indices: Partners
    weights: Floats

    def owners(self, each: npt.NDArray[Entry]) -> npt.NDArray[Entry]:
        """For each entry what belongs to its row: the number of whose it is, or any other value."""
        return np.repeat(each, self.counts)


EMPTY = Adjacency.of(np.zeros(0, np.int64), np.zeros(0, np.int32), np.zeros(0))
"""No rows at all."""


def taken(adjacency: Adjacency, rows: Numbers) -> Rows:
    """Copies of these rows, in the order asked for; the work is that of their entries."""
    counts = adjacency.counts(rows)
    found = spans(adjacency.indptr[rows], counts)
    return Rows(counts, adjacency.indices[found], adjacency.weights[found])


def among(found: npt.NDArray[np.integer], ascending: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
    """Which of `found` are in `ascending`, which is sorted and much the shorter one."""
    if not len(ascending):
        return np.zeros(len(found), bool)
    place = np.minimum(np.searchsorted(ascending, found), len(ascending) - 1)
    return np.asarray(ascending[place] == found)
