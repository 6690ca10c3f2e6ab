"""The company one keeps: the texts of one's partners, each partner by the weight of the tie."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from matchmaker.core import comparing
from matchmaker.core.graph.ties import Ties
from matchmaker.core.reader import NOTHING, FloatArray, IntArray, Numbers, Vector
from matchmaker.core.rows import Rows
from matchmaker.core.sparse import Array, taken


def lengths_of(rows: csr_array) -> FloatArray:
    """The length of each row."""
    owner = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    return np.asarray(np.sqrt(np.bincount(owner, rows.data**2, minlength=rows.shape[0])), float)


class Shares(NamedTuple):
    """Whose texts make up the mean text of some: row i has `partners[starts[i]:starts[i + 1]]`."""

    starts: Numbers
    partners: IntArray
    shares: FloatArray


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
        each = self.each_of(np.array([number], np.int64))
        words, weights, counts = taken(self.texts, each.partners)
        ids, places = np.unique(words, return_inverse=True)
        # Added up partner after partner, as a product with the shares does.
        values = np.bincount(places, np.repeat(each.shares, counts) * weights)
        length = float(np.linalg.norm(values)) if len(ids) else 0.0
        return Vector(ids.astype(np.int32), values / length) if length else NOTHING

    def shares_of(self, numbers: Numbers) -> csr_array:
        """For each of these the share of everybody in its mean text."""
        return self.shares[numbers]

    def each_of(self, numbers: Numbers) -> Shares:
        """The same as plain arrays."""
        few = self.shares_of(numbers)
        return Shares(few.indptr.astype(np.int64), few.indices.astype(np.int32), few.data)

    def means(self, numbers: Numbers) -> csr_array:
        """The mean texts of a few, one in each row; only the texts of their partners are read."""
        shares = self.shares_of(numbers)
        partners, places = np.unique(shares.indices, return_inverse=True)
        few = csr_array((shares.data, places, shares.indptr), shape=(len(numbers), len(partners)))
        return csr_array(few @ self.texts[partners])

    def products(self, texts: Sequence[Vector], rows: Rows) -> FloatArray:
        """The product of some texts (rows) with every one that counts here; `rows` are the texts of all."""
        return rows.products(texts)

    def mixed(self, own: FloatArray) -> FloatArray:
        """For everybody the mean of what was found of its partners, for each row of it."""
        return np.stack([np.asarray(self.shares @ row) for row in own])

    def likeness(self, own: FloatArray) -> FloatArray:
        """The cosine of each text with the text of everybody's partners.

        `own` is what `products` found.
        """
        found = self.mixed(own)
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
        each = self.each_of(numbers)
        return csr_array((each.shares, each.partners, each.starts), shape=(len(numbers), self._ties.size))

    def each_of(self, numbers: Numbers) -> Shares:
        """The same as plain arrays."""
        rows, total = self._ties.rows(numbers), self._ties.strengths(numbers)
        starts = np.zeros(len(numbers) + 1, np.int64)
        np.cumsum(rows.counts, out=starts[1:])
        # Who has no tie has no row either: nobody is divided by nothing.
        share = 1.0 / np.where(total > 0, total, 1.0)
        return Shares(starts, rows.indices, rows.owners(share) * rows.weights)


class CompanyOfFew(Company):
    """The company of a few: only the texts of their partners are looked at."""

    def __init__(self, company: Company, numbers: Numbers) -> None:
        self.texts, self._company, self._numbers = company.texts, company, numbers
        self._lengths = company._lengths[numbers]
        self._rows: Rows | None = None

    def shares_of(self, numbers: Numbers) -> csr_array:
        """For each of these few the share of everybody in its mean text."""
        return self._company.shares_of(self._numbers[numbers])

    @cached_property
    def _of_all(self) -> Shares:
        return self._company.each_of(self._numbers)

    @cached_property
    def _partners(self) -> tuple[Numbers, IntArray]:
        """The numbers of all partners of these few, each once, and the place of each share's among them."""
        return comparing.distinct(self._of_all.partners, self.texts.shape[0])

    def products(self, texts: Sequence[Vector], rows: Rows) -> FloatArray:
        """The product of some texts (rows) with that of each of their partners.

        The sums are the same whichever way is shorter: term by term through all texts, or row by row.
        """
        partners, _ = self._partners
        # About so many words their texts have; to count them would take longer than a wrong way.
        words = len(partners) * rows.mean
        if sum(map(rows.postings, texts)) + len(texts) * self.texts.shape[0] <= words:
            return np.asarray(rows.products(texts)[:, partners])
        if self._rows is None:
            self._rows = rows.take(partners)
        return self._rows.products(texts)

    def mixed(self, own: FloatArray) -> FloatArray:
        """For each of these few the mean of what was found of its partners, for each row of it."""
        starts, _, shares = self._of_all
        return comparing.mixed(starts, self._partners[1], shares, own, self.texts.shape[0])
