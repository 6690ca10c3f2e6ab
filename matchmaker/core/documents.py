"""Each offer, each need and each description as a document of its own, found by the words of a question.

What counts in a score is the best pair of statements; the sum over all texts of a stakeholder finds others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np
from scipy.sparse import block_diag, csr_array

from matchmaker.core.postings.blocks import Postings
from matchmaker.core.postings.search import Hits, top
from matchmaker.core.reader import NOTHING, FloatArray, Numbers, Vector
from matchmaker.core.rows import BoolArray, Rows, by_rows
from matchmaker.core.sparse import Array, Arrays, named, part

MARGIN = 1e-6
"""Documents are found by values of 32 bits: so much of a score may be lost (2^-24 of each product)."""

Question = tuple[Numbers, FloatArray]
"""The terms of a question over the three fields, ascending, and their weights."""


class Finder(Protocol):
    """What finds the descriptions nearest to a text without comparing it with all of them."""

    def nearest_about(self, query: Vector, rows: Rows, most: int, but: Numbers) -> tuple[Numbers, FloatArray]:
        """At most so many, by ascending number, none of `but`, and the products with the query."""


class Documents:
    """The documents of the three fields of one text index, one field after the other.

    `owner` says whose each of them is. A term of field f has the number f × width + its own; a word that is
    newer than that width stands behind all of these.
    """

    def __init__(self, rows: Sequence[Rows]) -> None:
        self.texts = Postings.of(csr_array(block_diag([one.matrix for one in rows], format="csr")))
        self.owner: Numbers = np.concatenate([one.owner for one in rows])
        self.width = self.texts.width // len(rows)

    def arrays(self) -> dict[str, Array]:
        """The index and the owners, to be written down."""
        return {"owner": self.owner} | named(texts=self.texts.arrays())

    @classmethod
    def from_arrays(cls, arrays: Arrays, fields: int) -> Documents:
        """The documents of such arrays, which may be mapped files; none is copied."""
        made = cls.__new__(cls)
        made.texts, made.owner = Postings.from_arrays(part(arrays, "texts")), arrays["owner"]
        made.width = made.texts.width // fields
        return made

    def mask(self, allowed: BoolArray | None) -> BoolArray | None:
        """Which documents are of somebody allowed; None if all are. It takes as long as they are many."""
        return None if allowed is None else allowed[self.owner]

    def owners(self, numbers: Numbers) -> Numbers:
        """Whose these documents are."""
        return self.owner[numbers]

    def top(self, question: Question, k: int, *, allowed: BoolArray | None = None) -> Hits:
        """The k best documents of those that a `mask` lets through; all that are there without one."""
        return top(self.texts, question, k, allowed=allowed)

    def question(self, parts: Sequence[Vector]) -> Question:
        """One question of as many fields as there are parts."""
        found = [
            self.terms(vector.ids.astype(np.int64), field, len(parts)) for field, vector in enumerate(parts)
        ]
        ids, values = np.concatenate(found), np.concatenate([part.values for part in parts])
        # Each part ascends, and only words that are new may stand behind the next part.
        order = np.argsort(ids, kind="stable")
        return ids[order], values[order]

    def terms(self, ids: Numbers, field: int, fields: int) -> Numbers:
        """The numbers of the words of one field as terms of documents."""
        newer = fields * self.width + (ids - self.width) * fields + field
        return np.asarray(np.where(ids < self.width, ids + field * self.width, newer), np.int64)

    def nearest_about(self, query: Vector, rows: Rows, most: int, but: Numbers) -> tuple[Numbers, FloatArray]:
        """Those whose descriptions (`rows`, the last field) are nearest to a text, and the products.

        They are those that `TextIndex.nearest_about` finds among all, at most so many and none of `but`: more
        than that are found by postings, until nobody else can be as near, and compared anew.
        """
        question, k = self.question([NOTHING, NOTHING, query]), 2 * most + len(but)
        while True:
            hits = self.top(question, k)
            owners = self.owners(hits.numbers)
            near = by_rows(rows.matrix[rows.spans(owners)], [query])[0]
            near[np.isin(owners, but)] = 0.0
            order = np.lexsort((owners, -near))[:most]
            least = float(near[order[-1]]) if len(order) == most else 0.0
            if len(hits.numbers) < k or least > float(hits.scores[-1]) * (1.0 + MARGIN):
                break
            k *= 4
        order = order[near[order] > 0]
        order = order[np.argsort(owners[order])]
        return owners[order], near[order]


def added(vectors: Iterable[Vector]) -> Vector:
    """Several vectors added up."""
    some = [one for one in vectors if not one.empty]
    if len(some) < 2:
        return some[0] if some else NOTHING
    ids, places = np.unique(np.concatenate([one.ids for one in some]), return_inverse=True)
    values = np.bincount(places, weights=np.concatenate([one.values for one in some]))
    return Vector(ids, values.astype(float))


def scaled(vector: Vector, share: float) -> Vector:
    """A vector that counts for a share of itself."""
    return Vector(vector.ids, vector.values * share)
