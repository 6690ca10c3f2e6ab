"""The whole way in a real browser: from a tie worth making to a partnership, one side without an account."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from matchmaker.core.entities import Kind
from matchmaker.core.introductions.states import Side
from matchmaker.models import Introduction, MailLink
from matchmaker.services import notifications
from tests.browser.conftest import BOTH, FindFaults, OpenPage
from tests.browser.test_suggestions import enter
from tests.factories import make_offer, make_stakeholder
from tests.web.world import World, begun, proposed

LOOKS = (*BOTH, (320, False))
WIDTHS = pytest.mark.parametrize("width", [1280, 390])


def follow(page: Page, world: World, side: Side) -> None:
    """Open the newest link that this side has not used."""
    secret = str(world.app.config["SECRET_KEY"])
    with world.database.reading() as session:
        mine = select(MailLink.id).where(MailLink.side == side.value, MailLink.used_at.is_(None))
        found = session.scalars(mine.order_by(MailLink.made_at.desc())).first()
    assert found is not None
    page.goto(f"/i/{notifications.link_token(found, secret)}")


def side_of(world: World, stakeholder_id: str) -> Side:
    """Which of the two somebody is: where a broker begins, the smaller id is a."""
    with world.database.reading() as session:
        return Side.A if session.scalars(select(Introduction.a_id)).one() == stakeholder_id else Side.B


def press(page: Page, name: str) -> None:
    """Press a button."""
    page.get_by_role("button", name=name, exact=True).click()


def write_day(page: Page, label: str, day: tuple[int, int, int]) -> None:
    """Fill in a day of three parts."""
    group = page.get_by_role("group", name=label)
    for part, value in zip(("Day", "Month", "Year"), day, strict=True):
        group.get_by_label(part, exact=True).fill(str(value))


@WIDTHS
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_from_a_tie_worth_making_to_a_partnership(
    region: World, open_page: OpenPage, hours: list[float], width: int, script: bool
) -> None:
    proposed(region)
    broker = enter(open_page(width=width, script=script), region, "organiser")
    broker.goto("/proposals")
    broker.get_by_role("link", name=re.compile("Introduce them")).click()
    broker.get_by_label("The reason, as both will read it").fill("Both mend washing machines.")
    press(broker, "Send")
    expect(broker.get_by_text("Sent. They have been asked.")).to_be_visible()

    guest = open_page(width=width, script=script)
    for side in Side:
        follow(guest, region, side)
        expect(guest.get_by_text("Both mend washing machines.")).to_be_visible()
        press(guest, "Yes, introduce us")
        expect(guest.get_by_role("heading", name="Thank you")).to_be_visible()

    member = enter(open_page(width=width, script=script), region, "member")
    member.goto("/introductions")
    member.get_by_role("link", name=re.compile("Radhof")).click()
    expect(member.get_by_text(region.accounts["other"].email)).to_be_visible()
    write_day(member, "First day", (23, 11, 2026))
    member.get_by_label("Time of day").first.fill("14:30")
    press(member, "Propose these times")
    expect(member.get_by_text("Your times are on their way to the other side.")).to_be_visible()

    follow(guest, region, side_of(region, region.another))
    guest.get_by_label("23 November 2026, 14:30").check()
    press(guest, "Agree on this time")
    expect(guest.get_by_role("heading", name="Thank you")).to_be_visible()
    hours[0] = 8
    member.reload()
    press(member, "Yes, we met")
    member.get_by_role("textbox", name="What will you do together first?").fill("Two trainers come for a day")
    write_day(member, "By when?", (31, 1, 2027))
    press(member, "Note the first step")
    press(member, "Confirm the partnership")
    expect(member.get_by_text("Confirmed.")).to_be_visible()

    follow(guest, region, side_of(region, region.another))
    press(guest, "Confirm the partnership")
    expect(guest.get_by_role("heading", name="Thank you")).to_be_visible()
    member.reload()
    expect(member.get_by_text("Partners since 23 November 2026.")).to_be_visible()
    guest.goto(f"/stakeholders/{region.another}")
    expect(guest.get_by_text("Werkstatt Neckar").first).to_be_visible()


def test_the_pages_have_no_barrier_and_fit_their_window(
    region: World, open_page: OpenPage, faults: FindFaults
) -> None:
    with region.database.transaction() as session:
        other = make_stakeholder(session, name="Third", kind=Kind.SUPPORT, email="third@example.org")
        make_offer(session, other)
    id_ = begun(region)
    paths = {
        "member": (f"/stakeholders/{region.own}/introductions/new?with={other.id}", "/introductions"),
        "official": ("/desk", f"/desk?open={id_}", f"/introductions/new?a={region.own}&b={other.id}"),
    }
    shared = (f"/introductions/{id_}", f"/introductions/{id_}/brief")
    for role, own in paths.items():
        page = enter(open_page(), region, role)
        for path in (*own, *shared):
            page.goto(path)
            assert faults(page, LOOKS) == [], path
    page = open_page()
    follow(page, region, Side.B)
    assert faults(page, LOOKS) == []


def test_a_double_click_shows_that_it_was_done(region: World, open_page: OpenPage) -> None:
    page = enter(open_page(), region, "member")
    page.goto(f"/introductions/{begun(region)}")
    page.get_by_role("button", name="Yes, introduce us").dblclick()
    expect(page.get_by_text("Thank you. You said yes.")).to_be_visible()


def test_the_page_behind_a_tapped_answer_has_no_barrier(
    region: World, open_page: OpenPage, faults: FindFaults
) -> None:
    begun(region)
    page = open_page()
    follow(page, region, Side.B)
    for tapped, shown in (("later", "Ask me again in 2 weeks"), ("no", "No time at the moment")):
        page.goto(f"{page.url.partition('?')[0]}?answer={tapped}")
        expect(page.get_by_role("button", name=shown, exact=True)).to_be_visible()
        assert faults(page, LOOKS) == []


def test_files_that_are_too_many_or_too_large_are_said_before_they_are_sent(
    region: World, open_page: OpenPage, faults: FindFaults
) -> None:
    id_ = begun(region)
    member, other = (enter(open_page(), region, role) for role in ("member", "other"))
    for page in (other, member):
        page.goto(f"/introductions/{id_}")
        press(page, "Yes, introduce us")
    member.get_by_label("Your message").fill("Here is our offer.")
    files, fault = member.get_by_label("Files"), member.locator("#write-files-size")
    small = {"name": "a.txt", "mimeType": "text/plain", "buffer": b"x"}
    large = small | {"buffer": b"x" * (6 * 1024 * 1024)}
    for chosen, said in (([small] * 4, "Attach at most 3 files."), ([small, large], "more than 5 MB")):
        files.set_input_files(chosen)  # type: ignore[arg-type]  # files as the browser takes them
        expect(fault).to_contain_text(said)
        press(member, "Send the message")
        expect(files).to_be_focused()
    assert faults(member) == []
    assert "write-files-size" in (files.get_attribute("aria-describedby") or "")
    files.set_input_files([small])  # type: ignore[arg-type]  # as above
    expect(fault).to_have_count(0)
    press(member, "Send the message")
    expect(member.get_by_text("Your message is sent.")).to_be_visible()
