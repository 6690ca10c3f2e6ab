"""What a directory is asked for, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from matchmaker.core.entities import Kind

PER_PAGE = 20


class Has(StrEnum):
    """What a stakeholder has open."""

    OFFERS = "offers"
    NEEDS = "needs"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many stakeholders each choice would leave, the other choices as they are; none is left out.

    `regions` counts one level below the region chosen: countries (as NUTS spells them) where none is.
    """

    kinds: Mapping[Kind | None, int]
    regions: Mapping[str, int]
    themes: Mapping[str, int]
    has: Mapping[Has, int]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of results: ids in order, how many there are in all, and the counts beside the choices."""

    ids: tuple[str, ...]
    total: int
    page: int
    pages: int
    counts: Counts


def prefix_rule(code: str, region: str) -> bool:
    """Whether the NUTS code `code` lies in `region`: codes of a tree begin with those above them."""
    return code.startswith(region)
