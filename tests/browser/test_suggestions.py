"""What one does with a suggestion, with htmx and without; and the fields that help while one types."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from matchmaker.models import Stakeholder
from tests.browser.conftest import OpenPage
from tests.web.world import World, make_world


def enter(page: Page, world: World, role: str = "member", *, days: int = 1) -> Page:
    """Be signed in as somebody of the world."""
    client = world.client(role, days=days)
    cookie = client.get_cookie("session")
    assert cookie is not None
    context: BrowserContext = page.context
    context.add_cookies([{"name": "session", "value": cookie.value, "domain": "127.0.0.1", "path": "/"}])
    return page


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_suggestion_is_saved_and_taken_off_again(
    sqlite_app: Flask, open_page: OpenPage, script: bool
) -> None:
    world = make_world(sqlite_app)
    page = enter(open_page(script=script), world)
    page.goto(f"/stakeholders/{world.own}/suggestions")
    page.get_by_role("button", name="Save Radhof").click()
    saved = page.get_by_role("button", name=re.compile("Saved ?: Radhof"))
    expect(saved).to_be_visible()
    if script:
        expect(saved).to_be_focused()
    saved.click()
    expect(page.get_by_role("button", name="Save Radhof")).to_be_visible()


def test_a_hidden_card_leaves_a_line_with_the_way_back(sqlite_app: Flask, open_page: OpenPage) -> None:
    world = make_world(sqlite_app)
    page = enter(open_page(), world)
    page.goto(f"/stakeholders/{world.own}/suggestions")
    page.get_by_role("button", name="Hide Radhof").click()
    again = page.get_by_role("button", name=re.compile("Show again ?: Radhof"))
    expect(again).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Radhof")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_one_says_why_a_suggestion_is_not_relevant(
    sqlite_app: Flask, open_page: OpenPage, script: bool
) -> None:
    world = make_world(sqlite_app)
    page = enter(open_page(script=script), world)
    page.goto(f"/stakeholders/{world.own}/suggestions")
    page.get_by_role("article", name="Radhof").locator("summary", has_text="Not relevant because").click()
    page.get_by_role("article", name="Radhof").get_by_role("button", name="Too far away").click()
    expect(page.get_by_role("heading", name="Radhof")).to_have_count(0)


def test_what_goes_wrong_is_said_and_the_card_stays(sqlite_app: Flask, open_page: OpenPage) -> None:
    world = make_world(sqlite_app)
    page = enter(open_page(), world)
    page.goto(f"/stakeholders/{world.own}/suggestions")
    with world.database.transaction() as session:
        session.get_one(Stakeholder, world.another).hidden = True
    page.get_by_role("button", name="Save Radhof").click()
    expect(page.locator("#messages")).to_contain_text("There is no such profile.")
    expect(page.get_by_role("heading", name="Radhof")).to_be_visible()


def test_whose_sign_in_has_ended_comes_to_the_sign_in_page(sqlite_app: Flask, open_page: OpenPage) -> None:
    world = make_world(sqlite_app)
    page = enter(open_page(), world)
    page.goto(f"/stakeholders/{world.own}/suggestions")
    page.evaluate("() => fetch('/sign-out', {method: 'POST', body: new URLSearchParams({csrf_token: "
                  "document.querySelector('[name=csrf_token]').value})})")  # fmt: skip
    page.get_by_role("button", name="Save Radhof").click()
    expect(page).to_have_title("Sign in – Matchmaker")


def test_places_are_suggested_while_one_types(sqlite_app: Flask, open_page: OpenPage) -> None:
    page = enter(open_page(), make_world(sqlite_app))
    page.goto("/stakeholders/new/enterprise")
    field = page.get_by_role("combobox", name="In which town?")
    field.press_sequentially("Stuttg")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("Stuttgart")
    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    expect(field).to_have_value("Stuttgart")
    expect(page.get_by_label("Country")).to_have_value("DE")
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_the_fold_tells_what_one_chooses(sqlite_app: Flask, open_page: OpenPage) -> None:
    page = enter(open_page(), make_world(sqlite_app))
    page.goto("/stakeholders/new/enterprise")
    page.locator("summary", has_text="Languages that you work in").click()
    page.get_by_label("Polish").check()
    expect(page.locator("summary", has_text="Languages that you work in")).to_contain_text("English, Polish")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_refused_form_takes_the_focus_to_its_summary(
    sqlite_app: Flask, open_page: OpenPage, script: bool
) -> None:
    page = open_page(script=script)
    page.goto("/sign-in")
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator("#errors")).to_be_focused()
    page.get_by_role("link", name="Give your mail address.").click()
    expect(page.get_by_label("Your mail address")).to_be_focused()
