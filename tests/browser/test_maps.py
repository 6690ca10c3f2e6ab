"""The map in a real browser: painted land, one stop of the tab key, arrows, no barrier, nothing too wide."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from playwright.sync_api import Locator, Page

from matchmaker.core.actors import SYSTEM
from matchmaker.db import Database
from matchmaker.services import maps
from tests.browser.conftest import OpenPage
from tests.factories import make_stakeholder, make_tie
from tests.geojson import write

TOWNS = (
    ("Stuttgart", "DE111", "DE", 48.78, 9.18),
    ("Böblingen", "DE112", "DE", 48.68, 9.01),
    ("Heidenheim", "DE11C", "DE", 48.68, 10.15),
    ("Lille", "FRE11", "FR", 50.63, 3.07),
)


@pytest.fixture
def filled(served_database: Database) -> None:
    """Two stakeholders in each town, and ties to Lille."""
    with served_database.transaction() as session:
        made = [
            make_stakeholder(
                session, name=f"{town} {n}", place=town, region=region, country=country, lat=lat, lon=lon
            )
            for town, region, country, lat, lon in TOWNS
            for n in range(2)
        ]  # fmt: skip
        make_tie(session, made[0], made[-1])


def colours(page: Page, selector: str) -> set[tuple[int, ...]]:
    """The colours that are really painted in a part of the page."""
    image = Image.open(BytesIO(page.locator(selector).first.screenshot())).convert("RGB")
    found = image.getcolors(1 << 24) or []
    return {colour for count, colour in found if count > image.width and isinstance(colour, tuple)}


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_land_and_sea_are_painted_in_the_colours_of_the_page(open_page: OpenPage, dark: bool) -> None:
    page = open_page(dark=dark)
    page.goto("/regions/EU/map")
    page.wait_for_load_state("networkidle")
    sheet, tint = ((27, 33, 42), (37, 44, 55)) if dark else ((253, 251, 246), (238, 232, 221))
    assert {sheet, tint} <= colours(page, "svg.map")


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("width", [1280, 390])
def test_a_map_has_no_barrier_and_scrolls_in_its_own_frame(
    open_page: OpenPage, axe: Callable[[Page], list[str]], overflow: Callable[[Page], int], width: int
) -> None:
    page = open_page(width=width)
    for address in ("/regions/EU/map", "/regions/DE11/map", "/embed/regions/DE11/map"):
        page.goto(address)
        for details in page.locator("details").all():
            details.evaluate("one => { one.open = true; }")
        assert axe(page) == []
        assert overflow(page) <= 0


@pytest.mark.usefixtures("filled")
def test_the_arrows_go_from_place_to_place_and_enter_opens(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/regions/DE11/map")
    links = page.locator("svg.parts a:not([aria-hidden])")
    assert links.evaluate_all("all => all.filter(one => one.tabIndex === 0).length") == 1
    place(page, "Böblingen").focus()
    west = middle(page)
    page.keyboard.press("ArrowRight")
    east = middle(page)
    assert east["x"] > west["x"]
    page.keyboard.press("ArrowUp")
    assert middle(page)["y"] < east["y"]
    place(page, "Heidenheim").focus()
    page.keyboard.press("ArrowRight")
    assert focused(page).startswith("Heidenheim")
    page.keyboard.press("End")
    last = focused(page)
    page.keyboard.press("Home")
    assert focused(page) != last
    assert links.evaluate_all("all => all.filter(one => one.tabIndex === 0).length") == 1
    place(page, "Stuttgart").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/regions/DE111/map")


@pytest.mark.usefixtures("filled")
def test_every_place_of_a_map_can_be_reached_by_arrows(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/regions/DE11/map")
    page.locator("svg.parts a:not([aria-hidden])").first.focus()
    wanted = page.locator("svg.parts a:not([aria-hidden])").count()
    seen, waiting = set(), [focused(page)]
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
            place(page, here).focus()
            page.keyboard.press(key)
            waiting.append(focused(page))
    assert len(seen) == wanted


@pytest.mark.usefixtures("filled")
def test_without_script_all_places_are_links(open_page: OpenPage) -> None:
    page = open_page(script=False)
    page.goto("/regions/DE11/map")
    place(page, "Heidenheim").click()
    page.wait_for_url("**/regions/DE11C/map")
    page.locator("svg.map a", has=page.locator("title", has_text="Heidenheim 0")).first.click()
    page.wait_for_url("**/stakeholders/*")


@pytest.mark.usefixtures("filled")
def test_a_shape_can_be_pressed_as_well(open_page: OpenPage, sqlite_app: Flask, tmp_path: Path) -> None:
    file = write(tmp_path / "a.json", "DE111", "DE112")
    maps.install_shapes(SYSTEM, sqlite_app.extensions["settings"].folder, [file])
    page = open_page()
    page.goto("/regions/DE11/map")
    shape = page.locator("svg.parts .shape").first
    box = shape.bounding_box()
    assert box is not None
    with page.expect_navigation():
        shape.click(position={"x": 0.2 * box["width"], "y": 0.2 * box["height"]})
    assert page.url.rsplit("/", 2)[1] in {"DE111", "DE112"}


def middle(page: Page) -> dict[str, float]:
    """Where the place that has the focus lies in the window."""
    box = "document.activeElement.querySelector('circle').getBoundingClientRect()"
    return dict(page.evaluate(f"(box => ({{x: box.x + box.width / 2, y: box.y + box.height / 2}}))({box})"))


def place(page: Page, name: str) -> Locator:
    """The place of the districts' map whose name begins so."""
    title = page.locator("title").filter(has_text=re.compile(f"^{re.escape(name)}"))
    return page.locator("svg.parts a:not([aria-hidden])").filter(has=title)


def focused(page: Page) -> str:
    """The name of the place that has the focus."""
    return str(page.evaluate("document.activeElement.querySelector('title').textContent"))
