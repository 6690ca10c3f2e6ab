"""The signals, and the one table that says how much each weighs.

A signal is a pure function from a query to a value in [0, 1] for everybody. Its contribution is
w·(log(s + ε) − log ε) ≥ 0 and a score is the sum of these: a product of experts in which no missing fact
ever counts against anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matchmaker.core.reader import FloatArray
from matchmaker.core.signals.asked import Asked, Reading
from matchmaker.core.signals.company import my_partners, same_company, their_partners
from matchmaker.core.signals.done import done, grounds
from matchmaker.core.signals.exchange import exchange
from matchmaker.core.signals.experience import active, connected, experience
from matchmaker.core.signals.freshness import freshness
from matchmaker.core.signals.language import language
from matchmaker.core.signals.names import names
from matchmaker.core.signals.place import place
from matchmaker.core.signals.pool import Pool
from matchmaker.core.signals.role import role
from matchmaker.core.signals.subject import subject
from matchmaker.core.signals.territory import regions
from matchmaker.core.signals.themes import themes
from matchmaker.core.signals.ties import closeness, partners
from matchmaker.core.words import N_

__all__ = ["SIGNALS", "Asked", "Pool", "Reading", "Signal", "contributed", "contributions", "total"]


@dataclass(frozen=True, slots=True)
class Signal:
    """One row of the table: what is measured, what it weighs, and from where its logarithm starts.

    `weight` counts when a whole profile asks, `for_needs` when one need or a typed text does. `label` is what
    the page calls it, `meaning` says in a sentence what it looks at; `name` never changes, for it is stored
    with suggestions.
    """

    name: str
    measure: Callable[[Asked], Reading]
    weight: float
    for_needs: float
    epsilon: float
    label: str
    meaning: str


# Learnt on the past of two real networks (docs/evaluation.md), but for those of which they know nothing:
# `exchange` weighs so much that it outweighs the rest where somebody offers what is looked for; `themes`,
# `language` and `freshness` are set by judgement, small enough that none outweighs a shared subject.
# `partners` adds nothing measurable to `closeness`; it stays small for the sake of the reason that it gives.
SIGNALS: tuple[Signal, ...] = (
    Signal(
        "exchange",
        exchange,
        weight=8.0,
        for_needs=6.0,
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
        weight=0.6,
        for_needs=0.6,
        epsilon=0.02,
        label=N_("Similar work"),
        meaning=N_(
            "Whether the two descriptions speak of the same work, measured by the words they share."
            " Rare words count more."
        ),
    ),
    Signal(
        "their_partners",
        their_partners,
        weight=0.15,
        for_needs=0.1,
        epsilon=0.02,
        label=N_("Their partners do what you do"),
        meaning=N_("Whether your description, or your need, is about what their partners do."),
    ),
    Signal(
        "my_partners",
        my_partners,
        weight=0.4,
        for_needs=0.0,
        epsilon=0.02,
        label=N_("They do what your partners do"),
        meaning=N_("Whether their description is about what your partners do."),
    ),
    Signal(
        "same_company",
        same_company,
        weight=0.8,
        for_needs=0.0,
        epsilon=0.03,
        label=N_("Your partners and theirs do the same"),
        meaning=N_("Whether the partners of both describe similar work."),
    ),
    Signal(
        "done",
        done,
        weight=0.0,
        for_needs=0.3,
        epsilon=0.0002,
        label=N_("Did something like it"),
        meaning=N_("Whether they, or their partners, did something like what you look for."),
    ),
    Signal(
        "themes",
        themes,
        weight=0.5,
        for_needs=0.5,
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
        weight=0.15,
        for_needs=1.4,
        epsilon=0.05,
        label=N_("How near they are"),
        meaning=N_(
            "How far apart they are, whether they are in the same region, and how far a need or an offer"
            " reaches."
        ),
    ),
    Signal(
        "regions",
        regions,
        weight=0.85,
        for_needs=0.6,
        epsilon=0.005,
        label=N_("Places that work together"),
        meaning=N_("Whether organisations from around you often work with organisations from around them."),
    ),
    Signal(
        "grounds",
        grounds,
        weight=0.6,
        for_needs=0.8,
        epsilon=0.01,
        label=N_("Where such things were done"),
        meaning=N_("Whether what you look for was often done around where they are."),
    ),
    Signal(
        "names",
        names,
        weight=0.4,
        for_needs=1.0,
        epsilon=0.03,
        label=N_("Names that share words"),
        meaning=N_(
            "Whether your names or towns share words, or your need names them or their town: the same town,"
            " the same sort of institution."
        ),
    ),
    Signal(
        "language",
        language,
        weight=0.2,
        for_needs=0.2,
        epsilon=0.2,
        label=N_("A language in common"),
        meaning=N_("Whether there is a language in which both can work."),
    ),
    Signal(
        "closeness",
        closeness,
        weight=0.25,
        for_needs=0.4,
        epsilon=0.0005,
        label=N_("Near in the network"),
        meaning=N_("How near the two are by way of the partnerships that are known here."),
    ),
    Signal(
        "partners",
        partners,
        weight=0.1,
        for_needs=0.1,
        epsilon=0.1,
        label=N_("Partners in common"),
        meaning=N_("Whether they have partners in common; a few count more than many."),
    ),
    Signal(
        "experience",
        experience,
        weight=0.8,
        for_needs=0.8,
        epsilon=0.01,
        label=N_("Experience in working together"),
        meaning=N_("How often they did something together with others."),
    ),
    Signal(
        "active",
        active,
        weight=0.7,
        for_needs=0.8,
        epsilon=0.04,
        label=N_("Active of late"),
        meaning=N_("How often they did something together with others in the last years."),
    ),
    Signal(
        "connected",
        connected,
        weight=0.25,
        for_needs=0.0,
        epsilon=0.005,
        label=N_("Number of partners"),
        meaning=N_("How many partners they have already."),
    ),
    Signal(
        "role",
        role,
        weight=1.0,
        for_needs=1.2,
        epsilon=0.05,
        label=N_("Who works with whom"),
        meaning=N_(
            "Which kinds of organisation work with which, for example an enterprise with a city: as often as"
            " they do here, and by our judgement where little is known yet."
        ),
    ),
    Signal(
        "freshness",
        freshness,
        weight=0.1,
        for_needs=0.1,
        epsilon=0.2,
        label=N_("Confirmed lately"),
        meaning=N_("Whether somebody confirmed the profile lately."),
    ),
)


def contributions(
    signal: Signal, reading: Reading, weight: float, out: FloatArray | None = None
) -> FloatArray:
    """w·(log(s + ε) − log ε) for everybody, into `out` if given; zero where the signal found nothing."""
    # The same as w·log(s/ε + 1), which is exactly zero for nothing, however logarithms are rounded.
    found: FloatArray = np.multiply(reading.values, 1.0 / signal.epsilon, out=out)
    found += 1.0
    np.log(found, out=found)
    found *= weight
    return found


def contributed(
    signals: Sequence[Signal], readings: Mapping[str, Reading], weights: Mapping[str, float], size: int
) -> FloatArray:
    """What each signal (rows) contributes for each of so many (columns)."""
    table = np.empty((len(signals), size))
    for signal, row in zip(signals, table, strict=True):
        contributions(signal, readings[signal.name], weights[signal.name], row)
    return table


def total(table: FloatArray) -> FloatArray:
    """The rows added up one after the other, as one adds up what the signals contribute to one candidate."""
    found = np.zeros(table.shape[1])
    for row in table:
        found += row
    return found
