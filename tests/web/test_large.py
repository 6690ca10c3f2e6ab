"""Pages of a large network say what those of a small one say, and ask the database little."""

from __future__ import annotations

import pytest
from flask import Flask

from matchmaker.services.network import index
from matchmaker.services.network.reading import KeptProfiles
from tests.services.network.large import look
from tests.web.world import World, counted, make_world

MOST = 15
"""So many questions to the database a page may ask."""

FIT = 5
"""As many more where one reads how another fits to oneself."""

PAGES = (
    "/stakeholders/{own}/suggestions",
    "/stakeholders/{own}/suggestions?need={need}",
    "/stakeholders/{own}/suggestions/{another}",
    "/stakeholders/{own}",
    "/stakeholders/{another}",
    "/stakeholders",
    "/stakeholders?q=washing",
    "/who-could-help?q=washing+machines",
    "/regions/DE11",
    "/regions/DE11/network",
    "/",
)


@pytest.fixture
def crowd(sqlite_app: Flask) -> World:
    """A world of forty."""
    return make_world(sqlite_app, size=40)


def forget_profiles(world: World) -> None:
    """As if nobody had read a profile yet."""
    live = look(world.database)
    assert isinstance(live.profiles, KeptProfiles)
    live.profiles._stored._known.clear()
    live.matcher.pool_.profiles._held.clear()  # type: ignore[attr-defined]  # what an opened one has


def addresses(world: World, role: str) -> list[str]:
    """The addresses that a role may read."""
    pages = [page for page in PAGES if role == "member" or "/suggestions" not in page]
    return [page.format(own=world.own, another=world.another, need=world.need) for page in pages]


@pytest.mark.parametrize("role", ["member", "visitor"])
def test_a_page_of_a_large_network_says_the_same_and_asks_little(
    crowd: World, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, asked = crowd.client(role), dict[str, list[str]]()
    small = {address: client.page(address).text for address in addresses(crowd, role)}
    monkeypatch.setattr(index, "LARGE", -1)
    look(crowd.database)
    for address, text in small.items():
        # What is worked out once for all pages of a network is known then, but of no profile anything.
        client.page(address)
        forget_profiles(crowd)
        with counted(crowd.database) as queries:
            page = client.page(address)
        assert page.text == text
        asked[address] = queries
    fit = f"/stakeholders/{crowd.another}"
    assert {
        page: queries for page, queries in asked.items() if len(queries) > MOST + FIT * (page == fit)
    } == {}
