"""Circles moved apart until they hardly cover each other, each as near to its own place as can be."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.core.maps.projection import Floats

ROUNDS = 60
GAP = 2.0
HOME = 0.03
"""How strongly a circle is drawn back to its place in each round."""

AROUND = 40.0
"""Only circles that begin at most so far from each other are held apart."""


def spread(places: Floats, radii: Floats, width: float, height: float) -> Floats:
    """The places, of shape (n, 2), with circles of these radii moved apart and kept inside the frame.

    No chance is involved: circles on the same place leave it in the order in which they stand.
    """
    if len(places) < 2:
        return places
    # A hair's breadth apart by the golden angle, so that those on one place know which way to go.
    turn = np.arange(len(places)) * 2.399963
    at = places + 1e-3 * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    one, other = _pairs(at, radii)
    least = radii[one] + radii[other] + GAP
    # The larger of two gives way less.
    share = radii[other] ** 2 / (radii[one] ** 2 + radii[other] ** 2)
    low, high = radii[:, None], np.array([width, height]) - radii[:, None]
    for _round in range(ROUNDS):
        apart = at[one] - at[other]
        distance = np.hypot(apart[:, 0], apart[:, 1])
        lack = least - distance
        if not np.any(lack > 0.01):
            break
        push = 0.6 * np.maximum(lack, 0.0) / np.maximum(distance, 1e-9)
        at = at + _summed(one, (push * share)[:, None] * apart, len(at))
        at = at - _summed(other, (push * (1 - share))[:, None] * apart, len(at)) + HOME * (places - at)
        at = np.clip(at, low, np.maximum(low, high))
    return at


def _pairs(at: Floats, radii: Floats) -> tuple[npt.NDArray[np.int_], npt.NDArray[np.int_]]:
    """The numbers of all circles that may come to touch, each pair once."""
    one, other = np.triu_indices(len(at), 1)
    apart = at[one] - at[other]
    near = np.hypot(apart[:, 0], apart[:, 1]) < radii[one] + radii[other] + AROUND
    return one[near], other[near]


def _summed(numbers: npt.NDArray[np.int_], moves: Floats, count: int) -> Floats:
    """All moves of each circle together."""
    return np.stack([np.bincount(numbers, moves[:, axis], count) for axis in (0, 1)], axis=1)
