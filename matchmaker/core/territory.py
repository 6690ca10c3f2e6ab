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

from matchmaker.core.arrays import taken
from matchmaker.core.distance import distances_km
from matchmaker.core.few import twin
from matchmaker.core.few_rows import loops
from matchmaker.core.reader import FloatArray
from matchmaker.core.sealing import sealed
from matchmaker.core.sparse import Array, Arrays, cells, named, of_cells, part

Numbers = npt.NDArray[np.int64]

SCALE_KM = 80.0
"""How fast a place speaks less for another one; 30 to 150 made no difference on the past of two networks."""

MOST_CELLS = 1500
"""So many places are kept apart; with more, neighbouring ones are joined, a step coarser each time."""

STEPS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2)
"""Degrees that a cell is wide."""

NOWHERE = -1

WIDE = 100_000.0
"""More steps than there are around the globe."""

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
        self.corners, self.step, self._of_all = corners, step, self.cell
        self.kernel = _kernel(*(corners * step).T) if len(corners) else np.zeros((0, 0))
        inside = csr_array((np.ones(len(known)), (known, self.cell[known])), shape=(len(lat), len(corners)))
        self.ties = csr_array(inside.T @ weights @ inside)
        self.heads: FloatArray = self.kernel @ np.asarray(inside.sum(axis=0), float).ravel()
        self._few, self._kept = False, dict[Hashable, FloatArray]()
        self._kept_of_groups = dict[Hashable, FloatArray]()
        self._total, self._size = float(weights.sum()), len(lat)
        self._lifts: FloatArray | None = None

    def arrays(self) -> dict[str, Array]:
        """All but the points, as arrays to be written down."""
        columns: dict[str, Array] = {"cell": self.cell, "kernel": self.kernel, "heads": self.heads}
        columns |= {"corners": self.corners, "total": np.array([self._total, self.step])}
        # Each takes a product with the whole kernel, a millisecond for whoever asks first from a place.
        lifts = [self._lift(self.of_place(cell), None) for cell in range(len(self.heads))]
        columns["lifts"] = np.array(lifts).reshape(self.kernel.shape)
        return columns | named(ties=cells(self.ties))

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Territory:
        """The territory of such arrays, which may be mapped files; none is copied.

        It does not know the points that it was made of, and so never has the `same_places` as another.
        """
        made = cls.__new__(cls)
        made._points = np.empty(0), np.empty(0)
        made.cell = made._of_all = arrays["cell"]
        made.kernel, made.heads = arrays["kernel"], arrays["heads"]
        made.corners, made.ties = arrays["corners"], of_cells(part(arrays, "ties"))
        made._few, made._kept, made._kept_of_groups, made._size = False, {}, {}, len(made.cell)
        made._total, made.step = arrays["total"].tolist()
        made._lifts = arrays["lifts"]
        return made

    def with_cells(self, cell: Numbers) -> Territory:
        """The same places and ties, but some live elsewhere: the number of everybody's place as it is now.

        How many live around each place, and how often two work together, stays as it was counted.
        """
        moved = copy(self)
        moved.cell = moved._of_all = cell
        # What is lifted from a place does not depend on who lives there, that from a group of people does.
        moved._kept_of_groups = {}
        return moved

    def cells_of(self, lat: FloatArray, lon: FloatArray) -> Numbers:
        """The number of the place of each of these points.

        Where nobody lived when the places were counted the nearest one speaks for it, if any is near enough.
        """
        found: Numbers = np.full(len(lat), NOWHERE)
        if not len(self.corners):
            return found
        known = np.flatnonzero(np.isfinite(lat) & np.isfinite(lon))
        points = np.stack([np.round(lat[known] / self.step), np.round(lon[known] / self.step)], axis=1)
        # Corners ascend, first by latitude and then by longitude, and so do these.
        keys, wanted = (one[:, 0] * WIDE + one[:, 1] for one in (self.corners, points))
        places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        there = keys[places] == wanted
        found[known[there]] = places[there]
        for number in known[~there].tolist():
            km = distances_km(float(lat[number]), float(lon[number]), *(self.corners * self.step).T)
            if km.min() <= SCALE_KM:
                found[number] = int(np.argmin(km))
        return found

    def same_places(self, lat: FloatArray, lon: FloatArray) -> bool:
        """Whether these are the points that it was made of."""
        pairs = zip(self._points, (lat, lon), strict=True)
        return all(np.array_equal(mine, yours, equal_nan=True) for mine, yours in pairs)

    def take(self, numbers: Numbers) -> Territory:
        """The same places and ties, told of a few: their cells, in the order of these numbers.

        People are still given by their number among all; whose part is asked for is looked up among all.
        """
        few = twin(self)
        few.cell, few._few = taken(self.cell, numbers), True
        return few

    def around(self, people: FloatArray, numbers: Numbers | None = None) -> FloatArray:
        """How much everybody is where these people are, against being anywhere: 1 is no more than chance.

        `people` has a weight for everybody, or for those with these `numbers` alone; its sum should be one.
        """
        share = self._share(people, numbers)
        # A few people live in a few places, and one speaks for another as much as the other for it.
        some = np.flatnonzero(share)
        spread = combined(self.kernel, some, share[some], self._size) if self._few else self.kernel @ share
        return self._everybody(spread * self._size / np.maximum(self.heads, 1e-12))

    def lift(self, where: FloatArray, own: Part | None = None) -> FloatArray:
        """How often people from `where` (a share for each place) worked with people from everybody's place.

        1 is as often as any two of the network. `own` is what shall not count of it (see `part_of`).
        """
        return self._everybody(self._lift(where, own))

    def lift_of(self, key: Hashable, where: Callable[[], FloatArray]) -> FloatArray:
        """The same for one of few starting points, which is worked out once and remembered, or written down.

        Its key is the number of a place, or any name of a group of people.
        """
        if self._lifts is not None and isinstance(key, int):
            return self._everybody(self._lifts[key])
        known = self._kept if isinstance(key, int) else self._kept_of_groups
        if key not in known:
            known[key] = self._lift(where(), None)
        return self._everybody(known[key])

    def _lift(self, where: FloatArray, own: Part | None) -> FloatArray:
        """The lift of every place."""
        total = self._total - (own.weight if own else 0.0)
        if total <= NEXT_TO_NOTHING * self._total:
            return np.zeros(len(self.heads))
        reached = np.asarray(self.ties.T @ where)
        if own is not None:
            reached = reached - own.reached
        rate = self.kernel @ reached / np.maximum(self.heads, 1e-12)
        return np.asarray(np.maximum(rate, 0.0) * max(1, self._size) ** 2 / total)

    def of_place(self, cell: int) -> FloatArray:
        """The share with which each place speaks for one of them, per head."""
        share: FloatArray = self.kernel[cell] / max(float(self.heads[cell]), 1e-12)
        return share

    def of_people(self, people: FloatArray) -> FloatArray:
        """The same for a group of people, the mean of their places; their weights sum to one."""
        share = self._share(people)
        return np.asarray(self.kernel @ (share / np.maximum(self.heads, 1e-12)))

    def part_of(self, asker: int, partners: Numbers, weights: FloatArray) -> Part:
        """What the ties of one stakeholder add, which are to these partners and of these weights."""
        cell = int(self.cell[asker])
        where, there = self.of_place(cell), self._share(weights, partners)
        added: FloatArray = where[cell] * there
        added[cell] += float(where @ there)
        # A tie stands in the row of either end.
        return Part(added, 2.0 * float(weights.sum()))

    def _share(self, people: FloatArray, numbers: Numbers | None = None) -> FloatArray:
        """The weight of each place: that of the people there, everybody or those with these numbers."""
        cells = self._of_all if numbers is None else self._of_all[numbers]
        # One place more than there are, before the first, for those whose place is not known.
        found = np.bincount(cells + 1, people, minlength=len(self.heads) + 1)[1:]
        return np.asarray(found, float)

    def _everybody(self, by_cell: FloatArray) -> FloatArray:
        """The value of everybody's place; zero where it is not known."""
        return np.append(by_cell, 0.0)[self.cell]


def combined(matrix: FloatArray, rows: Numbers, weights: FloatArray, size: int) -> FloatArray:
    """The sum of some rows of a full matrix, each times its weight.

    Rows tell of `size` stakeholders; how sums are rounded differs between the two ways.
    """
    fast = loops(size)
    if fast is not None:
        found: FloatArray = fast.combined(sealed(matrix), rows, weights)
        return found
    return np.asarray(weights @ matrix[rows], float)


def _kernel(lat: FloatArray, lon: FloatArray) -> FloatArray:
    rows = [distances_km(a, b, lat, lon) for a, b in zip(lat.tolist(), lon.tolist(), strict=True)]
    return np.exp(-np.array(rows) / SCALE_KM)
