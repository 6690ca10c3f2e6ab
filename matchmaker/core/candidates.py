"""Whom a question is put to in a large network: the nearest in words, along the ties, and on the map.

To score everybody takes as long as they are many. So in a large network only the union of three lists is
scored, each found by an index of its own; what a signal finds of one of them is what it would find among
everybody. Four in five of the best twenty are on two of the lists or more, so one list alone would not do
(docs/index.md says what the union misses).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
from scipy.sparse import block_diag, csr_array

from matchmaker.core.answers import Query
from matchmaker.core.entities import Reach
from matchmaker.core.index import Field
from matchmaker.core.narrowing import narrowed
from matchmaker.core.near.nearest import nearest as nearest_on_map
from matchmaker.core.near.places import Places
from matchmaker.core.postings.blocks import Postings
from matchmaker.core.postings.search import top, warm
from matchmaker.core.reader import NOTHING, FloatArray, Numbers, Vector
from matchmaker.core.signals import Asked, Pool
from matchmaker.core.signals.exchange import ABOUT_SHARE
from matchmaker.core.signals.pool import REACHES, BoolArray, home_country
from matchmaker.core.sparse import Array, Arrays, named, part

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
        self.pool, self.nearest = pool, nearest
        rows = [pool.index.rows_[field] for field in Field]
        self.texts = Postings.of(csr_array(block_diag([one.matrix for one in rows], format="csr")))
        self.owner: Numbers = np.concatenate([one.owner for one in rows])
        self.places = Places.of(pool.lat, pool.lon)
        self.warm()

    def warm(self) -> None:
        """Load the loops, and compile them where nobody has before, so that no reader waits for that."""
        warm()
        self.pool.network.push(np.zeros(1, np.int64), np.ones(1))

    def arrays(self) -> dict[str, Array]:
        """The three indexes as arrays to be written down, but for the ties, which the network has."""
        return {"owner": self.owner} | named(texts=self.texts.arrays(), places=self.places.arrays())

    @classmethod
    def from_arrays(cls, arrays: Arrays, pool: Pool, nearest: int = NEAREST) -> Candidates:
        """The indexes of such arrays, which may be mapped files; none is copied, and no loop is loaded."""
        made = cls.__new__(cls)
        made.pool, made.nearest, made.owner = pool, nearest, arrays["owner"]
        made.texts = Postings.from_arrays(part(arrays, "texts"))
        made.places = Places.from_arrays(part(arrays, "places"))
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
        return np.union1d(found, self._union(asked, query, mask & self.pool.rankable))

    @cached_property
    def rankable(self) -> BoolArray | None:
        """Who may be suggested at all; None if everybody may."""
        return None if self.pool.rankable.all() else self.pool.rankable

    def _union(self, asked: Asked, query: Query, allowed: BoolArray | None) -> Numbers:
        # Whoever is left out later must not take the place of another.
        most = self.nearest + len(query.exclude) + 1
        words = self._by_words(asked, most, _both(allowed, _reached(asked)))
        lists = words, self._by_ties(asked, most, allowed), self._by_place(asked, most, allowed)
        return np.unique(np.concatenate(lists))

    def _by_words(self, asked: Asked, most: int, allowed: BoolArray | None) -> Numbers:
        """Whose best text meets the question best, whichever of their texts it is."""
        width, mask = self.pool.index.width_, None if allowed is None else allowed[self.owner]
        wanted, given = _sum(asked.needed), NOTHING if asked.focused else _sum(asked.offered)
        about = NOTHING if asked.focused else asked.about
        question = _beside(
            [
                wanted,
                _sum([given, _scaled(asked.about, ABOUT_SHARE)]),
                _sum([_scaled(about, SUBJECT_SHARE), _scaled(wanted, ABOUT_SHARE)]),
            ],
            width,
        )
        texts = top(self.texts, question, int(TEXTS_EACH * most), allowed=mask).numbers
        owners = self.owner[texts]
        first = np.sort(np.unique(owners, return_index=True)[1])
        return owners[first][:most]

    def _by_ties(self, asked: Asked, most: int, allowed: BoolArray | None) -> Numbers:
        """Whom one meets most who walks along the ties: one's own, or those of who did something like it."""
        # Partners are never suggested, and they are met most.
        own = self.pool.network.ties.partners(asked.linked).indices if asked.linked is not None else NOBODY
        walk = asked.doers_walk if asked.focused else asked.own_walk
        found = walk.top(most + len(own), allowed=allowed).numbers
        return found[~np.isin(found, own)][:most]

    def _by_place(self, asked: Asked, most: int, allowed: BoolArray | None) -> Numbers:
        if asked.profile.lat is None or asked.profile.lon is None:
            return NOBODY
        return nearest_on_map(
            self.places, asked.profile.lat, asked.profile.lon, most, allowed=allowed
        ).numbers


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


def _sum(vectors: Iterable[Vector]) -> Vector:
    """Several vectors added up."""
    some = [one for one in vectors if not one.empty]
    if len(some) < 2:
        return some[0] if some else NOTHING
    ids, places = np.unique(np.concatenate([one.ids for one in some]), return_inverse=True)
    values = np.bincount(places, weights=np.concatenate([one.values for one in some]))
    return Vector(ids, values.astype(float))


def _scaled(vector: Vector, share: float) -> Vector:
    return Vector(vector.ids, vector.values * share)


def _beside(parts: Sequence[Vector], width: int) -> tuple[Numbers, FloatArray]:
    """One question of as many fields as there are parts, each `width` terms wide."""
    ids = [part.ids.astype(np.int64) + place * width for place, part in enumerate(parts)]
    return np.concatenate(ids), np.concatenate([part.values for part in parts])
