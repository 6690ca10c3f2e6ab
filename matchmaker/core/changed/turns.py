"""The order of the ids, where newcomers have numbers behind all others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from matchmaker.core.reader import FloatArray, Numbers


class Turns:
    """Where everybody stands in the order of the ids, newcomers between those of the version."""

    def __init__(self, base: Sequence[str], newer: Sequence[str], before: Mapping[str, int]) -> None:
        self._size = len(base)
        self.first = {key: before[key] if key in before else bisect_left(base, key) for key in newer}
        """How many of the version come before each newcomer; some were found out `before`."""
        each = [self.first[key] - 1 + (1 + i) / (1 + len(newer)) for i, key in enumerate(newer)]
        # The last stands for nobody, and is never looked at.
        self._newer: FloatArray = np.array([*each, 0.0], float)

    def __getitem__(self, number: int) -> float:
        return number if number < self._size else float(self._newer[number - self._size])

    def of(self, numbers: npt.NDArray[np.integer] | Numbers) -> FloatArray:
        """The turns of these, by number."""
        late = np.clip(numbers - self._size, -1, len(self._newer) - 2)
        return np.where(numbers < self._size, numbers, self._newer[late])
