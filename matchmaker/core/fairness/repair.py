"""The last corrections: caps and floors that the search left a little off are met one candidate at a time.

These are the rounds of an auction (Bertsekas, Annals of Operations Research 14, 1988): first prices only
rise, until nobody is shown too often; then they only fall, until nobody is shown too rarely. Whoever bids
gets no more than it lacks, so the second part leaves the caps as they are.
"""

from __future__ import annotations

from collections import deque

import numpy as np

from matchmaker.core.fairness.market import Bools, Floats, Ints, Market

FAR = 0.9
"""So far towards the next asker who would come or go: the same cent need not be fought for twice."""

RISES = 60
TRIES = 300
"""So often one may bid: where floors contradict each other prices would fall without end."""

BIDS = 20_000
"""So many bids are heard in all: a few seconds in the largest markets that we know."""


def raised(market: Market, price: Floats, most: Ints, step: float) -> Floats:
    """Prices at which nobody is shown too often, as far as `RISES` rounds go.

    All rise at once: while others rise too nobody is shown more rarely than reckoned.
    """
    price = price.copy()
    for _ in range(RISES):
        lists = market.lists(price)
        over = np.flatnonzero(market.counts(lists) > most)
        if not len(over):
            break
        # So dear may each become before this asker shows somebody else.
        bearable = lists.value + price[lists.shown] - lists.left_out[:, None]
        wanted = np.isin(lists.shown, over)
        shown, bearable = lists.shown[wanted], bearable[wanted]
        order = np.lexsort((-bearable, shown))
        first = np.searchsorted(shown[order], over)
        lost = bearable[order][first + most[over]]
        kept = bearable[order][first + np.maximum(most[over] - 1, 0)]
        gap = np.where((most[over] > 0) & np.isfinite(kept), kept - lost, step)
        # Where no rival is known no price takes anybody off a list.
        price[over] = np.where(np.isfinite(lost), lost + np.maximum(FAR * gap, 1e-9 * step), price[over])
    return price


def lowered(market: Market, price: Floats, least: Ints, step: float) -> Floats:
    """Prices at which nobody is shown too rarely, as far as `TRIES` bids of each go."""
    bidding = _Bidding(market, price, step)
    tries = np.zeros(market.number, int)
    waiting = deque(np.flatnonzero(bidding.counts < least).tolist())
    while waiting and tries.sum() < BIDS:
        one = waiting.popleft()
        if tries[one] < TRIES and bidding.counts[one] < least[one]:
            tries[one] += 1
            lost = bidding.bid(one, int(least[one]))
            waiting.extend(lost[bidding.counts[lost] < least[lost]].tolist())
    return bidding.price


class _Bidding:
    """All lists at the present prices, kept true bid by bid."""

    def __init__(self, market: Market, price: Floats, step: float) -> None:
        self.price = price.copy()
        self._step = step
        self._starts, self._rows, self._worth = market.columns
        lists = market.lists(price)
        self._shown, self._value = lists.shown, lists.value
        self._last = lists.value.min(axis=1)
        self.counts = market.counts(lists)

    def bid(self, one: int, least: int) -> Ints:
        """Lower the price of one until it is shown so often; the answer is who lost a place."""
        part = slice(self._starts[one], self._starts[one + 1])
        rows, worth = self._rows[part], self._worth[part]
        has = (self._shown[rows] == one).any(axis=1)
        # At a lower price than this the asker shows it instead of the last one of its list.
        needed = np.where(has, -np.inf, worth - self._last[rows])
        places = min(least - int(self.counts[one]), len(rows) - int(has.sum()))
        if places <= 0:
            return np.zeros(0, np.int64)
        self.price[one] = price = self._low_enough(needed, places)
        won = needed > price
        lost = self._take(one, rows, has, won, worth - price)
        self.counts[one] += int(won.sum())
        np.subtract.at(self.counts, lost, 1)
        return np.unique(lost)

    def _low_enough(self, needed: Floats, places: int) -> float:
        """The price at which so many more askers take it, but not one more than that."""
        if places == len(needed):
            return float(needed.min()) - self._step
        lost, kept = np.partition(needed, [-places - 1, -places])[[-places - 1, -places]].tolist()
        if not np.isfinite(lost):
            return float(kept) - self._step
        return float(kept - max(FAR * (kept - lost), 1e-9 * self._step))

    def _take(self, one: int, rows: Ints, has: Bools, won: Bools, offer: Floats) -> Ints:
        """Write the new value into the lists that hold it and those that it wins; the answer is who left."""
        keeping, winning = rows[has], rows[won]
        self._value[keeping] = np.where(
            self._shown[keeping] == one, offer[has][:, None], self._value[keeping]
        )
        places = self._value[winning].argmin(axis=1)
        lost: Ints = self._shown[winning, places]
        self._shown[winning, places], self._value[winning, places] = one, offer[won]
        touched = rows[has | won]
        self._last[touched] = self._value[touched].min(axis=1)
        return lost
