"""Export and erase an account in a real browser: by keyboard, with and without script; no barrier."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from matchmaker.models import Account, Stakeholder
from tests.browser.conftest import FindFaults, OpenPage
from tests.browser.test_by_keyboard import go, press
from tests.browser.test_suggestions import enter
from tests.factories import PASSWORD, make_account
from tests.web.world import World, begun

SCRIPTS = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


def write(page: Page, label: str, text: str) -> None:
    """Fill in a field, found by Tab."""
    go(page, label)
    page.keyboard.type(text)


@SCRIPTS
def test_a_copy_is_fetched_and_the_account_erased_by_keyboard(
    region: World, open_page: OpenPage, script: bool, tmp_path: Path
) -> None:
    begun(region)
    page = enter(open_page(script=script), region, "member")
    page.goto("/account/privacy")
    press(page, "Get a copy of your data", "A copy of your data")
    write(page, "Your password", PASSWORD)
    press(page, "Make the copy", "It is ready.")
    go(page, "Fetch the copy (ZIP)")
    with page.expect_download() as fetched:
        page.keyboard.press("Enter")
    fetched.value.save_as(tmp_path / "copy.zip")
    with zipfile.ZipFile(tmp_path / "copy.zip") as archive:
        assert "index.html" in archive.namelist()
        assert region.accounts["member"].email.encode() in archive.read("json/accounts.json")
    page.goto("/account/privacy")
    press(page, "See what would be erased", "It happens at once and cannot be undone")
    go(page, "Werkstatt Neckar")
    page.keyboard.press("Space")
    write(page, "Your name, as it stands above", "Member")
    write(page, "Your password", "a wrong password")
    press(page, "Erase my account now", "This is not your password.")
    write(page, "Your password", PASSWORD)
    press(page, "Erase my account now", "Your account is erased.")
    page.goto("/account")
    expect(page).to_have_title("Sign in – Matchmaker")
    with region.database.reading() as session:
        assert session.get(Account, region.accounts["member"].id) is None
        assert session.get(Stakeholder, region.own) is None


@SCRIPTS
def test_consents_and_suggestions_are_switched_by_keyboard(
    region: World, open_page: OpenPage, script: bool
) -> None:
    page = enter(open_page(script=script), region, "member")
    page.goto("/account/privacy")
    press(page, "Do not suggest it any more", "Werkstatt Neckar is suggested to nobody now.")
    go(page, "News about this site")
    page.keyboard.press("Space")
    press(page, "Save", "Saved. It holds from now on.")
    expect(page.get_by_label("News about this site")).to_be_checked()
    press(page, "Suggest it to others again", "Werkstatt Neckar is suggested to others again.")


@SCRIPTS
def test_who_signs_in_for_the_first_time_is_asked_and_goes_on(
    region: World, open_page: OpenPage, faults: FindFaults, script: bool
) -> None:
    with region.database.transaction() as session:
        email = make_account(session).email
    page = open_page(script=script)
    page.goto("/sign-in?next=/stakeholders")
    page.get_by_label("Your mail address").fill(email)
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Before you go on")).to_be_visible()
    expect(page.get_by_label("News about this site")).not_to_be_checked()
    if script:
        assert faults(page) == []
    press(page, "Go on", "Who is there?")
    expect(page).to_have_url(re.compile("/stakeholders$"))


def test_none_of_the_pages_has_a_barrier(region: World, open_page: OpenPage, faults: FindFaults) -> None:
    page = enter(open_page(), region, "member")
    paths = ("/account/privacy", "/account/data", "/account/erase", f"/stakeholders/{region.own}/erase",
             "/your-data")  # fmt: skip
    found = {}
    for path in paths:
        page.goto(path)
        found[path] = faults(page)
        for form in ("Make the copy", "Erase my account now", "Erase the profile now"):
            if page.get_by_role("button", name=form).count():
                page.get_by_role("button", name=form).click()
                page.locator("#errors").wait_for()
                found[f"{path} refused"] = faults(page)
    assert {path: lines for path, lines in found.items() if lines} == {}
