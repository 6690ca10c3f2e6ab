"""The figures of a run: one row for each size and approach, and what follows from several of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Workers:
    """The memory of processes that mapped the index and asked; bytes of one and of all together.

    `private` is what no other process shares, `pss` shares what is shared evenly among those who map it.
    `bare` is the private memory of a process that has loaded the same modules and no index.
    """

    count: int
    private: int
    pss: int
    bare: int
    together: int


@dataclass(frozen=True, slots=True)
class Row:
    """What one approach needed at one size; None is what was not measured, and `note` says why.

    Times of one question are in milliseconds: `p50_ms` and `p99_ms` on the wall, the others of the processor.
    `agree` of the `compared` answers hold an exact top k up to ties, `same` have its very numbers and order.
    `share` is the bandwidth that reading every posting of the question once would take in the measured time,
    as a part of what this machine reads in a stream: above 1 where postings are skipped or lie in a cache.
    """

    n: int
    approach: str
    p50_ms: float | None = None
    p99_ms: float | None = None
    cpu_p50_ms: float | None = None
    cpu_p99_ms: float | None = None
    queries: int = 0
    build_s: float | None = None
    build_cpu_s: float | None = None
    index_bytes: int | None = None
    change_ms: float | None = None
    compared: int = 0
    agree: int = 0
    same: int = 0
    share: float | None = None
    workers: Workers | None = None
    note: str = ""

    @property
    def typical(self) -> float | None:
        """Milliseconds of the processor for the median question: what is compared and drawn.

        On a quiet machine they are those of the wall, on a busy one they hold no waiting for the processor.
        """
        return self.cpu_p50_ms


@dataclass(frozen=True, slots=True)
class Pairs:
    """The best k of all for all: the time for the rows that were asked, and for all rows at that pace."""

    n: int
    approach: str
    rows: int
    seconds: float
    cpu_seconds: float
    note: str = ""

    @property
    def of_all(self) -> float:
        """Seconds for all rows at the same pace, of the processor."""
        return self.cpu_seconds * self.n / max(self.rows, 1)


@dataclass(frozen=True, slots=True)
class Size:
    """What the corpus of one size was like."""

    n: int
    nonzeros: int
    nbytes: int
    seconds: float
    cpu_seconds: float
    postings: float
    """Postings of a question's terms, the median."""

    peak_bytes: int = 0
    """The most memory that the run held up to the end of this size, all approaches among it."""


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run."""

    rows: tuple[Row, ...]
    sizes: tuple[Size, ...]
    pairs: tuple[Pairs, ...]
    seed: int
    shape: Mapping[str, Any]
    machine: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Growth:
    """How a median question grew: it is `times` as long where the corpus is `larger` times as large."""

    approach: str
    start: int
    end: int
    larger: float
    times: float

    @property
    def exponent(self) -> float:
        """The power of n by which it grew: 1 is linear, less is better."""
        return math.log(self.times) / math.log(self.larger)


def percentile(values: Sequence[float], part: float) -> float:
    """The value that `part` (0 to 1) of the values do not exceed, between neighbours in proportion."""
    return float(np.quantile(np.asarray(values, float), part))


def growths(rows: Sequence[Row]) -> Iterator[Growth]:
    """How each approach grew from each measured size to the next."""
    for approach in dict.fromkeys(row.approach for row in rows):
        measured = sorted((row.n, row.typical) for row in rows if row.approach == approach and row.typical)
        for (n, before), (m, after) in pairwise(measured):
            if m > n:
                yield Growth(approach, n, m, m / n, after / before)


def faster(rows: Sequence[Row], ours: str) -> Iterator[tuple[int, str, float]]:
    """Size, approach, and how many times as long its median question takes as ours of the same size."""
    own = {row.n: row.typical for row in rows if row.approach == ours}
    for row in rows:
        mine = own.get(row.n)
        if row.approach != ours and row.typical and mine:
            yield row.n, row.approach, row.typical / mine
