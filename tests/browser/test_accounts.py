"""Accounts in a real browser: what the links in mails open, and how one signs in."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import expect

from matchmaker.core.notifications import MailKind
from tests.browser.conftest import ALL, FindFaults, OpenPage
from tests.factories import PASSWORD
from tests.services.accounts.keys import newest_path
from tests.web.world import make_world

GOOD = "barrel window seven otters"


def path_of(app: Flask, kind: MailKind) -> str:
    """Where the link of the newest mail of a kind leads."""
    return newest_path(app.extensions["database"], kind, app.config["SECRET_KEY"])


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_forgotten_password_is_replaced(
    sqlite_app: Flask, open_page: OpenPage, faults: FindFaults, script: bool
) -> None:
    world = make_world(sqlite_app)
    page = open_page(width=390, script=script)
    page.goto("/sign-in")
    page.get_by_role("link", name="I do not know my password").click()
    page.get_by_label("Your mail address").fill(world.accounts["member"].email)
    page.get_by_role("button", name="Send the e-mail").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your e-mails")
    path = path_of(sqlite_app, MailKind.RESET)
    page.goto(path)
    page.get_by_label("Choose a password").fill("short")
    page.get_by_role("button", name="Go on").click()
    if script:
        assert not faults(page, ALL), "also with a message beside the field"
    page.get_by_label("Choose a password").fill(GOOD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome, Member")
    page.goto(path)
    expect(page.get_by_text("This link has been used already.")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_an_address_is_changed_and_the_old_one_signs_in_no_more(
    sqlite_app: Flask, open_page: OpenPage, faults: FindFaults, script: bool
) -> None:
    world = make_world(sqlite_app)
    page = open_page(script=script)
    page.goto("/sign-in?next=/account/signing-in")
    page.get_by_label("Your mail address").fill(world.accounts["member"].email)
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Your new mail address").fill("new@werkstatt.example")
    page.get_by_label("Your password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Send the e-mail").click()
    expect(page.get_by_text("We have written to your new address.")).to_be_visible()
    page.goto(path_of(sqlite_app, MailKind.ADDRESS))
    if script:
        assert not faults(page, ALL)
    page.get_by_role("button", name="Confirm the address").click()
    expect(page.get_by_text("From now on you sign in with your new address.")).to_be_visible()
