"""How far the ties of a region reach: lines over Europe, and in words where half of them go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from matchmaker import context, i18n
from matchmaker.core.maps.across import WIDE, Pair
from matchmaker.core.maps.frame import Frame
from matchmaker.core.regions import Region
from matchmaker.services import maps, places
from matchmaker.services.network import Snapshot
from matchmaker.web.views.addresses import addresses
from matchmaker.web.views.facets import region_name
from matchmaker.web.words import _, ngettext

MOST_NAMED = 3
SHARE = 1 / 1.55
"""How wide the smaller of two maps on one line is, measured by the larger: see `.plates` in maps.css."""


@dataclass(frozen=True, slots=True)
class AcrossRow:
    """One region at the other end, or two regions where all are shown together; "" for no page."""

    name: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class AcrossView:
    """The picture, wide and for phones, what it shows in words, and the same as a table; `urls` by code."""

    title: str
    label: str
    caption: str
    sheets: tuple[maps.Sheet, ...]
    urls: Mapping[str, str]
    rows: list[AcrossRow]


def across_view(live: Snapshot, region: Region, beside: Frame | None = None) -> AcrossView:
    """The ties of a region's stakeholders to others; of everybody, those between countries.

    `beside` is the frame of a smaller map on the same line: both are drawn equally high.
    """
    height = None if beside is None else round(beside.height * SHARE * WIDE.width / beside.width)
    drawn = maps.draw_reach(live, region, region_name, language=context.language(), height=height)
    address = addresses("regions.show", "code")
    urls = {code: address(code) for code in drawn.names if code in places.get_regions()}
    return AcrossView(
        title=_("Across Europe"),
        label=_("Map: lines to the regions with which there are ties."),
        caption=" ".join(_sentences(drawn, region)),
        sheets=drawn.sheets,
        urls=urls,
        rows=[_row(pair, number, region.code, drawn.names, urls) for pair, number in drawn.order],
    )


def _row(pair: Pair, number: int, here: str, names: Mapping[str, str], urls: Mapping[str, str]) -> AcrossRow:
    others = [code for code in pair if code != here]
    url = urls.get(others[0], "") if len(others) == 1 else ""
    return AcrossRow(" – ".join(names[code] for code in others), url, number)


def _sentences(drawn: maps.ReachDrawing, region: Region) -> Iterator[str]:
    reach, order = drawn.reach, drawn.order
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
    if drawn.left_out:
        yield ngettext(
            "Only the strongest are drawn; %(num)d more is in the table.",
            "Only the strongest are drawn; %(num)d more are in the table.",
            drawn.left_out,
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
