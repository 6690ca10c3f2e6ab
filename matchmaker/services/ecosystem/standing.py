"""How a region stands now: who is in it, counted; worked out once for each state of the network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy.orm import Session

from matchmaker.core.ecosystem.counts import count_profiles
from matchmaker.core.entities import Profile
from matchmaker.core.matcher import Matcher
from matchmaker.services import network


@dataclass(frozen=True, slots=True)
class Standing:
    """A region as it is now.

    `counts` are those of `core.ecosystem.counts`; `ties` those among its members, `outward` those of members
    with others, `alone` how many members have none at all: those that the page of roles lists, so without who
    opted out. `profiles` is everybody, in the region or not, `inhabited` how many are in each region with
    somebody in it.
    """

    ids: tuple[str, ...]
    counts: Mapping[str, Any]
    ties: int
    outward: int
    alone: int
    profiles: Mapping[str, Profile]
    inhabited: Mapping[str, int]

    def members(self) -> list[Profile]:
        """The profiles of the region."""
        return network.read_some(self.profiles, self.ids)


@dataclass(slots=True)
class _Known:
    """What was worked out for one state of the network, region by region as it was asked for."""

    inhabited: Mapping[str, int]
    kinds: Mapping[str, Mapping[str, int]]
    standings: dict[str, Standing] = field(default_factory=dict)


def list_inhabited(session: Session, *, today: date) -> Mapping[str, Mapping[str, int]]:
    """The counts by kind ("" where it is not known) of every region with somebody in it; of all under ""."""
    return _of_now(network.snapshot(session, today=today)).kinds


def get_standing(session: Session, code: str, *, today: date) -> Standing:
    """How a region stands now; nobody is in a region that is not inhabited."""
    live = network.snapshot(session, today=today)
    known = _of_now(live)
    if code not in known.standings:
        known.standings[code] = _stand(live, known.inhabited, code)
    return known.standings[code]


def _of_now(live: network.Snapshot) -> _Known:
    # Two readers at once may both work it out; they come to the same.
    if (known := _known.get(live.matcher)) is None:
        kinds = {code: {kind or "": n for kind, n in own.items()} for code, own in live.inhabited.items()}
        inhabited = {code: sum(own.values()) for code, own in kinds.items()}
        known = _known[live.matcher] = _Known(inhabited, kinds)
    return known


def _stand(live: network.Snapshot, inhabited: Mapping[str, int], code: str) -> Standing:
    people, pool = live.inside(code), live.matcher.pool_
    ids = tuple(people)
    numbers = np.array([pool.number[key] for key in ids], np.int64)
    here = np.zeros(len(pool.network.ids), bool)
    here[numbers] = True
    # The partners of all members, one after the other.
    partners = pool.network.ties.rows(numbers).indices
    inside = int(here[partners].sum())
    return Standing(
        ids=ids,
        counts=count_profiles(people.values(), live.today),
        ties=inside // 2,
        outward=len(partners) - inside,
        alone=int((pool.rankable[numbers] & (pool.network.degrees[numbers] == 0)).sum()),
        profiles=live.profiles,
        inhabited=inhabited,
    )


_known: WeakKeyDictionary[Matcher, _Known] = WeakKeyDictionary()
