"""Links that are missing between kinds: who of one kind has no tie to anybody of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations
from typing import Any

from matchmaker.core.ecosystem.roles.listing import listed
from matchmaker.core.entities import Kind, Profile
from matchmaker.core.network import Network

FIRST = (Kind.ENTERPRISE, Kind.POLICYMAKER)
"""The pair that is told first: those who act, and those who could clear their way."""


def missing_of(
    profiles: Mapping[str, Profile], ranked: Sequence[str], network: Network
) -> list[dict[str, Any]]:
    """For each two kinds that are both there: who of `kind` has no tie to any of `other`, `of` how many."""
    there = {kind: [key for key in ranked if profiles[key].kind is kind] for kind in Kind}
    present = {profile.kind for key in network.ids if (profile := profiles[key]).kind}
    known = {
        key: {profiles[other].kind for other in network.neighbours(key)}
        for keys in there.values()
        for key in keys
    }
    found = []
    for kind, other in permutations(Kind, 2):
        if there[kind] and other in present:
            keys = [key for key in there[kind] if other not in known[key]]
            # Who has other ties comes first: they can be joined most easily.
            keys.sort(key=lambda key: (-len(network.neighbours(key)), profiles[key].name, key))
            row = {"kind": kind.value, "other": other.value, "of": len(there[kind]), **listed(keys)}
            found.append(row)
    found.sort(key=lambda row: ((row["kind"], row["other"]) != FIRST, -row["total"] / row["of"]))
    return found
