"""Every page that a visitor may open by its plain address, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, Response

from tests.browser.conftest import OpenPage

NARROWEST = 320


def plain_addresses(app: Flask) -> list[str]:
    """The addresses that need nothing filled in."""
    rules = [rule for rule in app.url_map.iter_rules() if not rule.arguments]
    return sorted({str(rule) for rule in rules if "GET" in (rule.methods or set())})


def is_page(response: Response | None) -> bool:
    """Whether an address answers with a page; some answer with JSON for programs."""
    return response is not None and response.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_has_a_barrier_or_scrolls_sideways(
    sqlite_app: Flask,
    open_page: OpenPage,
    axe: Callable[[Page], list[str]],
    overflow: Callable[[Page], int],
    width: int,
    dark: bool,
) -> None:
    page = open_page(width=width, dark=dark)
    found = {}
    for address in plain_addresses(sqlite_app):
        if not is_page(page.goto(address)):
            continue
        if faults := axe(page):
            found[address] = faults
        if overflow(page) > 0:
            found.setdefault(address, []).append(f"wider than {width} px")
    assert not found


def test_every_page_fits_the_narrowest_window_without_script(
    sqlite_app: Flask, open_page: OpenPage, overflow: Callable[[Page], int]
) -> None:
    page = open_page(width=NARROWEST, script=False)
    wide = []
    for address in plain_addresses(sqlite_app):
        if is_page(page.goto(address)) and overflow(page) > 0:
            wide.append(address)
    assert not wide
