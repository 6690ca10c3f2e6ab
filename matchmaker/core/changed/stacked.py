"""Rows of a version with others over them and behind them: what is asked for is put together.

Nothing of the version is copied but the rows that are taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core.arrays import spans
from matchmaker.core.changed.over import Over
from matchmaker.core.comparing import Cells, Piece, cells_of
from matchmaker.core.reader import FloatArray, IntArray, Numbers
from matchmaker.core.rows import Loose, Texts


def _narrow(rows: csr_array) -> csr_array:
    """The same rows numbered as those of a version are, so that the same compiled loop goes over both."""
    if rows.indices.dtype != np.int32:
        rows.indices = rows.indices.astype(np.int32)
    return rows


def _begins(piece: Piece) -> tuple[Numbers, Numbers]:
    """Where each row of a piece begins, and how many cells it has."""
    starts = piece.cells[0]
    begins = starts[piece.rows].astype(np.int64)
    return begins, starts[piece.rows + 1] - begins


class Stacked:
    """The rows of a sparse matrix with others over them, as far as whoever takes a few of them needs it."""

    def __init__(self, base: csr_array, over: Over, rows: csr_array) -> None:
        self.base, self.over, self.rows = base, over, _narrow(rows)
        self.shape = over.size, max(base.shape[1], rows.shape[1])

    def lengths(self, numbers: npt.NDArray[np.integer]) -> Numbers:
        """How many cells each of these rows has."""
        return self._lengths(numbers, self.over.places(numbers))

    def _lengths(self, numbers: npt.NDArray[np.integer], places: Numbers) -> Numbers:
        old, new = self.base.indptr, self.rows.indptr
        at = np.where(places < 0, numbers, 0)
        before = old[at + 1] - old[at] if len(old) > 1 else np.zeros(len(at), np.int64)
        return np.asarray(np.where(places < 0, before, new[places + 1] - new[places]), np.int64)

    def __matmul__(self, column: FloatArray) -> FloatArray:
        """The product of every row with a column as long as the rows."""
        found = np.zeros(self.over.size)
        found[: self.base.shape[0]] = self.base @ column[: self.base.shape[1]]
        found[self.over.numbers] = self.rows @ column[: self.rows.shape[1]]
        return found

    def parts(self, numbers: Numbers) -> list[tuple[Numbers, Texts]]:
        """Some rows: those of the version, and the others."""
        new = self.over.new(numbers)
        if not new.any():
            return [(numbers, self.base[numbers])]
        old, late = numbers[~new], numbers[new]
        rows, starts = np.searchsorted(self.over.numbers, late), self.rows.indptr
        counts = (starts[rows + 1] - starts[rows]).astype(np.int64)
        cells = spans(starts[rows].astype(np.int64), counts)
        owner = np.repeat(np.arange(len(late)), counts)
        others = Loose(owner, self.rows.indices[cells], self.rows.data[cells], len(late))
        return [(old, self.base[old]), (late, others)]

    def pieces(self, numbers: Numbers) -> list[Piece]:
        """Some rows where they lie: those of the version, and the others."""
        places, every = self.over.places(numbers), np.arange(len(numbers))
        new = places >= 0
        if not new.any():
            return [Piece(self._cells, numbers, every)]
        old = ~new
        newer = Piece(self._newer, places[new], every[new])
        return [Piece(self._cells, numbers[old], every[old]), newer]

    @cached_property
    def _cells(self) -> Cells:
        return cells_of(self.base)

    @cached_property
    def _newer(self) -> Cells:
        return cells_of(self.rows)

    def row(self, number: int) -> tuple[Numbers, FloatArray]:
        """The columns and values of one row."""
        place = self.over.place(number)
        matrix, row = (self.base, number) if place < 0 else (self.rows, place)
        cells = slice(*matrix.indptr[row : row + 2].tolist())
        return matrix.indices[cells].astype(np.int64), matrix.data[cells].astype(float, copy=False)

    def __getitem__(self, numbers: npt.NDArray[np.integer] | Sequence[int]) -> csr_array:
        indices, data, counts = self.taken(np.asarray(numbers, np.int64))
        starts = np.append(0, np.cumsum(counts))
        return csr_array((data, indices, starts), shape=(len(counts), self.shape[1]))

    def taken(self, numbers: Numbers) -> tuple[IntArray, FloatArray, Numbers]:
        """The columns and values of some rows, one row after the other, and how many each has."""
        found = [(*_begins(piece), piece) for piece in self.pieces(numbers)]
        if len(found) == 1:
            begins, counts, piece = found[0]
            cells = spans(begins, counts)
            return piece.cells[1][cells], piece.cells[2][cells], counts
        lengths = np.empty(len(numbers), np.int64)
        for _, counts, piece in found:
            lengths[piece.places] = counts
        firsts = np.cumsum(lengths) - lengths
        indices, data = np.empty(lengths.sum(), np.int32), np.empty(lengths.sum())
        for begins, counts, piece in found:
            cells, to = spans(begins, counts), spans(firsts[piece.places], counts)
            indices[to], data[to] = piece.cells[1][cells], piece.cells[2][cells]
        return indices, data, lengths

    def cells(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """The columns of some rows, those of each side by side, and how many each has."""
        places = self.over.places(numbers)
        new, counts = places >= 0, self._lengths(numbers, places)
        found, into = np.empty(counts.sum(), np.int64), np.repeat(new, counts)
        for part, to, matrix, rows in (
            (~new, ~into, self.base, numbers[~new]),
            (new, into, self.rows, places[new]),
        ):
            begins = matrix.indptr[rows].astype(np.int64)
            found[to] = matrix.indices[spans(begins, counts[part])]
        return found, counts
