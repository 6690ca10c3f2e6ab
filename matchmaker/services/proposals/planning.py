"""The ties worth making in a region, for who plans there: the ten, or the best for one stakeholder."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.answers import Query
from matchmaker.core.ecosystem.fits import CANDIDATES, Fit, strong_from
from matchmaker.core.ecosystem.health import Health
from matchmaker.core.ecosystem.scene import EVERYBODY
from matchmaker.core.ecosystem.told import still_told
from matchmaker.core.entities import Profile
from matchmaker.core.explain import Reason
from matchmaker.core.regions import Region
from matchmaker.core.thirdhand import of_both
from matchmaker.errors import NotFound
from matchmaker.permissions import require
from matchmaker.services import ecosystem, network
from matchmaker.services.network import Snapshot
from matchmaker.services.proposals.looking import Ids, Look, look_at, seen_by
from matchmaker.services.proposals.reading import find_waiting

Blocked = Mapping[str, frozenset[str]]
NOBODY = frozenset[str]()

FOR_ONE = 5
"""So many ties are shown for one stakeholder."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One tie worth making.

    `reasons` are those of the first, told of both by name. `gain` is what it added in its turn when the ten
    were chosen, None for a tie looked at by itself; `sees` the scores of both directions as far as they were
    asked for; `waiting` the id of its proposal.
    """

    a: Profile
    b: Profile
    look: Look
    reasons: tuple[Reason, ...]
    gain: Health | None = None
    sees: tuple[float, ...] = ()
    waiting: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the page of ties worth making shows.

    `about` is whose ties they are, None for the ten; `other` with whom, where one certain pair was asked for;
    `elsewhere` says that nobody in the region fits them.
    `part` is what the survey says of the ten together: empty where none was taken yet.
    """

    people: Mapping[str, Profile]
    ties: tuple[Planned, ...]
    strong: float
    taken_at: datetime | None = None
    part: Mapping[str, Any] = field(default_factory=dict)
    about: Profile | None = None
    other: Profile | None = None
    elsewhere: bool = False
    alone: tuple[Profile, ...] = ()
    """Who has no tie in the region and may be suggested, by name; empty when it is about one or the first."""


def plan(
    session: Session,
    actor: Actor,
    region: Region,
    *,
    for_id: str = "",
    with_id: str = "",
    most: int | None = None,
    now: datetime,
) -> Plan:
    """The ten of a region (the first `most` of them); the best ties for one; or one certain pair.

    Raises:
        NotAllowed; NotFound: one of the two is not there, or none is in the region.
    """
    require(actor, "region.plan", region)
    live = network.snapshot(session, today=now.date())
    report = ecosystem.find_region_survey(session, region.code)
    part = report.parts.get("ties", {}) if report else {}
    strong, taken_at = strong_from(live.matcher), report.taken_at if report else None
    blocked = ecosystem.load_blocks(session)
    if not for_id:
        ten = [one for one in part.get("ten", ()) if _still(live, blocked, one["a"], one["b"])][:most]
        ties = _planned(session, live, region.code, [(one["a"], one["b"]) for one in ten], ten)
        # Who asks for the first few only shows nobody else.
        alone = _alone(live, region.code) if most is None else ()
        return Plan(live.profiles, ties, strong, taken_at, part, alone=alone)
    about, elsewhere = _known(live, for_id), False
    other = _known(live, with_id) if with_id else about
    # Who plans for a region learns nothing here of two who are both somewhere else.
    if not {about.id, other.id} & live.inside(region.code).keys():
        raise NotFound("None of the two is in this region.")
    pairs = [(for_id, with_id)] if with_id and _still(live, blocked, for_id, with_id) else []
    if not with_id and about.rankable:
        pairs, elsewhere = _best_for(live, blocked, region.code, about, part)
    return Plan(
        live.profiles,
        _planned(session, live, region.code, pairs),
        strong,
        taken_at,
        part,
        about=about,
        other=other,
        elsewhere=elsewhere,
    )


def _known(live: Snapshot, key: str) -> Profile:
    if key not in live.profiles:
        raise NotFound("There is no such profile. It may have been removed, or the link is wrong.")
    return live.profiles[key]


def _still(live: Snapshot, blocked: Blocked, a: str, b: str) -> bool:
    """Whether a pair may still be proposed: both there, willing, not blocked, and no partners yet."""
    return (
        all(key in live.profiles and live.profiles[key].rankable for key in (a, b))
        and b not in live.matcher.pool_.network.neighbours(a)
        and b not in blocked.get(a, ())
        and a != b
    )


def _alone(live: Snapshot, code: str) -> tuple[Profile, ...]:
    """Who has no tie within a region."""
    members, ties = live.inside(code), live.matcher.pool_.network
    found = (
        one for one in members.values() if one.rankable and members.keys().isdisjoint(ties.neighbours(one.id))
    )
    return tuple(sorted(found, key=lambda one: (one.name, one.id)))


def _planned(
    session: Session, live: Snapshot, code: str, pairs: list[Ids], plain: Collection[Mapping[str, Any]] = ()
) -> tuple[Planned, ...]:
    pairs = [pair for pair in pairs if pair[0] != pair[1]]
    known = {(one["a"], one["b"]): one for one in plain}
    told = {
        pair: reasons
        for pair, one in known.items()
        if (reasons := still_told(one, live.profiles, live.matcher.pool_.network)) is not None
    }
    # Who was asked at the survey and has not changed since is not asked again: it takes a while.
    seen = seen_by(live, [pair for pair in pairs if pair not in told])
    looks, waiting = look_at(live, code, pairs), find_waiting(session, pairs)
    return tuple(
        Planned(
            a=live.profiles[pair[0]],
            b=live.profiles[pair[1]],
            look=looks[pair],
            reasons=of_both(
                told[pair] if pair in told else seen[pair].reasons,
                live.profiles[pair[0]].name,
                live.profiles[pair[1]].name,
            ),
            gain=Health(**known[pair]["gain"]) if pair in known else None,
            sees=tuple(known[pair]["sees"]) if pair in known else (seen[pair].score,),
            waiting=waiting.get(pair, ""),
        )
        for pair in pairs
    )


def _best_for(
    live: Snapshot, blocked: Blocked, code: str, about: Profile, part: Mapping[str, Any]
) -> tuple[list[Ids], bool]:
    """The best partners for one: those that the survey found, else those that the engine names now."""
    found = [one for one in part.get("lonely", {}).get(about.id, ()) if _still(live, blocked, about.id, one)]
    if found:
        return [(about.id, one) for one in found], False
    # With the region in the question, its members are among those whom a large network looks at.
    asked = Query(about, exclude=blocked.get(about.id, NOBODY), region=code)
    scored, pool = live.matcher.looked_at(asked), live.matcher.pool_
    willing = scored.allowed & scored.asked.pool.rankable
    here = np.array([pool.number[key] for key in live.inside(code)], np.int64)
    inside = willing & np.isin(scored.numbers, here)
    elsewhere = not inside.any()
    best = live.matcher.by_score(scored.unshifted, willing if elsewhere else inside)[:CANDIDATES]
    pairs = [(about.id, pool.network.ids[number]) for number in scored.numbers[best].tolist()]
    looks, strong = look_at(live, EVERYBODY if elsewhere else code, pairs), strong_from(live.matcher)
    # Only this side was asked: what the others see in it would take a question to each.
    scores = dict(zip(pairs, scored.unshifted[best].tolist(), strict=True))
    worth = {
        pair: looks[pair].promise.whole * Fit(0, 1, score, score).factor(strong)
        for pair, score in scores.items()
    }
    return sorted(pairs, key=lambda pair: (-worth[pair], pair))[:FOR_ONE], elsewhere
