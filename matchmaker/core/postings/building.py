"""From rows to an index, block by block, so that no more is held than the index and one block."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core.postings import heads
from matchmaker.core.postings.layout import (
    BLOCK,
    LANES,
    LEAST,
    MOST,
    MOST_CELLS,
    MOST_SLOTS,
    TYPES,
    UNCOMMON,
    Progress,
    Room,
    in_memory,
)

Doubles = npt.NDArray[np.float64]

# A term is common if so large a part of all documents has it; each part makes a group with those before it.
PARTS = (0.16, 0.08, 0.04, 0.02)

FEWEST = 50_000
"""Among fewer documents no term counts as common: to add up everything costs less than to choose what to
leave out, unless very few are asked for."""


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
    limits = np.searchsorted(-used[order], -parts * size, side="right").clip(max=MOST_SLOTS)
    slots = room("slots", (len(used),), np.uint16)
    slots[:] = UNCOMMON
    most = int(limits[-1]) if len(limits) else 0
    slots[order[:most]] = np.arange(most)
    counts = np.zeros(size, np.int64)
    for first, part in zip(range(0, size, BLOCK), _blocks(row_starts), strict=True):
        common = np.append(0, np.cumsum(slots[arrays["row_terms"][part]] != UNCOMMON))
        counts[first : first + BLOCK] = np.diff(
            common[row_starts[first : first + BLOCK + 1] - row_starts[first]]
        )
    return {"slots": slots} | _bounded(arrays, slots, limits, counts, room)


def _bounded(
    arrays: dict[str, npt.NDArray[Any]], slots: npt.NDArray[np.uint16], limits: npt.NDArray[np.int64],
    counts: npt.NDArray[np.int64], room: Room,
) -> dict[str, npt.NDArray[Any]]:  # fmt: skip
    """The place of each document in its block, its head, and what bounds its length over common terms."""
    row_starts, size, lanes = arrays["row_starts"], len(counts), -(-len(counts) // LANES)
    made = {
        "numbers": room("numbers", (size,), np.uint16),
        "places": room("places", (size,), np.uint16),
        # Where nothing is common there is nothing to be left out, and no head is looked at.
        "heads": room("heads", (size if len(limits) else 0, heads.width_of(counts)), np.uint16),
        "bounds": room("bounds", (max(len(limits), 1), lanes), np.float32),
    }
    made["bounds"][:] = 0.0
    sums = np.zeros(len(limits))
    for first, part in zip(range(0, size, BLOCK), _blocks(row_starts), strict=True):
        some, some_lanes = slice(first, first + BLOCK), slice(first // LANES, (first + BLOCK) // LANES)
        found = slots[arrays["row_terms"][part]]
        common = found != UNCOMMON
        slot, value = found[common], arrays["row_values"][part][common].astype(float)
        lengths = _lengths(slot, value, counts[some], limits)
        order = np.argsort(lengths[-1], kind="stable") if len(limits) else np.arange(len(counts[some]))
        made["numbers"][some], made["places"][some][order] = order, np.arange(len(order))
        if len(limits):
            made["heads"][some][made["places"][some]] = heads.made(
                made["heads"].shape[1], counts[some], slot, value
            )
            made["bounds"][:, some_lanes] = _highest(lengths[:, order])
            sums += lengths.sum(axis=1)
    return made | {"limits": limits.astype(np.int64), "means": (sums / max(size, 1)).astype(np.float32)}


def _lengths(
    slots: npt.NDArray[np.uint16], values: Doubles, counts: npt.NDArray[np.int64],
    limits: npt.NDArray[np.int64],
) -> Doubles:  # fmt: skip
    """The length of each document over every group of common terms (groups × documents)."""
    owner, squares = np.repeat(np.arange(len(counts)), counts), np.zeros((len(limits), len(counts)))
    for level, limit in enumerate(limits.tolist()):
        inside = slots < limit
        squares[level] = np.bincount(owner[inside], values[inside] ** 2, minlength=len(counts))
    return np.sqrt(squares)


def _highest(lengths: Doubles) -> npt.NDArray[np.float32]:
    """The greatest of each 64 lengths; a little more, as products with it are rounded."""
    padded = np.zeros((len(lengths), -(-lengths.shape[1] // LANES) * LANES))
    padded[:, : lengths.shape[1]] = lengths
    highest = padded.reshape(len(lengths), -1, LANES).max(axis=2)
    return np.asarray(highest * 1.0005, np.float32)


def _fill(arrays: dict[str, npt.NDArray[Any]], block: int, shape: tuple[int, ...]) -> None:
    """Write the postings of one block to their places."""
    width, blocks = shape
    first, row_starts = block * BLOCK, arrays["row_starts"]
    starts = row_starts[first : first + BLOCK + 1]
    cells = slice(int(starts[0]), int(starts[-1]))
    place = arrays["places"][first : first + BLOCK].astype(np.uint32)
    owner = np.repeat(place, np.diff(starts))
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
