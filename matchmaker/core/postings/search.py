"""The best documents for a question, exactly, and what each of its terms brought a document.

The score of document i for the question q is the sum over the terms t that both have, in ascending order, of
q[t] · D[i, t] in float64. Found is who scores above zero, best first; of equal ones the lowest number, or the
lowest rank if ranks are given.
"""

from __future__ import annotations

from contextlib import suppress
from types import ModuleType
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core.postings import plain
from matchmaker.core.postings.blocks import Postings
from matchmaker.core.postings.query import Asked, Given, asked
from matchmaker.core.sealing import sealed

BoolArray = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]
Way = Literal["compiled", "plain"]

SMALL = 4096
"""Fewer documents are searched the plain way: it takes a millisecond, and loading the loops half a second."""

MOST_TERMS = 4096
"""Longer questions go the plain way, whose sums are not in float32 (see the proof in `kernels`)."""


class Hits(NamedTuple):
    """The documents found, best first, and the score of each."""

    numbers: Numbers
    scores: Scores


class Loops(NamedTuple):
    """The modules of compiled loops that find documents and that score them."""

    finding: ModuleType
    scoring: ModuleType


NONE = Hits(np.empty(0, np.int64), np.empty(0))


def top(
    index: Postings,
    query: Given,
    k: int,
    *,
    allowed: BoolArray | None = None,
    rank: npt.NDArray[np.integer] | None = None,
    path: Way | None = None,
) -> Hits:
    """The k best documents of those that are `allowed` (one entry for each document; all if None).

    `rank` decides between equal scores, else their numbers do. Both paths give the same answer; without one
    the index chooses by its size and by what this machine can do. ValueError for a question that is none.
    """
    if allowed is not None and len(allowed) != index.size:
        raise ValueError(f"the mask has {len(allowed)} entries for {index.size} documents")
    numbers, scores = near(index, asked(query), k, allowed=allowed, path=path)
    return best(numbers, scores, k, rank)


def near(
    index: Postings,
    question: Asked,
    k: int,
    *,
    allowed: BoolArray | None = None,
    gone: Numbers | None = None,
    path: Way | None = None,
) -> tuple[Numbers, Scores]:
    """The k best documents and some that come near, in no order, and their exact scores.

    Those of `gone` (ascending numbers) are passed over, like those that are not `allowed`.
    """
    question, k = question.within(index.width), min(k, index.size)
    if k <= 0 or not len(question.ids) or not index.nnz:
        return NONE
    loops = loops_for(index, len(question.ids), path)
    if loops is not None:
        ends = np.array([len(question.ids)], np.int64)
        return several(index, ends, question, k, loops, allowed=allowed, gone=gone)[1:]
    if gone is not None and len(gone):
        allowed = np.ones(index.size, bool) if allowed is None else allowed.copy()
        allowed[gone] = False
    numbers = plain.select(index, question, allowed, k)
    return numbers, plain.rescore(index, question, numbers)


def several(
    index: Postings, ends: Numbers, questions: Asked, k: int, loops: Loops,
    *, allowed: BoolArray | None = None, gone: Numbers | None = None,
) -> tuple[Numbers, Numbers, Scores]:  # fmt: skip
    """What `near` finds for some questions, whose terms end at `ends`, by the compiled loops.

    Also where the documents found for each question end.
    """
    finding, scoring = loops
    stops, numbers = finding.answer(
        index.size, index.starts, index.words, index.numbers, index.places,
        index.slots, index.limits, index.means, index.bounds, index.heads.reshape(-1), index.heads.shape[1],
        ends, questions.ids, questions.weights,
        EVERYBODY if allowed is None else sealed(np.asarray(allowed, bool)),
        NOBODY if gone is None else sealed(gone), k,
    )  # fmt: skip
    scores = scoring.scored(
        index.row_starts, index.row_terms, index.row_values,
        ends, questions.ids, questions.weights, stops, numbers,
    )  # fmt: skip
    return stops, numbers, scores


EVERYBODY, NOBODY = sealed(np.empty(0, bool)), sealed(np.empty(0, np.int64))


def loops_for(index: Postings, terms: int, path: Way | None) -> Loops | None:
    """The compiled loops if they are to answer a question of so many terms, or None for the plain way."""
    if path == "plain" or terms > MOST_TERMS or (path is None and index.size < SMALL):
        return None
    from matchmaker.core import compiled

    if path is None and not compiled.COMPILES:
        return None
    from matchmaker.core.postings import kernels, rescoring

    return Loops(kernels, rescoring)


def way(index: Postings) -> Way:
    """How an index of this size is asked where nobody says."""
    return "plain" if loops_for(index, 1, None) is None else "compiled"


def warm() -> None:
    """Load the loops, and compile them where nobody has before, so that no reader waits for that.

    Loading takes half a second of processor, compiling ten.
    """
    index = Postings.of(csr_array(np.ones((1, 1), np.float32)))
    with suppress(OSError):
        # What is compiled may be impossible to keep, as on a full disk; this process has it all the same.
        top(index, ([0], [1.0]), 1, path="compiled")
    top(index, ([0], [1.0]), 1, path="compiled")


def best(numbers: Numbers, scores: Scores, k: int, rank: npt.NDArray[np.integer] | None = None) -> Hits:
    """The k best of these, best first; equal ones by rank or number. Whoever scores nothing is left out."""
    order = np.lexsort((numbers if rank is None else rank[numbers], -scores))[: max(k, 0)]
    order = order[scores[order] > 0.0]
    return Hits(numbers[order], scores[order])


def explain(index: Postings, query: Given, number: int) -> list[tuple[int, float]]:
    """The terms that a question shares with a document, ascending, each with its part q[t] · D[i, t].

    Added up in this order they give the score of `top` to the last bit.
    """
    return shared(query, *index.row(number))


def shared(
    query: Given, terms: npt.NDArray[np.int32], values: npt.NDArray[np.float32]
) -> list[tuple[int, float]]:
    """The same for a row wherever it is from."""
    question = asked(query)
    found, mine, theirs = np.intersect1d(question.ids, terms, assume_unique=True, return_indices=True)
    parts = question.weights[mine] * values[theirs].astype(float)
    return list(zip(found.tolist(), parts.tolist(), strict=True))
