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
def first(numbers: Numbers, most: int) -> Numbers:
    """The different ones of some numbers of 0 or more, at most so many, in the order in which they come."""
    size = 64
    while size < 2 * numbers.size:
        size *= 2
    # Each number stands at its hash or soon after.
    table, found, count = np.full(size, -1, np.int64), np.empty(min(most, numbers.size), np.int64), 0
    for place in range(numbers.size):
        if count == found.size:
            break
        number = numbers[place]
        at = (number * 40503 >> 4) & (size - 1)
        while table[at] >= 0 and table[at] != number:
            at = (at + 1) & (size - 1)
        if table[at] < 0:
            table[at] = found[count] = number
            count += 1
    return found[:count]


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
