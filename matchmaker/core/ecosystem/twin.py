"""The network as a table: who, in which community, with how many ties, and who joins groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from matchmaker.core.ecosystem.groups import Groups
from matchmaker.core.entities import Kind, Profile
from matchmaker.core.network import Network
from matchmaker.core.text import fold

PER_PAGE = 50
OFTEN, SOMETIMES = 0.1, 0.4
"""The shares of those with ties who join groups often, and at least sometimes."""


class Joins(StrEnum):
    """How often somebody stands on the shortest way between two others (betweenness), in words."""

    OFTEN = "often"
    SOMETIMES = "sometimes"
    RARELY = "rarely"


@dataclass(frozen=True, slots=True)
class TwinRow:
    """One stakeholder in the table; `community` is -1 where there is none."""

    id: str
    name: str
    kind: Kind | None
    community: int
    ties: int
    inside: int
    """Partners among those in the table; `ties` counts those elsewhere too."""
    joins: Joins | None = None
    """None before the first survey, without ties, and for who opted out."""


def rows_of(
    profiles: Mapping[str, Profile],
    network: Network,
    everywhere: Network,
    groups: Groups,
    betweenness: Mapping[str, float],
) -> list[TwinRow]:
    """Everybody, those with most ties first; who opted out is not ranked and stands at the end, by name."""
    joins = _joins(profiles, everywhere, betweenness)
    rows = [
        TwinRow(
            id=key,
            name=one.name,
            kind=one.kind,
            community=groups.community.get(key, -1),
            ties=len(everywhere.neighbours(key)),
            inside=len(network.neighbours(key)),
            joins=joins.get(key),
        )
        for key, one in profiles.items()
    ]
    opted_out = {key for key, one in profiles.items() if not one.rankable}
    return sorted(
        rows,
        key=lambda row: (row.id in opted_out, row.id not in opted_out and -row.ties, fold(row.name), row.id),
    )


def _joins(
    profiles: Mapping[str, Profile], everywhere: Network, betweenness: Mapping[str, float]
) -> dict[str, Joins]:
    """In words, by rank among those with ties here: nobody can read the numbers."""
    known = [
        key
        for key, one in profiles.items()
        if one.rankable and key in betweenness and everywhere.neighbours(key)
    ]
    ordered = sorted(known, key=lambda key: (-betweenness[key], key))
    found = {}
    for rank, key in enumerate(ordered):
        share = rank / len(ordered)
        often = Joins.OFTEN if share < OFTEN else Joins.SOMETIMES if share < SOMETIMES else Joins.RARELY
        # Who stands on no way at all joins nothing, however few others do.
        found[key] = often if betweenness[key] > 0 else Joins.RARELY
    return found
