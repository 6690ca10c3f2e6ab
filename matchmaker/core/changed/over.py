"""Numbers that stand for others now than in a version, and columns with the values of these in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from matchmaker.core.reader import Numbers
from matchmaker.core.rows import BoolArray

Entry = TypeVar("Entry", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Over:
    """Which numbers (ascending, below `size`) are those of others now; all else is as it was."""

    numbers: Numbers
    size: int

    @cached_property
    def _marks(self) -> npt.NDArray[np.bool_]:
        """Whether each number is one of these, so that the many who are not need not be searched for."""
        marks = np.zeros(self.size, bool)
        marks[self.numbers] = True
        return marks

    def new(self, asked: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
        """Which are those of others."""
        return np.asarray(self._marks[asked])

    def place(self, number: int) -> int:
        """The place of one among the others, -1 for who is as it was."""
        return int(np.searchsorted(self.numbers, number)) if self._marks[number] else -1

    def places(self, asked: npt.NDArray[np.integer]) -> Numbers:
        """The place of each among the others, -1 for who is as it was."""
        new, found = self.new(asked), np.full(len(asked), -1)
        found[new] = np.searchsorted(self.numbers, asked[new])
        return found


class Column(Generic[Entry]):
    """One value for each number, looked up in `values` for the others and in `base` for the rest."""

    def __init__(self, base: npt.NDArray[Entry], over: Over, values: npt.NDArray[Entry]) -> None:
        self.base, self.over, self.values = base, over, values

    def __getitem__(self, numbers: npt.NDArray[np.integer]) -> npt.NDArray[Entry]:
        new = self.over.new(numbers)
        if not new.any():
            return np.asarray(self.base[numbers])
        found = np.empty(len(numbers), self.base.dtype)
        found[new] = self.values[np.searchsorted(self.over.numbers, numbers[new])]
        found[~new] = self.base[numbers[~new]]
        return found


def patched(base: npt.NDArray[Entry], over: Over, values: npt.NDArray[Entry]) -> npt.NDArray[Entry]:
    """The same column with the values of the others in it; itself where none differs from what was there."""
    if over.size == len(base) and np.array_equal(
        base[over.numbers], values, equal_nan=base.dtype.kind == "f"
    ):
        return base
    found = np.zeros(over.size, base.dtype)
    found[: len(base)] = base
    found[over.numbers] = values
    return found


def differing(one: tuple[Any, Any, Any], other: tuple[Any, Any, Any]) -> BoolArray:
    """Which of as many rows are not the same; of each side how many cells they have, the columns, the values.

    >>> one = np.array([2, 1]), np.array([0, 3, 5]), np.array([1.0, 2.0, 3.0])
    >>> differing(one, (one[0], one[1], np.array([1.0, 2.5, 3.0]))).tolist()
    [True, False]
    """
    found = np.asarray(one[0] != other[0], bool)
    # Only rows of as many cells are compared, cell by cell.
    mine, yours = np.repeat(~found, one[0]), np.repeat(~found, other[0])
    cells = (one[1][mine] != other[1][yours]) | (one[2][mine] != other[2][yours])
    found[np.repeat(np.arange(len(found)), one[0])[mine][cells]] = True
    return found
