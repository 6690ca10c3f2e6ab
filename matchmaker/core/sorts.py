"""Sorts of stakeholder, and the ties between them: our four kinds, or the words of a source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core.entities import Profile
from matchmaker.core.reader import FloatArray, Numbers
from matchmaker.core.sparse import Array, Arrays, cells, named, of_cells, part

UNKNOWN = -1


def sort_of(profile: Profile) -> str:
    """The kind of a profile, in the words of its source if it is none of ours; "" where it is not known."""
    return profile.kind.value if profile.kind else profile.sort


class Sorts:
    """Everybody's sort by number, and how often two sorts work together.

    `ties` (sorts × sorts) holds the weight of all ties between two sorts, `chance` what that would be if ties
    kept their number but not their sorts; `shares` the share of each sort among all.
    """

    def __init__(self, profiles: Sequence[Profile], weights: csr_array) -> None:
        self.words = tuple(sorted({sort_of(one) for one in profiles} - {""}))
        number = {word: i for i, word in enumerate(self.words)}
        self.of: npt.NDArray[np.int64] = np.array(
            [number.get(sort_of(one), UNKNOWN) for one in profiles], np.int64
        )
        known = np.flatnonzero(self.of >= 0)
        shape = (len(profiles), len(self.words))
        self._member = csr_array((np.ones(len(known)), (known, self.of[known])), shape=shape)
        self.ties: FloatArray = (self._member.T @ weights @ self._member).toarray()
        ends = self.ties.sum(axis=1)
        self.chance: FloatArray = np.outer(ends, ends) / max(float(ends.sum()), 1e-12)
        self.shares: FloatArray = np.asarray(self._member.sum(axis=0), float).ravel() / max(1, len(profiles))

    def arrays(self) -> dict[str, Array]:
        """All but the words, as arrays to be written down."""
        columns = {"of": self.of, "ties": self.ties, "chance": self.chance, "shares": self.shares}
        return columns | named(member=cells(self._member))

    @classmethod
    def from_arrays(cls, arrays: Arrays, words: Iterable[str]) -> Sorts:
        """The sorts of such arrays, which may be mapped files; none is copied."""
        sorts = cls.__new__(cls)
        sorts.words, sorts._member = tuple(words), of_cells(part(arrays, "member"))
        sorts.of, sorts.ties = arrays["of"], arrays["ties"]
        sorts.chance, sorts.shares = arrays["chance"], arrays["shares"]
        return sorts

    def take(self, numbers: Numbers) -> Sorts:
        """The sorts of a few, in the order of these numbers; what is known of sorts stays that of all."""
        few = copy(self)
        few.of = self.of[numbers]
        return few

    def share_of(self, people: FloatArray, numbers: Numbers | None = None) -> FloatArray:
        """The share of each sort among people, who have a weight each that sums to one.

        Everybody has one, or those with these `numbers` alone; all sorts are known, also among a few.
        """
        member = self._member if numbers is None else self._member[numbers]
        return np.asarray(member.T @ people)

    def everybody(self, by_sort: FloatArray) -> FloatArray:
        """The value of everybody's sort; zero where it is not known."""
        return np.append(by_sort, 0.0)[self.of]
