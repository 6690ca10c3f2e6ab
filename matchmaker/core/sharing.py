"""Sharing out attention: asks a fitted matcher for everybody once and finds the prices."""

from __future__ import annotations

from matchmaker.core.answers import Query
from matchmaker.core.fairness.attention import Ask, Attention, communities, eagerness, share_out
from matchmaker.core.matcher import Matcher
from matchmaker.core.reader import FloatArray
from matchmaker.core.signals.pool import BoolArray


def attend(matcher: Matcher, ask: Ask | None = None) -> Attention:
    """The attention of the network that a matcher was fitted on.

    It takes as long as asking for everybody once (`ask`, which else asks the matcher), and a number for every
    two of them in memory.
    """
    pool = matcher.pool_

    def plain(asker: int) -> tuple[FloatArray, BoolArray]:
        scored = matcher.score(Query(pool.profiles[asker]))
        return scored.score, scored.allowed

    ids = [one.id for one in pool.profiles]
    groups = communities(pool.network.graph)
    if len(ids) < FEWEST:
        return Attention(community=groups)
    found = share_out(ask or plain, eagerness(pool.record.times, pool.record.recent), pool.rankable)
    return Attention(
        price=dict(zip(ids, found.prices.price.tolist(), strict=True)),
        reach=dict(zip(ids, found.reach.tolist(), strict=True)),
        community=groups,
        unit=found.unit,
        floor=found.floor,
        gini=found.prices.gini,
        coverage=found.prices.coverage,
        floor_share=found.prices.floor_share,
        loss=found.prices.loss,
    )


FEWEST = 12
"""In a smaller network everybody is on nearly every list of ten."""
