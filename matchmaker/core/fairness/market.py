"""What the prices are made for: askers, the candidates that each knows, and what those are worth to it."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


class Lists(NamedTuple):
    """Whom each asker shows at certain prices, in no order; -1 stands for nobody."""

    shown: Ints
    value: Floats
    """Worth less price."""
    left_out: Floats
    """The value of the best one whom an asker does not show any more."""


class Market:
    """Askers by row, each with the candidates that it knows (-1 for none) and their worth to it."""

    def __init__(self, candidates: Ints, worth: Floats, *, number: int, size: int) -> None:
        self.candidates = candidates
        # Nobody is worth less than anybody, so the lists need not ask who is there.
        self.worth = np.where(candidates >= 0, worth, -np.inf)
        self.number = number
        self.size = min(size, candidates.shape[1])

    def lists(self, price: Floats) -> Lists:
        """The `size` candidates of each asker with the highest worth less price."""
        value = self.worth - price[self.candidates]
        before = value.shape[1] - self.size
        places = np.argpartition(value, max(before - 1, 0), axis=1)
        rows = np.arange(len(value))[:, None]
        shown, next_best = places[:, before:], places[:, max(before - 1, 0) : before]
        left_out = value[rows, next_best].max(axis=1, initial=-np.inf)
        return Lists(self.candidates[rows, shown], value[rows, shown], left_out)

    def counts(self, lists: Lists) -> Ints:
        """How often each candidate is shown."""
        return np.bincount(lists.shown[lists.shown >= 0], minlength=self.number)

    def near(self, price: Floats, width: int) -> Market:
        """The same askers with only their `width` best candidates at these prices."""
        wide = self.candidates.shape[1]
        if wide <= width:
            return self
        places = np.argpartition(self.worth - price[self.candidates], wide - width, axis=1)[:, wide - width :]
        rows = np.arange(len(places))[:, None]
        return Market(
            self.candidates[rows, places], self.worth[rows, places], number=self.number, size=self.size
        )

    @cached_property
    def known_by(self) -> Ints:
        """How many askers know each candidate."""
        return np.bincount(self.candidates[self.candidates >= 0], minlength=self.number)

    @cached_property
    def columns(self) -> tuple[Ints, Ints, Floats]:
        """The same, candidate by candidate: where each begins, the askers, and what it is worth to them."""
        known = self.candidates >= 0
        starts = np.concatenate([[0], np.cumsum(known.sum(axis=1))])
        shape = (len(self.candidates), self.number)
        rows = sparse.csr_array((self.worth[known], self.candidates[known], starts), shape=shape)
        columns = rows.tocsc()
        return columns.indptr.astype(np.int64), columns.indices.astype(np.int64), columns.data

    def level(self, price: Floats, places: Ints) -> Floats:
        """The price at which each alone would be shown so often if all others kept theirs.

        Whoever is known by too few, or shall have no place, gets 0.
        """
        last = self.lists(price).value.min(axis=1)
        starts, rows, worth = self.columns
        gap = worth - last[rows]
        found = np.zeros(self.number)
        enough = np.flatnonzero((places > 0) & (places <= np.diff(starts)))
        for one in enough.tolist():
            part = gap[starts[one] : starts[one + 1]]
            found[one] = np.partition(part, len(part) - places[one])[len(part) - places[one]]
        return np.where(np.isfinite(found), found, 0.0)
