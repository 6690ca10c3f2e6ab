"""Claiming a record by a real mail, and a dispute that is decided, by keyboard, with and without script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from matchmaker.core.entities import Role
from matchmaker.models import Account, RoleGrant
from tests.browser.conftest import FindFaults, OpenPage
from tests.browser.following import Follow, links_in_mails
from tests.browser.test_by_keyboard import SCRIPTS, press, write
from tests.browser.test_suggestions import enter
from tests.factories import NOW, make_account, make_stakeholder
from tests.web.world import World, claimed, make_world

CONTACT = "info@choir.example"


@pytest.fixture
def world(sqlite_app: Flask) -> World:
    """The world, and a singer with an account and no role."""
    world = make_world(sqlite_app)
    with world.database.transaction() as session:
        for name in ("singer", "baker"):
            world.accounts[name] = make_account(
                session,
                name=f"{name.title()} Note",
                email=f"{name}@post.example",
                demo_part=name,
                language="en",
            )
    return world


@pytest.fixture
def choir(world: World) -> str:
    """The id of a record that nobody looks after."""
    with world.database.transaction() as session:
        return make_stakeholder(
            session, name="Neckar Choir", email=CONTACT, website="https://choir.example", languages=["en"]
        ).id


@pytest.fixture
def follow(world: World, server: str) -> Iterator[Follow]:
    """Mails go out by a real server, and the link is the one that stands in the mail."""
    with links_in_mails(world, server, "claim") as follow:
        yield follow


def owners(world: World, record: str) -> set[str]:
    with world.database.reading() as session:
        query = select(Account.name).join(RoleGrant, RoleGrant.account_id == Account.id)
        return set(session.scalars(query.where(RoleGrant.role == Role.MEMBER, RoleGrant.place == record)))


def agree(page: Page) -> None:
    """What somebody is asked who signs in for the first time."""
    if "/account/asked" in page.url:
        page.get_by_role("button", name="Go on").click()


@SCRIPTS
@pytest.mark.parametrize("width", [1280, 390])
def test_a_record_is_claimed_by_mail(
    world: World, choir: str, open_page: OpenPage, follow: Follow, script: bool, width: int
) -> None:
    singer = enter(open_page(script=script, width=width), world, "singer")
    agree(singer)
    singer.goto(f"/stakeholders/{choir}")
    press(singer, "This is us", "Is Neckar Choir yours?")
    press(singer, "Write to this address", "Your claim waits for an answer.")
    reader = open_page(script=script, width=width)
    follow(reader, CONTACT)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Does Singer Note belong to Neckar Choir?")
    assert owners(world, choir) == set()
    press(reader, "Yes, that is right", "This person looks after the profile now")
    assert owners(world, choir) == {"Singer Note"}
    singer.goto("/account")
    press(singer, "Change the profile", "Neckar Choir")


@SCRIPTS
def test_the_own_address_there_leads_to_checking_what_stands_there(
    world: World, choir: str, open_page: OpenPage, follow: Follow, script: bool
) -> None:
    singer = enter(open_page(script=script), world, "singer")
    agree(singer)
    singer.goto(f"/stakeholders/{choir}/claim")
    write(singer, Your_address_there="note@elsewhere.example")
    press(singer, "Send me the link", "This address does not belong to the profile.")
    write(singer, Your_address_there="note@choir.example")
    press(singer, "Send me the link", "We write to this address.")
    follow(singer, "note@choir.example")
    press(singer, "Yes, that is right", "Neckar Choir")
    assert singer.url.endswith(f"/stakeholders/{choir}/edit")


@SCRIPTS
def test_a_dispute_is_decided_by_an_official(
    world: World, choir: str, open_page: OpenPage, follow: Follow, script: bool
) -> None:
    with world.database.transaction() as session:
        baker = world.accounts["baker"].id
        session.add(RoleGrant(account_id=baker, role=Role.MEMBER, place=choir, granted_at=NOW))
    singer = enter(open_page(script=script), world, "singer")
    agree(singer)
    singer.goto(f"/stakeholders/{choir}")
    press(singer, "This is us, and nobody lets us in", "This is wrong: it is ours")
    write(singer, Who_are_you_there="I lead the choir since 2011.")
    press(singer, "Let somebody decide", "Your claim waits for a decision.")
    official = enter(open_page(script=script), world, "official")
    agree(official)
    official.goto("/account")
    press(official, "See the claims", "Singer Note disputes Neckar Choir")
    press(official, "Singer Note disputes Neckar Choir", "I lead the choir since 2011.")
    press(official, "Give it to them", "Say why. The claimant reads it.")
    write(official, Why_do_you_decide_so="The minutes of the last meeting name her.")
    press(official, "Give it to them", "Given. We tell all who are concerned.")
    assert owners(world, choir) == {"Baker Note", "Singer Note"}
    singer.goto("/account")
    expect(singer.get_by_text("You got it. “The minutes of the last meeting name her.”")).to_be_visible()


def test_no_page_of_claims_has_a_barrier(
    world: World, choir: str, open_page: OpenPage, follow: Follow, faults: FindFaults
) -> None:
    singer = enter(open_page(), world, "singer")
    agree(singer)
    singer.goto(f"/stakeholders/{choir}/claim")
    found = {"claim": faults(singer)}
    singer.get_by_role("button", name="Send me the link").click()
    found["refused"] = faults(singer)
    singer.get_by_role("button", name="Write to this address").click()
    found["asked"] = faults(singer)
    singer.goto("/account")
    found["own"] = faults(singer)
    reader = open_page()
    follow(reader, CONTACT)
    found["link"] = faults(reader)
    claim = claimed(world, choir, words="word " * 100)
    official = enter(open_page(), world, "official")
    agree(official)
    official.goto("/claims")
    found["list"] = faults(official)
    official.goto(f"/claims/{claim}")
    found["decision"] = faults(official)
    official.get_by_role("button", name="Refuse it").click()
    found["decision refused"] = faults(official)
    reader.get_by_role("button", name="No, this was not us").click()
    found["thanks"] = faults(reader)
    follow(reader, CONTACT)
    found["over"] = faults(reader)
    singer.goto(f"/stakeholders/{world.own}/claim")
    found["dispute"] = faults(singer)
    assert not {name: lines for name, lines in found.items() if lines}
