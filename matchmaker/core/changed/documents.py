"""The documents of a version, without those of whoever changed, and those since then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from matchmaker.core.changed.newer import Newer
from matchmaker.core.changed.over import Over
from matchmaker.core.changed.rows import ChangedRows
from matchmaker.core.documents import Documents, Question
from matchmaker.core.postings.query import asked
from matchmaker.core.postings.search import Hits, near
from matchmaker.core.reader import FloatArray, Numbers
from matchmaker.core.rows import BoolArray, Rows


class Mask(NamedTuple):
    """Which documents of a version may be found, and which of those since then; None if all may."""

    base: BoolArray | None = None
    newer: BoolArray | None = None


class ChangedDocuments(Documents):
    """The documents of a version without those of whoever changed, and theirs as they are now behind them."""

    def __init__(self, base: Documents, over: Over, rows: Sequence[Rows]) -> None:
        self.base, self.width, self.texts = base, base.width, base.texts
        changed = [one for one in rows if isinstance(one, ChangedRows)]
        self.owner = np.concatenate([np.repeat(over.numbers, one.begins(over.numbers)[1]) for one in changed])
        old, first = over.numbers[over.numbers < len(changed[0].base.starts) - 1], 0
        stale = list[Numbers]()
        for one in changed:
            stale.append(first + one.base.spans(old))
            first += len(one.base)
        # Those that count no more, ascending: they are struck out one by one, and no mask over all is made.
        self._stale = np.concatenate(stale)
        self._newer = _newer(self, [one.stacked.rows for one in changed])

    def mask(self, allowed: BoolArray | None) -> Mask:  # type: ignore[override]  # given to `top` alone
        """Which documents are of somebody allowed, all that are there where everybody is."""
        return Mask() if allowed is None else Mask(self.base.mask(allowed), allowed[self.owner])

    def owners(self, numbers: Numbers) -> Numbers:
        """Whose these documents are."""
        size = self.base.texts.size
        old, found = numbers < size, np.empty(len(numbers), np.int64)
        found[old], found[~old] = self.base.owner[numbers[old]], self.owner[numbers[~old] - size]
        return found

    def near(  # type: ignore[override]  # its masks are of two parts
        self, question: Question, k: int, *, allowed: Mask | None = None
    ) -> tuple[Numbers, FloatArray]:
        """The k best documents of a version and all newer ones that have any score, and their scores."""
        allowed, new = allowed or Mask(), self._newer.scores(question)
        old = near(self.texts, asked(question), k, allowed=allowed.base, gone=self._stale)
        if allowed.newer is not None:
            may = allowed.newer[new.numbers]
            new = Hits(new.numbers[may], new.scores[may])
        numbers = np.concatenate([old[0], self.texts.size + new.numbers])
        return numbers, np.concatenate([old[1], new.scores])


def _newer(documents: Documents, rows: Sequence[csr_array]) -> Newer:
    """The cells of the changed rows of all fields, as terms of documents."""
    terms = [
        documents.terms(one.indices.astype(np.int64), field, len(rows)) for field, one in enumerate(rows)
    ]
    counts = np.concatenate([np.diff(one.indptr) for one in rows])
    owner, values = np.repeat(np.arange(len(counts)), counts), np.concatenate([one.data for one in rows])
    return Newer(np.concatenate(terms), owner, values, len(counts))
