"""The network of a region as it is drawn and listed without script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from matchmaker.core.ecosystem.cast import cast_of
from matchmaker.core.ecosystem.filters import NetworkFilter, narrowed
from matchmaker.core.ecosystem.groups import Groups
from matchmaker.core.ecosystem.naming import (
    CommunityName,
    english,
    heads_of_communities,
    name_communities,
)
from matchmaker.core.ecosystem.picture import Drawing, Pair, draw
from matchmaker.core.ecosystem.sheet import NARROW, WIDE, shapes_of
from matchmaker.core.entities import Link, Profile
from matchmaker.core.network import Network
from matchmaker.core.regions import Region
from matchmaker.services.ecosystem.groups import find_groups
from matchmaker.services.network import snapshot

FEWEST_NAMED = 4
"""A smaller group has no name: two or three who know each other are no community."""

Namer = Callable[[CommunityName], str]
"""How a community is called in the reader's language."""


@dataclass(frozen=True)
class Sight:
    """The network of a region as somebody asked for it: who, which ties among them, and their communities.

    `everywhere` is the network of all regions with all its ties; `names` are those of the communities.
    """

    profiles: Mapping[str, Profile]
    links: tuple[Link, ...]
    network: Network
    everywhere: Network
    groups: Groups
    names: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Picture:
    """A network drawn for wide screens and for phones, and what is in it."""

    wide: Drawing
    narrow: Drawing
    stakeholders: int
    ties: int
    communities: int
    alone: int
    outside: int
    left_out: int
    """So many of the communities are not drawn: those with the fewest ties."""


def see(
    session: Session, region: Region, filters: NetworkFilter, *, today: date, named: Namer = english
) -> Sight:
    """The network of a region, narrowed; hidden stakeholders are not in it."""
    live = snapshot(session, today=today)
    groups = find_groups(session, region.code)
    everywhere = live.matcher.pool_.network
    inside = live.inside(region.code)
    ids, links = narrowed(inside, live.ties_of(inside), filters, groups.community)
    names = names_of(inside, groups, everywhere)
    return Sight(
        profiles={key: inside[key] for key in ids},
        links=links,
        network=Network(ids, links),
        everywhere=everywhere,
        groups=groups,
        names={number: named(name) for number, name in names.items()},
    )


def names_of(people: Mapping[str, Profile], groups: Groups, everywhere: Network) -> dict[int, CommunityName]:
    """How the communities of a region are called, by number; small ones have no name."""
    community = {key: number for key, number in groups.community.items() if key in people}
    degree = {key: float(len(everywhere.neighbours(key))) for key in community}
    heads = heads_of_communities(people, community, degree, count=len(groups.themes))
    sizes = Counter(community.values())
    large = [number for number in range(len(groups.themes)) if sizes[number] >= FEWEST_NAMED]
    names = name_communities([groups.themes[n] for n in large], [heads[n] for n in large], people)
    return dict(zip(large, names, strict=True))


def find_picture(
    session: Session,
    region: Region,
    *,
    today: date,
    filters: NetworkFilter | None = None,
    proposed: Sequence[Pair] = (),
    named: Namer = english,
) -> Picture:
    """The network of a region drawn; `proposed` ties are numbered from 1, and who is in them is drawn."""
    sight = see(session, region, filters or NetworkFilter(), today=today, named=named)
    return picture_of(sight, proposed)


def picture_of(sight: Sight, proposed: Sequence[Pair] = ()) -> Picture:
    """The same of a network that was looked at already."""
    first = [key for pair in proposed for key in pair]
    cast = cast_of(sight.network, sight.groups, everywhere=sight.everywhere, first=first)
    shapes = shapes_of(cast.clouds, sight.groups.place)
    wide, narrow = (
        draw(cast, shapes, sight.profiles, sight.names, style, proposed=proposed) for style in (WIDE, NARROW)
    )
    return Picture(
        wide=wide,
        narrow=narrow,
        stakeholders=len(sight.profiles),
        ties=len(sight.links),
        communities=len(sight.names.keys() & cast.clouds.keys()),
        alone=len(cast.alone),
        outside=len(cast.outside),
        left_out=cast.left_out,
    )
