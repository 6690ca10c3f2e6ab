"""The page of a region's map: what it shows, what it says, and where its links lead."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from matchmaker.core.actors import SYSTEM
from matchmaker.core.entities import Kind
from matchmaker.services import maps
from matchmaker.web.views import map as map_of_view
from tests.factories import make_stakeholder, make_tie
from tests.geojson import write
from tests.pages import PageClient
from tests.web.world import World, make_world


@pytest.fixture
def filled(sqlite_app: Flask) -> World:
    """Some in two districts of Stuttgart, one in Lille with ties to both, one without a town."""
    world = make_world(sqlite_app)
    with world.database.transaction() as session:
        there = make_stakeholder(
            session, name="Atelier Lille", country="FR", region="FRE11", place="Lille", lat=50.63, lon=3.07
        )
        here = [
            make_stakeholder(
                session, name=f"Böblingen {n}", region="DE112", place="Böblingen", lat=48.68, lon=9.01,
                kind=Kind.POLICYMAKER, themes=["theme-housing"],
            )
            for n in range(2)
        ]  # fmt: skip
        make_stakeholder(session, name="Somewhere", region="DE11", place="", lat=None, lon=None)
        for one in here:
            make_tie(session, one, there)
        make_tie(session, *here)
    return world


@pytest.fixture
def visitor(filled: World) -> PageClient:
    """Somebody who has not signed in."""
    return filled.client("visitor")


def body(client: PageClient, path: str) -> str:
    return client.get(path).get_data(as_text=True)


@pytest.mark.parametrize("query", ["region=x", "name=x", "endpoint=x", "_anchor=x", "_scheme=x&_external=1"])
def test_an_odd_address_is_no_fault_of_the_map(visitor: PageClient, query: str) -> None:
    assert "Werkstatt Neckar" in body(visitor, f"/regions/DE11/map?{query}")


def test_everybody_stands_on_the_map_and_in_its_table(visitor: PageClient, filled: World) -> None:
    text = body(visitor, "/regions/DE11/map")
    assert text.count("<title>Böblingen") >= 2
    assert f'href="/stakeholders/{filled.own}"><title>Werkstatt Neckar, Social enterprise, Stuttgart' in text
    assert "Not for all eyes" not in text
    assert "1 has no town that we know, and is in the table only." in text
    assert "A ring stands for one whose kind is not known." in text
    assert "Somewhere</a></th>" in text


def test_districts_have_their_number_and_lead_to_their_own_map(visitor: PageClient) -> None:
    text = body(visitor, "/regions/DE11/map?kind=policymaker")
    assert '<a href="/regions/DE112/map?kind=policymaker"><title>Böblingen: 2</title>' in text
    assert "Böblingen has the most: 2 of 2." in text
    assert "In 12 of its 13 parts nobody is known yet." in text
    assert "2 stakeholders fit your choice." in text


def test_ties_are_lines_to_other_regions(visitor: PageClient) -> None:
    text = body(visitor, "/regions/DE11/map")
    assert "2 ties to 1 region. 1 more stays within." in text
    assert "<title>Nord-Pas de Calais: 2</title>" in text
    assert "2 ties to 1 country." in body(visitor, "/regions/DE/map")
    assert "2 ties join two countries each." in body(visitor, "/regions/EU/map")


def test_a_theme_narrows_the_map(visitor: PageClient) -> None:
    text = body(visitor, "/regions/EU/map?theme=theme-housing&theme=nonsense")
    assert "2 stakeholders fit your choice." in text
    assert "Nobody fits all of this" in body(visitor, "/regions/FR/map?kind=support")


def test_the_smallest_region_and_an_empty_one_have_pages_too(visitor: PageClient) -> None:
    visitor.page("/regions/DE112/map")
    assert "No tie leads out of here yet." in body(visitor, "/regions/TR10/map")
    assert visitor.get("/regions/XX/map").status_code == 404


def test_too_many_are_counted_by_district(visitor: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(map_of_view, "MOST_POINTS", 3)
    text = body(visitor, "/regions/DE11/map")
    assert "Up to 3 stakeholders are drawn one by one." in text
    assert "<title>Böblingen 1" not in text


def test_installed_shapes_are_drawn_with_their_notice(
    visitor: PageClient, filled: World, tmp_path: Path
) -> None:
    assert "Country outlines: Natural Earth." in body(visitor, "/regions/DE11/map")
    folder = filled.app.extensions["settings"].folder
    file = write(tmp_path / "a.json", "DE111", "DE112", attribution="© A cadastre")
    maps.install_shapes(SYSTEM, folder, [file])
    text = body(visitor, "/regions/DE11/map")
    assert text.count('<path class="shape"') == 4
    assert "© A cadastre" in text
    assert text.count('<path class="shape"') == body(visitor, "/regions/DE11/map").count('class="shape"')


def test_the_land_is_one_file_for_all(visitor: PageClient) -> None:
    answer = visitor.get("/map/land.svg?v=1")
    assert answer.mimetype == "image/svg+xml"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.get_data(as_text=True) == maps.get_land()


def test_the_narrow_map_leads_out_of_its_frame(visitor: PageClient) -> None:
    text = body(visitor, "/embed/regions/DE11/map")
    assert 'href="/regions/DE11/map"' in text
    assert 'target="_blank"' in text
    assert "<nav" not in text
