"""Networks written for other programs and read back: nothing is lost, nothing is run as a formula."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

import networkx as nx
import pytest

from matchmaker.core.imports.cells import unguard
from matchmaker.store.graph_files import csv_zip_bytes, gexf_bytes, graphml_bytes, json_bytes

NAMES = (
    "Café Łódź & Söhne",
    "\"Quoted\" 'twice' <b>",
    "Garden 🌻 for all",
    "Two\nlines",
    "=1+1",
    "+49 711",
    "@home, comma; semicolon",
    "Ελλάδα",
)


@pytest.fixture
def graph() -> nx.Graph[str]:
    """A ring of stakeholders with difficult names; of some less is known."""
    made: nx.Graph[str] = nx.Graph()
    for number, name in enumerate(NAMES):
        known = number % 2 == 0
        made.add_node(
            f"s-{number}", name=name, kind="enterprise" if known else "", degree=2,
            lat=48.5 + number if known else None, x=1.5 * number, y=-2.0, themes="Food | Care",
        )  # fmt: skip
    for number in range(len(NAMES)):
        a, b = sorted((f"s-{number}", f"s-{(number + 1) % len(NAMES)}"))
        made.add_edge(a, b, kind="project", since=2019 if number % 3 else None, weight=1.0 + number)
    return made


def known(values: dict[str, Any], *without: str) -> dict[str, Any]:
    """The values that are not None."""
    return {name: value for name, value in values.items() if value is not None and name not in without}


def same(found: nx.Graph[str], graph: nx.Graph[str], *added: str) -> bool:
    """Whether nodes, ties and all that is known of them are equal, but for what a format `added`."""
    nodes = {key: known(values, *added) for key, values in found.nodes(data=True)}
    ties = {frozenset((a, b)): known(values, *added) for a, b, values in found.edges(data=True)}
    return nodes == {key: known(values) for key, values in graph.nodes(data=True)} and ties == {
        frozenset((a, b)): known(values) for a, b, values in graph.edges(data=True)
    }


def test_graphml_is_read_back_equal(graph: nx.Graph[str]) -> None:
    assert same(nx.read_graphml(io.BytesIO(graphml_bytes(graph))), graph)


def test_gexf_is_read_back_equal_with_its_places(graph: nx.Graph[str]) -> None:
    found = nx.read_gexf(io.BytesIO(gexf_bytes(graph)))
    assert same(found, graph, "label", "viz", "id")
    assert found.nodes["s-2"]["label"] == NAMES[2]
    assert found.nodes["s-2"]["viz"]["position"] == {"x": 3.0, "y": 2.0, "z": 0.0}


def test_json_is_read_back_equal(graph: nx.Graph[str]) -> None:
    assert same(nx.node_link_graph(json.loads(json_bytes(graph)), edges="edges"), graph)


def tables(content: bytes) -> dict[str, list[dict[str, str]]]:
    """The tables of a ZIP file, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name: list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")))
            for name in archive.namelist()
        }


def test_the_two_tables_hold_everything(graph: nx.Graph[str]) -> None:
    found = tables(csv_zip_bytes(graph, ("name", "kind", "lat"), ("kind", "since", "weight")))
    assert list(found) == ["nodes.csv", "ties.csv"]
    assert {row["id"]: unguard(row["name"]) for row in found["nodes.csv"]} == {
        key: values["name"] for key, values in graph.nodes(data=True)
    }
    assert [row["lat"] for row in found["nodes.csv"][:2]] == ["48.5", ""]
    assert {frozenset((row["source"], row["target"])): row["since"] for row in found["ties.csv"]} == {
        frozenset((a, b)): str(values["since"] or "") for a, b, values in graph.edges(data=True)
    }
    for row in found["ties.csv"]:
        for end in ("source", "target"):
            assert unguard(row[f"{end}_name"]) == graph.nodes[row[end]]["name"]


def test_no_cell_is_a_formula(graph: nx.Graph[str]) -> None:
    for rows in tables(csv_zip_bytes(graph, ("name",), ())).values():
        assert not [cell for row in rows for cell in row.values() if cell[:1] in ("=", "+", "-", "@")]


def test_the_same_network_makes_the_same_tables(graph: nx.Graph[str]) -> None:
    assert csv_zip_bytes(graph, ("name",), ("kind",)) == csv_zip_bytes(graph, ("name",), ("kind",))


def test_what_xml_cannot_hold_is_left_out(graph: nx.Graph[str]) -> None:
    graph.nodes["s-0"]["name"] = "A\x00B\x0bC\ud800D"
    for found in (
        nx.read_graphml(io.BytesIO(graphml_bytes(graph))),
        nx.read_gexf(io.BytesIO(gexf_bytes(graph))),
        nx.node_link_graph(json.loads(json_bytes(graph)), edges="edges"),
    ):
        assert found.nodes["s-0"]["name"] == "ABCD"


def test_nobody_makes_an_empty_file_of_each_form() -> None:
    nobody: nx.Graph[str] = nx.Graph()
    assert not nx.read_graphml(io.BytesIO(graphml_bytes(nobody)))
    assert not nx.read_gexf(io.BytesIO(gexf_bytes(nobody)))
    assert tables(csv_zip_bytes(nobody, ("name",), ())) == {"nodes.csv": [], "ties.csv": []}
