"""The main job in a real browser: register, describe oneself, say a need and an offer, see suggestions."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from matchmaker.core.notifications import MailKind
from tests.browser.conftest import OpenPage
from tests.services.accounts.keys import newest_path
from tests.web.world import make_world

NEED = "A course in repairing washing machines for our learners"
OFFER = "A workshop hall with benches near the station"
MOST_TABS = 120


def path_in_mail(app: Flask) -> str:
    """Where the link of the e-mail leads that finishes an account."""
    return newest_path(app.extensions["database"], MailKind.REGISTER, app.config["SECRET_KEY"])


def register(app: Flask, page: Page) -> None:
    """From the first page to the choice of a kind."""
    page.goto("/")
    page.get_by_role("link", name="Say what you need").click()
    page.get_by_role("link", name="Make an account").click()
    page.get_by_label("Your name").fill("Ute Brandl")
    page.get_by_label("Your mail address").fill("ute@werkstatt.example")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your e-mails")
    page.goto(path_in_mail(app))
    page.get_by_label("Choose a password").fill("drei Worte die bleiben")
    page.get_by_role("button", name="Go on").click()


def describe(page: Page) -> None:
    """The profile, one need and one offer."""
    page.get_by_role("link", name="Social enterprise", exact=True).click()
    page.get_by_label("What is it called?").fill("Neckar Mending")
    page.get_by_label("In which town?").fill("Stuttgart")
    page.get_by_role("textbox", name="What do you do, and for whom?").fill(
        "We mend washing machines with young people."
    )
    page.get_by_label("Repair and reuse").check()
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("In one sentence, what do you look for?").fill(NEED)
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("In one sentence, what do you offer?").fill(OFFER)
    page.get_by_role("button", name="Save and go on").click()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_new_person_comes_to_their_first_suggestions(
    sqlite_app: Flask, open_page: OpenPage, script: bool, width: int
) -> None:
    make_world(sqlite_app)
    page = open_page(width=width, script=script)
    register(sqlite_app, page)
    describe(page)
    expect(page).to_have_title(re.compile("Who could help Neckar Mending"))
    expect(page.get_by_role("article").first).to_contain_text("washing machines")
    expect(page.get_by_role("link", name="Radhof", exact=True)).to_be_visible()


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on what is called so (its words, or those of its label)."""
    script = """name => {
        const one = document.activeElement;
        const words = [one.textContent, one.labels?.[0]?.textContent, one.closest('label')?.textContent];
        return words.some(text => text?.trim().startsWith(name));
    }"""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(script, name):
            return
    raise AssertionError(f"Tab does not lead to {name}")


def write(page: Page, name: str, text: str) -> None:
    """Go to a field by Tab and type."""
    tab_to(page, name)
    page.keyboard.type(text)


def press(page: Page, name: str) -> None:
    """Go to a link or button by Tab and press Enter."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_same_way_by_keyboard_alone(sqlite_app: Flask, open_page: OpenPage, script: bool) -> None:
    make_world(sqlite_app)
    page = open_page(script=script)
    page.goto("/")
    press(page, "Say what you need")
    press(page, "Make an account")
    write(page, "Your name", "Ute Brandl")
    write(page, "Your mail address", "ute@werkstatt.example")
    press(page, "Go on")
    page.goto(path_in_mail(sqlite_app))
    write(page, "Choose a password", "drei Worte die bleiben")
    press(page, "Go on")
    press(page, "Social enterprise")
    write(page, "What is it called?", "Neckar Mending")
    write(page, "What do you do, and for whom?", "We mend washing machines with young people.")
    tab_to(page, "Repair and reuse")
    page.keyboard.press("Space")
    tab_to(page, "Languages that you work in")
    page.keyboard.press("Enter")
    tab_to(page, "German")
    page.keyboard.press("Space")
    press(page, "Save and go on")
    write(page, "In one sentence, what do you look for?", NEED)
    press(page, "Save and go on")
    write(page, "In one sentence, what do you offer?", OFFER)
    press(page, "Save and go on")
    expect(page).to_have_title(re.compile("Who could help Neckar Mending"))
    press(page, "Ask for an introduction")
    expect(page).to_have_title(re.compile("Ask for an introduction to"))
