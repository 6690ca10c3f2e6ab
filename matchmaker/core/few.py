"""What is asked of a few of many, by number: by compiled loops in a large network, else by numpy.

Both ways give the same to the last bit. A numpy call costs little among a million and as much among a
thousand: for a thousand candidates most of the time of an answer went into such calls.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import TypeVar

import numpy as np

from matchmaker.core.reader import FloatArray, Numbers

Thing = TypeVar("Thing")

SMALL = 4096
"""In a smaller network numpy alone answers: to load the loops takes half a second of processor."""


def worth_loading(size: int) -> bool:
    """Whether there are so many that it pays to load compiled loops, and something compiles."""
    if size < SMALL:
        return False
    from matchmaker.core import compiled

    return compiled.COMPILES


def loops(size: int) -> ModuleType | None:
    """The compiled loops for so many, or None."""
    if not worth_loading(size):
        return None
    from matchmaker.core import few_loops

    return few_loops


def twin(one: Thing) -> Thing:
    """An object of the same kind with the same attributes: `copy.copy` takes ten times as long."""
    made = object.__new__(type(one))
    made.__dict__.update(one.__dict__)
    return made


def merged(lists: Sequence[Numbers], size: int) -> Numbers:
    """All who are in one of these lists of numbers below `size`, ascending."""
    numbers = np.concatenate(lists)
    fast = loops(size)
    found: Numbers = np.unique(numbers) if fast is None else fast.merged(numbers, size)
    return found


def places_among(numbers: Numbers, among: Numbers | None) -> Numbers:
    """Where those of some numbers stand that are among others, which ascend; None stands for everybody."""
    if among is None:
        return numbers
    if not len(among):
        return numbers[:0]
    found = np.minimum(among.searchsorted(numbers), len(among) - 1)
    return np.asarray(found[among[found] == numbers], np.int64)


def looked_up(numbers: Numbers, keys: Numbers, values: FloatArray, size: int) -> FloatArray:
    """The value of each of some numbers below `size`, 0 for those that are none of the keys; both ascend."""
    fast = loops(size)
    if fast is not None:
        found: FloatArray = fast.looked_up(numbers, keys, values)
        return found
    if not len(keys):
        return np.zeros(len(numbers))
    places = np.minimum(keys.searchsorted(numbers), len(keys) - 1)
    return np.where(keys[places] == numbers, values[places], 0.0)
