"""Signing in by an identity provider in a real browser; its pages without barriers, at both widths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from flask import Flask
from playwright.sync_api import Page

from matchmaker.config import Settings
from tests.browser.conftest import FindFaults, OpenPage
from tests.browser.test_passkeys import type_password
from tests.conftest import opened
from tests.web.provider import Provider, running_provider, site_with
from tests.web.world import World

# The provider of the tests speaks to its own library in an old way.
pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    with running_provider(monkeypatch) as provider:
        provider.know("ada", name="Ada Adler", email="ada.adler@example.org", email_verified=True)
        provider.know("bea", name="Bea", email="bea@example.org", email_verified=False)
        yield provider


@pytest.fixture
def sqlite_app(provider: Provider, sqlite_settings: Settings, now: datetime) -> Iterator[Flask]:
    """The program that knows the provider, behind `server`."""
    database = opened(sqlite_settings)
    yield site_with(provider, sqlite_settings, database, now)
    database.dispose()


def be(page: Page, sub: str) -> None:
    """Sign in on the provider's own page as this person."""
    page.get_by_placeholder("sub").fill(sub)
    page.get_by_role("button", name="Authorize").click()


@pytest.fixture
def open_page(open_page: OpenPage) -> OpenPage:
    """Windows in which the style sheet that the provider's page wants from far away is empty."""

    def opened(*, width: int = 1280, script: bool = True, dark: bool = False) -> Page:
        page = open_page(width=width, script=script, dark=dark)
        page.route(re.compile("^https://"), lambda route: route.fulfill(body="", content_type="text/css"))
        return page

    return opened


def test_a_new_person_comes_by_the_provider_and_later_again(
    region: World, server: str, open_page: OpenPage, faults: FindFaults
) -> None:
    page = open_page(script=False)
    page.goto(f"{server}/sign-in")
    page.get_by_role("link", name="Sign in by Region Login").click()
    be(page, "ada")
    page.get_by_text("Region Login says that you are Ada Adler.").wait_for()
    page.get_by_role("button", name="Make the account").click()
    page.get_by_role("heading", name="Before you go on").wait_for()
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(f"{server}/stakeholders/choose")
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{server}/sign-in")
    page.get_by_role("link", name="Sign in by Region Login").click()
    be(page, "ada")
    page.get_by_role("heading", name="Welcome, Ada Adler").wait_for()


def test_it_is_joined_with_an_account_by_a_button(
    region: World, server: str, open_page: OpenPage, faults: FindFaults
) -> None:
    page = open_page()
    type_password(page, server, region)
    page.goto(f"{server}/account/signing-in")
    page.get_by_role("link", name="Join it with my account").click()
    be(page, "ada")
    page.get_by_role("heading", name="Sign in by Region Login as well?").wait_for()
    assert faults(page) == []
    page.get_by_role("button", name="Yes, sign in by it as well").click()
    page.get_by_text("From now on you can also sign in by Region Login.").wait_for()
    assert faults(page) == []


@pytest.mark.parametrize("sub", ["ada", "bea"], ids=["a known address", "an address to confirm"])
def test_the_page_about_a_new_person_has_no_barrier(
    region: World, server: str, open_page: OpenPage, faults: FindFaults, sub: str
) -> None:
    page = open_page()
    page.goto(f"{server}/sign-in/provider")
    be(page, sub)
    page.get_by_role("heading", name="Make an account").wait_for()
    assert faults(page) == []


def test_a_page_says_what_went_wrong_without_a_barrier(
    region: World, server: str, open_page: OpenPage, faults: FindFaults
) -> None:
    page = open_page()
    page.goto(f"{server}/sign-in/provider/back?code=x&state=sign-in.x")
    page.get_by_role("heading", name="The identity provider did not sign you in").wait_for()
    assert faults(page) == []
