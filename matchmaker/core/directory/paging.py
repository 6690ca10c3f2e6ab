"""One page out of many results, without sorting them all."""

from __future__ import annotations

import numpy as np

from matchmaker.core.reader import FloatArray, Numbers

GROUPS = 64


def best(values: FloatArray, first: int, last: int) -> Numbers:
    """Places `first` to `last` (exclusive) of `values` sorted from high to low, equal ones in their order.

    The same as `np.argsort(-values, kind="stable")[first:last]`, in time linear in `values`: what is between
    the values at both ends of the page is sorted, and those equal to an end are counted off.
    """
    size, last = len(values), min(last, len(values))
    if first >= last:
        return np.zeros(0, np.int64)
    if first > size // 2:
        # Pages near the end are first pages of the list turned round.
        return (size - 1 - best(-values[::-1], size - last, size - first))[::-1]
    among = likely(values, last)
    return _page(values, first, last) if among is None else among[_page(values[among], first, last)]


def likely(values: FloatArray, last: int, *, margin: float = 0.0) -> Numbers | None:
    """All places that may be among the `last` highest, ascending; None where that is not cheap to tell.

    So are those that miss it by no more than `margin`. The values are dealt out to groups. `last` of these
    have a highest value of at least some bound, so the `last` highest values of all are no lower than it.
    """
    size = len(values) // GROUPS
    if size < 2 * last:
        return None
    highest = values[: size * GROUPS].reshape(GROUPS, size).max(axis=0)
    return np.flatnonzero(values >= np.partition(highest, size - last)[size - last] - margin)


def _page(values: FloatArray, first: int, last: int) -> Numbers:
    size = len(values)
    low = np.partition(values, size - last)[size - last]
    high = np.partition(values, size - 1 - first)[size - 1 - first] if first else values.max()
    above = int(np.count_nonzero(values > high))
    at_high = np.flatnonzero(values == high)[first - above :]
    if high == low:
        return at_high[: last - first]
    between = np.flatnonzero((values < high) & (values > low))
    between = between[np.argsort(-values[between], kind="stable")]
    at_low = np.flatnonzero(values == low)
    return np.concatenate([at_high, between, at_low])[: last - first]
