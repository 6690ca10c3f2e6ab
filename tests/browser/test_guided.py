"""The guided way to a profile in a real browser: with and without script, by keyboard, on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import func, select

from matchmaker.models import ProfileDraft, Stakeholder
from tests.browser.conftest import FindFaults, OpenPage
from tests.browser.test_by_keyboard import go
from tests.browser.test_suggestions import enter
from tests.web.world import World

SCRIPTS = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
NAME = "Neckar Boats"
ABOUT = "We mend washing machines with young people who were out of work."
NEED = "A dry hall of 200 square metres for our machines"
NEXT = "Save and go on"


def begin(page: Page, name: str = NAME) -> str:
    """From the own page to the first step; the answer is its address."""
    page.goto("/account")
    page.get_by_role("link", name="Describe an organisation").last.click()
    page.get_by_label("What is it called?").fill(name)
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_text("Step 1 of 8")).to_be_visible()
    return page.url


def next_step(page: Page, heading: str) -> None:
    """Go on, to the page of this name."""
    page.get_by_role("button", name=NEXT).click()
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()


def suggest(page: Page, chip: str, *, script: bool) -> None:
    """Ask for what the text suggests, and take one with a tap."""
    if not script:
        page.get_by_role("button", name="Suggest from the text").click()
    page.locator(".chip", has_text=chip).first.click()
    expect(page.locator(".chip", has_text=chip).get_by_role("checkbox").first).to_be_checked()


@SCRIPTS
def test_the_whole_way_on_a_phone_has_no_barrier(
    region: World, open_page: OpenPage, faults: FindFaults, script: bool
) -> None:
    page = enter(open_page(width=390, script=script), region, "other")
    found: dict[str, list[str]] = {}

    def look(step: str) -> None:
        if script and (here := faults(page)):
            found[step] = here
        page.set_viewport_size({"width": 390, "height": 900})

    begin(page)
    look("who")
    page.get_by_label("Social enterprise").check()
    page.get_by_label("In one sentence: what do you do").fill(ABOUT)
    next_step(page, "Where you are")
    look("where")
    page.get_by_label("In which town?").fill("Stuttgart")
    page.keyboard.press("Escape")
    next_step(page, "What you do")
    suggest(page, "Repair and reuse", script=False)
    look("work")
    next_step(page, "What you need")
    page.get_by_label("In one sentence, what do you look for?").fill(NEED)
    suggest(page, "A place to work, meet or store", script=script)
    look("need")
    next_step(page, "What you offer")
    look("offer")
    next_step(page, "More about you")
    look("more")
    next_step(page, "What makes you a social enterprise")
    look("declaration")
    next_step(page, "Check your answers")
    look("check")
    expect(page.get_by_text("Repair and reuse")).to_be_visible()
    expect(page.get_by_role("link", name="State one offer:")).to_be_visible()
    page.get_by_role("link", name=re.compile("Change.*What you need")).click()
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_role("heading", level=1, name="What you do")).to_be_visible()
    page.go_back()
    page.go_back()
    page.get_by_role("button", name="Publish the profile").click()
    expect(page).to_have_title(re.compile(f"Who could help {NAME}"))
    look("suggestions")
    with region.database.reading() as session:
        made = session.scalars(select(Stakeholder).where(Stakeholder.name == NAME)).one()
    page.goto(f"/stakeholders/{made.id}")
    look("profile")
    page.goto(f"/stakeholders/{made.id}/declaration")
    look("own declaration")
    assert not found
    assert made.themes == ["theme-repair-reuse"]


def test_what_is_typed_is_saved_while_one_types_and_waits_after_the_window_was_closed(
    region: World, open_page: OpenPage
) -> None:
    page = enter(open_page(), region, "other")
    url = begin(page)
    page.get_by_label("In one sentence: what do you do").fill(ABOUT)
    expect(page.locator("[data-kept]")).to_have_text("Saved")
    page.close(run_before_unload=False)
    later = enter(open_page(), region, "other")
    later.goto("/account")
    later.get_by_role("link", name=re.compile(f"Go on.*{NAME}")).click()
    assert later.url == url
    expect(later.get_by_label("In one sentence: what do you do")).to_have_value(ABOUT)


def test_what_is_typed_before_the_script_has_come_is_saved_when_it_comes(
    region: World, open_page: OpenPage
) -> None:
    page = enter(open_page(), region, "other")
    held: list[Route] = []
    page.route("**/drafts.js*", lambda route: held.append(route))  # it marks what it is given
    page.goto("/account")
    page.get_by_role("link", name="Describe an organisation").last.click()
    page.get_by_label("What is it called?").fill(NAME)
    page.get_by_role("button", name="Begin", exact=True).click(no_wait_after=True)
    page.get_by_label("In one sentence: what do you do").fill(ABOUT)
    expect(page.locator("[data-kept]")).to_have_text("")
    for route in held:
        route.continue_()
    expect(page.locator("[data-kept]")).to_have_text("Saved")


@SCRIPTS
def test_who_goes_back_in_the_browser_and_changes_an_answer_meets_no_other_window(
    region: World, open_page: OpenPage, script: bool
) -> None:
    page = enter(open_page(script=script), region, "other")
    begin(page)
    page.get_by_label("Social enterprise").check()
    # Pressed at once: a save that is under way comes first.
    page.get_by_label("In one sentence: what do you do").press_sequentially("We mend.", delay=150)
    next_step(page, "Where you are")
    page.go_back()
    page.get_by_label("What is it called?").fill("Another name")
    next_step(page, "Where you are")
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_label("What is it called?")).to_have_value("Another name")


def test_the_suggestions_come_while_one_types_and_keep_what_is_chosen(
    region: World, open_page: OpenPage
) -> None:
    page = enter(open_page(), region, "other")
    page.goto(begin(page).replace("/who", "/need"))
    text = page.get_by_label("In one sentence, what do you look for?")
    text.fill("Volunteers who read aloud")
    page.locator(".chip", has_text="Volunteers").click()
    text.fill("Volunteers who read aloud, in a hall of our own")
    expect(page.locator(".chip")).to_have_count(2)
    expect(page.locator(".chip", has_text="Volunteers").get_by_role("checkbox")).to_be_checked()
    page.locator("summary", has_text="All others").click()
    page.get_by_label("Money").check()
    expect(page.locator("summary", has_text="All others")).to_contain_text("Money")


def test_of_two_windows_the_later_one_sees_both_and_decides(region: World, open_page: OpenPage) -> None:
    first, second = enter(open_page(), region, "other"), enter(open_page(script=False), region, "other")
    second.goto(begin(first))
    name = "What is it called?"
    first.get_by_label(name).fill("From the first")
    expect(first.locator("[data-kept]")).to_have_text("Saved")
    second.get_by_label(name).fill("From the second")
    second.get_by_label("Social enterprise").check()
    second.get_by_role("button", name=NEXT).click()
    expect(second.get_by_role("alert")).to_contain_text("From the first")
    expect(second.get_by_label(name)).to_have_value("From the second")
    second.get_by_role("button", name=NEXT).click()
    expect(second.get_by_role("heading", level=1, name="Where you are")).to_be_visible()
    first.get_by_label(name).fill("From the first, again")
    expect(first.locator("[data-kept]")).to_contain_text("in another window")


@SCRIPTS
def test_a_sign_in_that_ended_loses_nothing(region: World, open_page: OpenPage, script: bool) -> None:
    page = enter(open_page(script=script), region, "other")
    begin(page)
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.get_by_label("Social enterprise").check()
    page.get_by_label("What is it called?").fill("Typed too late")
    if script:
        expect(page.locator("[data-kept]")).to_contain_text("you are signed out")
    page.get_by_role("button", name=NEXT).click()
    expect(page.get_by_role("heading", level=1, name="You are signed out")).to_be_visible()
    page.context.add_cookies(cookies)  # type: ignore[arg-type]  # what it gives it takes
    page.get_by_role("button", name=NEXT).click()
    page.get_by_role("button", name=NEXT).click()
    expect(page.get_by_role("heading", level=1, name="Where you are")).to_be_visible()
    with region.database.reading() as session:
        assert session.scalars(select(ProfileDraft)).one().answers["name"] == "Typed too late"


def test_when_the_site_does_not_answer_it_says_so_and_saves_when_it_is_back(
    region: World, open_page: OpenPage
) -> None:
    page = enter(open_page(), region, "other")
    begin(page)
    refuse = "**/drafts/**"
    page.route(refuse, lambda route: route.fulfill(status=429, body="Too busy"))
    page.get_by_label("What is it called?").fill("In a tunnel")
    expect(page.locator("[data-kept]")).to_contain_text("does not answer")
    page.unroute(refuse)
    page.get_by_label("What is it called?").fill("Out of the tunnel")
    expect(page.locator("[data-kept]")).to_have_text("Saved")


@SCRIPTS
def test_by_keyboard_alone(region: World, open_page: OpenPage, script: bool) -> None:
    page = enter(open_page(width=390, script=script), region, "other")
    begin(page)
    go(page, "Social enterprise")
    page.keyboard.press("Space")
    go(page, "In one sentence: what do you do")
    page.keyboard.type(ABOUT)
    for heading in ("Where you are", "What you do"):
        press(page, NEXT, heading)
    go(page, "Repair and reuse")
    page.keyboard.press("Space")
    press(page, NEXT, "What you need")
    go(page, "In one sentence, what do you look for?")
    page.keyboard.type(NEED)
    press(page, "Suggest from the text", "Suggested by your text.")
    go(page, "A place to work, meet or store")
    page.keyboard.press("Space")
    press(page, "Save and come back later", "Saved. Go on whenever you like")
    press(page, "Go on", "Step 4 of 8")
    page.goto(page.url.replace("/need", "/check"))
    press(page, "Publish the profile", f"{NAME} is public now.")
    with region.database.reading() as session:
        assert (
            session.scalar(select(func.count()).select_from(Stakeholder).where(Stakeholder.name == NAME)) == 1
        )


def press(page: Page, name: str, said: str) -> None:
    """Go to a button or a link, press Enter, and read what is said then."""
    go(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text(said).first).to_be_visible()


def test_refused_pages_and_those_of_two_windows_have_no_barrier(
    region: World, open_page: OpenPage, faults: FindFaults
) -> None:
    page = enter(open_page(), region, "other")
    url = begin(page)
    page.get_by_label("What is it called?").fill("")
    page.get_by_role("button", name=NEXT).click()
    assert not faults(page)
    page.goto(url.replace("/who", "/check"))
    page.get_by_role("button", name="Publish the profile").click()
    assert not faults(page)
    page.goto("/stakeholders/choose?name=Werkstatt+Neckar")
    assert not faults(page)
    page.goto("/account")
    assert not faults(page)


def test_checking_a_declaration_has_no_barrier(
    region: World, open_page: OpenPage, faults: FindFaults
) -> None:
    member, official = (enter(open_page(), region, role) for role in ("member", "official"))
    member.goto(f"/stakeholders/{region.own}/declaration")
    for group in member.get_by_role("radio", name="Yes").all():
        group.check()
    member.get_by_role("button", name="Save and let it be checked").click()
    member.locator("summary", has_text="All answers").click()
    assert not faults(member)
    official.goto("/declarations")
    assert not faults(official)
    official.get_by_role("link", name="Werkstatt Neckar").click()
    assert not faults(official)
    official.get_by_role("button", name="I checked it: it is so").click()
    expect(official.get_by_text("Noted.")).to_be_visible()
    member.reload()
    expect(member.get_by_text("Checked by Official")).to_be_visible()
