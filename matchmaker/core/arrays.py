"""What modules of arrays have in common: arrays that nobody writes to, and spans of positions."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Entry = TypeVar("Entry", bound=np.generic)


def read_only(array: npt.NDArray[Entry]) -> npt.NDArray[Entry]:
    """A view of an array that cannot be written, of numpy's own type and in one piece.

    So threads may share it, and it may be a file mapped into memory. The same as `compiled.sealed`, for
    modules that must not load numba.
    """
    view = np.ascontiguousarray(array).view(np.ndarray)
    view.flags.writeable = False
    return view


def spans(begins: Numbers, counts: Numbers) -> Numbers:
    """The positions begin, begin + 1, … of each span, one span after the other.

    >>> spans(np.array([7, 2]), np.array([2, 3])).tolist()
    [7, 8, 2, 3, 4]
    """
    ends = np.cumsum(counts)
    shift: Numbers = np.repeat(begins - (ends - counts), counts)
    return shift + np.arange(len(shift))
