"""Circles moved apart until they hardly cover each other, each as near to its own place as can be."""

from __future__ import annotations

import numpy as np

from matchmaker.core.maps.projection import Floats

ROUNDS = 80
GAP = 2.0
HOME = 0.03
"""How strongly a circle is drawn back to its place in each round."""


def spread(places: Floats, radii: Floats, width: float, height: float) -> Floats:
    """The places, of shape (n, 2), with circles of these radii moved apart and kept inside the frame.

    No chance is involved: circles on the same place leave it in the order in which they stand.
    """
    count = len(places)
    if count < 2:
        return places
    # A hair's breadth apart by the golden angle, so that those on one place know which way to go.
    turn = np.arange(count) * 2.399963
    at = places + 1e-3 * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    least = radii[:, None] + radii[None, :] + GAP
    np.fill_diagonal(least, 0.0)
    # The larger of two gives way less.
    share = radii[None, :] ** 2 / (radii[:, None] ** 2 + radii[None, :] ** 2)
    low, high = radii[:, None], np.array([width, height]) - radii[:, None]
    for _round in range(ROUNDS):
        apart = at[:, None, :] - at[None, :, :]
        distance = np.hypot(apart[..., 0], apart[..., 1])
        lack = np.maximum(least - distance, 0.0)
        if not lack.any():
            break
        push = share * lack / np.maximum(distance, 1e-9)
        at = at + 0.6 * (push[..., None] * apart).sum(axis=1) + HOME * (places - at)
        at = np.clip(at, low, np.maximum(low, high))
    return at
