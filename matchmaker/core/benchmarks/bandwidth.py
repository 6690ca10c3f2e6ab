"""How many bytes a second one thread reads from memory: the bound of everything that reads an index."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

NBYTES = 256 * 2**20
"""So much is read: many times what the caches of a processor hold."""

REPEATS = 5


def streaming(timer: Callable[[], float], nbytes: int = NBYTES) -> float:
    """Bytes per second of the fastest of several readings in a stream, of two kinds of arithmetic.

    A sum of integers and the largest of floats are both vectorised by numpy; whichever is faster is nearer to
    what the memory can do.
    """
    whole, real = np.ones(nbytes // 8, np.int64), np.ones(nbytes // 4, np.float32)
    best = 0.0
    for _ in range(REPEATS):
        for array in (whole, real):
            begun = timer()
            np.maximum.reduce(array)
            best = max(best, array.nbytes / max(timer() - begun, 1e-9))
    return best
