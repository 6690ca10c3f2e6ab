"""Twelve tasks of introductions by keyboard alone, with and without script; one sees where one is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from matchmaker.core.introductions.states import DeclineReason, State
from matchmaker.models import Introduction
from tests.browser.conftest import OpenPage
from tests.browser.test_journey import tab_to
from tests.browser.test_suggestions import enter
from tests.web.world import World, begun

SCRIPTS = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


def go(page: Page, name: str) -> None:
    """Go to something by Tab; the focus must be seen there."""
    tab_to(page, name)
    ring = page.evaluate("() => getComputedStyle(document.activeElement).outline")
    assert "solid 3px" in ring, (name, ring)


def press(page: Page, name: str, said: str) -> None:
    """Go to a button, press Enter, and read what is said then."""
    go(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text(said).first).to_be_visible()


def write(page: Page, **fields: str) -> None:
    """Fill in fields, by the beginnings of their labels."""
    for name, text in fields.items():
        go(page, name.replace("_", " "))
        page.keyboard.type(text)


def one_of(world: World) -> Introduction:
    """The introduction of the two, as it is now."""
    with world.database.reading() as session:
        return session.scalars(select(Introduction).where(Introduction.b_id == world.another)).one()


@SCRIPTS
def test_from_asking_to_a_partnership(
    region: World,
    open_page: OpenPage,
    hours: list[float],
    script: bool,
) -> None:
    member, other, broker = (
        enter(open_page(script=script), region, role) for role in ("member", "other", "organiser")
    )
    member.goto(f"/stakeholders/{region.own}/introductions/new?with={region.another}")
    press(member, "Ask for the introduction", "Sent. You hear from us as soon as there is an answer.")
    path = f"/introductions/{one_of(region).id}"
    broker.goto("/desk")
    press(broker, "Send", "Sent. They have been asked.")
    other.goto(path)
    press(other, "Ask me again in 2 weeks", "You have more time. We ask you again later.")
    press(other, "Yes, introduce us", "Thank you. You said yes.")
    member.reload()
    write(member, Day="23", Month="11", Year="2026", Time_of_day="14:30")
    press(member, "Propose these times", "Your times are on their way to the other side.")
    other.reload()
    go(other, "23 November 2026, 14:30")
    other.keyboard.press("Space")
    press(other, "Agree on this time", "The meeting is agreed.")
    write(other, Your_message="We bring two machines.")
    press(other, "Send the message", "Your message is sent.")
    hours[0] = 8
    member.reload()
    expect(member.get_by_text("We bring two machines.")).to_be_visible()
    press(member, "Yes, we met", "Thank you, noted.")
    write(member, What_will_you_do="A trainer comes for a day", Day="31", Month="1", Year="2027")
    press(member, "Note the first step", "The first joint step is noted.")
    press(member, "Confirm the partnership", "Confirmed.")
    other.goto(path)
    press(other, "Confirm the partnership", "Partners since 23 November 2026.")
    assert one_of(region).state is State.PARTNERSHIP


@SCRIPTS
def test_saying_no_with_a_reason(region: World, open_page: OpenPage, script: bool) -> None:
    page = enter(open_page(script=script), region, "other")
    page.goto(f"/introductions/{begun(region)}")
    go(page, "No, it does not fit now")
    page.keyboard.press("Enter")
    press(page, "Too far away", "Thank you for your answer.")
    assert one_of(region).decline_reason is DeclineReason.FAR


@SCRIPTS
def test_choosing_what_one_hears_of(region: World, open_page: OpenPage, script: bool) -> None:
    page = enter(open_page(script=script), region, "member")
    page.goto("/account/notifications")
    message = page.locator("#message")
    before = message.input_value()
    go(page, page.locator("label[for=message]").inner_text())
    page.keyboard.press("ArrowDown")
    press(page, "Save", "Saved. From now on we write to you as you chose.")
    assert message.input_value() != before
