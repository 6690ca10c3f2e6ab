"""The company one keeps: the texts of one's partners, each partner by the weight of the tie."""

from __future__ import annotations

from copy import copy

import numpy as np
from scipy.sparse import csr_array, diags_array

from matchmaker.core.reader import NOTHING, FloatArray, Numbers, Vector


class Company:
    """For every stakeholder the mean text of its partners, compared without being stored.

    `texts` has a row for each stakeholder; `weights` is the symmetric matrix of ties. In the company of a few
    (see `take`) it has a row for each of their `partners` alone; None: for everybody.
    """

    partners: Numbers | None = None

    def __init__(self, texts: csr_array, weights: csr_array) -> None:
        self._all = texts
        self._texts: csr_array | None = texts
        total = np.asarray(weights.sum(axis=1), float).ravel()
        share = np.divide(1.0, total, out=np.zeros_like(total), where=total > 0)
        self.shares = csr_array(diags_array(share) @ weights)
        mean = csr_array(self.shares @ texts)
        self._lengths: FloatArray = np.sqrt(np.asarray(mean.multiply(mean).sum(axis=1), float).ravel())

    @property
    def texts(self) -> csr_array:
        """The texts that count, a row for each."""
        if self._texts is None:
            # Only the company of a few begins without, and few of them are ever asked for it.
            self._texts = self._all if self.partners is None else self._all[self.partners]
        return self._texts

    def take(self, numbers: Numbers) -> Company:
        """The company of a few stakeholders, in the order of these numbers."""
        few, shares = copy(self), self.shares[numbers]
        few._texts = None
        partners, places = np.unique(shares.indices, return_inverse=True)
        few.partners = partners.astype(np.int64)
        shape = (len(numbers), len(partners))
        few.shares = csr_array((shares.data, places, shares.indptr), shape=shape)
        few._lengths = self._lengths[numbers]
        return few

    def of(self, number: int) -> Vector:
        """The text of somebody's partners, of length one; nothing without partners."""
        mean = csr_array(self.shares[[number]] @ self.texts)
        mean.sort_indices()
        length = float(np.linalg.norm(mean.data)) if mean.nnz else 0.0
        return Vector(mean.indices.astype(np.int32), mean.data / length) if length else NOTHING

    def likeness(self, own: FloatArray) -> FloatArray:
        """The cosine of a text with the text of everybody's partners.

        `own` is the product of that text with every row of `texts`.
        """
        found = np.asarray(self.shares @ own)
        apart = np.divide(found, self._lengths, out=np.zeros_like(found), where=self._lengths > 0)
        return np.asarray(np.clip(apart, 0.0, 1.0), float)
