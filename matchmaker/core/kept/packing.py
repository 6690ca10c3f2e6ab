"""Small arrays side by side in one: each array of an index is a file, and each file that is open costs.

A network of any size has some two hundred arrays. Of those most are small, and so a process that has two
versions open of two networks would come near the usual limit of 1,024 open files.
"""

from __future__ import annotations

import json

import numpy as np

from matchmaker.core.arrays import read_only
from matchmaker.core.sparse import Array, Arrays

SMALL = 65_536
"""An array of so many bytes is small."""

LINE = 64
"""Each begins at a multiple of this, as it does in a file of its own."""

BLOB, INDEX = "small.blob", "small.index"
"""The bytes of the small ones, and in JSON the name, type, shape and begin of each."""


def packed(arrays: Arrays) -> dict[str, Array]:
    """The same arrays, the small ones in two: `BLOB` and `INDEX`."""
    small = {name: np.ascontiguousarray(array) for name, array in arrays.items() if array.nbytes <= SMALL}
    pieces, index, end = list[bytes](), list[list[object]](), 0
    for name, array in small.items():
        index.append([name, array.dtype.str, list(array.shape), end])
        pieces.append(array.tobytes() + bytes(-array.nbytes % LINE))
        end += len(pieces[-1])
    blob = np.frombuffer(b"".join(pieces), np.uint8)
    told = np.frombuffer(json.dumps(index).encode(), np.uint8)
    return {BLOB: blob, INDEX: told} | {name: array for name, array in arrays.items() if name not in small}


def unpacked(arrays: Arrays) -> dict[str, Array]:
    """All arrays again, the small ones as views of one that may be a mapped file."""
    # As plain arrays: a mapped one takes longer to look into.
    found = {name: read_only(array) for name, array in arrays.items() if name not in (BLOB, INDEX)}
    blob = read_only(arrays[BLOB])
    for name, dtype, shape, begin in json.loads(arrays[INDEX].tobytes()):
        size = int(np.prod(shape, dtype=np.int64)) * np.dtype(dtype).itemsize
        found[name] = blob[begin : begin + size].view(dtype).reshape(shape)
    return found
