"""Texts that try to run, in a real browser: none does, and no page breaks."""

from __future__ import annotations

from flask import Flask

from tests.browser.conftest import OpenPage
from tests.web.test_access import path_of
from tests.web.test_hostile_text import fill
from tests.web.world import make_world

SHOWN = (
    "/ GET",
    "/stakeholders GET",
    "/stakeholders/<id> GET",
    "/stakeholders/<id>/edit GET",
    "/stakeholders/<id>/suggestions GET",
    "/stakeholders/<id>/suggestions/<other_id> GET",
    "/regions/<code> GET",
    "/regions/<code>/network GET",
    "/regions/<code>/map GET",
    "/introductions/<id> GET",
    "/desk GET",
    "/outbox GET",
    "/pilots/<id> GET",
    "/imports/<id> GET",
)


def test_nothing_that_people_wrote_runs(sqlite_app: Flask, open_page: OpenPage) -> None:
    world = make_world(sqlite_app, size=8)
    paths = [path_of(address, world) for address in SHOWN]
    fill(world)
    page = open_page()
    page.add_init_script("window.struck = []; window.hit = number => window.struck.push(number);")
    page.goto("/sign-in")
    cookie = world.client("administrator").get_cookie("session")
    assert cookie is not None
    page.context.add_cookies([{"name": "session", "value": cookie.value, "url": page.url}])
    shown = 0
    for path in paths:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        page.mouse.move(300, 300)
        assert page.evaluate("window.struck") == [], path
        shown += "hit(" in page.inner_text("main")
    assert shown > 8, "most of these pages show what people wrote"
