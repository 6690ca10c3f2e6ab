"""The network of a region: its page, its data, one of it, how two are linked, and the page for frames."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from flask import Flask

from matchmaker.app import create_app
from matchmaker.config import Settings
from matchmaker.core.ecosystem.survey import Survey
from matchmaker.core.entities import Kind
from matchmaker.services import ecosystem
from tests.factories import NOW, make_stakeholder, make_tie
from tests.web.world import World, make_world

EMBED = "/embed/regions/DE11/network"


@pytest.fixture
def chain(world: World) -> dict[str, str]:
    """Four in a row, one apart, and one elsewhere; surveyed. Ids by name."""
    with world.database.transaction() as session:
        names = ("Anna's Bakery", "Bakery Round", "Choir House", "Dairy Dorf", "Eel Farm", "Far Away")
        made = {}
        for name in names:
            place: dict[str, Any] = {"region": "FRE11", "country": "FR"} if name == "Far Away" else {}
            made[name] = make_stakeholder(session, name=name, themes=["theme-food"], **place)
        made["Choir House"].kind = Kind.SUPPORT
        make_tie(session, made["Anna's Bakery"], made["Bakery Round"], kind="project", since=2019)
        make_tie(session, made["Bakery Round"], made["Choir House"], since=2021)
        make_tie(session, made["Choir House"], made["Dairy Dorf"], kind="supplier")
        make_tie(session, made["Choir House"], made["Far Away"])
        ids = {name: one.id for name, one in made.items()}
    take_survey(world)
    return ids


def take_survey(world: World) -> None:
    """Survey the network as the job does."""
    with world.database.reading() as session:
        scene = ecosystem.look(session, today=NOW.date())
    taken = ecosystem.take_survey(scene, Survey())
    with world.database.transaction() as session:
        ecosystem.keep_survey(session, taken, now=NOW)


def columns(world: World, address: str = "/regions/DE11/network.json") -> Any:
    """The data of the script."""
    return json.loads(world.client("visitor").get(address).data)


def test_the_data_names_everybody_of_the_region_and_the_ties_among_them(
    world: World, chain: dict[str, str]
) -> None:
    found = columns(world)
    nodes, ties = found["nodes"], found["ties"]
    assert chain["Far Away"] not in nodes["id"]
    assert world.hidden not in nodes["id"]
    pairs = {
        frozenset((nodes["name"][a], nodes["name"][b])) for a, b in zip(ties["a"], ties["b"], strict=True)
    }
    assert pairs == {
        frozenset(("Anna's Bakery", "Bakery Round")),
        frozenset(("Bakery Round", "Choir House")),
        frozenset(("Choir House", "Dairy Dorf")),
    }
    assert {len(nodes[name]) for name in nodes} == {len(nodes["id"])}
    at = nodes["id"].index(chain["Choir House"])
    assert found["kinds"][nodes["kind"][at]] == "support"
    assert found["regions"][nodes["region"][at]] == "DE111"
    assert [found["themes"][number] for number in nodes["themes"][at]] == ["theme-food"]


def test_all_regions_together_hold_ties_across_borders(world: World, chain: dict[str, str]) -> None:
    found = columns(world, "/regions/EU/network.json")
    assert chain["Far Away"] in found["nodes"]["id"]
    assert len(found["ties"]["a"]) == 4


def test_the_data_goes_packed_and_only_when_it_is_new(world: World, chain: dict[str, str]) -> None:
    client = world.client("visitor")
    packed = client.get("/regions/DE11/network.json", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(packed.data)) == columns(world)
    again = client.get(
        "/regions/DE11/network.json",
        headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]},
    )
    assert again.status_code == 304
    with world.database.transaction() as session:
        make_stakeholder(session, name="A newcomer")
    take_survey(world)
    changed = client.get("/regions/DE11/network.json", headers={"If-None-Match": packed.headers["ETag"]})
    assert changed.status_code == 200
    assert b"A newcomer" in changed.data


def test_who_came_after_the_survey_waits_for_the_next_one(world: World, chain: dict[str, str]) -> None:
    with world.database.transaction() as session:
        make_stakeholder(session, name="A newcomer")
    assert "A newcomer" not in columns(world)["nodes"]["name"]


def test_before_the_first_survey_the_page_says_so(world: World) -> None:
    page = world.client("visitor").page("/regions/DE11/network")
    assert "has not been surveyed yet" in page.text
    assert columns(world)["nodes"]["id"] == []


def test_the_page_tells_how_many_are_there_and_what_may_be_chosen(
    world: World, chain: dict[str, str]
) -> None:
    page = world.client("visitor").page("/regions/DE11/network")
    assert "8 organisations and 3 ties" in page.text
    assert "4 have no tie here" in page.text
    for word in ("A project together", "Supply", "2019", "2021", "Food"):
        assert word in page.text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("kind=support", "2 organisations and 0 ties"),
        ("theme=theme-food", "5 organisations and 3 ties"),
        ("tie=supplier", "8 organisations and 1 tie between them."),
        ("since=2020", "8 organisations and 1 tie between them."),
        ("until=2019", "8 organisations and 1 tie between them."),
        ("region=DE112", "0 organisations"),
        ("region=FR", "8 organisations and 3 ties"),
        ("kind=nonsense&since=soon&community=x", "8 organisations and 3 ties"),
    ],
)
def test_the_page_is_narrowed_without_script(
    world: World, chain: dict[str, str], query: str, said: str
) -> None:
    assert said in world.client("visitor").page(f"/regions/DE11/network?{query}").text


def test_a_community_is_named_and_narrows_the_page(world: World) -> None:
    with world.database.transaction() as session:
        four = [make_stakeholder(session, name=f"Garden {n}", themes=["theme-food"]) for n in range(4)]
        for one, other in ((0, 1), (1, 2), (0, 2), (2, 3), (1, 3)):
            make_tie(session, four[one], four[other])
    take_survey(world)
    client = world.client("visitor")
    html = client.get("/regions/DE11/network").get_data(as_text=True)
    assert 'data-community="0" data-name="Food and farming"' in html
    assert "4 organisations and 5 ties" in client.page("/regions/DE11/network?community=0").text


@pytest.mark.parametrize("query", ["code=x", "form=x", "_external=1", "page=²", "page=99999", "since=²"])
def test_an_odd_address_is_no_fault_of_the_network(world: World, chain: dict[str, str], query: str) -> None:
    assert world.client("organiser").get(f"/regions/DE11/network?{query}").status_code == 200


def test_a_search_lists_whom_it_finds(world: World, chain: dict[str, str]) -> None:
    text = world.client("visitor").get("/regions/DE11/network?q=BAKERY").get_data(as_text=True)
    assert "2 profiles with" in text
    assert f'href="/regions/DE11/network/of/{chain["Bakery Round"]}"' in text


def test_names_are_suggested_those_of_the_region_first(world: World, chain: dict[str, str]) -> None:
    found = world.client("visitor").get("/regions/DE11/network/names?q=bakery").get_json()
    assert [row["value"] for row in found["places"]] == ["Bakery Round", "Anna's Bakery"]
    assert found["places"][0]["code"] == chain["Bakery Round"]
    first = world.client("visitor").get("/regions/FR/network/names?q=a").get_json()["places"][0]
    assert first["value"] == "Far Away"
    assert world.client("visitor").get("/regions/DE11/network/names?q=").get_json()["places"] == []


def test_one_of_the_network_has_a_page_and_a_fragment(world: World, chain: dict[str, str]) -> None:
    client = world.client("visitor")
    address = f"/regions/DE11/network/of/{chain['Choir House']}"
    page = client.page(address)
    assert "3 ties, 1 of them outside" in page.text
    assert "Supply" in page.text
    fragment = client.get(address, headers={"HX-Request": "true"}).get_data(as_text=True)
    assert "<html" not in fragment
    assert f'data-id="{chain["Far Away"]}"' in fragment
    assert "Suggestions for them" not in fragment
    assert "Suggestions for them" in world.client("official").page(address).text


@pytest.mark.parametrize("key", ["s-nobody", "hidden"])
def test_who_is_not_there_or_hidden_has_no_panel(world: World, chain: dict[str, str], key: str) -> None:
    wanted = world.hidden if key == "hidden" else key
    world.client("administrator").page(f"/regions/DE11/network/of/{wanted}", status=404)


def test_pages_below_the_network_mark_it_as_where_one_is(world: World, chain: dict[str, str]) -> None:
    client = world.client("visitor")
    marked = '<a href="/regions/DE11/network" aria-current="true">Network</a>'
    for address in (f"network/of/{chain['Choir House']}", "network/linked"):
        html = client.get(f"/regions/DE11/{address}").text
        assert marked in html


def test_how_two_are_linked_is_told_step_by_step(world: World, chain: dict[str, str]) -> None:
    anna, dairy = chain["Anna's Bakery"], chain["Dairy Dorf"]
    address = f"/regions/DE11/network/linked?from={anna}&to={dairy}"
    text = world.client("visitor").page(address).text
    assert "are linked through 2 others" in text
    assert "A project together, since 2019." in text
    assert "Bakery Round and Choir House work together since 2021." in text
    assert "Choir House and Dairy Dorf: Supply." in text
    ids = [chain[name] for name in ("Anna's Bakery", "Bakery Round", "Choir House", "Dairy Dorf")]
    fragment = world.client("visitor").get(address, headers={"HX-Request": "true"}).get_data(as_text=True)
    assert f'data-path="{" ".join(ids)}"' in fragment


def test_two_are_named_by_their_names(world: World, chain: dict[str, str]) -> None:
    client = world.client("visitor")
    text = client.page("/regions/DE11/network/linked?from_name=bakery+round&to_name=Choir+House").text
    assert "Bakery Round and Choir House work together." in text
    text = client.page("/regions/DE11/network/linked?from_name=bakery&to_name=Eel+Farm").text
    assert "Whom do you mean?" in text
    text = client.page(
        f"/regions/DE11/network/linked?from=&from={chain['Eel Farm']}&to_name=Choir+House"
    ).text
    assert "No chain of ties leads from Eel Farm to Choir House yet." in text
    assert "Nobody has this name" in client.page("/regions/DE11/network/linked?from_name=xyzzy").text
    text = client.page("/regions/DE11/network/linked?from_name=Eel+Farm&to_name=eel+farm").text
    assert "These are the same." in text


def test_the_narrow_page_has_no_menu_and_leads_to_the_whole_one(world: World, chain: dict[str, str]) -> None:
    text = world.client("visitor").get(EMBED).get_data(as_text=True)
    assert "Sign in" not in text
    assert "8 organisations and 3 ties" in text
    assert 'href="/regions/DE11/network"' in text


def policies(app: Flask, *paths: str) -> list[str]:
    """The security policy of each answer."""
    client = app.test_client()
    return [client.get(path).headers["Content-Security-Policy"] for path in paths]


def test_nobody_may_frame_the_narrow_page_unless_the_operator_says_so(world: World) -> None:
    assert all("frame-ancestors 'none'" in policy for policy in policies(world.app, EMBED, "/"))


def test_only_named_sites_may_frame_it_and_only_it(sqlite_settings: Settings, world: World) -> None:
    named = Settings(
        instance=sqlite_settings.instance,
        embed_origins="https://region.example, https://*.city.example:8443/",
    )
    app = create_app(named, database=world.database)
    framed, missing, page = policies(app, EMBED, "/embed/regions/XX/network", "/regions/DE11/network")
    assert "frame-ancestors https://region.example https://*.city.example:8443" in framed
    assert "frame-ancestors 'none'" in missing
    assert "frame-ancestors 'none'" in page
    response = app.test_client().get(EMBED)
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "&lt;iframe src=" in app.test_client().get("/regions/DE11/network").get_data(as_text=True)


def test_a_region_of_many_stays_within_its_budget_of_letters(sqlite_app: Flask) -> None:
    world = make_world(sqlite_app, size=60)
    take_survey(world)
    assert len(world.client("visitor").get("/regions/DE11/network").data) < 150_000
