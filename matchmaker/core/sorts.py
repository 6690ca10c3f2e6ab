"""Sorts of stakeholder, and the ties between them: our four kinds, or the words of a source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core.arrays import taken
from matchmaker.core.entities import Profile
from matchmaker.core.few import twin
from matchmaker.core.reader import FloatArray, Numbers
from matchmaker.core.sparse import Array, Arrays

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
        self._of_all, known = self.of, np.flatnonzero(self.of >= 0)
        shape = (len(profiles), len(self.words))
        member = csr_array((np.ones(len(known)), (known, self.of[known])), shape=shape)
        self.ties: FloatArray = (member.T @ weights @ member).toarray()
        ends = self.ties.sum(axis=1)
        self.chance: FloatArray = np.outer(ends, ends) / max(float(ends.sum()), 1e-12)
        self.shares: FloatArray = np.asarray(member.sum(axis=0), float).ravel() / max(1, len(profiles))

    def arrays(self) -> dict[str, Array]:
        """All but the words, as arrays to be written down."""
        return {"of": self.of, "ties": self.ties, "chance": self.chance, "shares": self.shares}

    @classmethod
    def from_arrays(cls, arrays: Arrays, words: Iterable[str]) -> Sorts:
        """The sorts of such arrays, which may be mapped files; none is copied."""
        sorts = cls.__new__(cls)
        sorts.words, sorts.ties = tuple(words), arrays["ties"]
        sorts.of = sorts._of_all = arrays["of"]
        sorts.chance, sorts.shares = arrays["chance"], arrays["shares"]
        return sorts

    def with_sorts(self, words: Iterable[str], of: npt.NDArray[np.int64]) -> Sorts:
        """The same ties between sorts, but everybody's sort as it is now.

        `words` begin with those that are known; to any other there is no tie, and nobody is of it.
        """
        sorts = copy(self)
        sorts.words, sorts.of, sorts._of_all = tuple(words), of, of
        more = (0, len(sorts.words) - len(self.words))
        sorts.ties, sorts.chance = np.pad(self.ties, (more, more)), np.pad(self.chance, (more, more))
        sorts.shares = np.pad(self.shares, more)
        return sorts

    def take(self, numbers: Numbers) -> Sorts:
        """The sorts of a few, in the order of these numbers; what is known of sorts stays that of all."""
        few = twin(self)
        few.of = taken(self.of, numbers)
        return few

    def share_of(self, people: FloatArray, numbers: Numbers | None = None) -> FloatArray:
        """The share of each sort among people, who have a weight each that sums to one.

        Everybody has one, or those with these `numbers` alone; all sorts are known, also among a few.
        """
        of = self._of_all if numbers is None else self._of_all[numbers]
        # One sort more than there are, before the first, for those whose sort is not known.
        return np.asarray(np.bincount(of + 1, people, minlength=len(self.words) + 1)[1:], float)

    def everybody(self, by_sort: FloatArray) -> FloatArray:
        """The value of everybody's sort; zero where it is not known."""
        return np.append(by_sort, 0.0)[self.of]
