"""Which offers answer which needs, of everybody at once.

What counts as an answer is what counts when somebody asks (`core.signals.asked`, `core.evidence`): the two
texts meet at the evidence floor, or two themes and a kind of help fit; the reach of both spans the way
between them. Who opted out neither asks nor answers here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from matchmaker.core.distance import distances_km
from matchmaker.core.entities import Statement
from matchmaker.core.evidence import ENOUGH_FOR_NEED
from matchmaker.core.index import Field
from matchmaker.core.matcher import Matcher
from matchmaker.core.reader import FloatArray, Numbers
from matchmaker.core.signals.apart import reaches
from matchmaker.core.signals.asked import OTHER_KIND
from matchmaker.core.signals.kinds import wanted_kinds
from matchmaker.core.signals.pool import UNKNOWN, BoolArray, CodeArray, Pool, themes_of

CHUNK = 500
"""So many needs are compared with all offers at once: it bounds the memory."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Pairs of a need and an offer that answers it, by their numbers (see `Exchange`).

    `fit` is the cosine of the texts, 0 where themes and kind of help alone speak for it; `km` is NaN where a
    place is not known.
    """

    need: Numbers
    offer: Numbers
    fit: FloatArray
    km: FloatArray

    def kept(self, which: BoolArray) -> Answers:
        """Some of the pairs."""
        return Answers(self.need[which], self.offer[which], self.fit[which], self.km[which])


class Exchange:
    """All open needs and offers of a network, each with a number, and the answers among them."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.pool: Pool = matcher.pool_
        people = self.pool.profiles
        self.needs: list[Statement] = [need for one in people for need in one.needs]
        self.offers: list[Statement] = [offer for one in people for offer in one.offers]
        self.asker: Numbers = self.pool.index.rows_[Field.NEEDS].owner
        self.giver: Numbers = self.pool.index.rows_[Field.OFFERS].owner

    def answers(self) -> Iterator[Answers]:
        """All answers, some hundred needs at a time."""
        for start in range(0, len(self.needs), CHUNK):
            stop = min(start + CHUNK, len(self.needs))
            yield self._judged(*_joined(self._in_words(start, stop), self._in_themes(start, stop)))

    def _judged(self, need: Numbers, offer: Numbers, fit: FloatArray) -> Answers:
        """Those of the pairs that count."""
        asker, giver = self.asker[need], self.giver[offer]
        rankable = self.pool.rankable
        open_to = (asker != giver) & rankable[asker] & rankable[giver]
        need, offer, fit, asker, giver = (each[open_to] for each in (need, offer, fit, asker, giver))
        lat, lon = self.pool.lat, self.pool.lon
        km = distances_km(lat[asker], lon[asker], lat[giver], lon[giver])
        apart = nearness(self.pool, asker, giver, km)
        spanned = (apart <= self.pool.needs.reach[need]) & (apart <= self.pool.offers.reach[offer])
        return Answers(need, offer, fit, km).kept(np.asarray(spanned, bool))

    def _in_words(self, start: int, stop: int) -> tuple[Numbers, Numbers, FloatArray]:
        index, least = self.pool.index, self.matcher.evidence
        vectors = [index.vector(((need.text, 1.0),)) for need in self.needs[start:stop]]
        row, offer, fit = index.pairs(vectors, Field.OFFERS, least)
        need = row + start
        other = self._stated[need] & (self.pool.offers.kinds.sizes[offer] > 0) & ~self._helps(need, offer)
        fit = np.where(other, OTHER_KIND * fit, fit)
        kept = fit >= least
        return need[kept], offer[kept], fit[kept]

    def _in_themes(self, start: int, stop: int) -> tuple[Numbers, Numbers, FloatArray]:
        common = csr_array(self._themes[start:stop] @ self._given_themes)
        row = np.repeat(np.arange(stop - start), np.diff(common.indptr))
        enough = common.data >= ENOUGH_FOR_NEED
        need, offer = row[enough] + start, common.indices[enough].astype(np.int64)
        helps = self._helps(need, offer)
        need, offer = need[helps], offer[helps]
        return need, offer, np.zeros(len(need))

    def _helps(self, need: Numbers, offer: Numbers) -> BoolArray:
        """Whether the offer is of a kind of help that answers the need."""
        return np.asarray((self._wanted[need] & self._given[offer]).any(axis=1), bool)

    @cached_property
    def _stated(self) -> BoolArray:
        return np.array([bool(need.cooperation) for need in self.needs], bool)

    @cached_property
    def _wanted(self) -> BoolArray:
        """Needs × kinds of offer: which kinds answer each need."""
        codes = self.pool.offers.kinds.codes.numbers
        table = np.zeros((len(self.needs), self.pool.offers.kinds.matrix.shape[1]), bool)
        for row, need in enumerate(self.needs):
            for kind in wanted_kinds(need.cooperation, self.matcher.completes or {}):
                if kind in codes:
                    table[row, codes[kind]] = True
        return table

    @cached_property
    def _given(self) -> BoolArray:
        """Offers × kinds of offer."""
        return np.asarray(self.pool.offers.kinds.matrix.toarray() > 0, bool)

    @cached_property
    def _themes(self) -> csr_array:
        """Needs × themes: those of the need, of the whole profile where the need names none."""
        codes, people = self.pool.themes.codes.numbers, self.pool.profiles
        owners = self.asker.tolist()
        rows = [n.themes or themes_of(people[i]) for n, i in zip(self.needs, owners, strict=True)]
        cells = [(i, codes[key]) for i, row in enumerate(rows) for key in set(row) if key in codes]
        where = np.array(cells, np.int64).reshape(-1, 2)
        shape = (len(rows), self.pool.themes.matrix.shape[1])
        return csr_array((np.ones(len(cells)), (where[:, 0], where[:, 1])), shape=shape)

    @cached_property
    def _given_themes(self) -> csr_array:
        """Themes × offers: those of everybody who offers, of all that they say."""
        return csr_array(self.pool.themes.matrix[self.giver].T)


def nearness(pool: Pool, one: Numbers, other: Numbers, km: FloatArray) -> CodeArray:
    """The narrowest reach that spans each pair, as `Asked.nearness` has it for one who asks."""

    def same(column: CodeArray) -> BoolArray:
        return np.asarray((column[one] == column[other]) & (column[one] != UNKNOWN), bool)

    steps = reaches(same(pool.country), same(pool.nuts2), same(pool.nuts3), km)
    steps[(pool.country[one] == UNKNOWN) & np.isnan(pool.lat[one])] = 0
    return steps


def _joined(
    words: tuple[Numbers, Numbers, FloatArray], themes: tuple[Numbers, Numbers, FloatArray]
) -> tuple[Numbers, Numbers, FloatArray]:
    """The pairs of both, each once; words come first, so that their cosine stays."""
    need, offer, fit = (np.concatenate(pair) for pair in zip(words, themes, strict=True))
    width = int(offer.max(initial=0)) + 1
    _, first = np.unique(need * width + offer, return_index=True)
    return need[first], offer[first], fit[first]
