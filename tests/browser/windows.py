"""Windows that are used again: a new one costs half a second of processor before it shows anything."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page

PATIENCE = 10_000  # milliseconds; a page takes a twentieth of it


@dataclass
class Windows:
    """The windows on one address; what a test left in one is gone before the next test gets it."""

    browser: Browser
    address: str
    _free: dict[bool, list[Page]] = field(default_factory=lambda: {True: [], False: []})

    def take(self, *, script: bool, alone: bool = False) -> Page:
        """A window with cookies and a memory of its own; `alone`: one that nobody had before."""
        return self._free[script].pop() if self._free[script] and not alone else self._open(script)

    def give_back(self, page: Page, *, script: bool, alone: bool = False) -> None:
        """Empty a window for the next test; one that was alone, or that the test closed, goes."""
        if alone or page.is_closed():
            page.context.close()
            return
        for other in page.context.pages:
            if other is not page:
                other.close()
        page.unroute_all(behavior="ignoreErrors")
        if page.url.startswith(self.address):
            page.evaluate("sessionStorage.clear()")
        page.goto("about:blank")
        page.context.clear_cookies()
        session = page.context.new_cdp_session(page)
        session.send("Storage.clearDataForOrigin", {"origin": self.address, "storageTypes": "all"})
        session.send("Network.clearBrowserCache")
        session.detach()
        self._free[script].append(page)

    def close(self) -> None:
        """Close all of them."""
        for page in [*self._free[True], *self._free[False]]:
            page.context.close()

    def _open(self, script: bool) -> Page:
        context = self.browser.new_context(
            base_url=self.address,
            java_script_enabled=script,
            locale="en-GB",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        return context.new_page()
