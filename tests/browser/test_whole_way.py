"""The whole way by a real browser and real mails: every link is followed as a mail server took it.

From a tie worth making to a partnership; one side has an account, the other only an address.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from flask import Flask
from icalendar import Calendar
from playwright.sync_api import Page, expect
from sqlalchemy import select

from matchmaker.jobs.worker import Worker
from matchmaker.models import Disclosure, Pilot, Stakeholder, Tie
from tests import smtp
from tests.browser.conftest import OpenPage
from tests.browser.test_introductions import press, write_day
from tests.browser.test_suggestions import enter
from tests.factories import NOW, join_pilot, make_need, make_offer, make_stakeholder, make_tie
from tests.smtp import Server
from tests.web.test_by_mail import words_of
from tests.web.world import World, make_world

LAKE = "lake@example.org"
"""The address of the one without an account."""


class Town:
    """A region, its people, a mail server, and a clock that only the test moves."""

    def __init__(self, world: World, mails: Server, site: str) -> None:
        self.world, self.mails, self.site = world, mails, site
        self.now = NOW
        self.member = world.accounts["member"].email
        world.app.extensions["clock"] = lambda: self.now
        with world.database.transaction() as session:
            lake = make_stakeholder(
                session, name="Alone at the lake", about="We mend washing machines.", email=LAKE,
                languages=["en"],
            )  # fmt: skip
            make_need(session, lake, "A workshop hall with benches near the station")
            make_offer(session, lake, "A course in repairing washing machines, twelve weeks long")
            join_pilot(session, session.get_one(Pilot, "p-1"), lake)
            others = (session.get_one(Stakeholder, id_) for id_ in (world.another, world.unsorted))
            make_tie(session, *others)
            self.lake = lake.id

    def work(self, **later: float) -> None:
        """Let some time pass, then let the worker do all that is due."""
        self.now += timedelta(**later)
        settings = dataclasses.replace(
            self.world.app.extensions["settings"], base_url=self.site,
            mail_host="127.0.0.1", mail_port=self.mails.port, mail_security="none",
        )  # fmt: skip
        Worker(self.world.database, settings, clock=lambda: self.now).run_due()

    def last(self, address: str) -> EmailMessage:
        """The newest mail to somebody; where the data of a record comes from is told beside all this."""
        mine = (mail for mail in reversed(self.mails.mails) if address in str(mail["To"]))
        return next(mail for mail in mine if not mail["Subject"].startswith("What Matchmaker says about"))

    def follow(self, page: Page, address: str) -> None:
        """Open the link of the newest mail to somebody."""
        found = re.search(r"https?://\S+/i/\S+", words_of(self.last(address)))
        assert found is not None, words_of(self.last(address))
        assert found[0].startswith(self.site)
        page.goto(found[0])


@pytest.fixture
def town(sqlite_app: Flask, server: str) -> Iterator[Town]:
    """Three in Stuttgart, and one by the lake whom nobody knows; all of it surveyed."""
    with smtp.running() as mails:
        found = Town(make_world(sqlite_app), mails, server)
        found.work()
        yield found


def thanked(page: Page) -> None:
    """What one sees after a button was pressed."""
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


def propose(town: Town, open_page: OpenPage, script: bool) -> None:
    """The official finds the tie, the organiser sends it on."""
    official = enter(open_page(script=script), town.world, "official", days=90)
    official.goto("/regions/DE11/ties-worth-making")
    official.get_by_role("button", name=re.compile("Alone at the lake and Werkstatt Neckar")).click()
    expect(official.get_by_text("Sent. The proposal waits on the broker’s desk.")).to_be_visible()
    organiser = enter(open_page(script=script), town.world, "organiser", days=90)
    organiser.goto("/proposals")
    organiser.get_by_role("link", name=re.compile("Introduce them")).click()
    organiser.get_by_label("The reason, as both will read it").fill("You two mend the same machines.")
    press(organiser, "Send")
    expect(organiser.get_by_text("Sent. They have been asked.")).to_be_visible()
    town.work()


def agree(town: Town, guest: Page) -> None:
    """Both say yes by mail; only then each reads how to reach the other."""
    for own, other in ((town.member, LAKE), (LAKE, town.member)):
        asked = words_of(town.last(own))
        assert "You two mend the same machines." in asked
        assert other not in asked
        town.follow(guest, own)
        press(guest, "Yes, introduce us")
        thanked(guest)
    town.work(minutes=5)
    assert LAKE in words_of(town.last(town.member))
    assert town.member in words_of(town.last(LAKE))
    with town.world.database.reading() as session:
        receipts = session.scalars(select(Disclosure)).all()
    assert {(one.of_id, one.withdrawn_at) for one in receipts} == {
        (town.world.own, None), (town.lake, None),
    }  # fmt: skip


def meet(town: Town, member: Page, guest: Page) -> None:
    """One offers times on the page, the other chooses by the link; afterwards one tap says how it was."""
    member.goto("/introductions")
    member.get_by_role("link", name=re.compile("Alone at the lake")).click()
    expect(member.get_by_text(LAKE)).to_be_visible()
    write_day(member, "First day", (23, 11, 2026))
    member.get_by_label("Time of day").first.fill("14:30")
    press(member, "Propose these times")
    town.work(minutes=5)
    town.follow(guest, LAKE)
    guest.get_by_label("23 November 2026, 14:30").check()
    press(guest, "Agree on this time")
    thanked(guest)
    town.work(minutes=5)
    for address in (town.member, LAKE):
        assert "23 November 2026, 14:30" in words_of(town.last(address))
        check_entry(town.last(address))
    # Nobody says anything: a day after the meeting the clock asks both.
    town.work(hours=29)
    assert "Say how it was" in words_of(town.last(town.member))
    town.follow(guest, LAKE)
    press(guest, "Yes, we met")
    thanked(guest)
    town.work(minutes=5)


def check_entry(mail: EmailMessage) -> None:
    """The entry for the calendar, as a calendar reads it."""
    (part,) = list(mail.iter_attachments())
    assert part.get_content_type() == "text/calendar"
    entry = part.get_payload(decode=True)
    assert isinstance(entry, bytes)
    calendar = Calendar.from_ical(entry)
    (event,) = calendar.walk("VEVENT")
    assert str(calendar["METHOD"]) == part["Content-Type"].params["method"] == "PUBLISH"
    assert event.decoded("DTSTART") == datetime(2026, 11, 23, 13, 30, tzinfo=UTC)
    assert b"DTSTART:20261123T133000Z" in entry
    assert {"Werkstatt Neckar", "Alone at the lake"} <= set(re.split(" of | and ", str(event["SUMMARY"])))


def become_partners(town: Town, guest: Page) -> None:
    """A first step with a day, a reminder of it, and both confirm; each by a link."""
    town.follow(guest, town.member)
    guest.get_by_role("textbox", name="What will you do together first?").fill("A trainer comes for a day")
    write_day(guest, "By when?", (27, 11, 2026))
    press(guest, "Note the first step")
    thanked(guest)
    town.work(hours=20)
    for address in (town.member, LAKE):
        assert "its day is near" in town.last(address)["Subject"]
        assert "A trainer comes for a day" in words_of(town.last(address))
    for address in (town.member, LAKE):
        town.follow(guest, address)
        press(guest, "Confirm the partnership")
        thanked(guest)
        town.work(minutes=5)
    for address in (town.member, LAKE, town.world.accounts["organiser"].email):
        assert "are partners" in town.last(address)["Subject"]


def ties_shown(page: Page) -> int:
    """How many ties the page of the region's network counts."""
    page.goto("/regions/DE11/network")
    found = re.search(r"(\d+) tie", page.locator(".opening .lead").inner_text())
    assert found is not None
    return int(found[1])


def is_suggested(town: Town, member: Page) -> bool:
    """Whether the one by the lake stands among the suggestions."""
    member.goto(f"/stakeholders/{town.world.own}/suggestions")
    return member.get_by_role("heading", name="Alone at the lake").count() > 0


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_from_a_tie_worth_making_to_a_partnership_by_mail(
    town: Town, open_page: OpenPage, script: bool
) -> None:
    member = enter(open_page(script=script), town.world, "member", days=90)
    guest = open_page(script=script)
    before = ties_shown(guest)
    assert is_suggested(town, member)
    propose(town, open_page, script)
    agree(town, guest)
    meet(town, member, guest)
    become_partners(town, guest)
    with town.world.database.reading() as session:
        tie = session.scalars(select(Tie).where(Tie.source == "introduction")).one()
    assert {tie.a_id, tie.b_id} == {town.world.own, town.lake}
    assert tie.confirmed_a
    assert tie.confirmed_b
    town.work(days=1)
    assert ties_shown(guest) == before + 1
    assert not is_suggested(town, member)
    organiser = enter(open_page(script=script), town.world, "organiser", days=90)
    organiser.goto("/pilots/p-1/report")
    expect(organiser.locator("p.lead").first).to_contain_text("1 partnership was confirmed by both.")
    assert len(set(town.mails.ids())) == len(town.mails.mails)
