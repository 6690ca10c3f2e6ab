"""The table of towns on disk: one .npz of columns, written by hand now and then, read at the first use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from matchmaker.core.names import fold
from matchmaker.core.regions import Regions, top_code
from matchmaker.core.towns import Towns, TownTable

_DEGREE = 10_000  # coordinates are kept as whole ten-thousandths of a degree: 11 m


@dataclass(frozen=True, slots=True)
class SourceTown:
    """A town as the source has it; `region` may be "", `others` may hold anything that was ever written."""

    id: int
    name: str
    country: str
    lat: float
    lon: float
    population: int
    region: str
    others: tuple[str, ...] = ()


def keep_names(name: str, others: Iterable[str]) -> list[str]:
    """The other names worth keeping, each folded form once.

    Left out are codes of airports (three capitals), sound renderings from other scripts (they begin in
    lower case), and several names run together (two spaces).
    """
    seen = {fold(name)}
    kept = []
    for other in map(str.strip, others):
        if other[:1].islower() or "  " in other or (len(other) <= 3 and other.isupper()):
            continue
        folded = fold(other)
        if len(folded) > 1 and folded not in seen:
            seen.add(folded)
            kept.append(other)
    return kept


def complete_regions(towns: Sequence[SourceTown], regions: Regions) -> list[SourceTown]:
    """Towns without a region take that of the nearest town in their country, else the country's own code."""
    known = _table([town for town in towns if town.region])
    completed = []
    for town in towns:
        if town.region and town.region not in regions:
            raise ValueError(
                f"{town.name}: {town.region} is not in regions.csv. Use the same version of the NUTS."
            )
        if not town.region:
            near = known.nearest(town.lat, town.lon, country=town.country)
            top = top_code(town.country)
            town = replace(town, region=near.region if near else top if top in regions else "")
        completed.append(town)
    return completed


def _table(towns: Sequence[SourceTown]) -> Towns:
    return Towns(_columns(towns))


def _columns(towns: Sequence[SourceTown]) -> TownTable:
    """The towns as columns, sorted by name so that reading needs little sorting and packing is tight."""
    towns = sorted(towns, key=lambda town: (fold(town.name), -town.population, town.id))
    countries, country = _counted([town.country for town in towns])
    regions, region = _counted([town.region for town in towns])
    others = [(name, row) for row, town in enumerate(towns) for name in keep_names(town.name, town.others)]
    others.sort(key=lambda pair: (fold(pair[0]), pair[1]))
    return TownTable(
        ids=np.array([town.id for town in towns], dtype=np.uint32),
        names=[town.name for town in towns],
        lat=np.array([town.lat for town in towns]),
        lon=np.array([town.lon for town in towns]),
        population=np.array([town.population for town in towns], dtype=np.uint32),
        country=country,
        region=region,
        countries=countries,
        regions=regions,
        other_names=[name for name, _ in others],
        other_of=np.array([row for _, row in others], dtype=np.uint32),
    )


def _counted(values: Sequence[str]) -> tuple[list[str], npt.NDArray[np.uint16]]:
    codes = sorted(set(values))
    number = {code: position for position, code in enumerate(codes)}
    return codes, np.array([number[value] for value in values], dtype=np.uint16)


def _packed(texts: Sequence[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def _unpacked(array: npt.NDArray[np.uint8]) -> list[str]:
    return array.tobytes().decode().split("\n") if len(array) else []


def write_towns(path: Path, towns: Sequence[SourceTown], regions: Regions) -> None:
    """Write the table; towns without a region are completed first."""
    table = _columns(complete_regions(towns, regions))
    np.savez_compressed(
        path,
        ids=table.ids,
        names=_packed(table.names),
        lat=np.round(table.lat * _DEGREE).astype(np.int32),
        lon=np.round(table.lon * _DEGREE).astype(np.int32),
        population=table.population,
        country=table.country,
        region=table.region,
        countries=_packed(table.countries),
        regions=_packed(table.regions),
        other_names=_packed(table.other_names),
        other_of=table.other_of,
    )


def read_towns(path: Path) -> Towns:
    """Read the table into memory."""
    with np.load(path, allow_pickle=False) as columns:
        return Towns(
            TownTable(
                ids=columns["ids"],
                names=_unpacked(columns["names"]),
                lat=(columns["lat"] / _DEGREE).astype(np.float32),
                lon=(columns["lon"] / _DEGREE).astype(np.float32),
                population=columns["population"],
                country=columns["country"],
                region=columns["region"],
                countries=_unpacked(columns["countries"]),
                regions=_unpacked(columns["regions"]),
                other_names=_unpacked(columns["other_names"]),
                other_of=columns["other_of"],
            )
        )
