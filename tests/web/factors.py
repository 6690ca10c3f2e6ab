"""What tests of the second step do by the pages: an app, a passkey, a password in a new browser."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pyotp

from tests.conftest import client_of
from tests.device import Device
from tests.factories import NOW, PASSWORD
from tests.pages import PageClient
from tests.web.world import World, token

STEP = "/sign-in/second"
FACTORS = "/account/second-step"


class Clock:
    """A clock that a test turns on."""

    def __init__(self, world: World) -> None:
        self.now = NOW
        world.app.extensions["clock"] = lambda: self.now

    def turn(self, seconds: int) -> datetime:
        self.now += timedelta(seconds=seconds)
        return self.now


def set_up_app(client: PageClient, now: datetime = NOW) -> tuple[pyotp.TOTP, list[str]]:
    """Set an app up by the pages; the app, and the recovery codes that were shown."""
    client.submit(FACTORS, {}, action="/account/codes/begin", status=303)
    page = client.page("/account/codes")
    found = re.search(r"((?:[A-Z2-7]{4} ){7}[A-Z2-7]{4})", page.text)
    assert found is not None
    app = pyotp.TOTP(found[1].replace(" ", ""))
    done = client.submit("/account/codes", {"code": app.at(now)}, status=303)
    assert done.location == "/account/recovery-codes"
    shown = client.page("/account/recovery-codes").text
    codes = [word for word in shown.split() if len(word) == 19 and word.count("-") == 3]
    return app, codes


def add_passkey(client: PageClient) -> Device:
    """Add a passkey by the pages."""
    device = Device()
    client.page(FACTORS)
    options = client.post("/account/passkeys/options", headers={"X-CSRFToken": token(client)})
    values = {"name": "My phone", "credential": device.make(options.get_data(as_text=True))}
    client.submit(FACTORS, values, action="/account/passkeys", status=303)
    return device


def answer_of(client: PageClient, device: Device) -> str:
    """What the device says to being asked."""
    options = client.post("/sign-in/passkey/options", headers={"X-CSRFToken": token(client)})
    return device.use(options.get_data(as_text=True))


def type_password(world: World, role: str, path: str = "/sign-in") -> PageClient:
    """A new browser in which the password was typed."""
    client = client_of(world.app)
    client.submit(path, {"email": world.accounts[role].email, "password": PASSWORD}, action=path, status=303)
    return client
