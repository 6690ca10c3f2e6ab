"""The gaps of a region as the survey found them, told by what the profiles say today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matchmaker.core.entities import Profile, Statement
from matchmaker.core.signals.kinds import wanted_kinds
from matchmaker.core.signals.pool import themes_of
from matchmaker.core.vocabulary import COMPLETES
from matchmaker.services.ecosystem.reading import RegionReport


@dataclass(frozen=True, slots=True)
class Told:
    """A need or an offer and whose it is."""

    owner: Profile
    statement: Statement


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody elsewhere who would fit: with what here, how far away, and by what it fits.

    `kinds` are kinds of offer that answer the need, `themes` those in common; `km` is None where a place is
    not known.
    """

    here: Told
    there: Told
    km: float | None
    kinds: tuple[str, ...]
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Needs, or offers, of the same subject that nobody near matches."""

    kind: str
    theme: str
    people: int
    stated: tuple[Told, ...]
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """How many needs and offers could be judged, how many nobody near matches, and those, the first ones."""

    needs: int
    offers: int
    unanswered: int
    unasked: int
    missing: tuple[Gap, ...]
    idle: tuple[Gap, ...]


def read_gaps(report: RegionReport | None, profiles: Mapping[str, Profile]) -> Gaps | None:
    """The gaps of a report; None where it tells of none. What is gone since is passed over."""
    found = report.parts.get("gaps") if report else None
    if not found:
        return None
    return Gaps(
        needs=found["needs"],
        offers=found["offers"],
        unanswered=found["unanswered"],
        unasked=found["unasked"],
        missing=_gaps(found["missing"], profiles, asks=True),
        idle=_gaps(found["idle"], profiles, asks=False),
    )


def _gaps(
    groups: Sequence[Mapping[str, Any]], profiles: Mapping[str, Profile], *, asks: bool
) -> tuple[Gap, ...]:
    found = []
    for group in groups:
        stated = tuple(filter(None, (_find(profiles, *pair, need=asks) for pair in group["stated"])))
        if stated:
            matches = tuple(filter(None, (_match(profiles, way, asks=asks) for way in group["elsewhere"])))
            found.append(Gap(group["kind"], group["theme"], group["people"], stated, matches))
    return tuple(found)


def _find(profiles: Mapping[str, Profile], owner: str, key: str, *, need: bool) -> Told | None:
    profile = profiles.get(owner)
    if profile is None or not profile.rankable:
        return None
    statements = profile.needs if need else profile.offers
    return next((Told(profile, one) for one in statements if one.id == key), None)


def _match(profiles: Mapping[str, Profile], way: Sequence[Any], *, asks: bool) -> Match | None:
    here, there = _find(profiles, way[0], way[1], need=asks), _find(profiles, way[2], way[3], need=not asks)
    if here is None or there is None:
        return None
    need, offer = (here, there) if asks else (there, here)
    answers = wanted_kinds(need.statement.cooperation, COMPLETES)
    kinds = tuple(kind for kind in offer.statement.cooperation if kind in answers)
    wanted = need.statement.themes or tuple(sorted(themes_of(need.owner)))
    given = themes_of(offer.owner)
    # Since the survey one of them may have stopped showing where exactly it is.
    known = here.owner.lat is not None and there.owner.lat is not None
    return Match(here, there, way[4] if known else None, kinds, tuple(key for key in wanted if key in given))
