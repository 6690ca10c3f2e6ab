"""The columns of a pool with those of changed profiles in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date, timedelta
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from matchmaker.core.changed.over import Column, Over, patched
from matchmaker.core.changed.stacked import Stacked
from matchmaker.core.entities import Profile, Statement
from matchmaker.core.reader import FloatArray, Numbers
from matchmaker.core.signals import Pool
from matchmaker.core.signals.pool import (
    COLUMNS,
    REACHES,
    BoolArray,
    Codes,
    Sets,
    Stated,
    columns_of,
    themes_of,
)
from matchmaker.core.sorts import UNKNOWN, Sorts, sort_of
from matchmaker.core.territory import Territory


def columns_with(
    pool: Pool, over: Over, profiles: Sequence[Profile], today: date, days: int
) -> dict[str, Any]:
    """All columns that have one number for everybody, and the lists of words behind them.

    `today` is the day of the version; `days` later all are so much older.
    """
    places, regions = Codes(pool.places.numbers), Codes(pool.regions)
    now = columns_of(profiles, places, regions, today + timedelta(days))
    older: dict[str, Any] = {name: getattr(pool, name) for name in COLUMNS}
    older["age"] = pool.age + days if days else pool.age
    found: dict[str, Any] = {name: patched(older[name], over, now[name]) for name in COLUMNS}
    return found | {"places": places, "regions": tuple(regions.numbers)}


class ChangedSets(Sets):
    """Sets of which some are others now."""

    stacked: Stacked

    def cells(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """The words of a few, by number, those of each side by side, and how many each has."""
        return self.stacked.cells(numbers)


def sets_with(base: Sets, over: Over, rows: Sequence[Iterable[str]], replaced: Numbers) -> Sets:
    """Sets of words, some of them others; those with the numbers `replaced` count no more."""
    sets = ChangedSets.__new__(ChangedSets)
    sets.codes = Codes(base.codes.numbers)
    each = [sorted({sets.codes(word) for word in row if word}) for row in rows]
    starts = np.append(0, np.cumsum([len(one) for one in each])).astype(np.int64)
    codes = np.array([code for one in each for code in one], np.int32)
    width = max(base.matrix.shape[1], len(sets.codes.numbers))
    new = csr_array((np.ones(len(codes)), codes, starts), shape=(len(each), width))
    sets.stacked = Stacked(base.matrix, over, new)
    sets.matrix = sets.stacked  # type: ignore[assignment]  # rows are taken out of it, and no more
    sizes = Column(base.sizes, over, np.diff(starts).astype(float))
    sets.sizes = sizes  # type: ignore[assignment]  # some of it are taken, and no more
    gone = base.matrix[replaced].indices
    sets.counts = np.pad(base.counts, (0, width - len(base.counts)))
    sets.counts += np.bincount(codes, minlength=width) - np.bincount(gone, minlength=width)
    return sets


def stated_with(
    base: Stated, over: Over, statements: Sequence[Sequence[Statement]], replaced: Numbers
) -> Stated:
    """All offers or needs, with those of changed profiles behind them."""
    stated, flat = copy(base), [one for own in statements for one in own]
    reach = np.array([REACHES.index(one.reach) for one in flat], np.int64)
    column = Column(base.reach, over, reach)
    stated.reach = column  # type: ignore[assignment]  # some of it are taken, and no more
    stated.kinds = sets_with(base.kinds, over, [one.cooperation for one in flat], replaced)
    return stated


def themes_with(base: Sets, over: Over, profiles: Sequence[Profile], replaced: Numbers) -> Sets:
    """The themes of everybody."""
    return sets_with(base, over, [themes_of(one) for one in profiles], replaced)


def sorts_with(base: Sorts, over: Over, profiles: Sequence[Profile]) -> Sorts:
    """Everybody's sort. One that is new works with others as often as by chance."""
    said = [sort_of(one) for one in profiles]
    words = (*base.words, *sorted({*said} - {"", *base.words}))
    number = {word: place for place, word in enumerate(words)}
    of = np.array([number.get(word, UNKNOWN) for word in said], np.int64)
    return base.with_sorts(words, patched(base.of, over, of))


def territory_with(base: Territory, over: Over, columns: dict[str, Any]) -> Territory:
    """Where everybody lives; who has no coordinates is in the middle of the others of the same region."""
    lat, lon = columns["lat"][over.numbers], columns["lon"][over.numbers]
    for group in ("nuts3", "nuts2", "country"):
        missing = np.flatnonzero(~(np.isfinite(lat) & np.isfinite(lon)))
        for code in np.unique(columns[group][over.numbers[missing]]).tolist():
            if code < 0:
                continue
            own = missing[columns[group][over.numbers[missing]] == code]
            lat[own], lon[own] = _middle(columns["lat"], columns["lon"], columns[group] == code)
    return base.with_cells(patched(base.cell, over, base.cells_of(lat, lon)))


def _middle(lat: FloatArray, lon: FloatArray, group: BoolArray) -> tuple[float, float]:
    """The mean of the points of a group that are known; NaN where none is."""
    lat, lon = lat[group], lon[group]
    known = np.isfinite(lat) & np.isfinite(lon)
    if not known.any():
        return np.nan, np.nan
    # Added up one after the other, as `located` does.
    return float(np.cumsum(lat[known])[-1] / known.sum()), float(np.cumsum(lon[known])[-1] / known.sum())
