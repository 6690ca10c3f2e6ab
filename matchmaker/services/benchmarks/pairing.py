"""All pairs: the best of everybody for everybody, ours beside the library that is made for it."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass

from scipy.sparse import csr_array, csr_matrix

from matchmaker.core.benchmarks.approach import COMPILED, SPARSE_DOT_TOPN, K
from matchmaker.core.benchmarks.corpus import Corpus
from matchmaker.core.postings.blocks import Postings
from matchmaker.core.postings.pairs import pairs
from matchmaker.services.benchmarks.peers import absent
from matchmaker.services.benchmarks.plain import transposed

Work = Callable[[], object]

SAMPLE = 10_000
"""So many rows are asked, spread evenly over all; each row costs about the same, so the rest follows."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """One way to pair all with all: `prepare` gives the work that is measured, and how many rows it asks."""

    name: str
    missing: Callable[[int], str]
    prepare: Callable[[Corpus], tuple[Work, int]]
    note: str = ""


def _rows(corpus: Corpus) -> csr_array:
    """The rows that are asked: the same for all."""
    return csr_array(corpus.matrix[:: max(corpus.size // SAMPLE, 1)])


def _ours(corpus: Corpus) -> tuple[Work, int]:
    """The compiled way, in one thread."""
    index, rows = Postings.of(corpus.matrix), _rows(corpus)
    return lambda: pairs(index, K, queries=rows, path="compiled"), int(rows.shape[0])


def _topn(corpus: Corpus) -> tuple[Work, int]:
    """All rows in one call, as its makers advise for one thread."""
    columns, rows = csr_matrix(transposed(corpus.matrix)), csr_matrix(_rows(corpus))
    multiply = importlib.import_module("sparse_dot_topn").sp_matmul_topn
    return lambda: multiply(rows, columns, top_n=K, threshold=0.0, sort=True), int(rows.shape[0])


PAIRINGS = (
    Pairing(COMPILED, lambda _size: "", _ours),
    Pairing(SPARSE_DOT_TOPN, lambda size: absent("sparse_dot_topn", size), _topn),
)
