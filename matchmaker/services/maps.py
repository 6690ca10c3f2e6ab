"""What maps are drawn on: outlines of countries, and shapes of regions where some are installed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from matchmaker.core.actors import Actor
from matchmaker.core.maps.outlines import svg_of
from matchmaker.core.maps.projection import Floats
from matchmaker.core.maps.shapes import Shapes
from matchmaker.core.words import N_
from matchmaker.errors import Invalid
from matchmaker.permissions import require
from matchmaker.services import places
from matchmaker.store import outlines, shapes
from matchmaker.store.geojson import GISCO, Read, read_geojson
from matchmaker.store.shapes import Kept

__all__ = [
    "Installed",
    "Kept",
    "find_shapes",
    "get_land",
    "install_shapes",
    "list_installed",
    "outlines_version",
    "remove_shapes",
]

outlines_version = outlines.outlines_version


@dataclass(frozen=True, slots=True)
class Installed:
    """What an installation did: how many shapes of each level, and codes that no region of ours has."""

    counts: Mapping[int, int]
    unknown: tuple[str, ...]


@cache
def get_land() -> str:
    """The countries of Europe as one SVG, each under its NUTS code where it has one."""
    return svg_of(outlines.open_outlines())


def find_shapes(instance: Path, level: int) -> Shapes:
    """The shapes that are installed for a level; none where there are none."""
    return shapes.open_shapes(_folder(instance), level)


def list_installed(instance: Path) -> list[Kept]:
    """What is installed, by level."""
    return shapes.list_shapes(_folder(instance))


def install_shapes(actor: Actor, instance: Path, files: Iterable[Path], *, notice: str = "") -> Installed:
    """Install the shapes of one or several GeoJSON files; a level that they hold replaces the one before.

    Raises:
        Invalid: a file cannot be used; then nothing is changed.
    """
    require(actor, "shapes.install")
    # All are read before anything is written.
    read = [read_geojson(path, places.get_regions()) for path in files]
    levels: dict[int, dict[str, tuple[Floats, ...]]] = {}
    for one in read:
        for level, rings in one.levels.items():
            levels.setdefault(level, {}).update(rings)
    for level, rings in levels.items():
        said = notice.strip() or _said(read, level)
        shapes.keep_shapes(_folder(instance), level, rings, said)
    return Installed(
        {level: len(rings) for level, rings in sorted(levels.items())},
        tuple(code for one in read for code in one.unknown),
    )


def remove_shapes(actor: Actor, instance: Path, levels: Iterable[int]) -> list[int]:
    """Remove the shapes of these levels; those that were there.

    Raises:
        Invalid: none of them was.
    """
    require(actor, "shapes.install")
    gone = [level for level in levels if shapes.drop_shapes(_folder(instance), level)]
    if not gone:
        raise Invalid(N_("No such shapes are installed. See `matchmaker regions list`."))
    return gone


def _said(read: Iterable[Read], level: int) -> str:
    """The notice that a file of this level states, else that of those who publish nearly all of them."""
    return next((one.notice for one in read if level in one.levels and one.notice), GISCO)


def _folder(instance: Path) -> Path:
    return instance / "shapes"
