"""Sets of words, such as languages, and statements, where some are others now than in the version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy

import numpy as np
from scipy.sparse import csr_array

from matchmaker.core import few_rows
from matchmaker.core.changed.over import Column, Over
from matchmaker.core.changed.stacked import Stacked
from matchmaker.core.entities import Statement
from matchmaker.core.reader import FloatArray, Numbers
from matchmaker.core.signals.sets import BoolArray, Codes, Sets
from matchmaker.core.signals.stated import REACHES, Stated


class ChangedSets(Sets):
    """Sets of which some are others now."""

    stacked: Stacked

    def cells(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """The words of a few, by number, those of each side by side, and how many each has."""
        return self.stacked.cells(numbers)

    def overlaps(self, numbers: Numbers, mine: FloatArray) -> FloatArray:
        """The sum of what the words of each of a few count, of which each has a number in `mine`."""
        old, new, late = self._parts(numbers)
        found = np.zeros(len(numbers))
        found[~new] = few_rows.overlaps(self.stacked.base, old, mine)
        found[new] = few_rows.overlaps(self.stacked.rows, late, mine)
        return found

    def counted(self, numbers: Numbers) -> Numbers:
        """How many of a few have each word."""
        old, _, late = self._parts(numbers)
        found, known = few_rows.counted(self.stacked.rows, late), few_rows.counted(self.stacked.base, old)
        found[: len(known)] += known
        return found

    def _parts(self, numbers: Numbers) -> tuple[Numbers, BoolArray, Numbers]:
        """The numbers of those who are as they were, who is not, and the places of these."""
        over, new = self.stacked.over, self.stacked.over.new(numbers)
        return numbers[~new], new, over.places(numbers[new])


def sets_with(base: Sets, over: Over, rows: Sequence[Iterable[str]], replaced: Numbers) -> Sets:
    """Sets of words, some of them others; those with the numbers `replaced` count no more."""
    sets = ChangedSets.__new__(ChangedSets)
    sets.codes = Codes(base.codes.numbers)
    each = [sorted({sets.codes(word) for word in row if word}) for row in rows]
    starts = np.append(0, np.cumsum([len(one) for one in each])).astype(np.int64)
    codes = np.array([code for one in each for code in one], np.int32)
    width = max(base.matrix.shape[1], len(sets.codes.numbers))
    new = csr_array((np.ones(len(codes)), codes, starts), shape=(len(each), width))
    sets.stacked = Stacked(base.matrix, over, new)
    sets.matrix = sets.stacked  # type: ignore[assignment]  # rows are taken out of it, and no more
    sizes = Column(base.sizes, over, np.diff(starts).astype(float))
    sets.sizes = sizes  # type: ignore[assignment]  # some of it are taken, and no more
    gone = base.matrix[replaced].indices
    sets.counts = np.pad(base.counts, (0, width - len(base.counts)))
    sets.counts += np.bincount(codes, minlength=width) - np.bincount(gone, minlength=width)
    return sets


def stated_with(
    base: Stated, over: Over, statements: Sequence[Sequence[Statement]], replaced: Numbers
) -> Stated:
    """All offers or needs, with those of changed profiles behind them."""
    stated, flat = copy(base), [one for own in statements for one in own]
    reach = np.array([REACHES.index(one.reach) for one in flat], np.int64)
    column = Column(base.reach, over, reach)
    stated.reach = column  # type: ignore[assignment]  # some of it are taken, and no more
    stated.kinds = sets_with(base.kinds, over, [one.cooperation for one in flat], replaced)
    return stated
