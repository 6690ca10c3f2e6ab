"""The best documents for very many questions at once: all stakeholders against all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core.postings import search
from matchmaker.core.postings.blocks import Postings
from matchmaker.core.postings.layout import Progress, nothing

ROUND = 1024
"""So many questions are answered between two words of progress."""

Row = tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]


class Pairs(NamedTuple):
    """What was found for all questions: for question i from starts[i] to starts[i + 1], best first."""

    starts: npt.NDArray[np.int64]
    numbers: npt.NDArray[np.int64]
    scores: npt.NDArray[np.float64]


def pairs(
    index: Postings,
    k: int,
    *,
    queries: csr_array | None = None,
    threads: int = 1,
    path: search.Way | None = None,
    progress: Progress = nothing,
) -> Pairs:
    """The k best documents of each row of `queries` (questions × terms); None for the index' own rows.

    A document is found for its own row like any other; the answers are those of `search.top`, all of them
    held in memory. `progress` is told how many questions are answered. ValueError for one that is none.
    """
    size = index.size if queries is None else queries.shape[0]
    rows = _own(index) if queries is None else _given(queries)

    def answered(first: int) -> list[search.Hits]:
        return [search.top(index, row, k, path=path) for row in rows(first, min(first + ROUND, size))]

    found: list[search.Hits] = []
    with ThreadPoolExecutor(max(threads, 1)) as pool:
        for hits in pool.map(answered, range(0, size, ROUND)):
            found += hits
            progress(len(found), size)
    return Pairs(
        np.append(0, np.cumsum([len(hits.numbers) for hits in found], dtype=np.int64)),
        np.concatenate([search.NONE.numbers, *(hits.numbers for hits in found)]),
        np.concatenate([search.NONE.scores, *(hits.scores for hits in found)]),
    )


def _own(index: Postings) -> Callable[[int, int], Iterator[Row]]:
    """The documents themselves as questions."""
    return lambda first, last: (index.row(number) for number in range(first, last))


def _given(queries: csr_array) -> Callable[[int, int], Iterator[Row]]:
    """The rows of a matrix as questions, whose terms ascend."""

    def rows(first: int, last: int) -> Iterator[Row]:
        part = csr_array(queries[first:last])
        part.sum_duplicates()
        for start, end in zip(part.indptr[:-1].tolist(), part.indptr[1:].tolist(), strict=True):
            yield part.indices[start:end], part.data[start:end]

    return rows
