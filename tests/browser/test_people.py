"""Inviting a colleague by a real mail, and acting for a stakeholder, by keyboard, with and without script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from matchmaker.core.entities import Part, Role
from matchmaker.core.notifications import MailKind
from matchmaker.models import Account, RoleGrant
from tests.browser.conftest import FindFaults, OpenPage
from tests.browser.following import Follow, links_in_mails
from tests.browser.test_by_keyboard import SCRIPTS, go, press, write
from tests.browser.test_suggestions import enter
from tests.services.people.keys import link_of
from tests.web.sides import make_sides
from tests.web.world import World, make_world

NEW = "nora@example.org"
WORDS = "four words which nobody else has chosen"


@pytest.fixture
def world(sqlite_app: Flask) -> World:
    """`owner` owns the world's own stakeholder; an official may act for it."""
    world = make_world(sqlite_app)
    make_sides(world)
    return world


@pytest.fixture
def follow(world: World, server: str) -> Iterator[Follow]:
    """Mails go out by a real server, and the link is the one that stands in the mail."""
    with links_in_mails(world, server, "[rc]") as follow:
        yield follow


def parts(world: World) -> dict[str, Part]:
    with world.database.reading() as session:
        query = select(Account.name, RoleGrant.part).join(RoleGrant, RoleGrant.account_id == Account.id)
        rows = session.execute(query.where(RoleGrant.role == Role.MEMBER, RoleGrant.place == world.own))
        return {row[0]: row[1] for row in rows}


def unfold(page: Page, name: str) -> None:
    """Open what is folded, by keyboard."""
    go(page, name)
    page.keyboard.press("Enter")


@SCRIPTS
def test_a_colleague_is_invited_joins_and_is_handed_the_profile(
    world: World, open_page: OpenPage, follow: Follow, script: bool
) -> None:
    owner = enter(open_page(script=script), world, "owner")
    owner.goto("/account")
    press(owner, "Who belongs to it", "Who belongs to Werkstatt Neckar")
    write(owner, Mail_address=NEW)
    press(owner, "Send the invitation", f"We have written to {NEW}.")
    guest = open_page(script=script)
    follow(guest, NEW)
    expect(guest.get_by_role("heading", level=1)).to_have_text(
        "Owner invites you to work on the profile of Werkstatt Neckar"
    )
    write(guest, Your_name="Nora New", Choose_a_password=WORDS)
    press(guest, "Make an account and take it", "Before you go on")
    press(guest, "Go on", "Welcome, Nora New")
    assert parts(world)["Nora New"] is Part.EDITOR
    owner.reload()
    unfold(owner, "Change: Nora New")
    press(owner, "Hand over and stay as an editor", "Done. You have handed over.")
    assert parts(world)["Nora New"] is Part.OWNER
    guest.goto(f"/stakeholders/{world.own}/people")
    unfold(guest, "Change: Owner")
    press(guest, "Take out: Owner", "This person does not belong here any more")
    assert "Owner" not in parts(world)
    # At once, in the browser that is open.
    owner.goto(f"/stakeholders/{world.own}/edit")
    expect(owner.get_by_role("heading", level=1)).not_to_contain_text("Change")


@SCRIPTS
def test_an_official_asks_acts_visibly_and_stops(
    world: World, open_page: OpenPage, follow: Follow, script: bool
) -> None:
    official = enter(open_page(script=script), world, "official")
    official.goto(f"/stakeholders/{world.own}")
    press(official, "Act for it", "What acting means")
    write(official, Why_do_you_ask="I fill in what is missing.")
    press(official, "Ask the owners", "The owners have not answered yet.")
    owner = open_page(script=script)
    follow(owner, world.accounts["owner"].email)
    press(owner, "Yes, for 30 days", "may act for you for thirty days")
    official.reload()
    press(official, "Act for them now", "You act for Werkstatt Neckar.")
    press(official, "All of it is still true", "You act for Werkstatt Neckar.")
    press(official, "Stop acting for them", "You act for yourself again.")
    people = enter(open_page(script=script), world, "owner")
    people.goto(f"/stakeholders/{world.own}/people")
    expect(people.get_by_text("Official confirmed the profile")).to_be_visible()


def test_no_page_of_people_has_a_barrier(
    world: World, open_page: OpenPage, follow: Follow, faults: FindFaults
) -> None:
    owner = enter(open_page(), world, "owner")
    path = f"/stakeholders/{world.own}/people"
    owner.goto(path)
    owner.get_by_label("Mail address").fill(NEW)
    owner.get_by_role("button", name="Send the invitation").click()
    found = {"people": faults(owner)}
    owner.get_by_label("Mail address").fill("nobody")
    owner.get_by_role("button", name="Send the invitation").click()
    found["refused"] = faults(owner)
    official = enter(open_page(), world, "official")
    official.goto(f"/stakeholders/{world.own}/acting")
    found["asking"] = faults(official)
    official.get_by_label("Why do you ask?").fill("To help.")
    official.get_by_role("button", name="Ask the owners").click()
    found["asked"] = faults(official)
    owner.goto(path)
    found["request"] = faults(owner)
    guest = open_page()
    follow(guest, NEW)
    found["invited"] = faults(guest)
    follow(owner, NEW)
    found["invited with another address"] = faults(owner)
    link = link_of(world.database, MailKind.ACTING, world.accounts["owner"].email)
    assert link
    follow(guest, world.accounts["owner"].email)
    found["answering"] = faults(guest)
    guest.get_by_role("button", name="Yes, for 30 days").click()
    official.reload()
    official.get_by_role("button", name="Act for them now").click()
    found["acting"] = faults(official)
    assert not {name: lines for name, lines in found.items() if lines}
