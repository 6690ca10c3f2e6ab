"""Whom a question is put to in a large network: the nearest in words, along the ties, and on the map.

To score everybody takes as long as they are many. So in a large network only the union of three lists is
scored, each found by an index of its own; what a signal finds of one of them is what it would find among
everybody. Four in five of the best twenty are on two of the lists or more, so one list alone would not do
(docs/index.md says what the union misses).
"""

from __future__ import annotations

from functools import cached_property
from typing import Self

import numpy as np

from matchmaker.core.answers import Query
from matchmaker.core.documents import Documents, added, scaled
from matchmaker.core.entities import Reach
from matchmaker.core.few import merged
from matchmaker.core.index import Field
from matchmaker.core.narrowing import narrowed
from matchmaker.core.near.closest import closest
from matchmaker.core.near.places import Places
from matchmaker.core.reader import NOTHING, Numbers
from matchmaker.core.signals import Asked, Pool
from matchmaker.core.signals.exchange import ABOUT_SHARE
from matchmaker.core.signals.pool import REACHES, BoolArray, home_country
from matchmaker.core.sparse import Array, Arrays, named, part
from matchmaker.core.warming import warm

NEAREST = 500
"""So many are taken by words, so many along the ties, and so many on the map."""

SUBJECT_SHARE = 0.3
"""Similar work counts so much beside a need that meets an offer when texts are looked for."""

TEXTS_EACH = 1.6
"""So many texts are looked for to find one stakeholder: some are found by several of theirs."""


NOBODY: Numbers = np.empty(0, np.int64)


class Candidates:
    """The three indexes of one fitted pool of one or more; the constructor builds them, the rest only reads.

    Each list is `nearest` stakeholders long.
    """

    def __init__(self, pool: Pool, nearest: int = NEAREST) -> None:
        self._over(pool, nearest, Documents(pool.index.rows_), Places.of(pool.lat, pool.lon))
        self.warm()

    def _over(self, pool: Pool, nearest: int, documents: Documents, places: Places) -> None:
        self.pool, self.nearest, self.documents, self.places = pool, nearest, documents, places
        # Whoever asks who did something like a question is answered by the same documents.
        pool.index.finder_ = documents

    def warm(self) -> None:
        """Load the loops, and compile them where nobody has before, so that no reader waits for that."""
        warm(self.pool.network)

    def arrays(self) -> dict[str, Array]:
        """The three indexes as arrays to be written down, but for the ties, which the network has."""
        return self.documents.arrays() | named(places=self.places.arrays())

    @classmethod
    def from_arrays(cls, arrays: Arrays, pool: Pool, nearest: int = NEAREST) -> Candidates:
        """The indexes of such arrays, which may be mapped files; none is copied, and no loop is loaded."""
        documents = Documents.from_arrays(arrays, len(Field))
        return cls.of(pool, nearest, documents, Places.from_arrays(part(arrays, "places")))

    @classmethod
    def of(cls, pool: Pool, nearest: int, documents: Documents, places: Places) -> Self:
        """The indexes that were made before."""
        made = cls.__new__(cls)
        made._over(pool, nearest, documents, places)
        return made

    def among(self, asked: Asked, query: Query) -> Numbers:
        """The numbers of those whom a question is worth asking about, ascending.

        Where a reader narrows the list, those who pass are looked for as well as all: the counts beside the
        filters tell of both.
        """
        found = self._union(asked, query, self.rankable)
        mask = narrowed(query, self.pool)
        if mask is None:
            return found
        return merged([found, self._union(asked, query, mask & self.pool.rankable)], len(self.pool))

    @cached_property
    def rankable(self) -> BoolArray | None:
        """Who may be suggested at all; None if everybody may."""
        return None if self.pool.rankable.all() else self.pool.rankable

    @cached_property
    def _of_rankable(self) -> BoolArray | None:
        """Whose documents may be found where nothing narrows the list: worked out once."""
        return self.documents.mask(self.rankable)

    def _union(self, asked: Asked, query: Query, allowed: BoolArray | None) -> Numbers:
        # Whoever is left out later must not take the place of another.
        most = self.nearest + len(query.exclude) + 1
        words = self._by_words(asked, most, _both(allowed, _reached(asked)))
        lists = words, self._by_ties(asked, most, allowed), self._by_place(asked, most, allowed)
        return merged(lists, len(self.pool))

    def _by_words(self, asked: Asked, most: int, allowed: BoolArray | None) -> Numbers:
        """Whose best text meets the question best, whichever of their texts it is."""
        mask = self._of_rankable if allowed is self.rankable else self.documents.mask(allowed)
        wanted, given = added(asked.needed), () if asked.focused else asked.offered
        about = NOTHING if asked.focused else asked.about
        question = self.documents.question(
            [
                [wanted],
                [*given, scaled(asked.about, ABOUT_SHARE)],
                [scaled(about, SUBJECT_SHARE), scaled(wanted, ABOUT_SHARE)],
            ]
        )
        return self.documents.whose(question, int(TEXTS_EACH * most), most, allowed=mask)

    def _by_ties(self, asked: Asked, most: int, allowed: BoolArray | None) -> Numbers:
        """Whom one meets most who walks along the ties: one's own, or those of who did something like it."""
        # Partners are never suggested, and they are met most.
        own = self.pool.network.ties.partners(asked.linked).indices if asked.linked is not None else NOBODY
        walk = asked.doers_walk if asked.focused else asked.own_walk
        return walk.highest(most, but=own, allowed=allowed)

    def _by_place(self, asked: Asked, most: int, allowed: BoolArray | None) -> Numbers:
        if asked.profile.lat is None or asked.profile.lon is None:
            return NOBODY
        return closest(self.places, asked.profile.lat, asked.profile.lon, most, allowed=allowed)


def _reached(asked: Asked) -> BoolArray | None:
    """Who is in the country beyond which the need does not reach; None if it counts anywhere.

    Those across a border who are near enough are found on the map.
    """
    if asked.need is None or REACHES[asked.needs_reach] is Reach.EUROPEAN or not home_country(asked.profile):
        return None
    return asked.same_country


def _both(one: BoolArray | None, other: BoolArray | None) -> BoolArray | None:
    """Who is in both masks; None is everybody."""
    return (one if other is None else other) if one is None or other is None else one & other
