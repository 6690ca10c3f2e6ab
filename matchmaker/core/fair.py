"""Fairness in one list: prices choose who stands in the first places, communities are bridged."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from matchmaker.core.fairness import bridged
from matchmaker.core.fairness.attention import Attention, eagerness, known, worth
from matchmaker.core.reader import FloatArray
from matchmaker.core.signals import Pool
from matchmaker.core.signals.pool import BoolArray, CodeArray
from matchmaker.core.sparse import Array, Arrays
from matchmaker.core.variety import FIRST, Numbers

STRANGER = -1
"""The community of who has no tie."""


@dataclass(frozen=True, slots=True)
class Fair:
    """The attention of a network as columns, and how eager everybody is to find a partner."""

    price: FloatArray
    reach: FloatArray
    community: CodeArray
    eager: FloatArray

    @classmethod
    def of(cls, pool: Pool, attention: Attention) -> Fair:
        """Columns for everybody in the pool; who came later has no price yet."""
        ids = [one.id for one in pool.profiles]
        return cls(
            np.array([attention.price.get(key, 0.0) for key in ids], float),
            np.array([attention.reach.get(key, np.inf) for key in ids], float),
            np.array([attention.community.get(key, STRANGER) for key in ids], np.int64),
            eagerness(pool.record.times, pool.record.recent),
        )

    @classmethod
    def nobody(cls, count: int) -> Fair:
        """Columns for so many who came when attention had been shared out already."""
        stranger = np.full(count, STRANGER, np.int64)
        return cls(np.zeros(count), np.full(count, np.inf), stranger, np.zeros(count))

    def arrays(self) -> dict[str, Array]:
        """The columns, to be written down."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Fair:
        """The columns of such arrays, which may be mapped files; none is copied."""
        return cls(**{one.name: arrays[one.name] for one in fields(cls)})

    def arranged(
        self,
        own: int | None,
        score: FloatArray,
        allowed: BoolArray,
        order: Numbers,
        among: Numbers | None = None,
    ) -> Numbers:
        """An order by score, whose first places are given by worth less price, then put by score again.

        Three of ten are of another community than the asker's (`own`), where so many have evidence. The list
        of a newcomer stays as it is. `among` holds the numbers of the candidates where they are not all; the
        other columns, and the order, are of them alone.
        """
        if own is None or not len(order):
            return order
        price, reach, community = self._of(among)
        wanted = order
        if self.eager[own]:
            value = worth(score, allowed, float(self.eager[own]))
            there = known(value, reach)[order]
            less = np.where(there, value[order] - price[order], -np.inf)
            wanted = order[np.argsort(-less, kind="stable")]
        if self.community[own] != STRANGER:
            outside = np.where(community == STRANGER, self.community[own], community)
            # Whoever gives way, and whoever comes in, is found by worth less price as well.
            wanted = bridged(wanted, outside, int(self.community[own]), allowed)
        return _first(order, wanted[:FIRST])

    def _of(self, among: Numbers | None) -> tuple[FloatArray, FloatArray, CodeArray]:
        """The prices, the reach and the communities of the candidates."""
        columns = self.price, self.reach, self.community
        return columns if among is None else (self.price[among], self.reach[among], self.community[among])


def _first(order: Numbers, chosen: Numbers) -> Numbers:
    """The same order with those who were chosen before all others."""
    front = np.isin(order, chosen)
    return np.concatenate([order[front], order[~front]])
