"""Gathering what a fiche says: from the live network, the newest survey, and the fiche before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matchmaker.core.ecosystem.counts import count_profiles
from matchmaker.core.ecosystem.fiche import Content, Count, Gap, Lacking, Pair, Worth
from matchmaker.core.ecosystem.scene import place_of
from matchmaker.core.entities import Profile
from matchmaker.core.network import Network
from matchmaker.core.regions import Region
from matchmaker.models import Proposal
from matchmaker.services import ecosystem, network, places, quality
from matchmaker.services.ecosystem import Growth, RegionReport

MOST_THEMES = 10
MOST_GAPS = 10
MOST_JOINING = 10
MOST_MADE = 50

NO_ROWS: Mapping[str, Any] = {"rows": ()}


@dataclass(frozen=True, slots=True)
class Before:
    """The fiche before: what it said, and the moment at which it was made."""

    content: Content
    made_at: datetime


def gather(session: Session, region: Region, before: Before | None, *, today: date) -> Content:
    """What there is to say about a region today; parts of the survey that are missing stay empty."""
    live = network.snapshot(session, today=today)
    whole, willing = live.matcher.pool_.network, live.willing
    growth = ecosystem.get_growth(session, region.code, today=today)
    report = ecosystem.find_region_survey(session, region.code)
    made = _made(session, region.code, before, growth, today=today)
    worth = before.content.worth if before else ()
    return Content(
        region=region.code,
        day=today,
        release=quality.installed(),
        counted=report.taken_at.date() if report else None,
        since=before.content.day if before else None,
        **_people(growth.members, region, today),
        figures=dict(report.figures) if report else {},
        years=growth.years.begun,
        **_alone(growth.members, whole),
        **_found(report, willing & growth.members.keys(), willing, whole),
        made=tuple(made[:MOST_MADE]),
        made_count=len(made),
        came=tuple((one.a, one.b) for one in worth if one.b in whole.neighbours(one.a)),
        proposals=_proposals(session, region.code, before),
    )


def _people(members: Mapping[str, Profile], region: Region, today: date) -> dict[str, Any]:
    """Who is there, counted."""
    profiles = list(members.values())
    counted = count_profiles(profiles, today)
    themes = Counter(theme for one in profiles for theme in one.themes)
    return {
        "members": tuple(sorted(members)),
        "districts": _districts(profiles, region),
        "themes": tuple(themes.most_common(MOST_THEMES)),
        **{name: counted[name] for name in ("kinds", "fresh", "old", "never", "offers", "needs")},
    }


def _districts(profiles: Sequence[Profile], region: Region) -> tuple[Count, ...]:
    """How many are in each region one level below, most first; in "" who is known no closer."""
    below = {one.code for one in places.get_regions().children(region.code)}
    size = len(next(iter(below), ""))
    counts = Counter(code if (code := place_of(one)[:size]) in below else "" for one in profiles)
    return tuple(sorted(counts.items(), key=lambda item: (item[0] == "", -item[1], item[0]))) if below else ()


def _alone(members: Mapping[str, Profile], whole: Network) -> dict[str, Any]:
    """Who has no tie at all, and who has none inside the region; by name, without who opted out."""
    ranked = sorted((one for one in members.values() if one.rankable), key=lambda one: one.name.casefold())
    partners = {one.id: whole.neighbours(one.id) for one in ranked}
    return {
        "alone": tuple(key for key, others in partners.items() if not others),
        "outside": tuple(key for key, others in partners.items() if others and not others & members.keys()),
    }


def _found(
    report: RegionReport | None, here: Container[str], willing: Container[str], whole: Network
) -> dict[str, Any]:
    """What the survey found out: who joins others, what is missing, which ties are worth making.

    Who has left or opted out since then is passed over, as are ties that were made.
    """
    parts = report.parts if report else {}
    gaps, roles, ties = parts.get("gaps"), parts.get("roles") or {}, parts.get("ties") or {}
    joining = [one["id"] for one in roles.get("brokers", NO_ROWS)["rows"] if one["id"] in here]
    return {
        "joins": tuple(joining[:MOST_JOINING]),
        "lacking": tuple(
            Lacking(one["kind"], one["other"], one["total"], one["of"]) for one in roles.get("missing", ())
        ),
        "unanswered": int(gaps["unanswered"]) if gaps else None,
        "gaps": tuple(_gap(one) for one in gaps["missing"][:MOST_GAPS]) if gaps else (),
        "worth": tuple(
            _worth(one)
            for one in ties.get("ten", ())
            if one["a"] in willing and one["b"] in willing and one["b"] not in whole.neighbours(one["a"])
        ),
        "alone_then": ties["after"]["isolated"] if ties.get("ten") else None,
    }


def _worth(one: Mapping[str, Any]) -> Worth:
    effect = one["effect"]
    return Worth(one["a"], one["b"], effect["steps"], effect["newly"])


def _gap(one: Mapping[str, Any]) -> Gap:
    owner, statement = next(iter(one["stated"]), ("", ""))
    _asker, _need, there, _offer, km = next(iter(one["elsewhere"]), ("", "", "", "", None))
    return Gap(one["kind"], one["theme"], one["people"], owner, statement, there, km)


def _made(session: Session, code: str, before: Before | None, growth: Growth, *, today: date) -> list[Pair]:
    """The ties inside the region that came since the fiche before; for the first one there is no such day."""
    if before is None:
        return []
    made = ecosystem.list_made_ties(session, code, since=before.made_at, today=today)
    inside = {(tie.a, tie.b): None for tie in made if {tie.a, tie.b} <= growth.members.keys()}
    return list(inside)


def _proposals(session: Session, code: str, before: Before | None) -> dict[str, int]:
    """How many proposals for the region were made since the fiche before, by their state today."""
    query = select(Proposal.state, func.count()).where(Proposal.region.startswith(code, autoescape=True))
    if before is not None:
        query = query.where(Proposal.created_at > before.made_at)
    return {state.value: count for state, count in session.execute(query.group_by(Proposal.state))}
