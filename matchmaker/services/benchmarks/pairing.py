"""All pairs: the best of everybody for everybody, ours beside the library that is made for it."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass

from scipy.sparse import csr_matrix

from matchmaker.core.benchmarks.approach import SPARSE_DOT_TOPN, K
from matchmaker.core.benchmarks.corpus import Corpus
from matchmaker.services.benchmarks.peers import absent
from matchmaker.services.benchmarks.plain import transposed

Work = Callable[[], object]

SAMPLE = 2_000
"""So many rows are asked of a slow library; each row costs the same, so the rest follows."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """One way to pair all with all: `prepare` gives the work that is measured, and how many rows it asks."""

    name: str
    missing: Callable[[int], str]
    prepare: Callable[[Corpus], tuple[Work, int]]
    note: str = ""


def _topn(corpus: Corpus) -> tuple[Work, int]:
    """Every row of a sample against all, in one call, as its makers advise for one thread."""
    columns = csr_matrix(transposed(corpus.matrix))
    rows = csr_matrix(corpus.matrix[:: max(corpus.size // SAMPLE, 1)])
    multiply = importlib.import_module("sparse_dot_topn").sp_matmul_topn
    return lambda: multiply(rows, columns, top_n=K, threshold=0.0, sort=True), int(rows.shape[0])


PAIRINGS = (Pairing(SPARSE_DOT_TOPN, lambda size: absent("sparse_dot_topn", size), _topn),)
