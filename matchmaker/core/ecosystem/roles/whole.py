"""All roles of one region, as plain JSON: the part "roles" of a survey."""

from __future__ import annotations

from typing import Any

from matchmaker.core.ecosystem.measures import Measured
from matchmaker.core.ecosystem.roles.bridges import bridges_of
from matchmaker.core.ecosystem.roles.brokers import brokers_of
from matchmaker.core.ecosystem.roles.listing import listed
from matchmaker.core.ecosystem.roles.missing import missing_of
from matchmaker.core.ecosystem.scene import Scene
from matchmaker.core.network import Network

MOST_CENTRAL = 5


def roles_of(scene: Scene, _code: str, network: Network, measured: Measured) -> dict[str, Any]:
    """The roles among the ties within one region. Who opted out of being ranked is in none of the lists.

    Lists are `{"total", "rows"}` with at most `MOST` rows. Communities are told by their number; `central`
    are next to others of weight (see the column `eigenvector`); `isolated` have no tie at all, `outside`
    only ties that leave the region.
    """
    ranked = [key for key in network.ids if scene.profiles[key].rankable]
    alone = [key for key in ranked if not network.neighbours(key)]
    named = {name: sorted(keys, key=lambda key: (scene.profiles[key].name, key)) for name, keys in (
        ("isolated", [key for key in alone if not scene.network.neighbours(key)]),
        ("outside", [key for key in alone if scene.network.neighbours(key)]),
    )}  # fmt: skip
    return {
        "brokers": brokers_of(ranked, network, measured),
        "bridges": bridges_of(frozenset(ranked), network, measured),
        **{name: listed(keys) for name, keys in named.items()},
        "core": _core(ranked, network, measured),
        "central": _central(ranked, network, measured),
        "missing": missing_of(scene.profiles, ranked, network),
    }


def _core(ranked: list[str], network: Network, measured: Measured) -> dict[str, Any]:
    """The highest core: the largest group whose members all have so many ties within it."""
    most = max(measured.columns["core"], default=0)
    inside = [key for key in ranked if most and measured.columns["core"][network.number[key]] == most]
    inside.sort(key=lambda key: (-len(network.neighbours(key)), key))
    return {"k": int(most), **listed(inside)}


def _central(ranked: list[str], network: Network, measured: Measured) -> list[str]:
    score = {key: measured.columns["eigenvector"][network.number[key]] for key in ranked}
    return [key for key in sorted(score, key=lambda key: (-score[key], key))[:MOST_CENTRAL] if score[key] > 0]
