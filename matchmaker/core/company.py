"""The company one keeps: the texts of one's partners, each partner by the weight of the tie."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array, diags_array

from matchmaker.core.reader import NOTHING, FloatArray, Numbers, Vector
from matchmaker.core.rows import Rows, by_rows
from matchmaker.core.sparse import Array, Arrays, cells, named, of_cells, part


class Company:
    """For every stakeholder the mean text of its partners, compared without being stored.

    `texts` has a row for each stakeholder; `weights` is the symmetric matrix of ties.
    """

    def __init__(self, texts: csr_array, weights: csr_array) -> None:
        self.texts = texts
        total = np.asarray(weights.sum(axis=1), float).ravel()
        share = np.divide(1.0, total, out=np.zeros_like(total), where=total > 0)
        self.shares = csr_array(diags_array(share) @ weights)
        mean = csr_array(self.shares @ texts)
        self._lengths: FloatArray = np.sqrt(np.asarray(mean.multiply(mean).sum(axis=1), float).ravel())

    def arrays(self) -> dict[str, Array]:
        """All but the texts, as arrays to be written down."""
        return {"lengths": self._lengths} | named(shares=cells(self.shares))

    @classmethod
    def from_arrays(cls, arrays: Arrays, texts: csr_array) -> Company:
        """The company of such arrays, which may be mapped files; none is copied."""
        company = cls.__new__(cls)
        company.texts, company.shares = texts, of_cells(part(arrays, "shares"))
        company._lengths = arrays["lengths"]
        return company

    def take(self, numbers: Numbers) -> CompanyOfFew:
        """The company of a few stakeholders, in the order of these numbers; `texts` stays that of all."""
        return CompanyOfFew(self, numbers)

    def of(self, number: int) -> Vector:
        """The text of somebody's partners, of length one; nothing without partners."""
        mean = csr_array(self.shares[[number]] @ self.texts)
        mean.sort_indices()
        length = float(np.linalg.norm(mean.data)) if mean.nnz else 0.0
        return Vector(mean.indices.astype(np.int32), mean.data / length) if length else NOTHING

    def products(self, text: Vector, rows: Rows) -> FloatArray:
        """The product of a text with every one that counts here; `rows` are the texts of all."""
        return rows.products([text]).ravel()

    def likeness(self, own: FloatArray) -> FloatArray:
        """The cosine of a text with the text of everybody's partners.

        `own` is the product of that text with every row of `texts`.
        """
        found = np.asarray(self.shares @ own)
        apart = np.divide(found, self._lengths, out=np.zeros_like(found), where=self._lengths > 0)
        return np.asarray(np.clip(apart, 0.0, 1.0), float)


class CompanyOfFew(Company):
    """The company of a few: only the texts of their partners are looked at."""

    def __init__(self, company: Company, numbers: Numbers) -> None:
        self.texts = company.texts
        self.shares, self._lengths = company.shares[numbers], company._lengths[numbers]
        self._partners: tuple[Numbers, csr_array] | None = None

    def products(self, text: Vector, rows: Rows) -> FloatArray:
        """The product of a text with those of all partners, at their numbers among all; zero elsewhere.

        The sums are the same whichever way is shorter: term by term through all texts, or row by row.
        """
        starts, partners = self.texts.indptr, self.shares.indices
        if rows.postings(text) + self.texts.shape[0] <= int((starts[partners + 1] - starts[partners]).sum()):
            return rows.products([text]).ravel()
        if self._partners is None:
            known = np.unique(partners).astype(np.int64)
            self._partners = known, self.texts[known]
        numbers, texts = self._partners
        found = np.zeros(self.texts.shape[0])
        found[numbers] = by_rows(texts, [text]).ravel()
        return found
