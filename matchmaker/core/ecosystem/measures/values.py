"""What measuring a network gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Figures = Mapping[str, float | None]
"""The measures of one network by name; None where a measure says nothing (no tie, one kind only)."""

IntArray = npt.NDArray[np.int64]

NO_CONSTRAINT = -1.0
"""The constraint of who has no tie: none is known, and JSON has no word for "not a number"."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A network measured: the figures of the whole, and columns in the order of `network.ids`."""

    figures: Figures
    columns: Mapping[str, Sequence[float]]
    community: Sequence[int]
    """The community of each, the largest is 0; -1 without ties."""
