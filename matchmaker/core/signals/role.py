"""Which kinds of stakeholder seek which."""

from __future__ import annotations

import numpy as np

from matchmaker.core.entities import Kind
from matchmaker.core.signals.asked import Asked, Reading
from matchmaker.core.signals.pool import KINDS

_E, _I, _P, _S = KINDS
SEEKS: dict[Kind, dict[Kind, float]] = {
    _E: {_E: 0.8, _I: 0.8, _P: 0.7, _S: 0.7},
    _I: {_E: 1.0, _I: 0.4, _P: 0.7, _S: 0.8},
    _P: {_E: 0.9, _I: 0.8, _P: 0.6, _S: 0.7},
    _S: {_E: 1.0, _I: 0.9, _P: 0.6, _S: 0.4},
}
"""By judgement, not learnt: who tests with whom, who buys from whom, who supports whom."""


def role(asked: Asked) -> Reading:
    """Is this the kind of stakeholder that one like me looks for? Nothing where a kind is not known."""
    kind = asked.profile.kind
    if kind is None:
        return Reading(np.zeros(len(asked.pool)))
    # The last entry is found by the number of an unknown kind, which is -1.
    table = np.array([SEEKS[kind][other] for other in KINDS] + [0.0])
    return Reading(table[asked.pool.kinds])
