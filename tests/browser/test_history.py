"""Two who edit at once, the history of a profile and the yearly question, in a real browser."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from matchmaker.models import MailLink, Stakeholder
from matchmaker.services import notifications
from matchmaker.services.profiles import freshness
from tests.browser.conftest import FindFaults, OpenPage
from tests.browser.test_by_keyboard import go, press
from tests.browser.test_suggestions import enter
from tests.factories import NOW
from tests.web.world import World

SCRIPTS = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
SHOTS = os.environ.get("SHOTS", "")


def own(world: World) -> Stakeholder:
    with world.database.reading() as session:
        return session.get_one(Stakeholder, world.own)


def shoot(page: Page, name: str) -> None:
    """A picture at both widths for whoever asks for it."""
    for width in (1280, 390) if SHOTS else ():
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"), full_page=True)


def change(page: Page, **values: str) -> None:
    """Write into the fields of an open form and save it."""
    for name, text in values.items():
        page.locator(f"[name={name}]").fill(text)
    page.get_by_role("button", name="Save").click()


@SCRIPTS
def test_the_second_of_two_sees_both_and_decides_by_keyboard_on_a_phone(
    region: World, open_page: OpenPage, faults: FindFaults, script: bool
) -> None:
    first = enter(open_page(script=script), region, "member")
    second = enter(open_page(script=script, width=390), region, "administrator")
    path = f"/stakeholders/{region.own}/edit"
    first.goto(path)
    second.goto(path)
    change(first, about="We repair old bicycles together with young people.", website="https://two.example")
    expect(first.get_by_text("Saved.")).to_be_visible()
    change(
        second, about="We repair shoes with young people who look for work.", email="new@werkstatt.example"
    )
    expect(second.get_by_role("heading", level=1)).to_have_text("Somebody else changed this, too")
    assert own(region).about == "We repair old bicycles together with young people."
    if script:
        assert faults(second) == []
        shoot(second, "clash")
        second.set_viewport_size({"width": 390, "height": 900})
    press(second, "Save", "Choose whose words shall hold.")
    if script:
        assert faults(second) == []
        shoot(second, "clash-again")
        second.set_viewport_size({"width": 390, "height": 900})
    go(second, "What they wrote")
    second.keyboard.press("ArrowDown")
    second.keyboard.press("ArrowDown")
    second.get_by_role("textbox").fill("We repair bicycles and shoes.")
    press(second, "Save", "Saved.")
    kept = own(region)
    assert (kept.about, kept.website, kept.email) == (
        "We repair bicycles and shoes.", "https://two.example", "new@werkstatt.example",
    )  # fmt: skip


@SCRIPTS
def test_what_was_there_is_looked_at_and_put_back(
    region: World, open_page: OpenPage, faults: FindFaults, hours: list[float], script: bool
) -> None:
    page = enter(open_page(script=script), region, "administrator")
    before = own(region).about
    for number, about in enumerate(("We repair old shoes.", "We repair new boats with young people.")):
        hours[0] = number
        page.goto(f"/stakeholders/{region.own}/edit")
        page.locator("[name=evidence]").fill("https://source.example/page")
        change(page, about=about)
    if script:
        assert faults(page) == []
        shoot(page, "profile")
    page.get_by_role("link", name="What was changed, and when").click()
    if script:
        assert faults(page) == []
        shoot(page, "history")
        page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("link", name="Compare today with what was there").click()
    if script:
        assert faults(page) == []
        shoot(page, "compare")
        page.set_viewport_size({"width": 1280, "height": 900})
    press(page, "Put this back: What they do", "It is as it was before.")
    assert own(region).about == before


@SCRIPTS
def test_a_profile_is_confirmed_from_a_mail_by_one_button(
    region: World, open_page: OpenPage, faults: FindFaults, script: bool
) -> None:
    with region.database.transaction() as session:
        session.get_one(Stakeholder, region.own).verified_on = NOW.date() - timedelta(days=365)
        freshness.ask(session, [region.own], now=NOW)
        link = session.scalars(select(MailLink)).one()
        session.get_one(Stakeholder, region.own).asked_on = NOW.date() - timedelta(weeks=8)
    member = enter(open_page(script=script), region, "member")
    member.goto(f"/stakeholders/{region.own}")
    expect(member.get_by_text("This profile is not suggested to others")).to_be_visible()
    if script:
        assert faults(member) == []
        shoot(member, "rests")
    page = open_page(script=script, width=390)
    page.goto(f"/s/{notifications.link_token(link.id, region.app.config['SECRET_KEY'])}")
    if script:
        assert faults(page) == []
        shoot(page, "confirm")
    press(page, "All of this is still right", "Thank you.")
    assert own(region).verified_on == NOW.date()
    member.goto(f"/stakeholders/{region.own}")
    expect(member.get_by_text("This profile is not suggested to others")).to_have_count(0)
