"""Passkeys with the virtual authenticator of Chromium; the new pages without barriers, at both widths."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pyotp
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import FindFaults, OpenPage
from tests.factories import NOW, PASSWORD
from tests.web.world import World

FACTORS = "/account/second-step"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def address(server: str) -> str:
    """The site by its name: passkeys belong to a name, never to a number."""
    return server.replace("127.0.0.1", "localhost")


@pytest.fixture
def moment(region: World, hours: list[float]) -> Callable[[], datetime]:
    """What the clock of the site shows."""
    return lambda: NOW + timedelta(hours=hours[0])


class Device:
    """A device that holds passkeys, in one window."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)
        self.session.send("WebAuthn.enable")
        self.id = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})[
            "authenticatorId"
        ]

    def verifies(self, does: bool) -> None:
        """Whether the owner is there and opens it with their finger."""
        self.session.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": does})

    def held(self) -> int:
        """How many passkeys it holds."""
        found = self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.id})
        return len(found["credentials"])


def type_password(page: Page, address: str, world: World, role: str = "member") -> None:
    page.goto(f"{address}/sign-in")
    page.get_by_label("Your mail address").fill(world.accounts[role].email)
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def add_passkey(page: Page, address: str, name: str = "My phone") -> None:
    page.goto(f"{address}{FACTORS}")
    page.get_by_label("Name of the passkey").fill(name)
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("The passkey is kept.").wait_for()


def sign_out(page: Page) -> None:
    # What looked for faults left the window narrow, its menu shut.
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("You are signed out.").wait_for()


def test_a_passkey_is_added_signs_in_alone_and_is_the_second_step(
    region: World, address: str, open_page: OpenPage, faults: FindFaults
) -> None:
    page = open_page()
    device = Device(page)
    type_password(page, address, region)
    page.goto(f"{address}{FACTORS}")
    assert faults(page) == []
    add_passkey(page, address)
    assert device.held() == 1
    assert page.locator("ol.codes li").count() == 10
    assert faults(page) == [], "the recovery codes"
    page.goto(f"{address}{FACTORS}")
    assert faults(page) == [], "with a passkey"
    sign_out(page)

    page.goto(f"{address}/sign-in?next=/who-could-help")
    assert faults(page) == []
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{address}/who-could-help")
    page.goto(f"{address}/account")
    assert page.get_by_role("heading", level=1).inner_text() == "Welcome, Member"
    sign_out(page)

    type_password(page, address, region)
    page.get_by_role("heading", name="The second step").wait_for()
    assert faults(page) == []
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("heading", name="Welcome, Member").wait_for()


def test_who_does_not_open_the_device_is_told_and_tries_again(
    region: World, address: str, open_page: OpenPage, faults: FindFaults
) -> None:
    page = open_page()
    device = Device(page)
    type_password(page, address, region)
    add_passkey(page, address)
    sign_out(page)
    device.verifies(False)
    page.goto(f"{address}/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("alert").filter(has_text="your device gave no passkey").wait_for()
    assert faults(page) == []
    device.verifies(True)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("heading", name="Welcome, Member").wait_for()


def test_changing_it_later_asks_for_the_passkey_first(
    region: World, address: str, open_page: OpenPage, faults: FindFaults, hours: list[float]
) -> None:
    page = open_page()
    Device(page)
    type_password(page, address, region)
    add_passkey(page, address)
    hours[0] = 1
    page.goto(f"{address}{FACTORS}")
    page.get_by_role("heading", name="Is it you?").wait_for()
    assert faults(page) == []
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{address}{FACTORS}")
    page.get_by_role("button", name=re.compile("Remove.*My phone")).click()
    page.get_by_text("The passkey is removed.").wait_for()
    sign_out(page)
    type_password(page, address, region)
    page.get_by_role("heading", name="Welcome, Member").wait_for()


def test_adding_when_ten_minutes_are_over_leads_to_showing_who_one_is(
    region: World, address: str, open_page: OpenPage, hours: list[float]
) -> None:
    page = open_page()
    Device(page)
    type_password(page, address, region)
    page.goto(f"{address}{FACTORS}")
    hours[0] = 1
    page.get_by_label("Name of the passkey").fill("Late")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("heading", name="Is it you?").wait_for()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_an_app_is_set_up_and_asked_for_with_and_without_script(
    region: World, address: str, open_page: OpenPage, faults: FindFaults, hours: list[float], script: bool,
    moment: Callable[[], datetime],
) -> None:  # fmt: skip
    page = open_page(script=script)
    type_password(page, address, region)
    page.goto(f"{address}{FACTORS}")
    if not script:
        assert page.get_by_text("For passkeys this page needs script").is_visible()
        assert not page.get_by_role("button", name="Add a passkey").is_visible()
    page.get_by_role("button", name="Set up an app").click()
    assert page.get_by_role("img", name="A picture for the app.").is_visible()
    if script:
        assert faults(page) == []
    found = re.search(r"((?:[A-Z2-7]{4} ){7}[A-Z2-7]{4})", page.inner_text("main"))
    assert found is not None
    app = pyotp.TOTP(found[1].replace(" ", ""))
    page.get_by_label("The code that the app shows").fill("wrong")
    page.get_by_role("button", name="Use this app").click()
    page.locator("#errors").wait_for()
    page.get_by_label("The code that the app shows").fill(app.at(moment()))
    page.get_by_role("button", name="Use this app").click()
    page.get_by_text("We show them only now.").wait_for()
    sign_out(page)
    hours[0] = 1
    type_password(page, address, region)
    if script:
        assert faults(page) == []
    page.get_by_label("Code", exact=True).fill("000")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator("#errors").wait_for()
    page.get_by_label("Code", exact=True).fill(app.at(moment()))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="Welcome, Member").wait_for()


def test_a_browser_without_passkeys_is_told_what_to_do(
    region: World, server: str, open_page: OpenPage
) -> None:
    page = open_page()
    page.add_init_script("delete window.PublicKeyCredential")
    page.goto(f"{server}/sign-in")
    assert page.get_by_text("For passkeys this page needs script").is_visible()
    assert not page.get_by_role("button", name="Sign in with a passkey").is_visible()
