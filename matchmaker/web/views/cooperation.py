"""The view of the kinds of cooperation: the engine's own table of what completes what, with examples."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker.core.vocabulary import (
    COMPLETES,
    COOPERATIONS,
    EXAMPLES,
    Cooperation,
)
from matchmaker.web.words import _


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind: as a need, as an offer, an example of each, and what answers the need beside its own kind."""

    key: str
    need: str
    offer: str
    need_example: str
    offer_example: str
    also: list[str]


@dataclass(frozen=True, slots=True)
class KindsView:
    """The page."""

    rows: list[KindRow]


def kinds_view() -> KindsView:
    """All kinds, in the order of the form."""
    return KindsView([_row(kind) for kind in COOPERATIONS])


def _row(kind: Cooperation) -> KindRow:
    need, offer = EXAMPLES[kind.key]
    answers = COMPLETES[kind.key] - {kind.key}
    # In the order of the form, not in that of a set.
    also = [_(other.offer) for other in COOPERATIONS if other.key in answers]
    return KindRow(kind.key, _(kind.need), _(kind.offer), _(need), _(offer), also)
