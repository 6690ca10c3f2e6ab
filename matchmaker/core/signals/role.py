"""Which kinds of stakeholder work with which."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from matchmaker.core.entities import Kind
from matchmaker.core.reader import FloatArray
from matchmaker.core.sealing import sealed
from matchmaker.core.signals.asked import Asked, Reading

_E, _I, _P, _S = Kind
SEEKS: dict[Kind, dict[Kind, float]] = {
    _E: {_E: 0.8, _I: 0.8, _P: 0.7, _S: 0.7},
    _I: {_E: 1.0, _I: 0.4, _P: 0.7, _S: 0.8},
    _P: {_E: 0.9, _I: 0.8, _P: 0.6, _S: 0.7},
    _S: {_E: 1.0, _I: 0.9, _P: 0.6, _S: 0.4},
}
"""By judgement: who tests with whom, who buys from whom, who supports whom. What a network begins with."""

SUPPORT = 5.0
"""The judgement weighs as much as so many ties (by weight) that two kinds would have by chance."""

SHARE_SUPPORT = 0.1
"""And for a need as much as a tenth of those who did something like it."""

MUCH = 4.0
"""Four times as often as chance is as often as can be."""


def role(asked: Asked) -> Reading:
    """Do kinds like mine often work with kinds like theirs? For a need: did their kind often do such things?

    `detail["lift"]`: how many times as often as chance; nothing where a kind is not known.
    """
    lift = _of_doers(asked) if asked.focused else _of_kinds(asked)
    return Reading(np.minimum(1.0, lift / MUCH), {"lift": lift})


def _of_kinds(asked: Asked) -> FloatArray:
    sorts, kind = asked.pool.sorts, asked.sort
    if kind < 0:
        return np.zeros(len(asked.pool))
    prior = SUPPORT * _prior(sorts.words[kind], sorts.words)
    lift = (sorts.ties[kind] + prior) / (sorts.chance[kind] + SUPPORT)
    return sorts.everybody(lift)


def _of_doers(asked: Asked) -> FloatArray:
    sorts = asked.pool.sorts
    # Where nobody did anything like it, no kind is likelier than by chance.
    numbers, shares = asked.crowd
    share = sorts.share_of(shares, numbers) if shares.any() else sorts.shares
    return sorts.everybody((share + SHARE_SUPPORT) / (sorts.shares + SHARE_SUPPORT))


@lru_cache(64)
def _prior(kind: str, words: tuple[str, ...]) -> FloatArray:
    """The judgement for one kind and each of some words, 1 for chance; nobody may write to it."""
    return sealed(np.array([2.0 * _seeks(kind, word) for word in words], float))


def _seeks(one: str, other: str) -> float:
    """The judgement for two of our kinds; half, which is chance, for any other."""
    if one in _NAMES and other in _NAMES:
        return SEEKS[Kind(one)][Kind(other)]
    return 0.5


_NAMES = frozenset(kind.value for kind in Kind)
