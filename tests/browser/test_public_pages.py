"""Every page that a visitor may open by its plain address, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Flask
from playwright.sync_api import Page

from tests.browser.conftest import ALL, FindFaults, OpenPage

NARROWEST = 320


def plain_addresses(app: Flask) -> list[str]:
    """The addresses that need nothing filled in."""
    rules = [rule for rule in app.url_map.iter_rules() if not rule.arguments]
    return sorted({str(rule) for rule in rules if "GET" in (rule.methods or set())})


def answers(page: Page, address: str) -> bool:
    """Open an address; whether it answers with a page of its own, and not with JSON or the way to sign in."""
    response = page.goto(address)
    assert response is not None
    of_its_own = urlsplit(response.url).path == address
    return of_its_own and response.headers["content-type"].startswith("text/html")


def test_no_page_has_a_barrier_or_scrolls_sideways(
    sqlite_app: Flask, open_page: OpenPage, faults: FindFaults
) -> None:
    page = open_page()
    looked = {one: faults(page, ALL) for one in plain_addresses(sqlite_app) if answers(page, one)}
    assert len(looked) > 8
    assert not {address: lines for address, lines in looked.items() if lines}


def test_every_page_fits_the_narrowest_window_without_script(
    sqlite_app: Flask, open_page: OpenPage, overflow: Callable[[Page], int]
) -> None:
    page = open_page(width=NARROWEST, script=False)
    wide = []
    for address in plain_addresses(sqlite_app):
        if answers(page, address) and overflow(page) > 0:
            wide.append(address)
    assert not wide
