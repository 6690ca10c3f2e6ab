"""Who is in a region and what they state, counted: what one region is compared with another by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from matchmaker.core.ecosystem.measures import Measured
from matchmaker.core.ecosystem.scene import Scene
from matchmaker.core.entities import Profile
from matchmaker.core.network import Network

FRESH = timedelta(days=365)
"""So long a profile counts as confirmed lately."""


def count_profiles(profiles: Iterable[Profile], today: date) -> dict[str, Any]:
    """Counts of profiles, as plain JSON.

    `kinds` by kind ("" where it is not known); `offers` and `needs` that are open, in all, and `offered` and
    `needed` by theme; `fresh`, `old` and `never`: how many were confirmed lately, longer ago, not at all.
    """
    known = list(profiles)
    confirmed = [one.verified for one in known if one.verified]
    fresh = sum(day >= today - FRESH for day in confirmed)
    return {
        "people": len(known),
        "kinds": dict(Counter(one.kind.value if one.kind else "" for one in known)),
        "offers": sum(len(one.offers) for one in known),
        "needs": sum(len(one.needs) for one in known),
        "offered": dict(Counter(key for one in known for offer in one.offers for key in offer.themes)),
        "needed": dict(Counter(key for one in known for need in one.needs for key in need.themes)),
        "fresh": fresh,
        "old": len(confirmed) - fresh,
        "never": len(known) - len(confirmed),
    }


def counts(scene: Scene, _code: str, network: Network, _measured: Measured) -> dict[str, Any]:
    """The same of a region, on the day of the survey."""
    return count_profiles((scene.profiles[key] for key in network.ids), scene.today)
