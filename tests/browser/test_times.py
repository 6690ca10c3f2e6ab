"""A region over time and its fiche in a real browser: the slider, the days, no barrier, print."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from matchmaker.models import Stakeholder
from tests.browser.conftest import OpenPage
from tests.browser.test_public_pages import NARROWEST
from tests.browser.test_suggestions import enter
from tests.factories import NOW, make_stakeholder, make_tie, new_past
from tests.services.ecosystem.test_surveying import survey
from tests.services.fiches.test_making import make
from tests.web.world import World, make_world

PATH = "/regions/DE11/over-time"
YEAR = 2020


@pytest.fixture
def world(sqlite_app: Flask) -> World:
    """A world with a past: two surveys before today's, ties of several years, two fiches."""
    world = make_world(sqlite_app, size=12)
    with world.database.transaction() as session:
        for days in (40, 10):
            day = (NOW - timedelta(days=days)).date()
            new_past(session, day, stakeholders=50.0 - days, ties=9.0, ties_enterprise_support=4.0)
        own, another = (session.get_one(Stakeholder, key) for key in (world.own, world.another))
        for number in range(4):
            make_tie(session, own, another, label=f"Project {number}", since=YEAR + number)
    survey(world.database, NOW)
    make(world.database, NOW)
    with world.database.transaction() as session:
        new = make_stakeholder(session, name="A very long name of an association for neighbours and repair")
        make_tie(session, session.get_one(Stakeholder, world.own), new, since=2024, created_at=NOW)
    make(world.database, NOW + timedelta(minutes=1))
    return world


def fiche_of(page: Page) -> str:
    """The address of the newest fiche."""
    page.goto("/regions/DE11/fiches")
    return page.get_by_role("link", name="Look at fiche 2").get_attribute("href") or ""


def test_the_slider_shows_a_year_at_once_and_by_keyboard(world: World, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(PATH)
    said = page.locator("#grown-said")
    expect(said).to_contain_text("At the end of 2026")
    slider = page.get_by_role("slider", name="Year")
    slider.focus()
    page.keyboard.press("Home")
    expect(said).to_contain_text(f"At the end of {YEAR} there was 1 tie")
    expect(slider).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(said).to_contain_text(f"At the end of {YEAR + 1}")
    expect(page.locator("#grown .upright .now")).to_have_count(1)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_day_is_chosen_with_script_and_without(world: World, open_page: OpenPage, script: bool) -> None:
    page = open_page(script=script)
    page.goto(PATH)
    compared = page.locator("#compared")
    expect(compared).to_contain_text("14 October 2026")
    page.get_by_label("Day", exact=True).select_option(label="13 November 2026")
    if not script:
        page.get_by_role("button", name="Show").first.click()
    expect(page.locator("#compared")).to_contain_text("13 November 2026")
    expect(page.locator("#between")).to_contain_text("than on 13 November 2026")


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)], ids=["wide-light", "narrow-dark"])
def test_pages_with_a_past_have_no_barrier(
    world: World,
    open_page: OpenPage,
    axe: Callable[[Page], list[str]],
    overflow: Callable[[Page], int],
    width: int,
    dark: bool,
) -> None:
    page = enter(open_page(width=width, dark=dark), world, "official")
    found = {}
    for path in (PATH, fiche_of(page), "/regions/DE11/fiches"):
        page.goto(path)
        page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        faults = axe(page) + ([f"wider than {width} px"] if overflow(page) > 0 else [])
        if faults:
            found[path] = faults
    assert not found


def test_both_fit_the_narrowest_window(
    world: World, open_page: OpenPage, overflow: Callable[[Page], int]
) -> None:
    page = enter(open_page(width=NARROWEST, script=False), world, "official")
    for path in (PATH, fiche_of(page)):
        page.goto(path)
        assert overflow(page) <= 0, path


def test_a_printed_fiche_has_no_buttons_and_fits(
    world: World, open_page: OpenPage, overflow: Callable[[Page], int]
) -> None:
    page = enter(open_page(width=390), world, "official")
    page.goto(fiche_of(page))
    expect(page.get_by_role("link", name="As PDF")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="As PDF")).to_be_hidden()
    expect(page.get_by_role("contentinfo")).to_be_hidden()
    expect(page.get_by_role("heading", name="Stuttgart")).to_be_visible()
    assert overflow(page) <= 0
