"""The loops behind `core.few`, compiled: numbers put in order, each once."""

from __future__ import annotations

import numpy as np

from matchmaker.core.compiled import compiled
from matchmaker.core.reader import FloatArray, Numbers

DIGIT = 11
"""Numbers are sorted by so many bits at a time: two rounds for up to four million."""


@compiled
def merged(numbers: Numbers, size: int) -> Numbers:
    """The different ones of some numbers below `size`, ascending (sorted by their digits, the last first)."""
    now, then = numbers.copy(), np.empty_like(numbers)
    shift = 0
    while shift == 0 or size >> shift:
        ends = np.zeros(1 << DIGIT, np.int64)
        for place in range(now.size):
            ends[(now[place] >> shift) & ((1 << DIGIT) - 1)] += 1
        total = 0
        for digit in range(ends.size):
            total, ends[digit] = total + ends[digit], total
        for place in range(now.size):
            digit = (now[place] >> shift) & ((1 << DIGIT) - 1)
            then[ends[digit]] = now[place]
            ends[digit] += 1
        now, then = then, now
        shift += DIGIT
    count = 0
    for place in range(now.size):
        if place == 0 or now[place] != now[place - 1]:
            then[count] = now[place]
            count += 1
    return then[:count]


@compiled
def looked_up(numbers: Numbers, keys: Numbers, values: FloatArray) -> FloatArray:
    """The value of each of some numbers, 0 for those that are none of the keys; both ascend."""
    found, at = np.zeros(numbers.size), 0
    for place in range(numbers.size):
        while at < keys.size and keys[at] < numbers[place]:
            at += 1
        if at < keys.size and keys[at] == numbers[place]:
            found[place] = values[at]
    return found
