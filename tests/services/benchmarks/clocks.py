"""A clock that goes on by one step each time somebody looks at it."""

from __future__ import annotations

from itertools import count

from matchmaker.core.benchmarks.approach import Clock


def ticking(wall: float = 0.001, cpu: float = 0.0005) -> Clock:
    """A clock whose two hands go on by so many seconds at each look."""
    walls, cpus = count(), count()
    return Clock(lambda: next(walls) * wall, lambda: next(cpus) * cpu)
