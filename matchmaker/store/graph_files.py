"""A network as files for other programs: GraphML, GEXF, node-link JSON, and two tables in a ZIP file."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import networkx as nx

from matchmaker.store.export import csv_bytes

# Characters that XML cannot hold; a lone surrogate no encoding can.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Graph = nx.Graph


def graphml_bytes(graph: Graph[str]) -> bytes:
    """GraphML, which nearly every program about networks reads."""
    out = io.BytesIO()
    # The plain writer: the faster one needs a library that not everybody has.
    nx.write_graphml_xml(_plain(graph), out)
    return out.getvalue()


def gexf_bytes(graph: Graph[str]) -> bytes:
    """GEXF, the format of Gephi, with the places of the picture; there y grows upwards."""
    plain = _plain(graph)
    for _, values in plain.nodes(data=True):
        values["label"] = values.get("name", "")
        if "x" in values and "y" in values:
            values["viz"] = {"position": {"x": values["x"], "y": -values["y"], "z": 0.0}}
    out = io.BytesIO()
    nx.write_gexf(plain, out)
    return out.getvalue()


def json_bytes(graph: Graph[str]) -> bytes:
    """The node-link JSON of networkx, d3 and others."""
    found = nx.node_link_data(_plain(graph), edges="edges")
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def csv_zip_bytes(graph: Graph[str], node_headers: Sequence[str], tie_headers: Sequence[str]) -> bytes:
    """Two tables for spreadsheet programs, nodes.csv and ties.csv, in one ZIP file.

    A tie names its two as well: nobody knows them by their ids.
    """
    nodes = ([key, *_cells(values, node_headers)] for key, values in graph.nodes(data=True))
    names = {key: str(values.get("name", "")) for key, values in graph.nodes(data=True)}
    ties = (
        [a, b, names[a], names[b], *_cells(values, tie_headers)] for a, b, values in graph.edges(data=True)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        # The day of a ZIP file's members is fixed, so that the same network makes the same file.
        for name, headers, rows in (
            ("nodes.csv", ["id", *node_headers], nodes),
            ("ties.csv", ["source", "target", "source_name", "target_name", *tie_headers], ties),
        ):
            archive.writestr(zipfile.ZipInfo(name), csv_bytes(headers, rows), zipfile.ZIP_DEFLATED)
    return out.getvalue()


WRITERS: Mapping[str, Callable[[Graph[str]], bytes]] = {
    "graphml": graphml_bytes,
    "gexf": gexf_bytes,
    "json": json_bytes,
}
"""The forms that are one file, by the ending of its name."""


def _plain(graph: Graph[str]) -> Graph[str]:
    """The same without what is not known, which no format writes alike, and without what XML cannot hold."""
    plain: Graph[str] = nx.Graph()
    plain.add_nodes_from((key, _known(values)) for key, values in graph.nodes(data=True))
    plain.add_edges_from((a, b, _known(values)) for a, b, values in graph.edges(data=True))
    return plain


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _FORBIDDEN.sub("", value) if isinstance(value, str) else value
        for name, value in values.items()
        if value is not None
    }


def _cells(values: Mapping[str, Any], headers: Iterable[str]) -> list[str]:
    return ["" if values.get(name) is None else str(values[name]) for name in headers]
