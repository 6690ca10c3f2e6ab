"""The network of a region as files for other programs: what members may see of it, and our own ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import networkx as nx
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.ecosystem.filters import NetworkFilter
from matchmaker.core.ecosystem.naming import english
from matchmaker.core.ecosystem.picture import DrawingWords
from matchmaker.core.entities import Profile
from matchmaker.core.regions import Region
from matchmaker.core.signals.pool import themes_of
from matchmaker.core.vocabulary import label
from matchmaker.errors import Conflict
from matchmaker.permissions import require
from matchmaker.services.ecosystem.picturing import Namer, Picture, Sight, find_picture, see
from matchmaker.services.ecosystem.reading import find_survey
from matchmaker.services.ecosystem.shelf import Shelf
from matchmaker.store.drawings import svg_bytes
from matchmaker.store.graph_files import WRITERS, csv_zip_bytes

MOST_EXPORTED = 50_000
"""A file is made in memory; GraphML of so many takes some hundred megabytes."""

NODE_VALUES = (
    "name", "kind", "country", "region", "place", "lat", "lon", "themes",
    "community", "community_name", "degree", "betweenness", "x", "y",
)  # fmt: skip
TIE_VALUES = ("kind", "since", "weight")

MOST_KEPT = 4
"""So many files stay in the process; GraphML of 5,000 stakeholders has five megabytes, and takes a second."""

Key = tuple[str, str, NetworkFilter, str]


def export_network(
    session: Session,
    actor: Actor,
    region: Region,
    form: str,
    *,
    today: date,
    filters: NetworkFilter | None = None,
    named: Namer = english,
    worded: Callable[[str], str] = label,
    language: str = "",
) -> bytes:
    """The network of a region, narrowed: form is "graphml", "gexf", "json" or "csv" (a ZIP file).

    `named` and `worded` say in the `language` how communities and themes are called.

    Raises:
        NotAllowed: the actor runs no place.
        Conflict: there are too many for one file.
    """
    require(actor, "export.read")
    wanted = filters or NetworkFilter()

    def make() -> bytes:
        sight = see(session, region, wanted, today=today, named=named)
        if len(sight.profiles) > MOST_EXPORTED:
            raise Conflict("These are too many for one file. Choose a region, a kind or a theme first.")
        graph = graph_of(sight, find_survey(session).column("betweenness"), worded)
        if form == "csv":
            return csv_zip_bytes(graph, NODE_VALUES, TIE_VALUES)
        return WRITERS[form](graph)

    return _files.get(session, (form, region.code, wanted, language), make, today=today)


def export_picture(
    session: Session,
    actor: Actor,
    region: Region,
    *,
    today: date,
    filters: NetworkFilter | None = None,
    named: Namer = english,
    words: Callable[[Picture], DrawingWords],
) -> bytes:
    """The picture of a region's network as an SVG file; `words` puts what is in it in the reader's language.

    Raises:
        NotAllowed: the actor runs no place.
    """
    require(actor, "export.read")
    picture = find_picture(session, region, today=today, filters=filters, named=named)
    return svg_bytes(picture.wide, words(picture))


def graph_of(
    sight: Sight, betweenness: Mapping[str, float], worded: Callable[[str], str] = label
) -> nx.Graph[str]:
    """The network with all that is told of each; None is what is not known."""
    graph: nx.Graph[str] = nx.Graph()
    for key, profile in sight.profiles.items():
        graph.add_node(key, **_of_profile(profile, worded), **_of_network(key, sight, betweenness))
    for link in sight.links:
        graph.add_edge(link.a, link.b, kind=link.kind, since=link.since, weight=link.weight)
    return graph


def _of_profile(profile: Profile, worded: Callable[[str], str]) -> dict[str, Any]:
    return {
        "name": profile.name,
        "kind": profile.kind.value if profile.kind else "",
        "country": profile.country,
        "region": profile.region,
        "place": profile.place,
        "lat": profile.lat,
        "lon": profile.lon,
        "themes": " | ".join(worded(key) for key in sorted(themes_of(profile))),
    }


def _of_network(key: str, sight: Sight, betweenness: Mapping[str, float]) -> dict[str, Any]:
    number = sight.groups.community.get(key, -1)
    x, y = sight.groups.place.get(key, (None, None))
    return {
        "community": None if number < 0 else number,
        "community_name": sight.names.get(number),
        "degree": len(sight.network.neighbours(key)),
        "betweenness": betweenness.get(key),
        "x": x,
        "y": y,
    }


_files: Shelf[Key, bytes] = Shelf(most=MOST_KEPT)
