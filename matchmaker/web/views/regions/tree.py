"""The view of the tree of regions, and of what was looked for in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from flask import url_for

from matchmaker import i18n
from matchmaker.core.entities import Kind
from matchmaker.core.regions import Region
from matchmaker.services import places
from matchmaker.web.views.ways import region_title

Populations = Mapping[str, Mapping[str, int]]

MANY = 150
"""With more regions than this only countries are listed with their kinds, so that the page stays light."""

VERY_MANY = 600
"""With more than this the smallest ones are left to the pages of the regions around them."""

SMALLEST = 3

MOST_FOUND = 60


@dataclass(frozen=True, slots=True)
class Node:
    """One region of the tree; `kinds` holds the kinds that are there, with their numbers.

    `parts` is how many regions in it have somebody: those `below`, or as many on its own page.
    """

    url: str
    code: str
    name: str
    people: int
    kinds: list[tuple[str, int]] = field(default_factory=list)
    below: list[Node] = field(default_factory=list)
    around: str = ""
    parts: int = 0


@dataclass(frozen=True, slots=True)
class TreeView:
    """The tree, or what was found; `empty` is a region that was meant, in which nobody is."""

    query: str
    people: int
    everybody_url: str
    countries: list[Node]
    found: list[Node]
    empty: Node | None


def tree_view(inhabited: Populations, query: str) -> TreeView:
    """The page for what was typed; all regions where nothing was."""
    query = query.strip()[:100]
    found = _found(inhabited, query) if query else []
    return TreeView(
        query=query,
        people=sum(inhabited[""].values()),
        everybody_url=url_for("regions.show", code=places.EVERYWHERE),
        countries=[] if query else _below(inhabited, ""),
        found=found,
        empty=None if found or not query else _meant(query),
    )


def _below(inhabited: Populations, code: str) -> list[Node]:
    regions = [one for one in places.get_regions().children(code) if one.code in inhabited]
    nodes = [_node(inhabited, one) for one in regions]
    return sorted(nodes, key=lambda node: i18n.in_dictionary(node.name))


def _node(inhabited: Populations, region: Region) -> Node:
    if region.level == SMALLEST - 1 and len(inhabited) > VERY_MANY:
        parts = [one for one in places.get_regions().children(region.code) if one.code in inhabited]
        return replace(_plain(inhabited, region), parts=len(parts))
    below = _below(inhabited, region.code)
    if len(below) == 1 and below[0].name == region.name:
        # A small country has the same region at each level; it is told once.
        below = below[0].below
    return _plain(inhabited, region, below=below)


def _plain(inhabited: Populations, region: Region, *, below: list[Node] | None = None) -> Node:
    counts = inhabited.get(region.code, {})
    kinds = [(kind, counts[kind]) for kind in (*Kind, "") if kind in counts]
    around = [region_title(one) for one in reversed(places.get_regions().ancestors(region.code))]
    return Node(
        url=url_for("regions.show", code=region.code),
        code=region.code,
        name=region_title(region),
        people=sum(counts.values()),
        kinds=kinds if region.level == 0 or len(inhabited) <= MANY else [],
        below=below or [],
        parts=len(below or []),
        around=", ".join(dict.fromkeys(around)),
    )


def _found(inhabited: Populations, query: str) -> list[Node]:
    """The regions with somebody in them that are called so, also in the reader's language."""
    fitting = {one.code: one for one in _countries(query)}
    fitting |= {one.code: one for one in places.list_called(query)}
    found = [one for code, one in fitting.items() if code in inhabited]
    return [_plain(inhabited, one) for one in found[:MOST_FOUND]]


def _countries(query: str) -> list[Region]:
    wanted = i18n.in_dictionary(query)
    return [one for one in places.get_regions().top if wanted in i18n.in_dictionary(region_title(one))]


def _meant(query: str) -> Node | None:
    """A region that is called so, in which nobody is."""
    regions = _countries(query) or places.list_called(query)
    return _plain({}, regions[0]) if regions else None
