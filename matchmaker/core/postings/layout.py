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

MOST_SLOTS = 511
"""So many terms are common at most: 9 bits of a head's cell say which, and 511 says that there is none."""

STEPS, STEP_BITS = 127, 7
"""A head's cell holds its value as so many steps of the head's scale at most, in its lowest bits."""

FRONT = 2
"""A head begins with its scale and with what does not fit into it."""

WIDTHS = (8, 16, 32)
"""So many numbers of 16 bits is a head long; a line of memory holds 32 of them."""

LINE_BYTES = 64

LANES = 64
"""Sums are looked at so many together; arrays of one entry a document are a multiple of it long."""

LEAST, MOST = 2.0**-60, 2.0**60
"""Values lie between these, so that no product in float32 is lost or infinite."""


class Room(Protocol):
    """Makes an array to write into: in memory, or a file of a folder that is being built."""

    def __call__(self, name: str, shape: tuple[int, ...], dtype: npt.DTypeLike, /) -> npt.NDArray[Any]:
        """An array of this shape under this name of `Postings.arrays`; it need not be cleared."""


def in_memory(name: str, shape: tuple[int, ...], dtype: npt.DTypeLike) -> npt.NDArray[Any]:
    """The plainest `Room`; its arrays begin with a line of memory, as those of files do."""
    kind = np.dtype(dtype)
    room = np.empty(int(np.prod(shape, dtype=np.int64)) * kind.itemsize + LINE_BYTES, np.uint8)
    first = -room.ctypes.data % LINE_BYTES
    return room[first : len(room) - LINE_BYTES + first].view(kind).reshape(shape)


Progress = Callable[[int, int], None]
"""Is told how many documents are done, of how many."""

TYPES: dict[str, npt.DTypeLike] = {
    "row_starts": np.int64, "row_terms": np.int32, "row_values": np.float32,
    "starts": np.uint32, "words": np.uint32,
    "numbers": np.uint16, "places": np.uint16,
    "slots": np.uint16, "limits": np.int64, "means": np.float32, "bounds": np.float32, "heads": np.uint16,
}  # fmt: skip
"""What each array holds."""


def nothing(_done: int, _of: int) -> None:
    """The `Progress` that nobody watches."""
