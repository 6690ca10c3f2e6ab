"""Which places work together: ties between places, smoothed over the distance around both.

How often somebody from around A has worked with somebody from around B says more of the next tie than the
distance between A and B: programmes, languages and markets join some places and not others. The smoothing is
a kernel e^(−km/80) on both sides, per head (Nadaraya 1964, Watson 1964, here on the ties of a network).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from copy import copy
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core.distance import distances_km
from matchmaker.core.reader import FloatArray
from matchmaker.core.sparse import Array, Arrays, cells, named, of_cells, part

Numbers = npt.NDArray[np.int64]

SCALE_KM = 80.0
"""How fast a place speaks less for another one; 30 to 150 made no difference on the past of two networks."""

MOST_CELLS = 1500
"""So many places are kept apart; with more, neighbouring ones are joined, a step coarser each time."""

STEPS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2)
"""Degrees that a cell is wide."""

NOWHERE = -1

NEXT_TO_NOTHING = 1e-9
"""What is left of all ties by rounding alone, where there are none but those that shall not count."""


class Part(NamedTuple):
    """What the ties of one stakeholder add to what its place reaches, and to the weight of all ties."""

    reached: FloatArray
    weight: float


def located(lat: FloatArray, lon: FloatArray, groups: Sequence[Numbers]) -> tuple[FloatArray, FloatArray]:
    """Coordinates, gaps filled by the mean of a group, the narrowest first; a number below 0 is no group."""
    lat, lon = lat.copy(), lon.copy()
    known = np.isfinite(lat) & np.isfinite(lon)
    for group in groups:
        use = known & (group >= 0)
        size = int(group.max(initial=-1)) + 1
        count = np.bincount(group[use], minlength=size)
        missing = ~(np.isfinite(lat) & np.isfinite(lon)) & (group >= 0)
        missing[missing] = count[group[missing]] > 0
        for values in (lat, lon):
            total = np.bincount(group[use], weights=values[use], minlength=size)
            values[missing] = total[group[missing]] / count[group[missing]]
    return lat, lon


class Territory:
    """The places of a network and the ties between them.

    `cell` is the number of everybody's place, -1 where it is not known; `ties` the weight of the ties between
    two places; `kernel` how much one place speaks for another; `heads` how many live around each.
    """

    def __init__(self, lat: FloatArray, lon: FloatArray, weights: csr_array) -> None:
        self._points = lat, lon
        known = np.flatnonzero(np.isfinite(lat) & np.isfinite(lon))
        self.cell: Numbers = np.full(len(lat), NOWHERE)
        corners = np.empty((0, 2))
        for step in STEPS:
            points = np.stack([np.round(lat[known] / step), np.round(lon[known] / step)], axis=1)
            corners, self.cell[known] = np.unique(points, axis=0, return_inverse=True)
            if len(corners) <= MOST_CELLS:
                break
        self.kernel = _kernel(*(corners * step).T) if len(corners) else np.zeros((0, 0))
        self._in = csr_array((np.ones(len(known)), (known, self.cell[known])), shape=(len(lat), len(corners)))
        self.ties = csr_array(self._in.T @ weights @ self._in)
        self.heads: FloatArray = self.kernel @ np.asarray(self._in.sum(axis=0), float).ravel()
        self._few, self._kept = False, dict[Hashable, FloatArray]()
        self._total, self._pairs = float(weights.sum()), max(1, len(lat)) ** 2

    def arrays(self) -> dict[str, Array]:
        """All but the points, as arrays to be written down."""
        columns: dict[str, Array] = {"cell": self.cell, "kernel": self.kernel, "heads": self.heads}
        columns["total"] = np.array([self._total])
        return columns | named(inhabitants=cells(self._in), ties=cells(self.ties))

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Territory:
        """The territory of such arrays, which may be mapped files; none is copied.

        It does not know the points that it was made of, and so never has the `same_places` as another.
        """
        made = cls.__new__(cls)
        made._points = np.empty(0), np.empty(0)
        made.cell, made.kernel, made.heads = arrays["cell"], arrays["kernel"], arrays["heads"]
        made._in, made.ties = of_cells(part(arrays, "inhabitants")), of_cells(part(arrays, "ties"))
        made._few, made._kept = False, {}
        made._total, made._pairs = float(arrays["total"][0]), max(1, len(made.cell)) ** 2
        return made

    def same_places(self, lat: FloatArray, lon: FloatArray) -> bool:
        """Whether these are the points that it was made of."""
        pairs = zip(self._points, (lat, lon), strict=True)
        return all(np.array_equal(mine, yours, equal_nan=True) for mine, yours in pairs)

    def take(self, numbers: Numbers) -> Territory:
        """The same places and ties, told of a few: their cells, in the order of these numbers.

        People are still given by their number among all; whose part is asked for is looked up among all.
        """
        few = copy(self)
        few.cell, few._few = self.cell[numbers], True
        return few

    def around(self, people: FloatArray, numbers: Numbers | None = None) -> FloatArray:
        """How much everybody is where these people are, against being anywhere: 1 is no more than chance.

        `people` has a weight for everybody, or for those with these `numbers` alone; its sum should be one.
        """
        there = self._in if numbers is None else self._in[numbers]
        share = np.asarray(there.T @ people)
        # A few people live in a few places, and one speaks for another as much as the other for it.
        some = np.flatnonzero(share) if self._few else slice(None)
        spread = share[some] @ self.kernel[some] if self._few else self.kernel @ share
        return self._everybody(spread * self._in.shape[0] / np.maximum(self.heads, 1e-12))

    def lift(self, where: FloatArray, own: Part | None = None) -> FloatArray:
        """How often people from `where` (a share for each place) worked with people from everybody's place.

        1 is as often as any two of the network. `own` is what shall not count of it (see `part_of`).
        """
        return self._everybody(self._lift(where, own))

    def lift_of(self, key: Hashable, where: Callable[[], FloatArray]) -> FloatArray:
        """The same for one of few starting points, by a key, which is worked out once and remembered."""
        if key not in self._kept:
            self._kept[key] = self._lift(where(), None)
        return self._everybody(self._kept[key])

    def _lift(self, where: FloatArray, own: Part | None) -> FloatArray:
        """The lift of every place."""
        total = self._total - (own.weight if own else 0.0)
        if total <= NEXT_TO_NOTHING * self._total:
            return np.zeros(len(self.heads))
        reached = np.asarray(self.ties.T @ where)
        if own is not None:
            reached = reached - own.reached
        rate = self.kernel @ reached / np.maximum(self.heads, 1e-12)
        return np.asarray(np.maximum(rate, 0.0) * self._pairs / total)

    def of_place(self, cell: int) -> FloatArray:
        """The share with which each place speaks for one of them, per head."""
        share: FloatArray = self.kernel[cell] / max(float(self.heads[cell]), 1e-12)
        return share

    def of_people(self, people: FloatArray) -> FloatArray:
        """The same for a group of people, the mean of their places; their weights sum to one."""
        share = np.asarray(self._in.T @ people)
        return np.asarray(self.kernel @ (share / np.maximum(self.heads, 1e-12)))

    def part_of(self, asker: int, row: csr_array) -> Part:
        """What the ties of one stakeholder, its `row` of the network, add."""
        cell = int(self.cell[asker])
        where, partners = self.of_place(cell), np.asarray((row @ self._in).toarray()).ravel()
        added: FloatArray = where[cell] * partners
        added[cell] += float(where @ partners)
        # A tie stands in the row of either end.
        return Part(added, 2.0 * float(row.sum()))

    def _everybody(self, by_cell: FloatArray) -> FloatArray:
        """The value of everybody's place; zero where it is not known."""
        return np.append(by_cell, 0.0)[self.cell]


def _kernel(lat: FloatArray, lon: FloatArray) -> FloatArray:
    rows = [distances_km(a, b, lat, lon) for a, b in zip(lat.tolist(), lon.tolist(), strict=True)]
    return np.exp(-np.array(rows) / SCALE_KM)
