"""Each offer, each need and each description as a document of its own, found by the words of a question.

What counts in a score is the best pair of statements; the sum over all texts of a stakeholder finds others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np
from scipy.sparse import block_diag, csr_array

from matchmaker.core.few_rows import products
from matchmaker.core.postings.blocks import Postings
from matchmaker.core.postings.query import asked
from matchmaker.core.postings.search import Hits, near
from matchmaker.core.reader import NOTHING, FloatArray, Numbers, Vector
from matchmaker.core.rows import BoolArray, Rows
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
        return first_of(*near(self.texts, asked(question), k, allowed=allowed), k)

    def question(self, parts: Sequence[Sequence[Vector]]) -> Question:
        """One question of as many fields as there are parts; the vectors of each are added up."""
        some = [(field, one) for field, part in enumerate(parts) for one in part if not one.empty]
        if not some:
            return np.empty(0, np.int64), np.empty(0)
        found = [self.terms(one.ids.astype(np.int64), field, len(parts)) for field, one in some]
        if len(some) == 1:
            return found[0], some[0][1].values
        return _summed(np.concatenate(found), np.concatenate([one.values for _, one in some]))

    def terms(self, ids: Numbers, field: int, fields: int) -> Numbers:
        """The numbers of the words of one field, which ascend, as terms of documents."""
        if not len(ids) or ids[-1] < self.width:
            return ids + field * self.width
        newer = fields * self.width + (ids - self.width) * fields + field
        return np.asarray(np.where(ids < self.width, ids + field * self.width, newer), np.int64)

    def nearest_about(self, query: Vector, rows: Rows, most: int, but: Numbers) -> tuple[Numbers, FloatArray]:
        """Those whose descriptions (`rows`, the last field) are nearest to a text, and the products.

        They are those that `TextIndex.nearest_about` finds among all, at most so many and none of `but`: more
        than that are found by postings, until nobody else can be as near, and compared anew.
        """
        question, k = self.question([[], [], [query]]), most + most // 2 + 1 + len(but)
        while True:
            hits = self.top(question, k)
            owners = self.owners(hits.numbers)
            found = products(rows.matrix, rows.spans(owners), query)
            if len(but):
                found[np.isin(owners, but)] = 0.0
            order = np.lexsort((owners, -found))[:most]
            least = float(found[order[-1]]) if len(order) == most else 0.0
            if len(hits.numbers) < k or least > float(hits.scores[-1]) * (1.0 + MARGIN):
                break
            k *= 4
        order = order[found[order] > 0]
        order = order[np.argsort(owners[order])]
        return owners[order], found[order]


def first_of(numbers: Numbers, scores: FloatArray, k: int) -> Hits:
    """The k best of documents in ascending order, best first, of equal ones the first; none without score."""
    order = np.argsort(-scores, kind="stable")[: max(k, 0)]
    order = order[scores[order] > 0.0]
    return Hits(numbers[order], scores[order])


def _summed(ids: Numbers, values: FloatArray) -> tuple[Numbers, FloatArray]:
    """Different numbers, ascending, and the sum of the values of each, added up as they come."""
    order = np.argsort(ids, kind="stable")
    ids, values = ids[order], values[order]
    new = np.ones(len(ids), bool)
    np.not_equal(ids[1:], ids[:-1], out=new[1:])
    if new.all():
        return ids, values
    sums = np.bincount(np.cumsum(new) - 1, values)
    return ids[new], sums.astype(float, copy=False)


def added(vectors: Iterable[Vector]) -> Vector:
    """Several vectors added up."""
    some = [one for one in vectors if not one.empty]
    if len(some) < 2:
        return some[0] if some else NOTHING
    ids = np.concatenate([one.ids for one in some]).astype(np.int64)
    ids, values = _summed(ids, np.concatenate([one.values for one in some]))
    return Vector(ids.astype(np.int32), values)


def scaled(vector: Vector, share: float) -> Vector:
    """A vector that counts for a share of itself."""
    return Vector(vector.ids, vector.values * share)
