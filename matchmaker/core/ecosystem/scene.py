"""The network at the moment when it is surveyed: who, where, their ties, and the matcher that knows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from matchmaker.core.entities import Profile
from matchmaker.core.matcher import Matcher
from matchmaker.core.network import Network
from matchmaker.core.regions import Regions, top_code

EVERYBODY = ""
"""The code under which all regions together are surveyed."""


def nothing() -> None:
    """Do nothing."""


def place_of(profile: Profile) -> str:
    """The NUTS code of a profile, that of its country where no more is known, "" where nothing is."""
    return profile.region or top_code(profile.country)


def lies_in(profile: Profile, code: str) -> bool:
    """Whether a profile is in a region; everybody is in `EVERYBODY`. A NUTS code begins with its parents'."""
    return place_of(profile).startswith(code)


def members_of(profiles: Iterable[Profile], regions: Regions) -> dict[str, tuple[str, ...]]:
    """The ids in every known region of each level that has any, sorted; all of them under `EVERYBODY`."""
    found: dict[str, list[str]] = {EVERYBODY: []}
    for profile in profiles:
        found[EVERYBODY].append(profile.id)
        place = place_of(profile)
        for size in range(2, len(place) + 1):
            if place[:size] in regions:
                found.setdefault(place[:size], []).append(profile.id)
    return {code: tuple(sorted(ids)) for code, ids in sorted(found.items())}


@dataclass(frozen=True, eq=False)
class Scene:
    """What a survey looks at. `matcher` is fitted on just these profiles and ties.

    `places` says where everybody stood in the picture of each region, by its code, at the survey before;
    `blocked` with whom somebody is never brought together, whoever of the two does not want it.
    """

    profiles: Mapping[str, Profile]
    matcher: Matcher
    regions: Regions
    today: date
    places: Mapping[str, Mapping[str, tuple[float, float]]] = field(default_factory=dict)
    blocked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    pulse: Callable[[], None] = nothing
    """Called now and then while something takes long, so that others see that it goes on."""

    @property
    def network(self) -> Network:
        """The ties among all of them."""
        return self.matcher.pool_.network

    @cached_property
    def members(self) -> dict[str, tuple[str, ...]]:
        """See `members_of`."""
        return members_of(self.profiles.values(), self.regions)

    def within(self, ids: Sequence[str]) -> Network:
        """The ties among some of them alone."""
        return self.network.within(ids)
