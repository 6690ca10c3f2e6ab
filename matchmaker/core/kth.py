"""The k-th of some values by a compiled loop, without sorting them all."""

from __future__ import annotations

from matchmaker.core.compiled import compiled
from matchmaker.core.reader import FloatArray


@compiled
def kth(values: FloatArray, k: int) -> float:
    """The k-th smallest of some values, which are put in another order (Hoare, CACM 4, 1961)."""
    low, high = 0, values.size - 1
    while low < high:
        middle = values[(low + high) // 2]
        left, right = low, high
        while left <= right:
            while values[left] < middle:
                left += 1
            while values[right] > middle:
                right -= 1
            if left <= right:
                values[left], values[right] = values[right], values[left]
                left += 1
                right -= 1
        if k - 1 <= right:
            high = right
        elif k - 1 >= left:
            low = left
        else:
            break
    return float(values[k - 1])
