"""The twelve core tasks, and one of an official, by keyboard alone, from the first page on.

| task | where it is walked, each with and without script |
|---|---|
| 1 make an account by mail | `test_a_newcomer…` |
| 2 sign in | all three below |
| 3 begin a profile by the guided steps, check the answers | `test_a_newcomer…` |
| 4 state a need, 5 state an offer | `test_a_newcomer…`; a need alone in test_statements |
| 6 open suggestions, read the reasons of one | `test_a_newcomer…` |
| 7 ask for an introduction | `test_a_newcomer…` |
| 8 accept one | `test_who_is_asked…`; from there to a partnership in test_by_keyboard |
| 9 hide a field, preview as others see it | `test_who_is_asked…`; gone for others: test_audiences |
| 10 invite a colleague | test_people, wholly; the guest too |
| 11 confirm the profile, restore from its history | `test_who_is_asked…`; by a mail's link in test_history |
| 12 download a copy of one's data | `test_who_is_asked…`; what is in it in test_privacy |
| for an official: merge two records, undo | `test_an_official…` |
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from matchmaker.core.introductions.states import Consent, State
from matchmaker.core.notifications import MailKind
from matchmaker.models import Introduction, Stakeholder
from tests.browser.conftest import OpenPage
from tests.browser.test_by_keyboard import SCRIPTS, go, press
from tests.browser.test_suggestions import enter
from tests.factories import PASSWORD
from tests.services.accounts.keys import newest_path
from tests.services.duplicates.twins import make_pair, make_twins
from tests.web.world import World, begun

GOOD = "barrel window seven otters"
NAME = "Neckar Boats"
ABOUT = "We mend washing machines with young people who were out of work."
NEED = "A course in repairing washing machines for our sixteen learners"
OFFER = "A workshop hall with benches near the station"
SECRET = "We mend zeppelins"

WRONG_STOP = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
    // Of what is higher than the window, its middle within the window; three fields of a date are one.
    const middle = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    const there = document.elementFromPoint(box.x + box.width / 2, middle);
    const near = there && (one.contains(there) || there.contains(one));
    const seen = near || there?.closest('label')?.control === one;
    const last = window.lastStop, after = Node.DOCUMENT_POSITION_FOLLOWING;
    window.lastStop = one;
    const back = last?.isConnected && last !== one && !(last.compareDocumentPosition(one) & after);
    const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 1;
    const faults = [!seen && 'cannot be seen', back && 'comes too late', !ring && 'has no ring'];
    return faults.filter(Boolean).map(fault => `${one.outerHTML.slice(0, 120)} ${fault}`);
}"""
"""Whether something hides where the focus is, it stands before its forerunner, or nothing shows it."""


def typed(page: Page, label: str, text: str) -> None:
    """Go to a field and type."""
    go(page, label)
    page.keyboard.type(text)


def tick(page: Page, label: str) -> None:
    """Go to a box or a choice and take it."""
    go(page, label)
    page.keyboard.press("Space")


def unfold(page: Page, name: str) -> None:
    """Open what is folded."""
    go(page, name)
    page.keyboard.press("Enter")


def walk_through(page: Page) -> list[str]:
    """What is wrong with the stops of Tab on a page, from its first to its last."""
    page.evaluate("() => { document.activeElement.blur(); window.lastStop = null; window.scrollTo(0, 0); }")
    page.keyboard.press("Tab")
    first = page.evaluate("() => (window.firstStop = document.activeElement).outerHTML")
    found, stops = page.evaluate(WRONG_STOP), 1
    while stops < 200:
        page.keyboard.press("Tab")
        if page.evaluate("() => [document.body, window.firstStop].includes(document.activeElement)"):
            break
        found, stops = found + page.evaluate(WRONG_STOP), stops + 1
    assert stops > 5, (first, stops)
    return [str(one) for one in found]


def sign_in(page: Page, email: str, password: str) -> None:
    """From the first page to one's own."""
    page.goto("/")
    press(page, "Sign in", "Your mail address")
    typed(page, "Your mail address", email)
    typed(page, "Your password", password)
    press(page, "Sign in", "Welcome")


def make_account(app: Flask, page: Page) -> None:
    """Tasks 1 and 2: an account by mail; signed out, and in again."""
    page.goto("/")
    press(page, "Sign in", "Your mail address")
    press(page, "Make an account", "Your name")
    typed(page, "Your name", "Ute Brandl")
    typed(page, "Your mail address", "ute@werkstatt.example")
    press(page, "Go on", "Look into your e-mails")
    page.goto(newest_path(app.extensions["database"], MailKind.REGISTER, app.config["SECRET_KEY"]))
    typed(page, "Choose a password", GOOD)
    press(page, "Go on", "Describe an organisation")
    press(page, "Sign out", "Sign in")
    sign_in(page, "ute@werkstatt.example", GOOD)


def describe(page: Page) -> None:
    """Tasks 3 to 5: the guided steps with a need and an offer, to the check of all answers."""
    press(page, "Describe an organisation", "What is it called?")
    typed(page, "What is it called?", NAME)
    press(page, "Begin", "Step 1 of 8")
    tick(page, "Social enterprise")
    typed(page, "In one sentence: what do you do", ABOUT)
    press(page, "Save and go on", "Step 2 of 8")
    typed(page, "In which town?", "Stuttgart")
    page.keyboard.press("Escape")
    press(page, "Save and go on", "Step 3 of 8")
    press(page, "Save and go on", "Step 4 of 8")
    typed(page, "In one sentence, what do you look for?", NEED)
    press(page, "Save and go on", "Step 5 of 8")
    typed(page, "In one sentence, what do you offer?", OFFER)
    for step in (6, 7, 8):
        press(page, "Save and go on", f"Step {step} of 8")
    for said in (NAME, ABOUT, NEED, OFFER):
        expect(page.get_by_role("main").get_by_text(said).first).to_be_visible()


@SCRIPTS
def test_a_newcomer_comes_from_the_first_page_to_a_request(
    region: World, open_page: OpenPage, script: bool
) -> None:
    page = open_page(script=script)
    make_account(region.app, page)
    describe(page)
    press(page, "Publish the profile", f"{NAME} is public now.")
    assert walk_through(page) == []
    card = page.get_by_role("article", name="Radhof")
    expect(card.get_by_text("You look for").first).to_be_visible()
    unfold(page, "The figures behind this")
    expect(page.get_by_role("article").locator("details[open] table").first).to_be_visible()
    page.keyboard.press("Enter")
    press(page, "What each would gain", NAME)
    press(page, "Suggestions", f"Who could help {NAME}")
    expect(card).to_be_visible()
    press(page, "Ask for an introduction", "What they will read")
    press(page, "Ask for the introduction", "Sent. You hear from us as soon as there is an answer.")
    assert walk_through(page) == []


def asked(world: World) -> None:
    """The world's own side has asked for the other."""
    id_ = begun(world)
    with world.database.transaction() as session:
        one = session.get_one(Introduction, id_)
        mine = one.a_id == world.own
        one.consent_a, one.consent_b = (Consent.YES, Consent.ASKED) if mine else (Consent.ASKED, Consent.YES)


def hide(page: Page) -> None:
    """Task 9: a text is for nobody but its people, and one looks through the eyes of others."""
    press(page, "Change the profile", "What is it called?")
    go(page, "What do you do, and for whom?")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(f"{SECRET} with young people.")
    go(page, "Who may see this?")
    page.keyboard.type("Only us")
    press(page, "Save", "Only for you: what you do.")
    press(page, "Signed-in members", "This is your page as others see it.")
    assert SECRET not in page.inner_text("main")
    assert walk_through(page) == []
    press(page, "Back to your own view", SECRET)


def confirm_and_put_back(page: Page, before: str) -> None:
    """Task 11: all is still true, and then a text is as it was."""
    press(page, "All of it is still true", "Thank you")
    press(page, "What was changed, and when", "History of Radhof")
    press(page, "Compare today with what was there before all of this", "Two states of Radhof")
    press(page, "Put this back: What they do", "It is as it was before.")
    expect(page.get_by_text(before).first).to_be_visible()


def fetch_copy(page: Page, into: Path) -> None:
    """Task 12: a copy of all that is kept of oneself."""
    press(page, "Other", "Welcome, Other")
    press(page, "Your privacy", "Who may see your profiles among their suggestions")
    press(page, "Get a copy of your data", "A copy of your data")
    typed(page, "Your password", PASSWORD)
    press(page, "Make the copy", "It is ready.")
    go(page, "Fetch the copy (ZIP)")
    with page.expect_download() as fetched:
        page.keyboard.press("Enter")
    fetched.value.save_as(into)


@SCRIPTS
def test_who_is_asked_accepts_hides_confirms_and_takes_a_copy(
    region: World, open_page: OpenPage, script: bool, tmp_path: Path
) -> None:
    asked(region)
    page = open_page(script=script)
    sign_in(page, region.accounts["other"].email, PASSWORD)
    press(page, "See your introductions", "Radhof")
    press(page, "Werkstatt Neckar", "Would you like to be introduced?")
    assert walk_through(page) == []
    press(page, "Yes, introduce us", "Thank you. You said yes.")
    with region.database.reading() as session:
        one = session.scalars(select(Introduction)).one()
        before = session.get_one(Stakeholder, region.another).about
    assert (one.state, one.consent_a, one.consent_b) == (State.INTRODUCED, Consent.YES, Consent.YES)
    press(page, "Other", "Welcome, Other")
    hide(page)
    confirm_and_put_back(page, before)
    fetch_copy(page, tmp_path / "copy.zip")
    with zipfile.ZipFile(tmp_path / "copy.zip") as archive:
        assert "index.html" in archive.namelist()


@SCRIPTS
def test_an_official_merges_two_records_and_undoes_it(
    region: World, open_page: OpenPage, script: bool
) -> None:
    with region.database.transaction() as session:
        kept, gone = make_twins(session)
        pair = make_pair(session, kept, gone, score=80, reasons=[["name", 0.0], ["website", 0.0]]).id
        names = {kept.name, gone.name}
    page = enter(open_page(script=script), region, "official")
    page.goto("/")
    press(page, "Imports", "Brought in so far")
    press(page, "Look at duplicates", "Records that may be the same organisation.")
    press(page, "Compare", "Are these the same?")
    expect(page).to_have_url(re.compile(f"/duplicates/{pair}$"))
    assert walk_through(page) == []
    press(page, "Merge the two", "Merged. The two are one record now.")
    press(page, "Undo the merge", "Undone. There are two records again.")
    with region.database.reading() as session:
        assert names <= set(session.scalars(select(Stakeholder.name)))


def test_every_stop_of_tab_is_seen_and_in_order(region: World, open_page: OpenPage) -> None:
    own = f"/stakeholders/{region.own}"
    pages = {
        "member": (
            "/account", "/account/signing-in", "/account/second-step", "/account/notifications",
            "/account/privacy", "/account/erase", own, f"{own}/edit", f"{own}/people", f"{own}/history",
            f"{own}/history/compare", f"{own}/statements", f"{own}/need/new", f"{own}/declaration",
        ),
        "official": ("/regions/DE11", "/regions/DE11/people", f"{own}/acting", "/desk", "/declarations"),
        "administrator": ("/administration/people", "/administration/audit", "/administration/settings"),
    }  # fmt: skip
    found = {}
    for role, paths in pages.items():
        page = enter(open_page(width=390 if role == "official" else 1280), region, role)
        for path in paths:
            page.goto(path)
            found[path] = walk_through(page)
    assert [f"{path}: {one}" for path, wrong in found.items() for one in wrong] == []
