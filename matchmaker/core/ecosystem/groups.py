"""The communities of one region's own network: what they are about, and where everybody stands in it.

The communities of all regions together are too coarse for one of them: there it is often a single one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from matchmaker.core.ecosystem.layout import Point, arrange
from matchmaker.core.ecosystem.measures import Measured
from matchmaker.core.ecosystem.naming import Keys, themes_of_communities
from matchmaker.core.ecosystem.scene import EVERYBODY, Scene
from matchmaker.core.network import Network

SEED = 1
DIGITS = 2


@dataclass(frozen=True, slots=True)
class Groups:
    """By id: the number of the community within the region (-1 without ties there) and the point.

    `themes` says what each community is about, see `Survey`.
    """

    community: Mapping[str, int] = field(default_factory=dict)
    themes: tuple[Keys, ...] = ()
    place: Mapping[str, Point] = field(default_factory=dict)


def groups_of(scene: Scene, code: str, network: Network, measured: Measured) -> dict[str, Any]:
    """The communities of a region as plain JSON; those of `EVERYBODY` stand in the survey itself."""
    if code == EVERYBODY:
        return {}
    community = dict(zip(network.ids, measured.community, strict=True))
    place = arrange(network, measured.community, scene.places.get(code, {}), seed=SEED)
    return {
        "ids": list(network.ids),
        "community": list(measured.community),
        "themes": [list(keys) for keys in themes_of_communities(scene.profiles, community)],
        # Rounded as it is kept: who is known stays exactly there.
        "place": [[round(x, DIGITS), round(y, DIGITS)] for x, y in (place[key] for key in network.ids)],
    }


def from_part(part: Mapping[str, Any]) -> Groups:
    """The communities that were written down."""
    ids = part.get("ids", ())
    return Groups(
        community=dict(zip(ids, part.get("community", ()), strict=True)),
        themes=tuple(tuple(keys) for keys in part.get("themes", ())),
        place={key: (x, y) for key, (x, y) in zip(ids, part.get("place", ()), strict=True)},
    )
