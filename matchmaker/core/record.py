"""The track record: who took part in what, how often, and how lately."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from matchmaker.core.arrays import taken
from matchmaker.core.entities import Activity, Link
from matchmaker.core.few import twin
from matchmaker.core.reader import FloatArray, Numbers
from matchmaker.core.rows import spans
from matchmaker.core.sparse import Array, Arrays, cells, named, of_cells, part

YEAR = 365.0

UNDATED = 3.0
"""What has no day counts as if it had begun so many years ago."""


class Record:
    """The activities of the stakeholders `ids`, in the order given; members nobody knows are left out.

    `part` (stakeholders × activities) has a one where somebody took part, `sizes` how many known members an
    activity has. `times` counts the activities of each stakeholder; `recent` counts them too, a year old one
    for a third; where some have a day, those without are not counted. `done` tells who took part in any.
    Where no activity is known a tie stands for one.
    """

    def __init__(
        self, ids: Sequence[str], activities: Sequence[Activity], links: Iterable[Link], today: date
    ) -> None:
        self.activities = tuple(activities)
        number = {key: i for i, key in enumerate(ids)}
        cells = [(number[m], a) for a, one in enumerate(activities) for m in set(one.members) if m in number]
        where = np.array(cells, int).reshape(-1, 2)
        shape = (len(ids), len(activities))
        self.part = csr_array((np.ones(len(cells)), (where[:, 0], where[:, 1])), shape=shape)
        self.sizes: FloatArray = np.bincount(where[:, 1], minlength=len(activities)).astype(float)
        self.done = np.bincount(where[:, 0], minlength=len(ids)) > 0
        dated = np.array([one.day is not None for one in activities], bool)
        counted = (dated if dated.any() else ~dated).astype(float)
        fresh = counted * np.exp(
            -years_since(today, [one.day for one in activities], [None] * len(activities))
        )
        self.times: FloatArray = np.asarray(self.part @ counted, float)
        self.recent: FloatArray = np.asarray(self.part @ fresh, float)
        if not cells:
            self._of_ties(number, links, today)

    def _of_ties(self, number: dict[str, int], links: Iterable[Link], today: date) -> None:
        ties = [one for one in links if one.a in number and one.b in number and one.a != one.b]
        ties = [one for one in ties if one.weight > 0]
        fresh = np.exp(-years_since(today, [one.day for one in ties], [one.since for one in ties]))
        for ends in ([number[one.a] for one in ties], [number[one.b] for one in ties]):
            self.times += np.bincount(np.array(ends, int), minlength=len(self.times))
            self.recent += np.bincount(np.array(ends, int), fresh, minlength=len(self.recent))

    def arrays(self) -> dict[str, Array]:
        """The record as arrays to be written down.

        Raises ValueError where there are activities: their texts are no arrays.
        """
        if self.activities:
            raise ValueError("a record of activities is not kept")
        columns: dict[str, Array] = {"times": self.times, "recent": self.recent, "done": self.done}
        return columns | named(part=cells(self.part))

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Record:
        """The record of such arrays, which may be mapped files; none is copied."""
        record = cls.__new__(cls)
        record.activities, record.sizes = (), np.zeros(0)
        record.part, record.done = of_cells(part(arrays, "part")), arrays["done"]
        record.times, record.recent = arrays["times"], arrays["recent"]
        return record

    def take(self, numbers: Numbers) -> Record:
        """How often and how lately for a few, in the order of these numbers.

        Who took part in what (`part`, and all that is asked by number) stays that of all.
        """
        few = twin(self)
        few.times, few.recent = taken(self.times, numbers), taken(self.recent, numbers)
        few.done = taken(self.done, numbers)
        return few

    @cached_property
    def members(self) -> csr_array:
        """The transpose of `part`: who took part in each activity."""
        return self.part.T.tocsr()

    def acquainted(self, asker: int) -> Numbers:
        """The numbers of those who took part in anything together with one stakeholder; itself as well."""
        if not self.activities:
            return np.empty(0, np.int64)
        deeds = self.part.indices[self.part.indptr[asker] : self.part.indptr[asker + 1]]
        return np.unique(self.members.indices[spans(self.members.indptr, deeds)]).astype(np.int64)

    def met(self, asker: int) -> FloatArray:
        """In how many activities everybody took part together with one stakeholder, given by number."""
        return np.asarray(self.part @ self.part[[asker]].toarray().ravel())


def years_since(today: date, days: Sequence[date | None], years: Sequence[int | None]) -> FloatArray:
    """How many years ago things began, by their days, else by their years; never less than none."""
    day = np.array([np.nan if one is None else one.toordinal() for one in days], float)
    year = np.array([np.nan if one is None else one for one in years], float)
    found = np.where(np.isnan(day), today.year - year, (today.toordinal() - day) / YEAR)
    return np.where(np.isnan(found), UNDATED, np.maximum(found, 0.0))
