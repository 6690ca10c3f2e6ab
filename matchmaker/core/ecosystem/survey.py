"""A survey: everything that is measured once for all readers, of everybody and region by region."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from matchmaker.core.ecosystem.layout import Point, arrange
from matchmaker.core.ecosystem.measures import Figures, Measured, measure
from matchmaker.core.ecosystem.naming import themes_of_communities
from matchmaker.core.ecosystem.scene import EVERYBODY, Scene, place_of
from matchmaker.core.network import Network

SEED = 1

Progress = Callable[[int, int], None]
Part = Callable[[Scene, str, Network, Measured], Any]
"""What is found out about one region: scene, its code, its network, what was measured of it; plain JSON."""


class Steady:
    """A progress that can be told again, when the same step goes on for long."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.last = (0, 0)

    def __call__(self, done: int, total: int) -> None:
        """Tell and remember."""
        self.last = (done, total)
        self.progress(done, total)

    def again(self) -> None:
        """Tell the last once more."""
        self.progress(*self.last)


@dataclass(frozen=True, slots=True)
class Spell:
    """Since when somebody has been without any tie, and whether they had one before."""

    since: date
    tied_before: bool


@dataclass(frozen=True, slots=True)
class Survey:
    """What was measured of everybody, by id.

    `columns` holds one number per id (see `measures.measure`); `community` the number of each one's
    community, -1 without ties; `themes` what each community is about: keys of `core.vocabulary`, the most
    telling first; `place` the point of each in the picture; `alone` who has no tie.
    """

    ids: tuple[str, ...] = ()
    columns: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    community: Mapping[str, int] = field(default_factory=dict)
    themes: tuple[tuple[str, ...], ...] = ()
    place: Mapping[str, Point] = field(default_factory=dict)
    alone: Mapping[str, Spell] = field(default_factory=dict)

    def column(self, name: str) -> dict[str, float]:
        """One column by id; empty where it was not measured."""
        values = self.columns.get(name)
        return dict(zip(self.ids, values, strict=True)) if values else {}


@dataclass(frozen=True, slots=True)
class RegionFound:
    """What was found out about one region: its figures, and what each part says (plain JSON by name)."""

    figures: Figures
    parts: Mapping[str, Any]


def survey_of(scene: Scene, measured: Measured, earlier: Survey) -> Survey:
    """The survey of everybody; known places and spells without ties go on from the `earlier` one."""
    network = scene.network
    community = dict(zip(network.ids, measured.community, strict=True))
    return Survey(
        ids=tuple(network.ids),
        columns={name: tuple(values) for name, values in measured.columns.items()},
        community=community,
        themes=themes_of_communities(scene.profiles, community),
        place=arrange(network, measured.community, earlier.place, seed=SEED),
        alone=dict(_alone(scene, earlier)),
    )


def measured_of(scene: Scene, network: Network) -> Measured:
    """The measures of a part of the scene."""
    profiles = [scene.profiles[key] for key in network.ids]
    kinds = [profile.kind.value if profile.kind else "" for profile in profiles]
    return measure(network, kinds, [place_of(profile) for profile in profiles], seed=SEED)


def regions_of(
    scene: Scene, whole: Measured, parts: Mapping[str, Part], progress: Progress
) -> Iterator[tuple[str, RegionFound]]:
    """What is found out about every region with stakeholders, by code; `EVERYBODY` comes first."""
    for number, (code, ids) in enumerate(scene.members.items()):
        progress(number, len(scene.members))
        network = scene.network if code == EVERYBODY else scene.within(ids)
        measured = whole if code == EVERYBODY else measured_of(scene, network)
        found = {name: part(scene, code, network, measured) for name, part in parts.items()}
        yield code, RegionFound(measured.figures, found)


def _alone(scene: Scene, earlier: Survey) -> Iterator[tuple[str, Spell]]:
    known = set(earlier.ids)
    for key in scene.network.ids:
        if not scene.network.neighbours(key):
            before = key in known and key not in earlier.alone
            yield key, earlier.alone.get(key) or Spell(scene.today, before)
