"""The parts of a region as bubbles: how many stakeholders are in each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from matchmaker import context
from matchmaker.core.maps.bubbles import WIDTH, Bubbles
from matchmaker.core.regions import Region
from matchmaker.services import maps
from matchmaker.services.network import Snapshot
from matchmaker.web.views.addresses import addresses
from matchmaker.web.views.facets import region_name
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
    ground: maps.Ground
    urls: Mapping[str, str]
    names: Mapping[str, str]
    rows: list[DistrictRow]


def districts_of(live: Snapshot, region: Region) -> Districts | None:
    """The parts of a region on its own page; None where it has none."""
    found = live.directory.search(region=region.code, per_page=1)
    return districts_view(region, found.counts.regions, found.total, addresses("regions.show", "code"))


def districts_view(
    region: Region,
    counts: Mapping[str, int],
    total: int,
    address: Callable[[str], str],
    *,
    width: float = WIDTH,
) -> Districts | None:
    """The picture of a region's parts, `counts` of them by code, `total` stakeholders in all."""
    drawn = maps.draw_parts(context.settings().folder, region, counts, region_name, width=width)
    if drawn is None:
        return None
    names = {part.code: region_name(part.code) for part in drawn.parts}
    urls = {code: address(code) for code in names}
    rows = [DistrictRow(name, urls[code], counts.get(code, 0)) for code, name in names.items()]
    rows.sort(key=lambda row: (-row.count, row.name))
    name = region_title(region)
    beyond = len(drawn.parts) - len(drawn.bubbles.bubbles)
    return Districts(
        title=_("In the districts") if region.code else _("In the countries"),
        label=_("Map: how many stakeholders are in each part of %(name)s.", name=name),
        caption=" ".join(_sentences(name if region.code else "", rows, total, beyond)),
        drawing=drawn.bubbles,
        ground=drawn.ground,
        urls=urls,
        names=names,
        rows=rows,
    )


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
