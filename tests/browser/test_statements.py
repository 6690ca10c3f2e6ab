"""Offers and needs in a real browser: written with hints, closed, opened again, answered by a mail's link."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from matchmaker.core.entities import StatementState
from matchmaker.core.notifications import MailKind
from matchmaker.models import Mail, MailLink, Need, Stakeholder
from matchmaker.services import notifications
from matchmaker.services.profiles import asking
from tests.browser.conftest import FindFaults, OpenPage
from tests.browser.test_by_keyboard import go, press, write
from tests.browser.test_suggestions import enter
from tests.factories import NOW, make_need
from tests.web.world import World

SCRIPTS = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
VAGUE = "We look for partners for projects."


def need_of(world: World) -> Need:
    """The need as it is now."""
    with world.database.reading() as session:
        return session.get_one(Need, world.need)


def link(world: World) -> str:
    """The path of the link in the mail about the world's need, which ends in nine days."""
    with world.database.transaction() as session:
        session.get_one(Need, world.need).valid_until = NOW.date() + timedelta(days=9)
    with world.database.transaction() as session:
        asking.ask_about_statements(session, now=NOW)
    with world.database.reading() as session:
        query = select(MailLink.id).join(Mail, Mail.id == MailLink.mail_id)
        mine = Mail.account_id == world.accounts["member"].id, Mail.kind == MailKind.EXPIRING
        link_id = session.scalars(query.where(*mine)).one()
    return f"/h/{notifications.link_token(link_id, world.app.config['SECRET_KEY'])}"


def unfold(page: Page) -> None:
    """Open what is closed, by keyboard."""
    page.locator("summary", has_text="closed").first.focus()
    page.keyboard.press("Enter")


@SCRIPTS
def test_a_need_is_written_by_keyboard_and_hints_keep_nobody_from_saving(
    region: World, open_page: OpenPage, script: bool
) -> None:
    page = enter(open_page(script=script), region)
    page.goto(f"/stakeholders/{region.own}/need/new")
    write(page, In_one_sentence=VAGUE)
    hint = page.get_by_text("It does not say what it is about.")
    if script:
        expect(hint).to_be_visible()
        expect(page.locator("[data-coach]")).to_have_attribute("aria-live", "polite")
        # Clearer words need no hint any more.
        page.get_by_label("In one sentence").fill("Two benches for our sixteen learners in Stuttgart")
        expect(hint).to_have_count(0)
        page.get_by_label("In one sentence").fill(VAGUE)
        expect(hint).to_be_visible()
    else:
        expect(hint).to_have_count(0)
    press(page, "Save", "Saved.")
    expect(page.locator(".messages").get_by_text("It does not say what it is about.")).to_be_visible()


def test_the_same_hint_is_not_read_out_again(region: World, open_page: OpenPage) -> None:
    page = enter(open_page(), region)
    page.goto(f"/stakeholders/{region.own}/need/new")
    field = page.get_by_label("In one sentence")
    with page.expect_response("**/hints"):
        field.fill(VAGUE)
    expect(page.get_by_text("It does not say for whom.")).to_be_visible()
    page.evaluate(
        "new MutationObserver(() => document.body.dataset.changed = 'yes')"
        ".observe(document.querySelector('[data-coach]'), {childList: true, subtree: true})"
    )
    with page.expect_response("**/hints") as answered:
        field.fill(f"{VAGUE} Many projects.")
    assert "for whom" in answered.value.text()
    assert page.evaluate("document.body.dataset.changed ?? 'no'") == "no"


def test_whoever_is_signed_out_meanwhile_keeps_what_they_type(region: World, open_page: OpenPage) -> None:
    page = enter(open_page(), region)
    page.goto(f"/stakeholders/{region.own}/need/new")
    page.context.clear_cookies()
    with page.expect_response("**/hints"):
        page.get_by_label("In one sentence").fill(VAGUE)
    expect(page.get_by_label("In one sentence")).to_have_value(VAGUE)
    expect(page).to_have_url(f"{page.url.partition('/stakeholders')[0]}/stakeholders/{region.own}/need/new")


@SCRIPTS
def test_a_need_is_found_named_opened_again_and_withdrawn_by_keyboard(
    region: World, open_page: OpenPage, script: bool
) -> None:
    page = enter(open_page(script=script), region)
    page.goto(f"/stakeholders/{region.own}/statements")
    press(page, "We found it", "Who answered your need?")
    write(page, Who_was_it="Radhof")
    press(page, "Save", "Saved.")
    unfold(page)
    expect(page.get_by_text("You found it. With Radhof.")).to_be_visible()
    press(page, "Open it again", "Saved.")
    press(page, "Withdraw", "Saved.")
    assert need_of(region).state is StatementState.WITHDRAWN
    assert need_of(region).met_by_id is None
    unfold(page)
    go(page, "Copy as new")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_label("In one sentence")).to_have_value(
        "A course in repairing washing machines for sixteen learners"
    )


@SCRIPTS
def test_the_link_of_a_mail_is_answered_by_keyboard_once(
    region: World, open_page: OpenPage, script: bool
) -> None:
    path, page = link(region), open_page(script=script)
    page.goto(path)
    assert need_of(region).asked_on == NOW.date()
    press(page, "We still need it", "Thank you. It holds on")
    assert need_of(region).asked_on is None
    page.goto(path)
    expect(page.get_by_text("This link has been used already.")).to_be_visible()


def test_these_pages_have_no_barrier_and_do_not_scroll_sideways(
    region: World, open_page: OpenPage, faults: FindFaults
) -> None:
    path, page = link(region), enter(open_page(), region)
    with region.database.transaction() as session:
        owner = session.get_one(Stakeholder, region.own)
        for state in StatementState:
            make_need(session, owner, f"A kiln, {state}", state=state, asked_on=NOW.date())
    for address in (
        f"/stakeholders/{region.own}/statements",
        f"/stakeholders/{region.own}",
        f"/need/{region.need}/met",
        "/kinds-of-cooperation",
        f"{path}?answer=met",
        "/h/thanks/holds",
        "/h/guessed",
    ):
        page.goto(address)
        assert faults(page) == [], address
    page.goto(f"/stakeholders/{region.own}/need/new")
    page.get_by_label("In one sentence").fill(VAGUE)
    expect(page.get_by_text("It does not say for whom.")).to_be_visible()
    assert faults(page) == []
