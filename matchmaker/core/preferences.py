"""What a reader may wish for in their own list: each comparison off, less, as learnt, or more."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Emphasis(StrEnum):
    """How much a comparison shall count for one reader; "learnt" is the weight of the network."""

    OFF = "off"
    LESS = "less"
    LEARNT = "learnt"
    MORE = "more"


FACTORS: Mapping[Emphasis, float] = {
    Emphasis.OFF: 0.0,
    Emphasis.LESS: 0.5,
    Emphasis.LEARNT: 1.0,
    Emphasis.MORE: 2.0,
}
"""By what the network's weight is multiplied."""


def factors(chosen: Mapping[str, Emphasis]) -> dict[str, float]:
    """The wishes as `Query.weights`; what is as learnt needs no entry."""
    return {name: FACTORS[wish] for name, wish in chosen.items() if wish is not Emphasis.LEARNT}
