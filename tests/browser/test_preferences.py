"""Own weights, orders and both sides in a real browser; the ledger with figures in it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_suggestions import enter
from tests.web.test_ledger import EXAMPLES
from tests.web.world import make_world


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_one_weighs_the_own_list_anew_and_goes_back(
    sqlite_app: Flask, open_page: OpenPage, script: bool
) -> None:
    world = make_world(sqlite_app)
    page = enter(open_page(script=script), world)
    page.goto(f"/stakeholders/{world.own}/suggestions")
    page.get_by_role("link", name="Change what counts for you").click()
    page.get_by_role("group", name="How near they are").get_by_label("More (double)").check()
    page.get_by_role("main").get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your own weights are in force (How near they are: more).")).to_be_visible()
    page.get_by_role("link", name="Change what counts for you").click()
    page.get_by_role("button", name="Let everything count as in the network").click()
    expect(page.get_by_text("What counts is weighed as in the whole network.")).to_be_visible()


def test_one_looks_at_both_sides_before_asking(sqlite_app: Flask, open_page: OpenPage) -> None:
    world = make_world(sqlite_app)
    page = enter(open_page(), world)
    page.goto(f"/stakeholders/{world.own}/suggestions")
    page.get_by_role("link", name="By name", exact=True).click()
    expect(page.get_by_role("link", name="By name", exact=True)).to_have_attribute("aria-current", "true")
    page.get_by_role("article", name="Radhof").get_by_role("link", name="What each would gain").click()
    expect(page).to_have_title(re.compile("Radhof and you"))
    expect(page.get_by_role("heading", name="What they would gain")).to_be_visible()


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)], ids=["wide-light", "narrow-dark"])
def test_the_ledger_with_figures_has_no_barrier_and_does_not_scroll_sideways(
    sqlite_app: Flask,
    open_page: OpenPage,
    axe: Callable[[Page], list[str]],
    overflow: Callable[[Page], int],
    width: int,
    dark: bool,
) -> None:
    sqlite_app.extensions["quality"] = EXAMPLES
    page = open_page(width=width, dark=dark)
    page.goto("/how-good-are-our-matches")
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    assert axe(page) == []
    assert overflow(page) == 0
