"""How an index lies in its arrays: sizes, types, and where the arrays come from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

BLOCK = 65_536
"""So many documents have their postings of a term side by side; a posting numbers them with 16 bits."""

MOST_CELLS = 2**32 - 1
"""Postings are numbered with 32 bits."""

UNCOMMON = 0xFFFF
"""The slot of a term that is not a common one."""


LANES = 64
"""Sums are looked at so many together; arrays of one entry a document are a multiple of it long."""

LEAST, MOST = 2.0**-60, 2.0**60
"""Values lie between these, so that no product in float32 is lost or infinite."""


class Room(Protocol):
    """Makes an array to write into: in memory, or a file of a folder that is being built."""

    def __call__(self, name: str, shape: tuple[int, ...], dtype: npt.DTypeLike, /) -> npt.NDArray[Any]:
        """An array of this shape under this name of `Postings.arrays`; it need not be cleared."""


def in_memory(name: str, shape: tuple[int, ...], dtype: npt.DTypeLike) -> npt.NDArray[Any]:
    """The plainest `Room`."""
    return np.empty(shape, dtype)


Progress = Callable[[int, int], None]
"""Is told how many documents are done, of how many."""

TYPES: dict[str, npt.DTypeLike] = {
    "row_starts": np.int64, "row_terms": np.int32, "row_values": np.float32,
    "starts": np.uint32, "words": np.uint32,
    "slots": np.uint16, "limits": np.int64, "means": np.float32, "scales": np.float32, "norms": np.uint8,
    "head_starts": np.int64, "head_words": np.uint32,
}  # fmt: skip
"""What each array holds."""


def nothing(_done: int, _of: int) -> None:
    """The `Progress` that nobody watches."""
