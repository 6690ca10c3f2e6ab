"""The living picture of a network: it draws, is searched and narrowed, and all of it by keyboard too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from matchmaker.core.ecosystem.survey import Survey
from matchmaker.core.entities import Kind
from matchmaker.services import ecosystem
from tests.browser.conftest import BOTH, OpenPage
from tests.factories import NOW, make_stakeholder, make_tie
from tests.web.world import make_world

ADDRESS = "/regions/DE11/network"


@pytest.fixture(autouse=True)
def surveyed(sqlite_app: Flask) -> None:
    """A network of two rings that share one member, and one who stands apart; surveyed."""
    world = make_world(sqlite_app)
    with world.database.transaction() as session:
        names = ("Anna", "Bert", "Carla", "Dora", "Emil", "Frida", "Gustav", "Hanna")
        made = {
            name: make_stakeholder(
                session,
                name=f"{name} Verein",
                kind=Kind.SUPPORT if name == "Dora" else Kind.ENTERPRISE,
                themes=["theme-food" if name < "Dz" else "theme-housing"],
            )
            for name in names
        }
        for tie in ("AB", "BC", "CA", "AD", "BD", "DE", "EF", "FG", "GE", "DG"):
            one, other = (next(row for name, row in made.items() if name[0] == letter) for letter in tie)
            make_tie(session, one, other, kind="project", since=2010 + len(tie))
    with world.database.reading() as session:
        scene = ecosystem.look(session, today=NOW.date())
    taken = ecosystem.take_survey(scene, Survey())
    with world.database.transaction() as session:
        ecosystem.keep_survey(session, taken, now=NOW)


def living(page: Page, address: str = ADDRESS) -> Page:
    """The page with its picture drawn."""
    page.goto(address)
    expect(page.locator("#stage.living .frame")).to_be_visible()
    return page


def colours(page: Page) -> int:
    """How many different colours the picture has, as a reader sees it."""
    image = page.locator("#stage .frame").screenshot()
    return int(
        page.evaluate(
            """async bytes => {
              const image = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
              const pen = new OffscreenCanvas(image.width, image.height).getContext("2d");
              pen.drawImage(image, 0, 0);
              const data = new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer);
              return new Set(data).size;
            }""",
            list(image),
        )
    )


def shown(page: Page) -> int:
    """How many shapes the picture shows."""
    return int(
        page.evaluate(
            "() => document.getElementById('stage').networkPage.network.shown.reduce((a, b) => a + b)"
        )
    )


def camera(page: Page) -> dict[str, float]:
    """Where the camera is, and how near."""
    script = "() => document.getElementById('stage').networkPage.view.sigma.getCamera().getState()"
    found: dict[str, float] = page.evaluate(script)
    return found


def test_the_picture_is_really_drawn(open_page: OpenPage) -> None:
    page = living(open_page())
    assert colours(page) > 20
    expect(page.locator("#stage .still")).to_be_hidden()


def test_names_stand_over_the_shapes_before_anything_is_moved(open_page: OpenPage) -> None:
    page = living(open_page())
    script = """() => {
      const { canvas } = document.getElementById("stage").networkPage.view.overlay;
      const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      return data.some((part, at) => at % 4 === 3 && part > 0);
    }"""
    assert page.evaluate(script)


@pytest.mark.parametrize("width", [1280, 390])
def test_those_without_ties_stand_in_a_small_block_below_the_others(open_page: OpenPage, width: int) -> None:
    script = """async address => {
      const { settle } = await import(address);
      const many = 1000;
      const columns = { x: [0, 9, 4], y: [0, 3, 6] };
      for (let at = 0; at < many; at += 1) { columns.x.push(at % 20); columns.y.push(9 + at / 20); }
      const degrees = columns.x.map((_, at) => (at < 3 ? 1 : 0));
      const { x, y, step, frame } = settle(columns, degrees, { width: innerWidth, height: 500 });
      const alone = y.slice(3);
      return {
        tied: [x.slice(0, 3), y.slice(0, 3)],
        high: (Math.max(...alone) - Math.min(...alone)) / (frame.bottom - frame.top),
        below: Math.min(...alone), low: Math.max(...alone), frame, step,
        inside: x.every((one) => one > frame.left - 0.001 && one < frame.right + 0.001),
        apart: new Set(x.map((one, at) => `${one} ${y[at]}`)).size,
      };
    }"""
    page = living(open_page(width=width))
    module = page.evaluate(
        "() => performance.getEntriesByType('resource').find(one => one.name.includes('alone')).name"
    )
    found = page.evaluate(script, module)
    assert found["tied"] == [[0, 9, 4], [0, 3, 6]]
    assert found["high"] <= 0.2
    assert 6 < found["below"] < found["low"] < found["frame"]["bottom"]
    assert found["inside"]
    assert found["apart"] == 1003
    assert found["step"] > 2


def test_without_script_the_drawing_of_the_server_stands_there(open_page: OpenPage) -> None:
    page = open_page(script=False)
    page.goto(ADDRESS)
    expect(page.locator("#stage .still svg.wide")).to_be_visible()
    page.get_by_label("Find somebody in the picture").fill("Dora")
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_role("link", name="Dora Verein").first.click()
    expect(page.get_by_role("heading", name="Dora Verein")).to_be_visible()


def test_a_search_flies_to_whom_one_names_and_opens_the_panel(open_page: OpenPage) -> None:
    page = living(open_page())
    before = camera(page)
    field = page.get_by_role("combobox", name="Find somebody in the picture")
    field.press_sequentially("dora")
    expect(page.get_by_role("option", name="Dora Verein")).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(page.locator("#beside h2")).to_be_focused()
    expect(page.locator("#beside h2")).to_have_text("Dora Verein")
    assert camera(page) != before


def test_arrow_keys_walk_along_ties(open_page: OpenPage) -> None:
    page = living(open_page())
    field = page.get_by_role("combobox", name="Find somebody in the picture")
    field.press_sequentially("emil")
    expect(page.get_by_role("option").first).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(page.locator("#beside h2")).to_have_text("Emil Verein")
    expect(page.locator("#beside h2")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Dora Verein")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#beside h2")).to_have_text("Dora Verein")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#beside h2")).to_have_text("Emil Verein")
    page.keyboard.press("Escape")
    expect(page.locator("#beside")).to_be_hidden()


def test_a_choice_narrows_at_once_and_the_rest_of_the_page_follows(open_page: OpenPage) -> None:
    page = living(open_page())
    everybody = shown(page)
    page.locator("summary", has_text="Narrow the picture").click()
    page.locator("#narrow").get_by_label("Support organisation").check()
    assert shown(page) == 2 < everybody
    expect(page.locator(".opening .lead")).to_contain_text("2 organisations and 0 ties")
    assert page.url.endswith("?kind=support")
    expect(page.locator("#table tbody tr")).to_have_count(2)
    page.reload()
    expect(page.locator("#stage.living .frame")).to_be_visible()
    assert shown(page) == 2


def test_how_two_are_linked_is_told_and_lit(open_page: OpenPage) -> None:
    page = living(open_page())
    page.locator("#linked-from").fill("Anna Verein")
    page.locator("#linked-to").fill("Emil Verein")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Show the way").click()
    expect(page.locator("#beside h2")).to_have_text("Anna Verein and Emil Verein are linked through 1 other.")
    expect(page.locator("#stage")).to_have_class("stage living lit")


def test_the_picture_is_saved_as_one_sees_it(open_page: OpenPage, tmp_path: Path) -> None:
    page = living(open_page())
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Picture as it is now (PNG)").click()
    waiting.value.save_as(tmp_path / "picture.png")
    assert waiting.value.suggested_filename == "Stuttgart.png"
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "picture.png").stat().st_size > 10_000


def test_the_picture_follows_the_theme(open_page: OpenPage) -> None:
    page = living(open_page())
    before = page.evaluate("() => document.getElementById('stage').networkPage.view.palette.paper")
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(200)
    assert page.evaluate("() => document.getElementById('stage').networkPage.view.palette.paper") != before


def test_the_buttons_move_the_picture(open_page: OpenPage) -> None:
    page = living(open_page())
    whole = camera(page)
    page.get_by_role("button", name="Nearer").click()
    page.wait_for_timeout(100)
    assert camera(page)["ratio"] < whole["ratio"]
    page.get_by_role("button", name="Whole picture").click()
    page.wait_for_timeout(100)
    assert camera(page) == whole


@pytest.mark.parametrize(("width", "dark"), BOTH, ids=["wide-light", "narrow-dark"])
def test_the_pages_have_no_barrier_and_do_not_scroll_sideways(
    open_page: OpenPage,
    axe: Callable[[Page], list[str]],
    overflow: Callable[[Page], int],
    width: int,
    dark: bool,
) -> None:
    page = open_page(width=width, dark=dark)
    found = {}
    for address in (ADDRESS, f"/embed{ADDRESS}", "/regions/EU/network?kind=enterprise"):
        living(page, address)
        if faults := axe(page):
            found[address] = faults
        assert overflow(page) == 0, address
    page.goto(f"{ADDRESS}/linked?from_name=Anna+Verein&to_name=Emil+Verein")
    found |= {"linked": faults} if (faults := axe(page)) else {}
    script = "page => page.open(page.network.id(0))"
    living(page).evaluate(f"({script})(document.getElementById('stage').networkPage)")
    expect(page.locator("#beside h2")).to_be_visible()
    found |= {"panel": faults} if (faults := axe(page)) else {}
    assert overflow(page) == 0
    assert not found
