"""Pages about the site itself, and the language of all pages."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import text

from tests.conftest import client_of
from tests.pages import PageClient
from tests.web.world import World, make_world, token


def test_the_first_page_shows_a_match_from_the_real_network(sqlite_app: Flask) -> None:
    client = make_world(sqlite_app, size=12).client("visitor")
    page = client.page("/")
    assert "as it stands today" in page.text
    assert any("seen_by=" in link for link in page.links)


def test_the_first_page_of_an_empty_site_says_what_to_do(sqlite_app: Flask) -> None:
    assert "Nobody is here yet" in client_of(sqlite_app).page("/").text


@pytest.mark.parametrize("path", ["/how-matches-are-made", "/accessibility", "/your-data"])
def test_the_pages_about_the_site_can_be_read_while_it_is_empty(sqlite_app: Flask, path: str) -> None:
    client_of(sqlite_app).page(path)


def test_every_signal_stands_on_the_page_about_matches_with_its_weight(world: World) -> None:
    text = world.client("visitor").page("/how-matches-are-made").text
    for word in ("Need meets offer", "Similar work", "Strong match", "Good match"):
        assert word in text


def test_the_sources_of_towns_and_regions_are_named_on_every_page(world: World) -> None:
    for path in ("/", "/your-data", f"/stakeholders/{world.own}"):
        text = world.client("visitor").page(path).text
        assert "GeoNames, CC BY 4.0" in text
        assert "© European Union" in text


def test_the_page_about_data_says_how_long_a_sign_in_lasts(world: World) -> None:
    days = world.app.extensions["settings"].session_days
    assert f"after {days} days" in world.client("visitor").page("/your-data").text


def test_there_is_one_cookie_and_scripts_cannot_read_it(world: World) -> None:
    response = world.client("member").get("/account")
    client = world.client("visitor")
    response = client.get("/")
    cookies = response.headers.getlist("Set-Cookie")
    assert len(cookies) == 1
    assert {"HttpOnly", "SameSite=Lax"} <= {part.strip() for part in cookies[0].split(";")}


def choose(client: PageClient, code: str, back: str = "/accessibility") -> str:
    """Choose a language through the menu; the answer is where it leads."""
    response = client.post("/language", data={"language": code, "next": back, "csrf_token": token(client)})
    assert response.status_code == 303
    return str(response.location)


def test_a_language_is_chosen_and_remembered(world: World) -> None:
    client = world.client("visitor")
    assert choose(client, "de", "/stakeholders?q=a") == "/stakeholders?q=a"
    assert client.page("/stakeholders").language == "de"
    choose(client, "xx")
    assert client.page("/stakeholders").language == "de"


def test_without_a_choice_the_browser_decides(world: World) -> None:
    client = world.client("visitor")
    client.get("/", headers={"Accept-Language": "pl, fr;q=0.8, en;q=0.5"})
    assert client.last is not None
    assert client.last.language == "fr"
    client.get("/", headers={"Accept-Language": "pl"})
    assert client.last.language == "en"


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "/\t/elsewhere.example", ""]
)
def test_choosing_a_language_leads_nowhere_else(world: World, back: str) -> None:
    assert choose(world.client("visitor"), "fr", back) == "/"


def test_health_is_told_without_the_database_and_readiness_with_it(world: World) -> None:
    client = world.client("visitor")
    assert client.get("/readyz").get_json()["status"] == "ok"
    with world.database.transaction() as session:
        session.execute(text("DROP TABLE network_revision"))
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").get_json() == {"status": "ok"}
