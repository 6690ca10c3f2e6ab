"""The broker's desk by keyboard: every key does what something beside it does; all can be switched off."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from matchmaker.core.actors import SYSTEM
from matchmaker.core.introductions.states import State
from matchmaker.models import Introduction
from matchmaker.services import introductions
from tests.browser.conftest import BOTH, OpenPage
from tests.browser.test_suggestions import enter
from tests.factories import NOW, make_stakeholder
from tests.web.world import World, make_world


@pytest.fixture
def region(sqlite_app: Flask) -> World:
    """A small network."""
    sqlite_app.extensions["clock"] = lambda: NOW
    return make_world(sqlite_app)


@pytest.fixture
def ids(region: World) -> list[str]:
    """Three that wait on the desk, of Werkstatt Neckar and one other each."""
    found = []
    with region.database.transaction() as session:
        for name in ("First", "Second", "Third"):
            other = make_stakeholder(session, name=name, email=f"{name.lower()}@example.org")
            one = introductions.begin(
                session, SYSTEM, a=region.own, b=other.id, reason="Near.", region="DE11", hold=True, now=NOW
            )
            found.append(introductions.resume(session, SYSTEM, one.id, now=NOW).id)
    return found


def state_of(world: World, id_: str) -> State:
    """Where an introduction is."""
    with world.database.reading() as session:
        return session.get_one(Introduction, id_).state


def focused(page: Page) -> str:
    """The words of what has the focus."""
    return str(page.evaluate("document.activeElement.textContent")).strip()


def order_of(page: Page) -> list[str]:
    """The ids of the rows, from the top."""
    return [box.get_attribute("value") or "" for box in page.locator("[data-desk] input[name=id]").all()]


def test_rows_are_walked_opened_and_chosen_by_keys(
    region: World, ids: list[str], open_page: OpenPage
) -> None:
    page = enter(open_page(), region, "official")
    page.goto("/desk")
    rows = order_of(page)
    assert sorted(rows) == sorted(ids)
    page.keyboard.press("j")
    first = focused(page)
    page.keyboard.press("j")
    assert focused(page) != first
    page.keyboard.press("ArrowUp")
    assert focused(page) == first
    page.keyboard.press("x")
    expect(page.locator("[data-desk] input[name=id]").first).to_be_checked()
    for key in "kjjjj":
        page.keyboard.press(key)
    page.keyboard.press("o")
    expect(page).to_have_url(re.compile(f"open={rows[-1]}"))


def test_a_and_h_go_to_their_button_and_only_once_more_press_it(
    region: World, ids: list[str], open_page: OpenPage
) -> None:
    page = enter(open_page(), region, "official")
    page.goto("/desk")
    first, second, _third = order_of(page)
    page.keyboard.press("a")
    assert focused(page) == "Send"
    assert state_of(region, first) is State.PROPOSED
    page.keyboard.press("a")
    expect(page.get_by_text("Sent. They have been asked.")).to_be_visible()
    assert state_of(region, first) is State.ASKED
    # Where another row has the focus it is opened, and the key goes on there.
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("h")
    expect(page).to_have_url(re.compile("open="))
    expect(page.get_by_role("button", name="Hold").last).to_be_focused()
    opened = re.findall("open=([^&#]+)", page.url)[0]
    assert opened in ids
    assert opened not in (first, second)
    page.keyboard.press("h")
    expect(page.get_by_text("On hold")).not_to_have_count(0)
    assert state_of(region, opened) is State.HELD


def test_a_note_is_written_and_no_letter_of_it_is_a_key(
    region: World, ids: list[str], open_page: OpenPage
) -> None:
    page = enter(open_page(), region, "official")
    page.goto("/desk")
    assert len(ids) == 3
    page.keyboard.press("n")
    page.keyboard.type("aha? xo jkn")
    expect(page.locator("details[data-key=n] textarea, details[data-key=n] input[type=text]")).to_have_value(
        "aha? xo jkn"
    )
    assert page.locator("[data-desk] input:checked").count() == 0


@pytest.mark.parametrize(("width", "dark"), [*BOTH, (320, False)])
def test_the_list_of_keys_opens_has_no_barrier_and_switches_them_off(
    region: World,
    ids: list[str],
    open_page: OpenPage,
    axe: Callable[[Page], list[str]],
    overflow: Callable[[Page], int],
    width: int,
    dark: bool,
) -> None:
    page = enter(open_page(width=width, dark=dark), region, "official")
    page.goto("/desk")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys on the desk")).to_be_visible()
    assert axe(page) == []
    assert overflow(page) == 0
    page.keyboard.press("Escape")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert axe(page) == []
    assert overflow(page) == 0
    page.goto(f"/desk/together?id={ids[0]}&id={ids[1]}")
    assert axe(page) == []
    assert overflow(page) == 0
    page.goto("/desk")
    page.get_by_role("button", name="Press ? for keys").click()
    page.get_by_label("Keys are on").uncheck()
    page.get_by_role("button", name="Close the list").click()
    page.reload()
    page.keyboard.press("?")
    page.keyboard.press("j")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("document.activeElement === document.body")
    # The button stays, so that they can be switched on again.
    page.get_by_role("button", name="Press ? for keys").click()
    page.get_by_label("Keys are on").check()
    page.keyboard.press("Escape")
    page.keyboard.press("x")
    assert page.locator("[data-desk] input:checked").count() == 1


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_one_is_asked_about_several_together(
    region: World, ids: list[str], open_page: OpenPage, script: bool
) -> None:
    page = enter(open_page(script=script), region, "official")
    page.goto("/desk?region=DE11")
    for box in page.locator("[data-desk] input[name=id]").all():
        box.check()
    page.get_by_role("button", name="Ask together").click()
    expect(page.get_by_role("heading", name="Ask Werkstatt Neckar about these together?")).to_be_visible()
    page.get_by_role("button", name="Ask them").click()
    expect(page.get_by_text("has been asked about 3 introductions in one e-mail.")).to_be_visible()
    expect(page).to_have_url(re.compile("region=DE11"))
    assert {state_of(region, id_) for id_ in ids} == {State.ASKED}


def test_a_key_that_is_held_down_presses_nothing(region: World, ids: list[str], open_page: OpenPage) -> None:
    page = enter(open_page(), region, "official")
    page.goto("/desk")
    first = order_of(page)[0]
    assert first in ids
    page.keyboard.down("a")
    assert focused(page) == "Send"
    page.keyboard.down("a")  # as the keyboard repeats it
    page.keyboard.up("a")
    page.wait_for_timeout(300)
    assert page.get_by_text("Sent. They have been asked.").count() == 0
    assert state_of(region, first) is State.PROPOSED
