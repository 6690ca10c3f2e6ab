"""What pages cost: questions to the database, and bytes."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from matchmaker.paths import STATIC
from tests.web.test_access import TABLE, path_of
from tests.web.world import ROLES, World, counted, make_world

MOST_QUERIES = 15
MOST_BYTES = 300_000
# The page of a network brings the libraries that draw it; it packs to a third of this.
MOST_WITH_GRAPH = 600_000
# What every page fetches besides what it links; the letters of Polish names come along on some.
SHARED = ("vendor/fonts/*-latin.woff2", "vendor/fonts/*-latin-ext.woff2")
LINKED = re.compile(rb'(?:href|src)="/static/((?:css|js|vendor)/[^"?]+\.(?:css|js))')


@pytest.fixture
def crowd(sqlite_app: Flask) -> World:
    """Fifty stakeholders, so that a query per row would show."""
    return make_world(sqlite_app, size=50)


def pages_of(world: World) -> list[str]:
    """Every address that answers a GET, and those with the most on them."""
    # The outlines on which maps are drawn are a file that pages share, as type faces are.
    rows = [row for row in TABLE if row.endswith(" GET") and not row.startswith("/map/")]
    plain = [path_of(row, world) for row in rows]
    show = f"/stakeholders/{world.own}/suggestions"
    return [
        *plain,
        show + "?after=5",
        f"{show}?need={world.need}",
        "/who-could-help?q=washing+machines",
        "/stakeholders?q=wash&region=DE1&kind=enterprise",
        f"/stakeholders/{world.another}",
        f"/stakeholders/{world.another}?seen_by={world.own}",
    ]


@pytest.mark.parametrize("role", ROLES)
def test_no_page_asks_the_database_more_than_fifteen_times(crowd: World, role: str) -> None:
    client = crowd.client(role)
    client.page("/stakeholders")
    costly = {}
    for path in pages_of(crowd):
        with counted(crowd.database) as asked, client.get(path):
            pass
        if len(asked) > MOST_QUERIES:
            costly[path] = len(asked)
    assert not costly


def test_no_page_weighs_more_than_it_may(crowd: World) -> None:
    shared = sum(path.stat().st_size for pattern in SHARED for path in STATIC.glob(pattern))
    client = crowd.client("administrator")
    heavy = {}
    for path in pages_of(crowd):
        with client.get(path) as response:
            linked = {STATIC / name.decode() for name in LINKED.findall(response.data)}
            weight = len(response.data) + shared + sum(path.stat().st_size for path in linked)
        draws = any(path.name.startswith("sigma") for path in linked)
        if weight > (MOST_WITH_GRAPH if draws else MOST_BYTES):
            heavy[path] = weight
    assert not heavy
