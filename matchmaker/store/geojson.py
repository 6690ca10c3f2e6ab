"""Boundary shapes as authorities publish them: a GeoJSON of NUTS regions, read with care."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from matchmaker.core.maps.projection import Floats
from matchmaker.core.maps.shapes import Misplaced, rings_of
from matchmaker.core.regions import Regions
from matchmaker.core.words import N_
from matchmaker.errors import Invalid

MOST_BYTES = 200_000_000
"""The largest file of GISCO, all levels at 1:1 million, has about 100 MB."""

CODE_NAMES = ("NUTS_ID", "nuts_id", "id", "code")
"""The properties that may hold the code, the surest first."""

GISCO = "© EuroGeographics for the administrative boundaries"


@dataclass(slots=True)
class Read:
    """What a file holds: rings by code for each level, and codes that we do not know."""

    levels: dict[int, dict[str, tuple[Floats, ...]]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    notice: str = ""


def read_geojson(path: Path, regions: Regions) -> Read:
    """The shapes of a file.

    Raises:
        Invalid: it is no GeoJSON of regions in degrees, or too large; the message says what to do.
    """
    document = _load(path)
    read = Read(notice=_notice(document))
    for number, feature in enumerate(document["features"], 1):
        if not isinstance(feature, dict) or not isinstance(feature.get("geometry"), dict):
            continue
        code = code_of(feature)
        region = regions.get(code)
        if region is None:
            read.unknown.append(code or f"#{number}")
            continue
        read.levels.setdefault(region.level, {})[code] = _rings(path, code, feature, region.level)
    if not read.levels:
        raise Invalid(
            N_(
                "%(file)s names no region that we know. Its features need a property NUTS_ID with a code "
                "such as DE11."
            ),
            file=path.name,
        )
    return read


def code_of(feature: Mapping[str, Any]) -> str:
    """The code that a feature says, as it stands there; "" where there is none."""
    properties = feature.get("properties")
    said = [properties.get(name) for name in CODE_NAMES] if isinstance(properties, dict) else []
    return next((one for one in [*said, feature.get("id")] if isinstance(one, str) and one), "")


def _load(path: Path) -> dict[str, Any]:
    if path.stat().st_size > MOST_BYTES:
        raise Invalid(
            N_("%(file)s has more than %(most)d MB. Take the same boundaries at a smaller scale."),
            file=path.name,
            most=MOST_BYTES // 1_000_000,
        )
    try:
        document = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise Invalid(
            N_("%(file)s is no JSON. Take the GeoJSON of the boundaries."), file=path.name
        ) from error
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not features:
        raise Invalid(
            N_("%(file)s has no features. Take a GeoJSON with one feature for each region."), file=path.name
        )
    return dict(document)


def _notice(document: Mapping[str, Any]) -> str:
    """Whose boundaries these are, where the file says so."""
    for name in ("attribution", "copyright", "license", "licence"):
        if isinstance(document.get(name), str) and document[name].strip():
            return str(document[name]).strip()
    return ""


def _rings(path: Path, code: str, feature: Mapping[str, Any], level: int) -> tuple[Floats, ...]:
    try:
        return rings_of(feature["geometry"], level)
    except Misplaced as error:
        raise Invalid(
            N_(
                "The shape of %(code)s in %(file)s is no polygon in degrees. Take the file in longitude "
                "and latitude (its name often ends in 4326)."
            ),
            code=code,
            file=path.name,
        ) from error
