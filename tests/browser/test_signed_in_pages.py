"""Every page behind the sign-in, and refused forms, in a real browser: no barrier, nothing too wide."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.browser.conftest import FindFaults, OpenPage
from tests.browser.test_public_pages import NARROWEST
from tests.browser.test_suggestions import enter
from tests.factories import NOW
from tests.services.ecosystem.taking import take
from tests.web.test_access import TABLE, path_of
from tests.web.world import World, make_world

# Answers that are no pages.
NO_PAGES = ("/static/", "/map/", "/places", "/healthz", "/readyz", "/exports/", "/suggestions GET")
NO_PAGES_EITHER = (".json", ".pdf", ".csv", "/names")
# Forms that say what is missing when they are sent as they come; the button that sends each.
EMPTY_FORMS = {
    "/stakeholders/new/policymaker": "Save and go on",
    "/stakeholders/{own}/need/new": "Save",
    "/stakeholders/{unsorted}/edit": "Save",
}


def surveyed_world(app: Flask) -> World:
    """A world whose pages of regions have something to show."""
    world = make_world(app, size=12)
    take(world.database, NOW)
    return world


def pages_of(world: World) -> list[str]:
    """The addresses of all pages, and those that look different with more in the address."""
    rows = [row for row in TABLE if row.endswith(" GET") and not row.startswith(NO_PAGES)]
    show = f"/stakeholders/{world.own}/suggestions"
    return [
        *(path_of(row, world) for row in rows if not row.split()[0].endswith(NO_PAGES_EITHER)),
        f"{show}?after=5",
        f"{show}?kind=policymaker",
        f"{show}?need={world.need}",
        f"{show}?order=newest",
        f"{show}/{world.another}?need={world.need}",
        "/who-could-help?q=washing+machines",
        "/stakeholders?q=submarine",
        "/regions?q=stuttgart",
        "/regions/EU",
        "/regions/DE11/network?kind=policymaker&q=work",
        f"/regions/DE11/network?of={world.own}",
        f"/regions/DE11/network/linked?from={world.own}&to={world.another}",
        f"/regions/DE11/ties-worth-making?for={world.own}",
        "/regions/DE11/map?kind=policymaker",
        "/proposals?state=dropped",
        f"/stakeholders/{world.another}?seen_by={world.own}",
    ]


@pytest.mark.parametrize("half", [0, 1], ids=["even", "odd"])
def test_no_page_has_a_barrier_or_scrolls_sideways(
    sqlite_app: Flask, open_page: OpenPage, faults: FindFaults, half: int
) -> None:
    world = surveyed_world(sqlite_app)
    page = enter(open_page(), world, "administrator")
    found = {}
    # In two halves, so that two processes share them.
    for path in pages_of(world)[half::2]:
        page.goto(path)
        found[path] = faults(page)
    assert not {path: lines for path, lines in found.items() if lines}


@pytest.mark.parametrize("path", EMPTY_FORMS)
def test_no_refused_form_has_a_barrier(
    sqlite_app: Flask, open_page: OpenPage, faults: FindFaults, path: str
) -> None:
    world = make_world(sqlite_app)
    page = enter(open_page(), world, "administrator")
    page.goto(path.format(own=world.own, unsorted=world.unsorted))
    page.get_by_role("main").get_by_role("button", name=EMPTY_FORMS[path], exact=True).click()
    page.locator("#errors").wait_for()
    assert faults(page) == []


def test_every_page_fits_the_narrowest_window_without_script(
    sqlite_app: Flask, open_page: OpenPage, overflow: Callable[[Page], int]
) -> None:
    world = surveyed_world(sqlite_app)
    page = enter(open_page(width=NARROWEST, script=False), world, "administrator")
    wide = []
    for path in pages_of(world):
        page.goto(path)
        if overflow(page) > 0:
            wide.append(path)
    assert not wide
