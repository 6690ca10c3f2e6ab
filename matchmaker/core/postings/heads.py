"""Heads: the common terms of each document in one line of memory, good for bounds on what they bring.

A head is a row of 8, 16 or 32 numbers of 16 bits, as long as nearly all documents need. First its scale and
the length of what does not fit, both as upper halves of float32, rounded up; then cells: a slot in the upper
9 bits, and in the lower 7 the value in steps of the scale, rounded up. So the value of a cell lies between
one step less and what stands there. The cells that do not fit are those of the lowest values.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from matchmaker.core.postings.layout import FRONT, MOST_SLOTS, STEP_BITS, STEPS, WIDTHS

Heads = npt.NDArray[np.uint16]
Doubles = npt.NDArray[np.float64]

FITTING = 0.99
"""So large a part of all documents have heads that hold all their common terms."""


def width_of(counts: npt.NDArray[np.integer[Any]]) -> int:
    """How long heads are, from how many common terms each document has."""
    most = FRONT + (float(np.quantile(counts, FITTING)) if len(counts) else 0.0)
    return next((width for width in WIDTHS if width >= most), WIDTHS[-1])


def made(width: int, counts: npt.NDArray[np.int64], slots: npt.NDArray[np.uint16], values: Doubles) -> Heads:
    """The heads of some documents, which have so many common cells each, one after the other."""
    size = len(counts)
    owner = np.repeat(np.arange(size), counts)
    place = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    _by_value(place, owner, counts > width - FRONT, values)
    fits = place < width - FRONT
    highest = np.zeros(size)
    np.maximum.at(highest, owner, values)
    rest = np.bincount(owner[~fits], values[~fits] ** 2, minlength=size)
    scales = upper_half(highest / STEPS)
    found = np.full((size, width), MOST_SLOTS << STEP_BITS, np.uint16)
    found[:, 0], found[:, 1] = scales, upper_half(np.sqrt(rest))
    steps = np.ceil(values[fits] / as_float(scales)[owner[fits]]).astype(np.uint16)
    found[owner[fits], FRONT + place[fits]] = slots[fits] << np.uint16(STEP_BITS) | steps
    return found


def _by_value(
    place: npt.NDArray[np.int64], owner: npt.NDArray[np.int64], long: npt.NDArray[np.bool_], values: Doubles
) -> None:
    """Number the cells of heads that are too long by falling values."""
    some = np.flatnonzero(long[owner])
    # Places are numbered within each document, so that in this order they are what each cell gets.
    place[some[np.lexsort((-values[some], owner[some]))]] = place[some]


def upper_half(values: Doubles) -> Heads:
    """The least float32 of 16 bits that is no less than each value (from 0 to 2^70)."""
    # A little more, so that rounding to float32 makes none too small.
    bits = (values * (1.0 + 2.0**-20)).astype(np.float32).view(np.uint32)
    return np.asarray((bits + np.uint32(0xFFFF)) >> np.uint32(16), np.uint16)


def as_float(halves: Heads) -> Doubles:
    """The values of such halves."""
    return (halves.astype(np.uint32) << np.uint32(16)).view(np.float32).astype(float)
