"""Arrays that nobody writes to: so threads may share them, and files of them may be mapped into memory."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import numpy.typing as npt

Entry = TypeVar("Entry", bound=np.generic)


def read_only(array: npt.NDArray[Entry]) -> npt.NDArray[Entry]:
    """A view of an array that cannot be written, of numpy's own type and in one piece.

    The same as `compiled.sealed`, for modules that must not load numba.
    """
    view = np.ascontiguousarray(array).view(np.ndarray)
    view.flags.writeable = False
    return view
