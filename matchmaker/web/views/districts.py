"""The parts of a region as bubbles: how many stakeholders are in each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from matchmaker.core.maps.bubbles import Bubbles, Spot, draw_bubbles
from matchmaker.core.regions import Region
from matchmaker.services import places
from matchmaker.services.network import Snapshot
from matchmaker.web.views.addresses import addresses
from matchmaker.web.views.facets import region_name
from matchmaker.web.views.ground import Ground, ground_of, points_of, rings_of
from matchmaker.web.views.ways import region_title
from matchmaker.web.words import _, ngettext


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """One part in the table."""

    name: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Districts:
    """The picture, what it shows in words, and the same as a table; `urls` and `names` by code."""

    title: str
    label: str
    caption: str
    drawing: Bubbles
    ground: Ground
    urls: Mapping[str, str]
    names: Mapping[str, str]
    rows: list[DistrictRow]


def districts_of(live: Snapshot, region: Region) -> Districts | None:
    """The parts of a region on its own page; None where it has none."""
    found = live.directory.search(region=region.code, per_page=1)
    return districts_view(region, found.counts.regions, found.total, addresses("regions.show", "code"))


def districts_view(
    region: Region, counts: Mapping[str, int], total: int, address: Callable[[str], str], *, width: float = 0
) -> Districts | None:
    """The picture of a region's parts, `counts` of them by code, `total` stakeholders in all."""
    parts = parts_of(region, counts)
    rings, notice = rings_of([part.code for part in parts])
    shown = [ring for own in rings.values() for ring in own]
    spots = spots_of(parts, counts)
    drawing = draw_bubbles(spots, shown, **({"width": width} if width else {}))
    if drawing is None:
        return None
    urls = {part.code: address(part.code) for part in parts}
    rows = [DistrictRow(region_name(p.code), urls[p.code], counts.get(p.code, 0)) for p in parts]
    rows.sort(key=lambda row: (-row.count, row.name))
    name = region_title(region)
    return Districts(
        title=_("In the countries") if not region.code else _("In the districts"),
        label=_("Map: how many stakeholders are in each part of %(name)s.", name=name),
        caption=" ".join(_sentences(name if region.code else "", rows, total, len(parts) - len(spots))),
        drawing=drawing,
        ground=ground_of(drawing.frame, rings, notice),
        urls=urls,
        names={part.code: region_name(part.code) for part in parts},
        rows=rows,
    )


def parts_of(region: Region, counts: Mapping[str, int]) -> list[Region]:
    """The regions one level below; of the countries only those with somebody in them."""
    below = places.get_regions().children(region.code)
    return [one for one in below if region.code or counts.get(one.code)]


def spots_of(parts: list[Region], counts: Mapping[str, int]) -> list[Spot]:
    """The parts that lie on the map of Europe, with their middle."""
    points = points_of(part.code for part in parts)
    return [
        Spot(part.code, region_name(part.code), counts.get(part.code, 0), points[part.code])
        for part in parts
        if part.code in points
    ]


def _vague(name: str, number: int) -> str:
    if not name:
        return ngettext(
            "%(num)d is outside Europe, or its place is not known.",
            "%(num)d are outside Europe, or their place is not known.",
            number,
        )
    return ngettext(
        "Of %(num)d stakeholder more is not known than that it is in %(name)s.",
        "Of %(num)d stakeholders more is not known than that they are in %(name)s.",
        number,
        name=name,
    )


def _sentences(name: str, rows: list[DistrictRow], total: int, off_the_map: int) -> list[str]:
    """What there is to see, from the numbers themselves."""
    placed = sum(row.count for row in rows)
    empty = sum(not row.count for row in rows)
    found = []
    if placed and len(rows) > 1:
        values = {"count": rows[0].count, "total": total, "place": rows[0].name}
        found.append(_("%(place)s has the most: %(count)d of %(total)d.", **values))
    if empty:
        found.append(
            ngettext(
                "In %(num)d of its %(parts)d parts nobody is known yet.",
                "In %(num)d of its %(parts)d parts nobody is known yet.",
                empty,
                parts=len(rows),
            )
        )
    if vague := total - placed:
        found.append(_vague(name, vague))
    if off_the_map:
        found.append(
            ngettext(
                "%(num)d part lies beyond this map and is in the table only.",
                "%(num)d parts lie beyond this map and are in the table only.",
                off_the_map,
            )
        )
    return [*found, _("The number in a bubble, and its size, say how many stakeholders are there.")]
