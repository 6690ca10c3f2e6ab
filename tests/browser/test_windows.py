"""The windows in which all other tests of this folder look: what they are made of, and that each is new."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.conftest import UNUSED, OpenPage

OFF = "--disable-features="
LEFT = """() => [
  document.cookie.includes("left"), "left" in localStorage, "left" in sessionStorage, "left" in window,
  document.activeElement !== document.body, matchMedia("(prefers-color-scheme: dark)").matches,
]"""
"""What a test may leave in its window: whether a window has it."""


def test_what_playwright_switches_off_stays_off(browser: Browser) -> None:
    """Chromium takes the last of several such switches; ours must hold all that playwright's own holds."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    main = next(one["id"] for one in processes if one["type"] == "browser")
    words = Path(f"/proc/{main}/cmdline").read_text("utf-8").split("\0")
    *earlier, last = [set(one.removeprefix(OFF).split(",")) for one in words if one.startswith(OFF)]
    assert earlier, "playwright switches nothing off any more"
    assert set().union(*earlier) | set(UNUSED) <= last


def test_what_one_window_keeps_no_other_finds(open_page: OpenPage) -> None:
    """Whether of one test or of two: each window comes from the same call, and the port may be the same."""
    first = open_page(dark=True)
    first.add_init_script("window.left = 'yes'")
    first.goto("/sign-in")
    first.get_by_label("Your mail address").focus()
    first.evaluate("document.cookie = 'left=yes; path=/'; localStorage.left = sessionStorage.left = 'yes'")
    second = open_page()
    second.goto("/sign-in")
    assert first.evaluate(LEFT) == [True] * 6
    assert second.evaluate(LEFT) == [False] * 6
