"""The company one keeps: the texts of one's partners, each partner by the weight of the tie."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from matchmaker.core.graph.ties import Ties
from matchmaker.core.reader import NOTHING, FloatArray, Numbers, Vector
from matchmaker.core.rows import Rows, Texts, wide
from matchmaker.core.sparse import Array


def lengths_of(rows: csr_array) -> FloatArray:
    """The length of each row."""
    owner = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    return np.asarray(np.sqrt(np.bincount(owner, rows.data**2, minlength=rows.shape[0])), float)


class Company:
    """For every stakeholder the mean text of its partners, compared without being stored.

    `texts` has a row for each stakeholder; `weights` is the symmetric matrix of ties.
    """

    def __init__(self, texts: csr_array, weights: csr_array) -> None:
        self.texts = texts
        total = np.asarray(weights.sum(axis=1), float).ravel()
        share = np.divide(1.0, total, out=np.zeros_like(total), where=total > 0)
        each = np.repeat(share, np.diff(weights.indptr)) * weights.data
        self.shares = csr_array((each, weights.indices, weights.indptr), shape=weights.shape)
        mean = csr_array(self.shares @ texts)
        self._lengths: FloatArray = lengths_of(mean)

    def arrays(self) -> dict[str, Array]:
        """How long the mean texts are, to be written down; all else follows from texts and ties."""
        return {"lengths": self._lengths}

    def take(self, numbers: Numbers) -> CompanyOfFew:
        """The company of a few stakeholders, in the order of these numbers; `texts` stays that of all."""
        return CompanyOfFew(self, numbers)

    def of(self, number: int) -> Vector:
        """The text of somebody's partners, of length one; nothing without partners."""
        mean = self.means(np.array([number], np.int64))
        mean.sort_indices()
        length = float(np.linalg.norm(mean.data)) if mean.nnz else 0.0
        return Vector(mean.indices.astype(np.int32), mean.data / length) if length else NOTHING

    def shares_of(self, numbers: Numbers) -> csr_array:
        """For each of these the share of everybody in its mean text."""
        return self.shares[numbers]

    def means(self, numbers: Numbers) -> csr_array:
        """The mean texts of a few, one in each row; only the texts of their partners are read."""
        shares = self.shares_of(numbers)
        partners, places = np.unique(shares.indices, return_inverse=True)
        few = csr_array((shares.data, places, shares.indptr), shape=(len(numbers), len(partners)))
        return csr_array(few @ self.texts[partners])

    def products(self, text: Vector, rows: Rows) -> FloatArray:
        """The product of a text with every one that counts here; `rows` are the texts of all."""
        return rows.products([text]).ravel()

    def likeness(self, own: FloatArray) -> FloatArray:
        """The cosine of a text with the text of everybody's partners.

        `own` is what `products` found.
        """
        found = np.asarray(self.shares @ own)
        apart = np.divide(found, self._lengths, out=np.zeros_like(found), where=self._lengths > 0)
        return np.asarray(np.clip(apart, 0.0, 1.0), float)


class CompanyByTies(Company):
    """The same without a matrix of shares: those of a few are made of their ties when they are asked for."""

    def __init__(self, texts: csr_array, ties: Ties, lengths: FloatArray) -> None:
        self.texts, self._ties, self._lengths = texts, ties, lengths

    @cached_property
    def shares(self) -> csr_array:  # type: ignore[override]  # as an attribute, but made when asked for
        """The shares of everybody in the mean text of everybody, for a small network."""
        return self.shares_of(np.arange(self._ties.size))

    def shares_of(self, numbers: Numbers) -> csr_array:
        """For each of these the share of everybody in its mean text."""
        rows, total = self._ties.rows(numbers), self._ties.strengths(numbers)
        share = np.divide(1.0, total, out=np.zeros_like(total), where=total > 0)
        starts = np.append(0, np.cumsum(rows.counts))
        shape = (len(numbers), self._ties.size)
        return csr_array((rows.owners(share) * rows.weights, rows.indices, starts), shape=shape)


class CompanyOfFew(Company):
    """The company of a few: only the texts of their partners are looked at."""

    def __init__(self, company: Company, numbers: Numbers) -> None:
        self.texts, self._of_all = company.texts, company.shares_of(numbers)
        self._lengths = company._lengths[numbers]
        self._parts: list[tuple[Numbers, Texts]] | None = None

    def shares_of(self, numbers: Numbers) -> csr_array:
        """For each of these few the share of everybody in its mean text."""
        return self._of_all[numbers]

    @cached_property
    def _partners(self) -> Numbers:
        """The numbers of all partners of these few, ascending."""
        seen = np.zeros(self.texts.shape[0], bool)
        seen[self._of_all.indices] = True
        return np.flatnonzero(seen)

    @cached_property
    def shares(self) -> csr_array:  # type: ignore[override]  # as an attribute, but made when asked for
        """The share of each of the `_partners` (columns) in the mean text of each of these few (rows)."""
        shares, place = self._of_all, np.zeros(self.texts.shape[0], np.int32)
        place[self._partners] = np.arange(len(self._partners))
        shape = (shares.shape[0], len(self._partners))
        return csr_array((shares.data, place[shares.indices], shares.indptr), shape=shape)

    def products(self, text: Vector, rows: Rows) -> FloatArray:
        """The product of a text with that of each of their partners.

        The sums are the same whichever way is shorter: term by term through all texts, or row by row.
        """
        if rows.postings(text) + self.texts.shape[0] <= rows.words(self._partners):
            return np.asarray(rows.products([text]).ravel()[self._partners])
        found, asked = np.empty(len(self._partners)), wide([text], len(rows.rare))
        if self._parts is None:
            parts = rows.parts(self._partners)
            self._parts = [(np.searchsorted(self._partners, numbers), texts) for numbers, texts in parts]
        for places, texts in self._parts:
            found[places] = texts @ asked
        return found
