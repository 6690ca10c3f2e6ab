"""Who has which word: a sorted column of keys, and for each the documents that have it and how often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self, cast

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csc_array, csr_array

from matchmaker.core.reader import IntArray
from matchmaker.core.strings import Strings

Times = npt.NDArray[np.float32]
"""How often: whole numbers, exact below 2^24, in the type in which sums over them are fastest."""

Span = tuple[int, int]
"""A range of keys; empty where both ends are the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Inverted:
    """An inverted index of `size` documents.

    Key i stands in `documents[starts[i]:starts[i + 1]]`, which ascend, and so often as `times` says at the
    same place.
    """

    keys: Strings
    starts: IntArray
    documents: IntArray
    times: Times
    size: int

    @classmethod
    def of(cls, keys: Sequence[str], rows: csr_array) -> Self:
        """The index of `rows`, a row for each document and a column for each of `keys`, in any order."""
        order = sorted(range(len(keys)), key=keys.__getitem__)
        place = np.empty(len(keys), np.int32)
        place[order] = np.arange(len(keys), dtype=np.int32)
        sorted_ = csr_array((rows.data, place[rows.indices], rows.indptr), rows.shape).tocsc()
        return cls._of(Strings.of(keys[number] for number in order), sorted_, rows.shape[0])

    @classmethod
    def merged(cls, parts: Sequence[Inverted], places: Sequence[IntArray], size: int) -> Self:
        """One index of several: document d of part p becomes `places[p][d]`, or goes where that is negative.

        A key goes with its last document.
        """
        kept = [place[part.documents] for part, place in zip(parts, places, strict=True)]
        held = [part._held(documents) for part, documents in zip(parts, kept, strict=True)]
        keys = sorted(set().union(*(words for words, _ in held)))
        number = {key: i for i, key in enumerate(keys)}
        columns, rows, times = [], [], []
        for part, documents, (words, which) in zip(parts, kept, held, strict=True):
            there = documents >= 0
            numbers = np.fromiter((number[word] for word in words), np.int32, len(words))
            columns.append(numbers[which[there]])
            rows.append(documents[there])
            times.append(part.times[there])
        cells = np.concatenate(times), (np.concatenate(rows), np.concatenate(columns))
        return cls._of(Strings.joined(keys), coo_array(cells, (size, len(keys))).tocsc(), size)

    @classmethod
    def _of(cls, keys: Strings, columns: csc_array, size: int) -> Self:
        columns.sort_indices()
        times = columns.data.astype(np.float32, copy=False)
        return cls(keys, cast(IntArray, columns.indptr), cast(IntArray, columns.indices), times, size)

    def _held(self, documents: IntArray) -> tuple[list[bytes], IntArray]:
        """The keys that still have a document, and for every posting the place of its key among them."""
        owner = np.repeat(np.arange(len(self.keys), dtype=np.int32), np.diff(self.starts))
        there = np.zeros(len(self.keys), bool)
        there[owner[documents >= 0]] = True
        names = list(self.keys)
        return [names[i] for i in np.flatnonzero(there).tolist()], (np.cumsum(there, dtype=np.int32) - 1)[
            owner
        ]

    def row(self, key: int) -> tuple[IntArray, Times]:
        """The documents with one key, and how often each has it."""
        cut = slice(int(self.starts[key]), int(self.starts[key + 1]))
        return self.documents[cut], self.times[cut]

    def postings(self, span: Span) -> int:
        """How many postings a range of keys has."""
        return int(self.starts[span[1]] - self.starts[span[0]])

    def total(self, span: Span) -> Times:
        """How often every document has any key of the range.

        One column of all their postings, times one: half the time of numpy's bincount, which first makes
        wider copies.
        """
        first, last = int(self.starts[span[0]]), int(self.starts[span[1]])
        column = csc_array(
            (self.times[first:last], self.documents[first:last], np.array([0, last - first], np.int32)),
            shape=(self.size, 1),
        )
        return np.asarray(column @ np.ones(1, np.float32))

    def tally(self, mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
        """For every key how often the documents of `mask` have it."""
        rows = csr_array((self.times, self.documents, self.starts), shape=(len(self.keys), self.size))
        return np.asarray(rows @ mask.astype(np.float32)).astype(np.int64)

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """The index as arrays to be written down."""
        keys = {f"keys_{name}": value for name, value in self.keys.arrays().items()}
        return {**keys, "starts": self.starts, "documents": self.documents, "times": self.times}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]], size: int) -> Self:
        """The index of `arrays`, which may be memory-mapped and read-only; nothing is copied."""
        keys = Strings.from_arrays({name: arrays[f"keys_{name}"] for name in ("blob", "starts")})
        starts, documents = np.asarray(arrays["starts"]), np.asarray(arrays["documents"])
        return cls(keys, starts, documents, np.asarray(arrays["times"]), size)
