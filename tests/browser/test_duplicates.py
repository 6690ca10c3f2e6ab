"""Two records of one organisation become one, and two again, in a real browser; also by keyboard."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from matchmaker.models import DuplicatePair, Merge, Stakeholder
from tests.browser.conftest import BOTH, FindFaults, OpenPage
from tests.browser.test_suggestions import enter
from tests.factories import make_need, make_offer, make_stakeholder, make_tie
from tests.services.duplicates.twins import make_pair, make_twins
from tests.web.world import World, make_world

LOOKS = (*BOTH, (320, False))


@pytest.fixture
def twice(sqlite_app: Flask) -> tuple[World, str]:
    """A world with two records of one workshop that nobody has claimed."""
    world = make_world(sqlite_app)
    with world.database.transaction() as session:
        kept, gone = make_twins(session)
        gone.about = (
            "Wir reparieren Fahrräder mit jungen Leuten aus dem ganzen Neckartal und lehren das Handwerk."
        )
        gone.region, gone.place, gone.source = "DE113", "Esslingen am Neckar", "Neckar list 2025"
        make_offer(session, gone, "We lend cargo bicycles to families for a weekend.")
        make_need(session, gone, "A hall with good light for sixteen learners")
        make_tie(session, gone, make_stakeholder(session, name="Neckar Choir"))
        reasons = [["name", 0.0], ["website", 0.0], ["town", 8.4]]
        return world, make_pair(session, kept, gone, score=80, reasons=reasons).id


def kept_name(world: World, pair: str) -> list[str]:
    with world.database.reading() as session:
        row = session.get_one(DuplicatePair, pair)
        both = Stakeholder.id.in_([row.a_id, row.b_id])
        return sorted(session.scalars(select(Stakeholder.name).where(both)))


def first_of(world: World, pair: str) -> str:
    """The letter of the record with the shorter name."""
    with world.database.reading() as session:
        row = session.get_one(DuplicatePair, pair)
        return "a" if session.get_one(Stakeholder, row.a_id).name == "Werkstatt Neckar" else "b"


@pytest.mark.parametrize(("width", "script"), [(1280, True), (390, False)])
def test_merge_and_undo(twice: tuple[World, str], open_page: OpenPage, width: int, script: bool) -> None:
    world, pair = twice
    page = enter(open_page(width=width, script=script), world, "official")
    page.goto("/duplicates")
    page.get_by_role("link", name=re.compile("Compare")).click()
    expect(page.get_by_role("heading", name="Are these the same?")).to_be_visible()
    page.locator(f"input[name=keep][value={first_of(world, pair)}]").check()
    name = page.get_by_role("group", name="Name")
    name.get_by_role("radio", name="In other words").check()
    page.get_by_role("textbox", name="Name in other words").fill("Workshop at the Neckar")
    page.get_by_role("group", name="Place").get_by_role("radio", name=re.compile("Esslingen")).check()
    page.get_by_role("button", name="Merge the two").click()
    expect(page.get_by_text("Merged. The two are one record now.")).to_be_visible()
    expect(page.get_by_text("What followed: 1 offer, 1 need, 1 partnership.")).to_be_visible()
    assert kept_name(world, pair) == ["Workshop at the Neckar"]
    page.get_by_role("button", name="Undo the merge").click()
    expect(page.get_by_text("Undone. There are two records again.")).to_be_visible()
    assert kept_name(world, pair) == ["Werkstatt Neckar", "Werkstatt Neckar gGmbH"]
    page.goto("/duplicates")
    expect(page.get_by_role("link", name=re.compile("Compare"))).to_have_count(1)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_not_the_same(twice: tuple[World, str], open_page: OpenPage, script: bool) -> None:
    world, _pair = twice
    page = enter(open_page(script=script), world, "official")
    page.goto("/duplicates")
    page.get_by_role("button", name=re.compile("Not the same")).click()
    expect(page.get_by_text("Noted: they are not the same.")).to_be_visible()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("The pair is back on the list.")).to_be_visible()


def press_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on what is called so."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if name in page.evaluate("document.activeElement.textContent"):
            return
    raise AssertionError(f"the keyboard does not reach {name}")


def test_the_keyboard_is_enough(twice: tuple[World, str], open_page: OpenPage) -> None:
    world, _pair = twice
    page = enter(open_page(), world, "official")
    page.goto("/duplicates")
    press_to(page, "Compare")
    page.keyboard.press("Enter")
    # The record that stays is chosen by the arrows, as in every group of answers.
    page.locator("input[name=keep]:checked").focus()
    before = page.locator("input[name=keep]:checked").get_attribute("value")
    page.keyboard.press("ArrowDown")
    assert page.locator("input[name=keep]:checked").get_attribute("value") != before
    press_to(page, "Merge the two")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Merged. The two are one record now.")).to_be_visible()
    press_to(page, "Undo the merge")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Undone. There are two records again.")).to_be_visible()


def test_the_pages_have_no_barrier_and_fit_their_window(
    twice: tuple[World, str], open_page: OpenPage, faults: FindFaults
) -> None:
    world, pair = twice
    page = enter(open_page(), world, "official")
    for path in ("/duplicates", f"/duplicates/{pair}"):
        page.goto(path)
        assert faults(page, LOOKS) == []
    page.locator("input[name=pick_name][value=own]").check()
    page.get_by_role("textbox", name="Name in other words").fill(" ")
    page.get_by_role("button", name="Merge the two").click()
    assert faults(page, LOOKS) == []
    page.goto(f"/duplicates/{pair}")
    page.get_by_role("button", name="Merge the two").click()
    with world.database.reading() as session:
        merge_id = session.scalars(select(Merge.id)).one()
    for path in (f"/merges/{merge_id}", "/merges", "/duplicates", "/imports"):
        page.goto(path)
        assert faults(page, LOOKS) == []
