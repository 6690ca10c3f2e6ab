"""How far the ties of a region reach: lines over Europe, and in words where half of them go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from matchmaker import context, i18n
from matchmaker.core.ecosystem.scene import place_of
from matchmaker.core.maps.across import Across, Pair, Reach, draw_across, reach_of
from matchmaker.core.regions import Region
from matchmaker.services import places
from matchmaker.services.network import Snapshot
from matchmaker.web.views.addresses import addresses
from matchmaker.web.views.facets import region_name
from matchmaker.web.views.ground import Ground, ground_of, points_of
from matchmaker.web.words import _, ngettext

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class AcrossRow:
    """One region at the other end, or two regions where all are shown together; "" for no page."""

    name: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class AcrossView:
    """The picture, what it shows in words, and the same as a table; `urls` by code."""

    title: str
    label: str
    caption: str
    drawing: Across | None
    ground: Ground | None
    urls: dict[str, str]
    rows: list[AcrossRow]


def across_view(live: Snapshot, region: Region) -> AcrossView:
    """The ties of a region's stakeholders to others; of everybody, those between countries."""
    place = {key: place_of(profile) for key, profile in live.profiles.items()}
    reach = reach_of(_ties(live, place, region.code), place, region.code, max(region.level, 0))
    codes = {code for pair in reach.between for code in pair}
    names = {code: region_name(code) for code in codes}
    points = points_of(codes)
    known = {code: (names[code], points[code]) for code in codes if code in points}
    drawing = draw_across(reach.between, known, region.code)
    order = sorted(reach.between.items(), key=lambda one: (-one[1], one[0]))
    address = addresses("regions.show", "code")
    urls = {code: address(code) for code in codes if code in places.get_regions()}
    return AcrossView(
        title=_("Across Europe"),
        label=_("Map: lines to the regions with which there are ties."),
        caption=" ".join(_sentences(reach, order, region, drawing)),
        drawing=drawing,
        ground=ground_of(drawing.frame, {}, "") if drawing else None,
        urls=urls,
        rows=[_row(pair, number, region.code, names, urls) for pair, number in order],
    )


def _ties(live: Snapshot, place: dict[str, str], code: str) -> Iterator[Pair]:
    """The ties of those in a region, each once."""
    for key, partners in live.matcher.pool_.network.partners.items():
        if not place[key].startswith(code):
            continue
        for other in partners:
            if key < other or not place[other].startswith(code):
                yield key, other


def _row(pair: Pair, number: int, here: str, names: Mapping[str, str], urls: Mapping[str, str]) -> AcrossRow:
    others = [code for code in pair if code != here]
    url = urls.get(others[0], "") if len(others) == 1 else ""
    return AcrossRow(" – ".join(names[code] for code in others), url, number)


def _sentences(
    reach: Reach, order: Sequence[tuple[Pair, int]], region: Region, drawing: Across | None
) -> Iterator[str]:
    total = sum(reach.between.values())
    if not total:
        yield _("No tie leads out of here yet.")
    elif region.code:
        yield ngettext(
            "%(num)d tie to %(regions)s.",
            "%(num)d ties to %(regions)s.",
            total,
            regions=_regions(len(order), region.level),
        )
        yield from _half(order, total, region.code)
    else:
        yield ngettext("%(num)d tie joins two countries.", "%(num)d ties join two countries each.", total)
    if reach.inside:
        yield _inside(reach.inside, bool(region.code))
    if reach.unplaced:
        yield ngettext(
            "Of %(num)d tie the other end is not known well enough.",
            "Of %(num)d ties the other end is not known well enough.",
            reach.unplaced,
        )
    if drawing and drawing.left_out:
        yield ngettext(
            "Only the strongest are drawn; %(num)d more is in the table.",
            "Only the strongest are drawn; %(num)d more are in the table.",
            len(drawing.left_out),
        )


def _inside(number: int, here: bool) -> str:
    if here:
        return ngettext("%(num)d more stays within.", "%(num)d more stay within.", number)
    return ngettext("%(num)d stays within one country.", "%(num)d stay within one country.", number)


def _regions(number: int, level: int) -> str:
    if level == 0:
        return ngettext("%(num)d country", "%(num)d countries", number)
    return ngettext("%(num)d region", "%(num)d regions", number)


def _half(order: Sequence[tuple[Pair, int]], total: int, here: str) -> Iterator[str]:
    """Where half of them go, if a few names say it."""
    counted: Counter[str] = Counter()
    for pair, number in order[:MOST_NAMED]:
        counted[next(code for code in pair if code != here)] += number
        if 2 * counted.total() >= total:
            break
    if 2 * counted.total() >= total and len(order) > len(counted):
        names = i18n.list_of([region_name(code) for code in counted], context.language())
        yield _("At least half of them go to %(names)s.", names=names)
