"""Arrays that nobody may write, apart from `compiled` so that whoever has some need not load numba."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import numpy.typing as npt

Entry = TypeVar("Entry", bound=np.generic)


def sealed(array: npt.NDArray[Entry]) -> npt.NDArray[Entry]:
    """A view of an array that cannot be written, of numpy's own type and in one piece."""
    view = np.ascontiguousarray(array).view(np.ndarray)
    view.flags.writeable = False
    return view
