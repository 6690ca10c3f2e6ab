"""A network as files, and as the server draws and lists it."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import networkx as nx
import pytest

from matchmaker.models import Stakeholder
from matchmaker.services import ecosystem, history
from tests.factories import NOW
from tests.web.world import World


@pytest.fixture
def surveyed(world: World) -> World:
    """The world after a survey."""
    with world.database.reading() as session:
        scene = ecosystem.look(session, today=NOW.date())
        taken = ecosystem.take_survey(scene, ecosystem.find_survey(session))
    with world.database.transaction() as session:
        ecosystem.keep_survey(session, taken, now=NOW + timedelta(minutes=1))
    return world


def test_each_form_is_read_back_and_holds_the_same(surveyed: World) -> None:
    client = surveyed.client("official")
    answers = {
        form: client.get(f"/exports/network.{form}?region=DE11")
        for form in ("graphml", "gexf", "json", "csv")
    }
    with zipfile.ZipFile(io.BytesIO(answers["csv"].data)) as archive:
        rows = archive.read("nodes.csv").decode("utf-8-sig").split("\r\n")
    graphml = nx.read_graphml(io.BytesIO(answers["graphml"].data))
    assert surveyed.own in graphml
    assert surveyed.hidden not in graphml
    assert set(nx.read_gexf(io.BytesIO(answers["gexf"].data))) == set(graphml)
    assert set(nx.node_link_graph(json.loads(answers["json"].data), edges="edges")) == set(graphml)
    assert {row.split(",")[0] for row in rows[1:] if row} == set(graphml)
    assert answers["csv"].headers["Content-Disposition"] == 'attachment; filename="network-DE11.zip"'


def test_a_file_is_narrowed_as_the_page_is(surveyed: World) -> None:
    client = surveyed.client("organiser")
    found = client.get("/exports/network.json?region=EU&kind=support").json
    assert found is not None
    assert {node["kind"] for node in found["nodes"]} == {"support"}


def test_the_picture_is_a_file(surveyed: World) -> None:
    answer = surveyed.client("official").get("/exports/network.svg?region=DE11")
    assert answer.mimetype == "image/svg+xml"
    assert answer.data.startswith(b"<svg")


def test_there_is_no_file_of_a_region_that_is_not_there(surveyed: World) -> None:
    assert surveyed.client("official").get("/exports/network.json?region=XX9").status_code == 404


def test_the_page_draws_and_lists_without_script(surveyed: World) -> None:
    page = surveyed.client("visitor").get("/regions/DE11/network").text
    assert page.count('role="img"') >= 2
    assert f'href="/stakeholders/{surveyed.own}"' in page
    assert surveyed.hidden not in page


def test_a_file_is_made_once_and_anew_when_something_is_hidden(surveyed: World) -> None:
    address, client = "/exports/network.json?region=DE11", surveyed.client("official")
    first = client.get(address).data
    assert b"theme" in first
    assert client.get(address).data == first
    assert surveyed.client("organiser").get(address).data == first
    with surveyed.database.transaction() as session:
        session.get_one(Stakeholder, surveyed.own).audiences = {"place": "ourselves", "themes": "ourselves"}
        history.touch(session, [surveyed.own])
    found = json.loads(client.get(address).data)["nodes"]
    [own] = [one for one in found if one["id"] == surveyed.own]
    assert (own["place"], own["themes"]) == ("", "")
    assert "lat" not in own
