"""The windows in which all other tests of this folder look: what they are made of, and that each is new."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.conftest import UNUSED

OFF = "--disable-features="


def test_what_playwright_switches_off_stays_off(browser: Browser) -> None:
    """Chromium takes the last of several such switches; ours must hold all that playwright's own holds."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    main = next(one["id"] for one in processes if one["type"] == "browser")
    words = Path(f"/proc/{main}/cmdline").read_text("utf-8").split("\0")
    *earlier, last = [set(one.removeprefix(OFF).split(",")) for one in words if one.startswith(OFF)]
    assert earlier, "playwright switches nothing off any more"
    assert set().union(*earlier) | set(UNUSED) <= last
