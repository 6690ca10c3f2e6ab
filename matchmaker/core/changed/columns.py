"""The columns of a pool with those of changed profiles in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np

from matchmaker.core.changed.over import Over, patched
from matchmaker.core.entities import Profile
from matchmaker.core.reader import FloatArray
from matchmaker.core.signals import Pool
from matchmaker.core.signals.pool import COLUMNS, BoolArray, columns_of
from matchmaker.core.signals.sets import Codes
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
