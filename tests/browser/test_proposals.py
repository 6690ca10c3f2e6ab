"""From who stands alone to a proposal on the broker’s desk, in a real browser; also by keyboard."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from matchmaker.db import Database
from matchmaker.services import ecosystem
from tests.browser.conftest import BOTH, FindFaults, OpenPage
from tests.browser.test_suggestions import enter
from tests.factories import NOW, make_need, make_stakeholder
from tests.web.world import World, make_world

LOOKS = (*BOTH, (320, False))
WORTH = "/regions/DE11/ties-worth-making"


@pytest.fixture
def region(sqlite_app: Flask, served_database: Database) -> World:
    """Twelve in Stuttgart and one who stands alone, surveyed."""
    world = make_world(sqlite_app, size=12)
    with served_database.transaction() as session:
        alone = make_stakeholder(session, name="Alone at the lake", about="We mend washing machines.")
        make_need(session, alone, "A course about washing machines near the station")
    with served_database.reading() as reader:
        scene = ecosystem.look(reader, today=NOW.date())
        earlier = ecosystem.find_survey(reader)
    taken = ecosystem.take_survey(scene, earlier)
    with served_database.transaction() as session:
        ecosystem.keep_survey(session, taken, now=NOW)
    return world


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("width", [1280, 390])
def test_three_clicks_lead_from_standing_alone_to_a_saved_proposal(
    region: World, open_page: OpenPage, width: int, script: bool
) -> None:
    page = enter(open_page(width=width, script=script), region, "official")
    page.goto(WORTH)
    page.get_by_role("link", name=re.compile("Find a tie.*Alone at the lake")).click()
    page.get_by_role("button", name=re.compile("Send to a broker.*Alone at the lake")).first.click()
    expect(page.get_by_text("Sent. The proposal waits on the broker’s desk.")).to_be_visible()
    page.get_by_role("link", name="Open the desk").first.click()
    expect(page.get_by_role("heading", name="Alone at the lake")).to_be_visible()


def press_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on what is called so."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if name in page.evaluate("document.activeElement.textContent"):
            return
    raise AssertionError(f"the keyboard does not reach {name}")


def test_the_keyboard_is_enough(region: World, open_page: OpenPage) -> None:
    page = enter(open_page(), region, "official")
    page.goto(f"{WORTH}?for={region.own}")
    press_to(page, "Add a note")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("They met at the fair.")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".worthwhile .source")).to_have_count(1)
    page.goto("/proposals")
    expect(page.get_by_text("They met at the fair.")).to_be_visible()
    press_to(page, "Drop:")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The proposal is dropped.")).to_be_visible()


def test_the_pages_have_no_barrier_and_fit_their_window(
    region: World, open_page: OpenPage, faults: FindFaults
) -> None:
    page = enter(open_page(), region, "official")
    page.goto(WORTH)
    page.get_by_role("button", name="Send to a broker").first.click()
    for path in (WORTH, f"{WORTH}?for={region.own}", "/proposals"):
        page.goto(path)
        assert faults(page, LOOKS) == []
