"""Lines with fewer points that look the same: D. H. Douglas and T. K. Peucker, Cartographica 10 (1973)."""

from __future__ import annotations

import numpy as np

from matchmaker.core.maps.projection import Floats


def simplify(line: Floats, tolerance: float) -> Floats:
    """The points of a line, its ends among them, from which it strays by `tolerance` at most."""
    if len(line) < 3:
        return line
    kept = np.zeros(len(line), bool)
    kept[0] = kept[-1] = True
    most = tolerance**2
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        away = _distances(line[first + 1 : last], line[first], line[last])
        farthest = int(np.argmax(away))
        if away[farthest] > most:
            middle = first + 1 + farthest
            kept[middle] = True
            waiting += [(first, middle), (middle, last)]
    return line[kept]


def _distances(points: Floats, start: Floats, end: Floats) -> Floats:
    """How far points are from the segment between two ends, squared; a ring's ends are one point."""
    x, y = points[:, 0] - start[0], points[:, 1] - start[1]
    along_x, along_y = end[0] - start[0], end[1] - start[1]
    if length := float(along_x**2 + along_y**2):
        share = np.minimum(np.maximum((x * along_x + y * along_y) / length, 0.0), 1.0)
        x, y = x - share * along_x, y - share * along_y
    return np.asarray(x * x + y * y, float)
