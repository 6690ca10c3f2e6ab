"""Filters over scored candidates, and the counts beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from matchmaker.core.accounts import Account
from matchmaker.core.answers import Cutoffs, Facets, Query
from matchmaker.core.entities import Kind, Level
from matchmaker.core.reader import FloatArray, Numbers
from matchmaker.core.signals import Asked, Pool, Reading
from matchmaker.core.signals.pool import KINDS, UNKNOWN, BoolArray, nuts_country
from matchmaker.core.telling import Case


@dataclass(frozen=True)
class Scored:
    """The score of every candidate for one query, and who may be suggested at all.

    Candidates are everybody, or the few who were asked about: all columns are of them, in their order.
    """

    asked: Asked
    cutoffs: Cutoffs
    readings: Mapping[str, Reading]
    parts: Mapping[str, FloatArray]
    score: FloatArray
    evidence: FloatArray
    allowed: BoolArray = field(repr=False)
    unshifted: FloatArray = field(repr=False)
    """The score with the network's own weights: levels go by it, whatever weights the reader wishes for."""
    free: BoolArray = field(repr=False)
    """Who may be suggested as soon as there is evidence; `allowed` are those for whom there is."""

    cases: dict[int, Case] = field(default_factory=dict, repr=False)
    unproven: set[int] = field(default_factory=set)
    """Who has the score of a strong match, but no words in common to show for it."""

    told: dict[int, Account] = field(default_factory=dict, repr=False)
    """The reasons worked out so far, by number."""

    @property
    def numbers(self) -> Numbers:
        """The number of each candidate among all."""
        pool = self.asked.pool
        return np.arange(len(pool)) if pool.numbers is None else pool.numbers

    def case(self, number: int) -> Case:
        """All that was measured for one candidate."""
        if number not in self.cases:
            self.cases[number] = Case(self.asked, number, self.readings, self.asked.chain(number))
        return self.cases[number]

    def id_of(self, number: int) -> str:
        """The id of one candidate: no profile has to be read for it."""
        return self.asked.pool.network.ids[self.asked.number_of(number)]

    def found(self, number: int) -> dict[str, float]:
        """What each signal contributes for one candidate."""
        return {name: float(part[number]) for name, part in self.parts.items()}

    @property
    def strong(self) -> BoolArray:
        """Who is a strong match."""
        found = (self.unshifted >= self.cutoffs.strong) & (self.evidence >= self.cutoffs.clear)
        if self.unproven:
            found[list(self.unproven)] = False
        return np.asarray(found, bool)


def at_level(level: Level, scored: Scored) -> BoolArray:
    """Whose score is of this level."""
    strong, good = scored.strong, scored.unshifted >= scored.cutoffs.good
    return {Level.STRONG: strong, Level.GOOD: good & ~strong, Level.LOOK: ~(good | strong)}[level]


def of_kind(kind: Kind | None, pool: Pool) -> BoolArray:
    """Who is of this kind; None for those whose kind is not known."""
    number = UNKNOWN if kind is None else KINDS.index(kind)
    return np.asarray(pool.kinds == number, bool)


def filters(query: Query, scored: Scored) -> dict[str, BoolArray]:
    """Who passes each filter that the query sets."""
    pool = scored.asked.pool
    nobody = np.zeros(len(pool), bool)
    masks = facts(query, pool)
    if query.levels is not None:
        masks["levels"] = np.logical_or.reduce([nobody, *(at_level(level, scored) for level in query.levels)])
    return masks


def facts(query: Query, pool: Pool) -> dict[str, BoolArray]:
    """Who passes each filter that the query sets by what is known of them, whatever their score."""
    masks: dict[str, BoolArray] = {}
    if query.kinds is not None:
        masks["kinds"] = np.logical_or.reduce(
            [np.zeros(len(pool), bool), *(of_kind(kind, pool) for kind in query.kinds)]
        )
    if query.region:
        masks["region"] = pool.within(nuts_country(query.region))
    if query.language:
        masks["language"] = pool.languages.overlap([query.language]) > 0
    return masks


def narrowed(query: Query, pool: Pool) -> BoolArray | None:
    """Who passes all of these; None where the query sets none."""
    masks = list(facts(query, pool).values())
    return np.asarray(np.logical_and.reduce(masks), bool) if masks else None


def passing(scored: Scored, masks: Mapping[str, BoolArray], *, but: str = "") -> BoolArray:
    """Who may be suggested and passes all filters but one."""
    found = scored.allowed
    for name, mask in masks.items():
        if name != but:
            found = found & mask
    return found


def facets(scored: Scored, masks: Mapping[str, BoolArray]) -> Facets:
    """Counts for each choice of a filter, as if nothing were chosen in that filter."""
    pool = scored.asked.pool
    for_kinds, for_levels = passing(scored, masks, but="kinds"), passing(scored, masks, but="levels")
    spoken = pool.languages.having(passing(scored, masks, but="language"))
    # One place before all kinds, for those whose kind is not known.
    unknown, *counts = np.bincount(pool.kinds[for_kinds] - UNKNOWN, minlength=1 + len(KINDS)).tolist()
    kinds = dict(zip(KINDS, counts, strict=True)) | {None: unknown}
    return Facets(kinds, _of_levels(scored, for_levels), spoken)


def _of_levels(scored: Scored, those: BoolArray) -> dict[Level, int]:
    """How many of those are of each level."""
    strong, good = scored.strong & those, (scored.unshifted >= scored.cutoffs.good) & those
    first, any_of_both = np.count_nonzero(strong), np.count_nonzero(strong | good)
    rest = np.count_nonzero(those) - any_of_both
    return {Level.STRONG: int(first), Level.GOOD: int(any_of_both - first), Level.LOOK: int(rest)}
