"""Whom a question is put to in a network with changes."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from matchmaker.core.answers import Query
from matchmaker.core.candidates import Candidates
from matchmaker.core.changed.documents import ChangedDocuments, Mask
from matchmaker.core.changed.over import Over
from matchmaker.core.near.places import Places
from matchmaker.core.reader import Numbers
from matchmaker.core.signals import Asked, Pool


class Everyone(Candidates):
    """All who are there: whom a question is put to in a small network."""

    def __init__(self, pool: Pool) -> None:
        self.pool, self.nearest = pool, 0

    def warm(self) -> None:
        """Nothing has to be loaded."""

    def among(self, asked: Asked, query: Query) -> Numbers:
        """Everybody's number, ascending."""
        return np.arange(len(self.pool)) if self.pool.present is None else self.pool.present


class ChangedCandidates(Candidates):
    """The candidates of a network with changes since those of `before`."""

    before: Candidates

    @cached_property
    def _of_rankable(self) -> Mask:  # type: ignore[override]  # given to the documents alone
        """Of the documents that stand those of before, for whoever is another now has none among them."""
        return Mask(self.before._of_rankable, self.pool.rankable[self.documents.owner])


def candidates_with(base: Candidates | None, pool: Pool, over: Over) -> Candidates:
    """The candidates of a pool with changes, or everybody where the version has no indexes."""
    if base is None:
        return Everyone(pool)
    documents = ChangedDocuments(base.documents, over, pool.index.rows_)
    made = ChangedCandidates.of(pool, base.nearest, documents, places_with(base, pool, over))
    made.before = base
    return made


def places_with(base: Candidates, pool: Pool, over: Over) -> Places:
    """Where everybody is, but for those who are elsewhere now."""
    lat, lon = pool.lat[over.numbers], pool.lon[over.numbers]
    before = np.full((2, len(lat)), np.nan)
    old = over.numbers < len(base.pool.lat)
    before[:, old] = base.pool.lat[over.numbers[old]], base.pool.lon[over.numbers[old]]
    # What is not known is not equal to itself: whoever had no place is looked at as one who moved.
    moved = (before[0] != lat) | (before[1] != lon)
    points = zip(over.numbers[moved].tolist(), lat[moved].tolist(), lon[moved].tolist(), strict=True)
    return base.places.with_changes(
        {number: (a, b) if a == a and b == b else None for number, a, b in points}
    )
