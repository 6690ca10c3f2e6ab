"""Reports in a real browser: made, decided, objected to, by keyboard, without script too; axe looks on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from matchmaker.models import Stakeholder
from tests.browser.conftest import FindFaults, OpenPage
from tests.browser.test_by_keyboard import press
from tests.browser.test_suggestions import enter
from tests.web.world import World, reported

SCRIPTS = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


def choose(page: Page, label: str) -> None:
    """Choose one of several by keyboard: to the first of them, and on by arrow where that is not it."""
    page.get_by_label(label, exact=True).focus()
    page.keyboard.press("Space")


def follow(link: Locator) -> None:
    """Go to a link, press Enter, and be there."""
    link.focus()
    with link.page.expect_navigation():
        link.page.keyboard.press("Enter")


@SCRIPTS
def test_the_whole_way_of_a_report_by_keyboard(region: World, open_page: OpenPage, script: bool) -> None:
    profile = f"/stakeholders/{region.own}"
    visitor = open_page(script=script)
    visitor.goto(profile)
    follow(visitor.get_by_role("link", name="Report this profile"))
    press(visitor, "Report it", "Choose what is wrong.")
    choose(visitor, "There is no such organisation")
    visitor.get_by_label("In your words").fill("Nobody there knows it.")
    press(visitor, "Report it", "Thank you.")

    official = enter(open_page(script=script), region, "official")
    official.goto("/reports")
    follow(official.get_by_role("link", name="The profile: There is no such organisation"))
    expect(official.get_by_text("Nobody there knows it.")).to_be_visible()
    choose(official, "Hide the profile")
    official.get_by_label("Why?").fill("The register has no such house.")
    press(official, "Decide", "Decided.")

    visitor.goto(profile)
    expect(visitor.get_by_text("There is no such profile.")).to_be_visible()
    member = enter(open_page(script=script), region)
    member.goto(profile)
    expect(member.get_by_text("“The register has no such house.”")).to_be_visible()
    follow(member.get_by_role("link", name="Ask for another look"))
    member.get_by_label("Why should it be shown again?").fill("We moved; here is our number.")
    press(member, "Ask for another look", "Sent.")

    administrator = enter(open_page(script=script), region, "administrator")
    administrator.goto("/administration/profiles?state=hidden")
    row = administrator.get_by_role("listitem").filter(has_text="Werkstatt Neckar")
    follow(row.get_by_role("link", name="Show it again"))
    choose(administrator, "Show it again")
    administrator.get_by_label("Why?").fill("The number is right.")
    press(administrator, "Answer", "Answered.")
    visitor.goto(profile)
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Werkstatt Neckar")


def test_one_blocks_another_by_keyboard_and_takes_it_back(region: World, open_page: OpenPage) -> None:
    page = enter(open_page(), region)
    page.goto(f"/stakeholders/{region.another}")
    press(page, "Block for Werkstatt Neckar", "Done.")
    expect(page.get_by_role("heading", name="Whom you have blocked")).to_be_visible()
    page.goto(f"/stakeholders/{region.another}")
    press(page, "Blocked for Werkstatt Neckar: take it back", "Done.")


def test_no_page_about_reports_has_a_barrier(region: World, open_page: OpenPage, faults: FindFaults) -> None:
    report = reported(region)
    reported(region, region.another)
    with region.database.transaction() as session:
        session.get_one(Stakeholder, region.own).hidden = True
    pages = {
        "visitor": [f"/stakeholders/{region.another}/report"],
        "member": [f"/stakeholders/{region.own}", f"/stakeholders/{region.own}/another-look"],
        "other": [f"/stakeholders/{region.unsorted}"],
        "official": ["/reports", f"/reports/{report}", f"/stakeholders/{region.own}/hiding"],
        "administrator": ["/administration", "/administration/profiles", "/imports"],
    }
    found = []
    for role, paths in pages.items():
        page = open_page() if role == "visitor" else enter(open_page(), region, role)
        for path in paths:
            page.goto(path)
            found += [f"{path}: {fault}" for fault in faults(page)]
    assert not found, "\n".join(found)
