"""Scenes of a few stakeholders, for what is found out about a region."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from matchmaker.core.ecosystem.scene import Scene
from matchmaker.core.ecosystem.survey import measured_of
from matchmaker.core.entities import Kind, Link, Profile
from matchmaker.core.matcher import Matcher
from matchmaker.core.regions import Region, Regions

TODAY = date(2026, 11, 27)
SMALL = (("DE", ""), ("DE1", "DE"), ("DE11", "DE1"), ("FR", ""), ("FR1", "FR"), ("FR10", "FR1"))
REGIONS = Regions(
    Region(code, len(code) - 2, parent, code[:2], code, code, 48.0, 9.0) for code, parent in SMALL
)
LETTERS = {"e": Kind.ENTERPRISE, "i": Kind.INNOVATOR, "p": Kind.POLICYMAKER, "s": Kind.SUPPORT}


def scene_of(ties: Iterable[str], *, more: str = "", **changes: Mapping[str, Any]) -> Scene:
    """A scene from ties such as "e1-p2": the letter is the kind; `more` names some without ties.

    All are in DE11 unless `changes` says otherwise, by name and field.
    """
    pairs = [tie.split("-") for tie in ties]
    names = sorted({*(name for pair in pairs for name in pair), *more.split()})
    profiles = {
        name: Profile(**{
            "id": name, "name": name, "kind": LETTERS.get(name[0]), "region": "DE11", "country": "DE",
            **changes.get(name, {}),
        })
        for name in names
    }  # fmt: skip
    links = [Link(*sorted(pair)) for pair in pairs]  # type: ignore[arg-type]  # always two
    return Scene(profiles, Matcher().fit(profiles.values(), links, today=TODAY), REGIONS, TODAY)


def part_of(scene: Scene, part: Any, code: str = "DE11") -> Any:
    """What a part says about a region."""
    network = scene.within(scene.members[code])
    return part(scene, code, network, measured_of(scene, network))
