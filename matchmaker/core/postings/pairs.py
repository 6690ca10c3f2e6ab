"""The best documents for very many questions at once: all stakeholders against all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core.postings import search
from matchmaker.core.postings.blocks import Postings
from matchmaker.core.postings.layout import Progress, nothing
from matchmaker.core.postings.query import Asked, asked

ROUND = 1024
"""So many questions are answered between two words of progress."""

Numbers = npt.NDArray[np.int64]


class Pairs(NamedTuple):
    """What was found for all questions: for question i from starts[i] to starts[i + 1], best first."""

    starts: Numbers
    numbers: Numbers
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

    def answered(first: int) -> Pairs:
        questions = rows(first, min(first + ROUND, size))
        return _round(index, [one.within(index.width) for one in questions], k, path)

    found: list[Pairs] = []
    with ThreadPoolExecutor(max(threads, 1)) as pool:
        for part in pool.map(answered, range(0, size, ROUND)):
            found.append(part)
            progress(min(size, len(found) * ROUND), size)
    lengths = [np.diff(part.starts) for part in found]
    return Pairs(
        np.append(0, np.cumsum(np.concatenate([np.empty(0, np.int64), *lengths]))),
        np.concatenate([search.NONE.numbers, *(part.numbers for part in found)]),
        np.concatenate([search.NONE.scores, *(part.scores for part in found)]),
    )


def _round(index: Postings, questions: Sequence[Asked], k: int, path: search.Way | None) -> Pairs:
    """The answers to some questions: by one call of the compiled loops, or one after the other."""
    loops = search.loops_for(index, max((len(one.ids) for one in questions), default=0), path)
    if loops is None or k <= 0 or not index.nnz:
        found = [search.best(*search.near(index, one, k, path=path), k) for one in questions]
        return Pairs(
            np.append(0, np.cumsum([len(hits.numbers) for hits in found], dtype=np.int64)),
            np.concatenate([search.NONE.numbers, *(hits.numbers for hits in found)]),
            np.concatenate([search.NONE.scores, *(hits.scores for hits in found)]),
        )
    ends = np.cumsum([len(one.ids) for one in questions], dtype=np.int64)
    whole = Asked(*(np.concatenate(part) for part in zip(*questions, strict=True)))
    stops, numbers, scores = search.several(index, ends, whole, min(k, index.size), loops)
    return _cut(stops, numbers, scores, k)


def _cut(stops: Numbers, numbers: Numbers, scores: npt.NDArray[np.float64], k: int) -> Pairs:
    """The k best for each question, best first, of lists that end at `stops`."""
    lengths = np.diff(np.append(0, stops))
    owner = np.repeat(np.arange(len(stops)), lengths)
    order = np.lexsort((numbers, -scores, owner))
    place = np.arange(len(order)) - np.repeat(stops - lengths, lengths)
    order = order[(place < k) & (scores[order] > 0.0)]
    counts = np.bincount(owner[order], minlength=len(stops))
    return Pairs(np.append(0, np.cumsum(counts)), numbers[order], scores[order])


def _own(index: Postings) -> Callable[[int, int], Sequence[Asked]]:
    """The documents themselves as questions."""
    return lambda first, last: [asked(index.row(number)) for number in range(first, last)]


def _given(queries: csr_array) -> Callable[[int, int], Sequence[Asked]]:
    """The rows of a matrix as questions, whose terms ascend."""

    def rows(first: int, last: int) -> Sequence[Asked]:
        part = csr_array(queries[first:last])
        part.sum_duplicates()
        cells = zip(part.indptr[:-1].tolist(), part.indptr[1:].tolist(), strict=True)
        return [asked((part.indices[start:end], part.data[start:end])) for start, end in cells]

    return rows
