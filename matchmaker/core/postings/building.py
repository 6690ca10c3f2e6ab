"""From rows to an index, block by block, so that no more is held than the index and one block."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core.postings.layout import (
    BLOCK,
    LANES,
    LEAST,
    MOST,
    MOST_CELLS,
    TYPES,
    UNCOMMON,
    Progress,
    Room,
    in_memory,
)

# A term is common if so large a part of all documents has it; each part makes a group with those before it.
PARTS = (0.16, 0.08, 0.04, 0.02)

FEWEST = 200_000
"""Among fewer documents no term counts as common: to add up everything costs less than to choose what to
leave out (at 100,000 documents .27 ms against .35)."""


def build(matrix: csr_array, room: Room, progress: Progress) -> dict[str, npt.NDArray[Any]]:
    """The arrays of the index of a matrix; see `blocks.Postings.of`."""
    arrays: dict[str, npt.NDArray[Any]] = _rows(_canonical(matrix), room)
    counts = _counts(arrays, matrix.shape[1])
    arrays |= _heads(arrays, counts.sum(axis=1), room)
    arrays["starts"] = starts = room("starts", (counts.size + 1,), np.uint32)
    starts[0] = 0
    np.cumsum(counts.ravel(), out=starts[1:])
    arrays["words"] = room("words", (int(arrays["row_starts"][-1]),), np.uint32)
    size = len(arrays["row_starts"]) - 1
    for block in range(counts.shape[1]):
        _fill(arrays, block, counts.shape)
        progress(min(size, (block + 1) * BLOCK), size)
    return arrays


def _canonical(matrix: csr_array) -> csr_array:
    """The same matrix with ascending terms, each once, and no zeros; itself where it is so already."""
    if matrix.nnz > MOST_CELLS:
        raise ValueError(f"an index holds at most {MOST_CELLS:,} cells")
    zeros = any(not part.all() for part in _parts(matrix.data))
    if not matrix.has_canonical_format or zeros:
        matrix = matrix.copy()
        matrix.sum_duplicates()
        matrix.eliminate_zeros()
    for part in _parts(matrix.data):
        # What is no number fails each comparison.
        if not ((part >= LEAST) & (part <= MOST)).all():
            raise ValueError("the values of an index must be positive, finite, and between 2^-60 and 2^60")
    return matrix


def _parts(values: npt.NDArray[Any]) -> Iterator[npt.NDArray[Any]]:
    """An array in pieces, so that what is worked out for each cell stays small."""
    for first in range(0, len(values), 1 << 22):
        yield values[first : first + (1 << 22)]


def _blocks(row_starts: npt.NDArray[np.int64]) -> Iterator[slice]:
    """The cells of each block of documents."""
    size = len(row_starts) - 1
    for first in range(0, size, BLOCK):
        yield slice(int(row_starts[first]), int(row_starts[min(first + BLOCK, size)]))


def _rows(matrix: csr_array, room: Room) -> dict[str, npt.NDArray[Any]]:
    """The rows in the types of the index; in the matrix' own memory where they are so already."""
    given = {"row_starts": matrix.indptr, "row_terms": matrix.indices, "row_values": matrix.data}
    if room is in_memory:
        return {name: np.ascontiguousarray(array, TYPES[name]) for name, array in given.items()}
    made = {name: room(name, array.shape, TYPES[name]) for name, array in given.items()}
    for name, array in given.items():
        made[name][:] = array
    return made


def _counts(arrays: dict[str, npt.NDArray[Any]], width: int) -> npt.NDArray[np.int64]:
    """How many documents of each block have each term (terms × blocks)."""
    cells = list(_blocks(arrays["row_starts"]))
    found = np.zeros((width, len(cells)), np.int64)
    for block, part in enumerate(cells):
        found[:, block] = np.bincount(arrays["row_terms"][part], minlength=width)
    return found


def _heads(
    arrays: dict[str, npt.NDArray[Any]], used: npt.NDArray[np.int64], room: Room
) -> dict[str, npt.NDArray[Any]]:
    """The common terms: their slots and groups, their cells by document, and what these are bounded by."""
    row_starts, size = arrays["row_starts"], len(arrays["row_starts"]) - 1
    parts = np.array(PARTS if size >= FEWEST else (), float)
    order = np.argsort(-used, kind="stable")
    limits = np.searchsorted(-used[order], -parts * size, side="right").clip(max=UNCOMMON - 1)
    slots = room("slots", (len(used),), np.uint16)
    slots[:] = UNCOMMON
    most = int(limits[-1]) if len(limits) else 0
    slots[order[:most]] = np.arange(most)
    lengths = np.zeros(size + 1, np.int64)
    for first, part in zip(range(0, size, BLOCK), _blocks(row_starts), strict=True):
        common = np.append(np.cumsum(slots[arrays["row_terms"][part]] != UNCOMMON), 0)
        ends = row_starts[first + 1 : first + BLOCK + 1] - row_starts[first]
        lengths[first + 1 : first + BLOCK + 1] = np.diff(np.append(0, common[ends - 1]))
    return {"slots": slots} | _norms(arrays, slots, limits, np.cumsum(lengths), room)


def _norms(
    arrays: dict[str, npt.NDArray[Any]], slots: npt.NDArray[np.uint16], limits: npt.NDArray[np.int64],
    head_starts: npt.NDArray[np.int64], room: Room,
) -> dict[str, npt.NDArray[Any]]:  # fmt: skip
    """The heads, and the length of each over every group of common terms."""
    row_starts, size = arrays["row_starts"], len(head_starts) - 1
    made = {
        "head_starts": room("head_starts", head_starts.shape, np.int64),
        "head_words": room("head_words", (int(head_starts[-1]),), np.uint32),
    }
    made["head_starts"][:] = head_starts
    squares = np.zeros((len(limits), size))
    for first, part in zip(range(0, size, BLOCK), _blocks(row_starts), strict=True):
        last = min(first + BLOCK, size)
        heads = slice(int(head_starts[first]), int(head_starts[last]))
        found = slots[arrays["row_terms"][part]]
        common = found != UNCOMMON
        slot, value = found[common], arrays["row_values"][part][common]
        made["head_words"][heads] = rounded(value) | slot
        owner = np.repeat(np.arange(last - first), np.diff(head_starts[first : last + 1]))
        for level, limit in enumerate(limits.tolist()):
            inside = slot < limit
            squares[level, first:last] = np.bincount(
                owner[inside], value[inside].astype(float) ** 2, minlength=last - first
            )
    return made | _as_bytes(np.sqrt(squares), limits, room)


def _as_bytes(
    lengths: npt.NDArray[np.float64], limits: npt.NDArray[np.int64], room: Room
) -> dict[str, npt.NDArray[Any]]:
    """Lengths as bytes of one scale for each group, none rounded down; one row at least, in whole lanes."""
    groups, size = lengths.shape
    norms = room("norms", (max(groups, 1), -(-size // LANES) * LANES), np.uint8)
    norms[:] = 0
    scales = lengths.max(axis=1, initial=0.0) / 254.0
    steps = np.ceil(lengths / np.maximum(scales, 1e-30)[:, None])
    norms[:groups, :size] = np.minimum(steps, 255)
    return {
        "limits": limits.astype(np.int64),
        "means": lengths.mean(axis=1).astype(np.float32) if size else np.zeros(groups, np.float32),
        # A little more, so that no rounding of the products with it makes a bound too small.
        "scales": (scales * 1.0005).astype(np.float32),
        "norms": norms,
    }


def _fill(arrays: dict[str, npt.NDArray[Any]], block: int, shape: tuple[int, ...]) -> None:
    """Write the postings of one block to their places."""
    width, blocks = shape
    first, row_starts = block * BLOCK, arrays["row_starts"]
    starts = row_starts[first : first + BLOCK + 1]
    cells = slice(int(starts[0]), int(starts[-1]))
    owner = np.repeat(np.arange(len(starts) - 1, dtype=np.uint32), np.diff(starts))
    rows = csr_array(
        (rounded(arrays["row_values"][cells]) | owner, arrays["row_terms"][cells], starts - starts[0]),
        shape=(len(starts) - 1, width),
    )
    columns = rows.tocsc()
    lengths = np.diff(columns.indptr)
    begins = arrays["starts"][block : width * blocks : blocks].astype(np.int64)
    where = np.repeat(begins - columns.indptr[:-1], lengths) + np.arange(len(columns.data))
    arrays["words"][where] = columns.data


def rounded(values: npt.NDArray[np.float32]) -> npt.NDArray[np.uint32]:
    """Values rounded to 8 significant bits, to nearest and to even, as the upper halves of words."""
    bits = values.view(np.uint32)
    return (bits + np.uint32(0x7FFF) + ((bits >> np.uint32(16)) & np.uint32(1))) & np.uint32(0xFFFF0000)
