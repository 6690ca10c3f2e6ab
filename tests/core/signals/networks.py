"""Networks that lack something, for what every signal promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from matchmaker.core.entities import Activity, Profile
from matchmaker.core.matcher import Matcher
from matchmaker.core.signals import Pool
from tests.core.people import COMPLETES, GOVAN, LABELS, LINKS, PROFILES, TODAY

DEEDS = (
    Activity("a-1", "Repair of washing machines in schools", ("s-govan", "s-city"), date(2025, 5, 1)),
    Activity("a-2", "Soup from surplus vegetables", ("s-kitchen", "s-network", "s-gone"), date(2024, 5, 1)),
    Activity("a-3", "A workshop for machines", ("s-neckar",)),
)


def _placeless(one: Profile) -> Profile:
    return replace(one, country="", region="", place="", lat=None, lon=None)


def _wordless(one: Profile) -> Profile:
    return replace(one, name="", about="", offers=(), needs=(), place="")


def _pool(profiles: tuple[Profile, ...], *, ties: bool = True, deeds: tuple[Activity, ...] = ()) -> Pool:
    matcher = Matcher(completes=COMPLETES, labels=LABELS)
    return matcher.fit(profiles, LINKS if ties else (), deeds, today=TODAY, levels=False).pool_


POOLS: Mapping[str, Pool] = {
    "whole": _pool(PROFILES),
    "with deeds": _pool(PROFILES, deeds=DEEDS),
    "without ties": _pool(PROFILES, ties=False),
    "without places": _pool(tuple(map(_placeless, PROFILES)), deeds=DEEDS),
    "without texts": _pool(tuple(map(_wordless, PROFILES)), deeds=tuple(replace(d, text="") for d in DEEDS)),
    "without kinds": _pool(tuple(replace(one, kind=None) for one in PROFILES)),
    "of two alike": _pool((GOVAN, replace(GOVAN, id="s-twin"))),
    "of one": _pool((GOVAN,), deeds=DEEDS),
    "of nobody": _pool(()),
}
"""By what is special about each."""
