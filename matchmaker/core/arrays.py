"""What modules of arrays have in common: arrays that nobody writes to, and spans of positions."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import numpy.typing as npt

from matchmaker.core.sealing import sealed as read_only

__all__ = ["Numbers", "read_only", "spans", "taken"]

Numbers = npt.NDArray[np.int64]
Entry = TypeVar("Entry", bound=np.generic)


def spans(begins: Numbers, counts: Numbers) -> Numbers:
    """The positions begin, begin + 1, … of each span, one span after the other.

    >>> spans(np.array([7, 2]), np.array([2, 3])).tolist()
    [7, 8, 2, 3, 4]
    """
    ends = np.cumsum(counts)
    shift: Numbers = np.repeat(begins - (ends - counts), counts)
    return shift + np.arange(len(shift))


def taken(column: npt.NDArray[Entry], numbers: Numbers) -> npt.NDArray[Entry]:
    """The values of a column at these places, all of which it must have.

    What only looks like a column (see `core.changed.over`) is indexed as ever.
    """
    # Without clipping all numbers are checked first, and the values go through a buffer.
    return column.take(numbers, mode="clip") if type(column) is np.ndarray else column[numbers]
