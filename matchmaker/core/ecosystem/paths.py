"""How two stakeholders are linked: the shortest ways along ties from one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from matchmaker.core.network import Network

MOST_PATHS = 3

Path = tuple[str, ...]


def shortest_paths(network: Network, a: str, b: str, *, most: int = MOST_PATHS) -> tuple[Path, ...]:
    """At most so many of the shortest ways from `a` to `b`, both ends included; () where no tie leads there.

    Of equally short ones those come first whose next step has the fewest ties: that acquaintance says most
    about the two. Breadth-first from the far end, so that each tie is looked at once at most.
    """
    if a == b or a not in network.number or b not in network.number:
        return ()
    steps = _steps_to(network, b, a)
    return tuple(islice(_ways(network, (a,), steps), most)) if a in steps else ()


def _steps_to(network: Network, target: str, start: str) -> dict[str, int]:
    """How many ties lead from each to the target; not further than the start."""
    steps = {target: 0}
    ring = [target]
    while ring and start not in steps:
        found: dict[str, int] = {}
        for key in ring:
            for other in network.partners.get(key, ()):
                if other not in steps:
                    found[other] = steps[key] + 1
        steps |= found
        ring = list(found)
    return steps


def _ways(network: Network, way: Path, steps: dict[str, int]) -> Iterator[Path]:
    left = steps[way[-1]]
    if left == 0:
        yield way
        return
    nearer = [other for other in network.partners.get(way[-1], ()) if steps.get(other) == left - 1]
    for other in sorted(nearer, key=lambda key: (len(network.partners[key]), key)):
        yield from _ways(network, (*way, other), steps)
