"""An index of sparse vectors: their rows, and the same cells again as postings, term by term.

All of it is plain arrays, so that an index may lie in a folder and be mapped into memory by many processes.
The rows are the truth (float32, as given). The postings only find who is worth a look at the rows: their
values are rounded to 8 significant bits, so that each fits into 32 bits beside the number of a document. No
value is negative.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core.postings.building import build
from matchmaker.core.postings.layout import BLOCK, LANES, TYPES, WIDTHS, Progress, Room, in_memory, nothing
from matchmaker.core.sealing import sealed


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """An index of `size` documents by `width` terms; how it is made stands in `building`.

    Rows: those of document i are the cells from row_starts[i] to row_starts[i + 1], terms ascending.
    Postings: those of term t in block b are the words from starts[t * blocks + b] to the next entry; the
    upper half of a word is that of the value as float32 (rounded to nearest), the lower half the document's
    place in its block. Places rise with the documents' lengths over common terms: numbers[i] is the number in
    its block of the document at place i, places[i] the place of document i. Common terms, in groups from the
    most frequent on: slots[t] is a term's slot, group g has the slots below limits[g]. bounds[g, j] is not
    less than the length, over the terms of the group, of any of the 64 documents from place 64 · j on;
    means[g] is the mean of all lengths. heads[i] has the common terms of the document at place i once more
    (see `heads`); there are none where no term is common.
    """

    row_starts: npt.NDArray[np.int64]
    row_terms: npt.NDArray[np.int32]
    row_values: npt.NDArray[np.float32]
    starts: npt.NDArray[np.uint32]
    words: npt.NDArray[np.uint32]
    numbers: npt.NDArray[np.uint16]
    places: npt.NDArray[np.uint16]
    slots: npt.NDArray[np.uint16]
    limits: npt.NDArray[np.int64]
    means: npt.NDArray[np.float32]
    bounds: npt.NDArray[np.float32]
    heads: npt.NDArray[np.uint16]

    @classmethod
    def of(cls, matrix: csr_array, *, room: Room = in_memory, progress: Progress = nothing) -> Postings:
        """The index of the rows of a matrix (documents × terms); zeros are left out.

        It is made block by block: no more is held than the index and one block. `room` makes the arrays,
        `progress` is told how many documents are done. ValueError for a value that is negative, not finite,
        or neither 0 nor between 2^-60 and 2^60, and for more than 4,294,967,295 cells.
        """
        made = build(matrix, room, progress)
        return cls(**{name: sealed(made[name]) for name in TYPES})

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> Postings:
        """An index over such arrays as `arrays` gave; others may be among them. Nothing is copied.

        KeyError where one is missing, ValueError where one is of another type or length.
        """
        found = {field.name: arrays[field.name] for field in fields(cls)}
        wrong = [name for name, array in found.items() if array.dtype != TYPES[name]]
        if wrong:
            raise ValueError(f"these arrays of an index are of another type: {', '.join(wrong)}")
        made = cls(**{name: sealed(array) for name, array in found.items()})
        made._check()
        return made

    def _check(self) -> None:
        """ValueError unless the lengths of the arrays fit each other."""
        cells = len(self.row_terms)
        fits = (
            len(self.row_values)
            == len(self.words)
            == cells
            == int(self.row_starts[-1])
            == int(self.starts[-1]),
            len(self.starts) == self.width * self.blocks + 1,
            len(self.heads) == (self.size if len(self.limits) else 0) and self.heads.shape[1] in WIDTHS,
            len(self.numbers) == len(self.places) == self.size,
            self.bounds.shape == (max(len(self.limits), 1), -(-self.size // LANES)),
            len(self.limits) == len(self.means),
        )
        if not all(fits):
            raise ValueError("the arrays of this index do not fit each other")

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """All that the index is made of, by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def size(self) -> int:
        """How many documents there are."""
        return len(self.row_starts) - 1

    @property
    def width(self) -> int:
        """How many terms there are, used or not."""
        return len(self.slots)

    @property
    def blocks(self) -> int:
        """How many blocks of documents there are."""
        return -(-self.size // BLOCK)

    @property
    def nnz(self) -> int:
        """How many cells are not zero."""
        return len(self.row_terms)

    def row(self, number: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
        """The terms of one document, ascending, and their values."""
        cells = slice(int(self.row_starts[number]), int(self.row_starts[number + 1]))
        return self.row_terms[cells], self.row_values[cells]
