"""The choices as masks, and the counts beside them: each facet counted as if nothing were chosen in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from matchmaker.core.directory.choices import Counts, Has
from matchmaker.core.directory.columns import KINDS, TRAITS, Columns
from matchmaker.core.entities import Kind
from matchmaker.core.reader import Numbers
from matchmaker.core.signals.pool import BoolArray

_ALL = np.arange(TRAITS)
HAVING = {Has.OFFERS: (_ALL & 2) > 0, Has.NEEDS: (_ALL & 1) > 0}
"""Which traits (`columns.Traits`) have what open."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The choices of one search but its words; `kinds` and `has` as traits that pass."""

    kinds: BoolArray
    has: BoolArray
    region: str
    themes: Sequence[str]
    is_within: Callable[[str, str], bool]

    @classmethod
    def of(
        cls,
        kinds: Collection[Kind] | None,
        has: Collection[Has],
        region: str,
        themes: Collection[str],
        is_within: Callable[[str, str], bool],
    ) -> Self:
        """The choices as they are made; an empty one leaves everybody."""
        of_kind = np.repeat([not kinds or kind in kinds for kind in KINDS], TRAITS // len(KINDS))
        open_ = np.logical_and.reduce([np.ones(TRAITS, bool), *(HAVING[Has(what)] for what in has)])
        return cls(of_kind, open_, region, tuple(themes), is_within)


class Tally:
    """Counts of several columns, added up."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.traits: Numbers = np.zeros(TRAITS, np.int64)
        self.regions: Counter[str] = Counter()
        self.themes: Counter[str] = Counter()

    def add(self, columns: Columns, left: BoolArray) -> BoolArray:
        """Count those of `left` (alive, and with the words) in one more columns; who passes all choices.

        That is `left` itself where nothing is chosen.
        """
        asked = self.asked
        if asked.region:
            left = left & columns.within(asked.region, asked.is_within)
        passes = asked.kinds & asked.has
        passing = left if passes.all() else left & passes[columns.traits]
        self._count_themes(columns, passing)
        if asked.themes:
            having = columns.having(asked.themes)
            left, passing = left & having, passing & having
        self.traits += np.bincount(columns.traits[left], minlength=TRAITS)
        self._count_regions(columns, passing)
        return passing

    def _count_themes(self, columns: Columns, passing: BoolArray) -> None:
        counts = columns.themes.tally(passing)
        there = np.flatnonzero(counts).tolist()
        for key, count in zip(columns.themes.keys.texts(there), counts[there].tolist(), strict=True):
            self.themes[key] += count

    def _count_regions(self, columns: Columns, passing: BoolArray) -> None:
        depth = max(2, len(self.asked.region) + 1)
        counts = np.bincount(columns.region[passing], minlength=len(columns.places.codes))
        for code, count in columns.places.cut(counts, depth):
            self.regions[code] += count

    def counts(self) -> Counts:
        """All counts."""
        by_kind = np.where(self.asked.has, self.traits, 0).reshape(len(KINDS), -1).sum(axis=1).tolist()
        of_kind = np.where(self.asked.kinds, self.traits, 0)
        has: Mapping[Has, int] = {what: int(of_kind[having].sum()) for what, having in HAVING.items()}
        kinds = Counter({kind: count for kind, count in zip(KINDS, by_kind, strict=True) if count})
        return Counts(kinds, self.regions, self.themes, has)
