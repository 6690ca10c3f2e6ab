"""Other libraries, each used as its makers advise, in this process and with one thread.

They are no dependencies: one that is not installed (extra `bench`) has a row that says so.
"""

from __future__ import annotations

import importlib
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from matchmaker.core.benchmarks.approach import BM25S, QDRANT, SPARSE_DOT_TOPN, Built, K, Numbers
from matchmaker.core.benchmarks.corpus import Corpus, Question
from matchmaker.services.benchmarks.plain import Described, Rebuilt, nbytes_of, row_of, transposed
from matchmaker.store.benchmarks import bytes_below

LARGEST = 1_000_000
"""Peers are measured up to here: more would take hours and more memory than one small machine has."""

BATCH = 1_000
FIELD = "text"
NO_LIMIT_KB = 1_000_000_000


def absent(module: str, size: int) -> str:
    """Why a peer is not measured, or ""."""
    if find_spec(module) is None:
        return "not installed"
    return "" if size <= LARGEST else f"left out above {LARGEST:,}"


@dataclass(frozen=True, slots=True)
class SparseDotTopn(Described):
    """The product of two sparse matrices that keeps the best of each row, one row asked at a time.

    Its documentation names a threshold as what saves the counting of non-zeros beforehand; scores are above
    0, so that 0 changes no answer.
    """

    name: str = SPARSE_DOT_TOPN

    def missing(self, size: int) -> str:
        """Whether it is installed."""
        return absent("sparse_dot_topn", size)

    def build(self, corpus: Corpus) -> Built:
        """The transpose in the form that it takes without a copy."""
        columns = transposed(corpus.matrix)
        return _Topn(nbytes_of(columns), csr_matrix(columns), _multiply())


def _multiply() -> Any:
    return importlib.import_module("sparse_dot_topn").sp_matmul_topn


@dataclass(slots=True)
class _Topn(Rebuilt):
    columns: csr_matrix
    multiply: Any

    def prepare(self, question: Question) -> csr_matrix:
        """A matrix of one row, of its own type."""
        return csr_matrix(row_of(question, self.columns.shape[0]))

    def ask(self, prepared: csr_matrix) -> Any:
        """The best K, sorted."""
        return self.multiply(prepared, self.columns, top_n=K, threshold=0.0, sort=True)

    def numbers(self, answer: Any) -> Numbers:
        """The columns of the one row."""
        return np.asarray(answer.indices, np.int64)


@dataclass(frozen=True, slots=True)
class Bm25s(Described):
    """Eager sparse scoring by term with numba. Ours are its scores; the terms of a question have no weights.

    It sums the stored scores of the question's terms, each once. So it is compared with the exact answers to
    the same questions without weights: the same postings are read, one multiplication each is spared.
    """

    name: str = BM25S
    weighted: bool = False
    note: str = "terms of a question not weighed"

    def missing(self, size: int) -> str:
        """Whether it is installed."""
        return absent("bm25s", size)

    def build(self, corpus: Corpus) -> Built:
        """Its index filled with our weights: the scores of each term side by side."""
        columns = transposed(corpus.matrix)
        index = importlib.import_module("bm25s").BM25(backend="numba")
        index.scores = {
            "data": columns.data,
            "indices": columns.indices,
            "indptr": columns.indptr.astype(np.int64),
            "num_docs": corpus.size,
        }
        index.nonoccurrence_array = None
        index.vocab_dict = {str(term): term for term in range(corpus.matrix.shape[1])}
        index.unique_token_ids_set = set(index.vocab_dict.values())
        return _Bm25s(nbytes_of(columns), index)


@dataclass(slots=True)
class _Bm25s(Rebuilt):
    index: Any

    def prepare(self, question: Question) -> list[list[int]]:
        """The terms of one question."""
        return [question.ids.tolist()]

    def ask(self, prepared: list[list[int]]) -> Any:
        """The best K, sorted, in this thread."""
        return self.index.retrieve(prepared, k=K, show_progress=False, n_threads=0)

    def numbers(self, answer: Any) -> Numbers:
        """The documents of the one question."""
        return np.asarray(answer.documents[0], np.int64)


@dataclass(frozen=True, slots=True)
class QdrantEdge(Described):
    """A vector store in the process, its sparse index held in memory, in one segment, optimised.

    Its sparse search is exact. It writes its files into a temporary folder.
    """

    name: str = QDRANT

    def missing(self, size: int) -> str:
        """Whether it is installed."""
        return absent("qdrant_edge", size)

    def build(self, corpus: Corpus) -> Built:
        """All points in batches, then the optimisers, which build the index."""
        library = importlib.import_module("qdrant_edge")
        folder = tempfile.TemporaryDirectory(prefix="matchmaker-bench-")
        config = library.EdgeConfig(
            sparse_vectors={FIELD: library.EdgeSparseVectorParams(memory=library.Memory.Pinned)},
            optimizers=library.EdgeOptimizersConfig(
                default_segment_number=1, max_segment_size=NO_LIMIT_KB, indexing_threshold=1
            ),
            max_search_threads=1,
            # Nobody would miss what a crash loses here, and a log would only slow the building.
            wal_enabled=False,
        )
        shard = library.EdgeShard.create(folder.name, config)
        built = _Qdrant(0, library, shard, folder)
        for start in range(0, corpus.size, BATCH):
            numbers = range(start, min(start + BATCH, corpus.size))
            built.upsert([(number, *_row(corpus, number)) for number in numbers])
        shard.optimize()
        shard.flush()
        built.nbytes = bytes_below(folder.name)
        return built


@dataclass(slots=True)
class _Qdrant(Rebuilt):
    qdrant: Any
    shard: Any
    folder: tempfile.TemporaryDirectory[str]

    def upsert(self, rows: list[tuple[int, list[int], list[float]]]) -> None:
        """Write some rows: number, terms, weights."""
        qdrant = self.qdrant
        points = [
            qdrant.Point(number, {FIELD: qdrant.SparseVector(ids, weights)}) for number, ids, weights in rows
        ]
        self.shard.update(qdrant.UpdateOperation.upsert_points(points))

    def prepare(self, question: Question) -> Any:
        """A request for the nearest."""
        qdrant = self.qdrant
        vector = qdrant.SparseVector(question.ids.tolist(), question.weights.tolist())
        return qdrant.QueryRequest(limit=K, query=qdrant.Query.Nearest(vector, using=FIELD))

    def ask(self, prepared: Any) -> Any:
        """The best K."""
        return self.shard.query(prepared)

    def numbers(self, answer: Any) -> Numbers:
        """The ids of the points."""
        return np.array([point.id for point in answer], np.int64)

    def change(self, number: int, question: Question) -> bool:
        """One point written anew, and asked for."""
        self.upsert([(number, question.ids.tolist(), question.weights.tolist())])
        self.ask(self.prepare(question))
        return True

    def close(self) -> None:
        """Close the store and remove its files."""
        self.shard.close()
        self.folder.cleanup()


def _row(corpus: Corpus, number: int) -> tuple[list[int], list[float]]:
    matrix = corpus.matrix
    part = slice(int(matrix.indptr[number]), int(matrix.indptr[number + 1]))
    return matrix.indices[part].tolist(), matrix.data[part].tolist()
