"""Whether a measure is low, middling or high: what the sentences about it hang on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from matchmaker.core.ecosystem.measures import Figures


class Band(StrEnum):
    """Where a value lies; words for each are the doors' business."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


FEWEST_TIES = 10
"""With fewer ties a measure of the pattern is an accident, and nothing is said about it."""

CUTS: Mapping[str, tuple[float, float]] = {
    "mean_degree": (2.0, 5.0),
    "density": (0.01, 0.1),
    "largest_share": (0.5, 0.85),
    "isolated_share": (0.05, 0.2),
    "mean_path": (3.0, 5.0),
    "core": (3.0, 6.0),
    "clustering": (0.15, 0.4),
    "constraint": (0.35, 0.6),
    "modularity": (0.3, 0.6),
    "betweenness_share": (0.35, 0.6),
    "assortativity_kind": (-0.1, 0.15),
    "assortativity_region": (0.2, 0.6),
    "ei_kind": (0.0, 0.5),
}
"""From which value on a measure is middling, and from which it is high.

They are rules of thumb, read off networks of the demonstration and of real organisations: where four kinds
meet by chance the E-I index is about .5, and a modularity beyond .3 is held to show real groups (Newman and
Girvan, 2004).
"""

_COUNTS = {"mean_degree", "density", "largest_share", "isolated_share"}

_DERIVED: Mapping[str, Callable[[Figures], float | None]] = {
    "largest_share": lambda figures: _share(figures, "largest"),
    "isolated_share": lambda figures: _share(figures, "isolated"),
}


def value_of(name: str, figures: Figures) -> float | None:
    """A figure, or what follows from two of them; None where it says nothing."""
    if name in _DERIVED:
        return _DERIVED[name](figures)
    if name not in _COUNTS and (figures.get("ties") or 0) < FEWEST_TIES:
        return None
    return figures.get(name)


def band_of(name: str, value: float) -> Band:
    """Where a value of this measure lies."""
    low, high = CUTS[name]
    if value < low:
        return Band.LOW
    return Band.MIDDLE if value < high else Band.HIGH


def _share(figures: Figures, part: str) -> float | None:
    whole = figures.get("stakeholders")
    count = figures.get(part)
    return count / whole if whole and count is not None else None
