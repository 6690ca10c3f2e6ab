"""The signals, and the one table that says how much each weighs.

A signal is a pure function from a query to a value in [0, 1] for everybody. Its contribution is
w·(log(s + ε) − log ε) ≥ 0 and a score is the sum of these: a product of experts in which no missing fact
ever counts against anybody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from matchmaker.core.index import FloatArray
from matchmaker.core.signals.asked import Asked, Reading
from matchmaker.core.signals.exchange import exchange
from matchmaker.core.signals.freshness import freshness
from matchmaker.core.signals.language import language
from matchmaker.core.signals.place import place
from matchmaker.core.signals.pool import Pool
from matchmaker.core.signals.role import role
from matchmaker.core.signals.subject import subject
from matchmaker.core.signals.themes import themes
from matchmaker.core.signals.ties import closeness, partners
from matchmaker.core.words import N_

__all__ = ["SIGNALS", "Asked", "Pool", "Reading", "Signal", "contributions"]


@dataclass(frozen=True, slots=True)
class Signal:
    """One row of the table: what is measured, what it weighs, and from where its logarithm starts.

    `label` is what the page calls it, `meaning` says in a sentence what it looks at; `name` never changes,
    for it is stored with suggestions.
    """

    name: str
    measure: Callable[[Asked], Reading]
    weight: float
    epsilon: float
    label: str
    meaning: str


# Measured on Interreg's later ties (222 organisations, hit@10 within ±.03): ε of `subject` between .01 and .1
# makes no difference there, so it is the largest that keeps one stray word from counting; `closeness` and
# `place` as in the best probes (log(text) + ½ log(PageRank) + ½ log(distance + .05)). `exchange` cannot be
# measured there (no offers, no needs): above `subject`, since it says what both want. `themes`, `language`,
# `role` and `freshness` are set by judgement, small enough that none outweighs a shared subject. `partners`
# adds nothing measurable to `closeness`; it stays small for the sake of the reason that it gives.
SIGNALS: tuple[Signal, ...] = (
    Signal(
        "exchange",
        exchange,
        weight=3.2,
        epsilon=0.03,
        label=N_("Need meets offer"),
        meaning=N_(
            "Whether one side looks for what the other offers, in their own words. Both directions count;"
            " a match that helps both counts more."
        ),
    ),
    Signal(
        "subject",
        subject,
        weight=1.8,
        epsilon=0.05,
        label=N_("Similar work"),
        meaning=N_(
            "Whether the two descriptions speak of the same work, measured by the words they share."
            " Rare words count more."
        ),
    ),
    Signal(
        "themes",
        themes,
        weight=0.5,
        epsilon=0.1,
        label=N_("Themes in common"),
        meaning=N_(
            "Whether both chose the same themes or serve the same people, and whether the kind of help"
            " offered fits the kind that is looked for."
        ),
    ),
    Signal(
        "place",
        place,
        weight=0.5,
        epsilon=0.05,
        label=N_("How near they are"),
        meaning=N_(
            "How far apart they are, whether they are in the same region, and how far a need or an offer"
            " reaches."
        ),
    ),
    Signal(
        "language",
        language,
        weight=0.2,
        epsilon=0.2,
        label=N_("A language in common"),
        meaning=N_("Whether there is a language in which both can work."),
    ),
    Signal(
        "closeness",
        closeness,
        weight=0.5,
        epsilon=0.005,
        label=N_("Near in the network"),
        meaning=N_("How near the two are by way of the partnerships that are known here."),
    ),
    Signal(
        "partners",
        partners,
        weight=0.2,
        epsilon=0.1,
        label=N_("Partners in common"),
        meaning=N_("Whether they have partners in common; a few count more than many."),
    ),
    Signal(
        "role",
        role,
        weight=0.2,
        epsilon=0.2,
        label=N_("Who looks for whom"),
        meaning=N_("Which kinds of organisation look for which, for example an enterprise for a city."),
    ),
    Signal(
        "freshness",
        freshness,
        weight=0.1,
        epsilon=0.2,
        label=N_("Confirmed lately"),
        meaning=N_("Whether somebody confirmed the profile lately."),
    ),
)


def contributions(signal: Signal, reading: Reading, weight: float) -> FloatArray:
    """w·(log(s + ε) − log ε) for everybody; zero where the signal found nothing."""
    found: FloatArray = weight * (np.log(reading.values + signal.epsilon) - np.log(signal.epsilon))
    return np.maximum(found, 0.0)
