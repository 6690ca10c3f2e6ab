"""What is measured: a way to find the best k of all, behind one seam for ours and for those of others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from matchmaker.core.benchmarks.corpus import Corpus, Question

K = 20
"""So many are asked for."""

COMPILED, PLAIN, SUGGESTION = "matchmaker (compiled)", "matchmaker (scipy)", "matchmaker suggestion"
LINEAR_KERNEL, TRANSPOSE = "scikit-learn linear_kernel", "scipy stored transpose"
SPARSE_DOT_TOPN, BM25S, QDRANT = "sparse_dot_topn", "bm25s", "qdrant-edge"
NAMES = (COMPILED, PLAIN, SUGGESTION, LINEAR_KERNEL, TRANSPOSE, SPARSE_DOT_TOPN, BM25S, QDRANT)
"""The approaches by their exact names, in the order in which they are measured and shown."""

OURS = frozenset({COMPILED, PLAIN, SUGGESTION})

Numbers = npt.NDArray[np.int64]
Arrays = Mapping[str, npt.NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds on the wall, and seconds of processor time of this process with all its threads.

    Where other work shares the machine the second says more of the approach, the first more of the day.
    """

    wall: Callable[[], float]
    cpu: Callable[[], float]


class Built(Protocol):
    """An index that was built from a corpus."""

    @property
    def nbytes(self) -> int:
        """The bytes of the index."""

    @property
    def posting_bytes(self) -> int:
        """The bytes of one posting, 0 where the index is not one of postings."""

    def prepare(self, question: Question) -> Any:
        """A question in the form that this approach takes; what this costs is not measured."""

    def ask(self, prepared: Any) -> Any:
        """The best K for a question, as the approach gives them; this is what is measured."""

    def numbers(self, answer: Any) -> Numbers:
        """The numbers of an answer, the best first."""

    def change(self, number: int, question: Question) -> bool:
        """Give an organisation the row of another question and ask once, so that the change has shown.

        False where the approach knows no changes, so that all has to be built anew.
        """

    def arrays(self) -> Arrays:
        """The arrays that other processes may map to ask the same; empty where there are none."""

    def close(self) -> None:
        """Give back memory and files."""


class Approach(Protocol):
    """One way to find the best K."""

    @property
    def name(self) -> str:
        """One of NAMES."""

    @property
    def exact(self) -> bool:
        """Whether it finds the best of the text score, so that it must agree with the exact answers."""

    @property
    def weighted(self) -> bool:
        """Whether it weighs the terms of a question."""

    @property
    def note(self) -> str:
        """What one must know to compare it, or ""."""

    @property
    def opener(self) -> Callable[[Arrays], Built] | None:
        """Opens an index from its arrays in another process; a function of a module, None where none can."""

    def missing(self, size: int) -> str:
        """Why it cannot be measured at this size, or ""."""

    def build(self, corpus: Corpus) -> Built:
        """Build the index."""
