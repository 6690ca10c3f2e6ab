"""A running server and a real Chromium: wide and narrow, with and without script, light and dark."""

from __future__ import annotations

import logging
import os
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from matchmaker.db import Database
from tests.factories import NOW
from tests.web.world import World, make_world

ROOT = Path(__file__).resolve().parent.parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What Chromium makes ready around each window costs more than the page in it: two lists below the bar of
# addresses, which are pages with renderers of their own, and one more renderer in store.
UNUSED = (
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "SpareRendererForSitePerProcess",
)  # fmt: skip
# Only the last switch of this name counts, so what playwright switches off by it stands here as well.
PLAYWRIGHTS = (
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding",
    "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "TcpPortRandomizationWin",
    "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch",
    "msForceBrowserSignIn", "msEdgeUpdateLaunchServicesPreferredVersion",
)  # fmt: skip
# Chromium as root has no sandbox; and it shall ask nobody outside anything.
ARGUMENTS = [
    f"--disable-features={','.join((*PLAYWRIGHTS, *UNUSED))}",
    "--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--disable-default-apps", "--disable-extensions", "--no-first-run",
    "--disable-domain-reliability", "--metrics-recording-only", "--no-pings", "--disable-gpu",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]  # fmt: skip
PATIENCE = 10_000  # milliseconds; a page takes a twentieth of it


Look = tuple[int, bool]
"""The width of a window, and whether it is dark."""

BOTH: tuple[Look, ...] = ((1280, False), (390, True))
"""Each width and each theme once; what makes up pages is looked at in all four pairs."""

ALL: tuple[Look, ...] = ((1280, False), (1280, True), (390, True), (390, False))


class FindFaults(Protocol):
    """Looks for barriers, and for what is wider than the window."""

    def __call__(self, page: Page, looks: Iterable[Look] = BOTH) -> list[str]: ...


class OpenPage(Protocol):
    """Makes a page in a window of its own."""

    def __call__(self, *, width: int = 1280, script: bool = True, dark: bool = False) -> Page: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that `-m 'not browser'` leaves them out."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def find_chromium() -> str:
    """Where Chromium is installed; without it these tests are skipped, or fail under CI=true.

    The one without a window around its pages comes first: the same engine at a third less of the processor.
    """
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found and AXE.is_file():
        return found
    what = "axe-core is not installed (make assets)" if found else "chromium is not installed (make test)"
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what}; under CI=true nothing may be left out.")
    pytest.skip(what)  # a developer's machine may lack it; CI may not


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this process."""
    path = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


SENT = "tests.sent"
"""Where the environment of a request holds what it is answered with."""


class Handler(WSGIRequestHandler):
    """Closes what it was sending when the browser goes away; a reset at the last read leaves it open."""

    def connection_dropped(self, error: BaseException, environ: Any = None) -> None:
        """Called with the request whose connection is gone, where there was one."""
        if environ and SENT in environ:
            environ[SENT].close()


@pytest.fixture
def server(sqlite_app: Flask) -> Iterator[str]:
    """The address of the program, served in a thread on a free port; its database is new."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)

    def app(environ: Any, start: Any) -> Any:
        environ[SENT] = sqlite_app(environ, start)
        return environ[SENT]

    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Handler)
    # How often it looks whether it shall end: every test waits for that, half a second by default.
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def served_database(sqlite_app: Flask) -> Database:
    """The database behind `server`."""
    database = sqlite_app.extensions["database"]
    assert isinstance(database, Database)
    return database


@pytest.fixture
def hours() -> list[float]:
    """How many hours have passed since the beginning; a test changes the only number."""
    return [0.0]


@pytest.fixture
def region(sqlite_app: Flask, hours: list[float]) -> World:
    """A small network with a clock that can be set."""

    def clock() -> datetime:
        return NOW + timedelta(hours=hours[0])

    sqlite_app.extensions["clock"] = clock
    return make_world(sqlite_app)


@pytest.fixture
def open_page(browser: Browser, server: str) -> Iterator[OpenPage]:
    """Opens windows; in the end no page may have complained, in its console or about its policy."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(*, width: int = 1280, script: bool = True, dark: bool = False) -> Page:
        context = browser.new_context(
            base_url=server,
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            locale="en-GB",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: _note(complaints, message.type, message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints


def _note(complaints: list[str], kind: str, text: str) -> None:
    # A refused form answers 422 on purpose, and Chromium reports every such answer.
    if kind == "error" and "status of 4" not in text:
        complaints.append(text)


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Looks for barriers on a page; one line per finding, and none is what we want."""
    source = AXE.read_text("utf-8") if AXE.is_file() else ""

    def look(page: Page) -> list[str]:
        # Evaluated by the debugger: a script element would be stopped by our own policy.
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        options: dict[str, Any] = {"runOnly": RULES, "resultTypes": ["violations"]}
        # All that it looked at is half a megabyte; only what it found crosses over.
        found = page.evaluate("options => axe.run(document, options).then(all => all.violations)", options)
        return [f"{one['id']}: {one['help']}: {node['html'][:160]}" for one in found for node in one["nodes"]]

    return look


@pytest.fixture(scope="session")
def overflow() -> Callable[[Page], int]:
    """By how many pixels a page is wider than its window."""
    script = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return lambda page: int(page.evaluate(script))


@pytest.fixture(scope="session")
def faults(axe: Callable[[Page], list[str]], overflow: Callable[[Page], int]) -> FindFaults:
    """What is wrong with a page that is open: loaded once, its parts unfolded, looked at in each look."""

    def find(page: Page, looks: Iterable[Look] = BOTH) -> list[str]:
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found = []
        for width, dark in looks:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme="dark" if dark else "light")
            lines = axe(page) + (["wider than the window"] if overflow(page) > 0 else [])
            found += [f"{width} px, {'dark' if dark else 'light'}: {line}" for line in lines]
        return found

    return find
