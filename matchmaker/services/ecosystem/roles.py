"""The roles in a region's network, of who is still there: the survey read beside the live profiles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from matchmaker.core.ecosystem.naming import CommunityName
from matchmaker.core.ecosystem.roles import Alone, alone_of
from matchmaker.core.ecosystem.survey import Spell
from matchmaker.core.entities import Kind, Profile
from matchmaker.core.regions import Region
from matchmaker.services import network
from matchmaker.services.ecosystem.groups import find_groups
from matchmaker.services.ecosystem.picturing import names_of
from matchmaker.services.ecosystem.reading import find_region_survey, find_survey


@dataclass(frozen=True, slots=True)
class Broker:
    """Who joins groups; `groups` are numbers, their own first; `share` is of all shortest paths."""

    profile: Profile
    degree: int
    share: float
    groups: tuple[int, ...]
    between: int
    heavy: bool


@dataclass(frozen=True, slots=True)
class Bridge:
    """A tie on which much hangs: `cut` stakeholders would be parted from the rest, 0 where none would."""

    a: Profile
    b: Profile
    groups: tuple[int, int]
    cut: int


@dataclass(frozen=True, slots=True)
class Missing:
    """`total` of `of` of one kind have no tie to any of another; `profiles` are the first of them."""

    kind: Kind
    other: Kind
    total: int
    of: int
    profiles: tuple[Profile, ...]


@dataclass(frozen=True, slots=True)
class Roles:
    """All roles; `groups` are the names of the groups by number, `spells` since when who has no tie."""

    taken_at: datetime
    groups: Mapping[int, CommunityName]
    brokers: tuple[Broker, ...]
    between: int
    middle: float
    bridges: tuple[Bridge, ...]
    alone: Alone
    spells: Mapping[str, Spell]
    outside: tuple[Profile, ...]
    core: tuple[Profile, ...]
    core_ties: int
    core_total: int
    missing: tuple[Missing, ...]
    profiles: Mapping[str, Profile]


def find_roles(session: Session, region: Region, *, today: date) -> Roles | None:
    """The roles of the newest survey; None where nobody is there, or none was taken yet.

    Who has gone since, has opted out or has found a tie is passed over.
    """
    report = find_region_survey(session, region.code)
    if report is None or "roles" not in report.parts:
        return None
    found, live = report.parts["roles"], network.snapshot(session, today=today)
    ties = live.matcher.pool_.network
    partners = ties.partners
    inside = live.inside(region.code)
    there = {key: one for key, one in inside.items() if one.rankable}
    alone = [one for one in there.values() if not partners.get(one.id)]
    outside = [
        one for one in there.values() if (near := partners.get(one.id)) and inside.keys().isdisjoint(near)
    ]
    survey = find_survey(session)
    return Roles(
        taken_at=report.taken_at,
        groups=names_of(inside, find_groups(session, region.code), ties),
        brokers=tuple(_brokers(found["brokers"]["rows"], there)),
        between=found["brokers"]["between"],
        middle=found["brokers"]["middle"],
        bridges=tuple(_bridges(found["bridges"]["rows"], there)),
        alone=alone_of(alone, survey, today),
        spells=survey.alone,
        outside=tuple(sorted(outside, key=lambda one: (one.name, one.id))),
        core=_present(found["core"]["rows"], there),
        core_ties=found["core"]["k"],
        core_total=found["core"]["total"],
        missing=tuple(_missing(row, there) for row in found["missing"]),
        profiles=there,
    )


def _present(ids: Iterable[str], there: Mapping[str, Profile]) -> tuple[Profile, ...]:
    return tuple(there[key] for key in ids if key in there)


def _brokers(rows: Iterable[Mapping[str, Any]], there: Mapping[str, Profile]) -> Iterable[Broker]:
    for row in rows:
        if profile := there.get(row["id"]):
            yield Broker(
                profile, row["degree"], row["betweenness"], tuple(row["groups"]), row["between"], row["heavy"]
            )


def _bridges(rows: Iterable[Mapping[str, Any]], there: Mapping[str, Profile]) -> Iterable[Bridge]:
    for row in rows:
        if row["a"] in there and row["b"] in there:
            own, other = row["groups"]
            yield Bridge(there[row["a"]], there[row["b"]], (own, other), row["cut"])


def _missing(row: Mapping[str, Any], there: Mapping[str, Profile]) -> Missing:
    profiles = _present(row["rows"], there)
    return Missing(Kind(row["kind"]), Kind(row["other"]), row["total"], row["of"], profiles)
