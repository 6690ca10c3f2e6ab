"""Suggestions for a stakeholder, for one of its needs, and for any text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from matchmaker.core.answers import Contribution, Suggestion
from matchmaker.core.entities import Level
from matchmaker.models import Stakeholder
from matchmaker.services import history
from matchmaker.web.views.match import figures
from tests.factories import make_need
from tests.web.world import World, make_world, token

HTMX = {"HX-Request": "true"}


@pytest.fixture
def crowd(sqlite_app: Flask) -> World:
    """Enough stakeholders for several pages of suggestions."""
    return make_world(sqlite_app, size=40)


def judge(
    world: World, verdict: dict[str, str], *, role: str = "member", htmx: bool = False
) -> tuple[int, str]:
    """Send a verdict about `another`; the answer is its status and its text."""
    client = world.client(role)
    path = f"/stakeholders/{world.own}/suggestions/{world.another}"
    response = client.post(path, data=verdict | {"csrf_token": token(client)}, headers=HTMX if htmx else None)
    return response.status_code, response.get_data(as_text=True)


def test_a_page_of_suggestions_shows_who_fits_and_why(world: World) -> None:
    page = world.client("member").page(f"/stakeholders/{world.own}/suggestions")
    assert "Who could help Werkstatt Neckar?" in page.headings
    assert "Radhof" in page.text
    assert "Choose one of your needs." in page.text
    assert "The figures behind this" in page.text
    assert "%" not in page.text


def test_one_need_has_its_own_suggestions(world: World) -> None:
    path = f"/stakeholders/{world.own}/suggestions?need={world.need}"
    assert "Radhof" in world.client("member").page(path).text
    world.client("member").page(f"/stakeholders/{world.own}/suggestions?need=n-none", status=404)


def test_who_looks_for_somebody_else_is_told_who_you_is(world: World) -> None:
    text = world.client("organiser").page(f"/stakeholders/{world.own}/suggestions").text
    assert "“you” in the reasons is Werkstatt Neckar" in text
    assert "Add a need" not in text
    assert "Not relevant because" not in text


def test_the_best_five_come_first_and_ten_on_each_page_after(crowd: World) -> None:
    client = crowd.client("member")
    first = client.page(
        f"/stakeholders/{crowd.own}/suggestions?kind=enterprise&kind=support&kind=innovator&kind=policymaker"
    )
    assert "The best 5 of " in first.text
    link = next(link for link in first.links if "after=5" in link)
    assert "kind=enterprise" in link
    second = client.page(link)
    assert "6 to 15 of " in second.text
    back = client.page(next(link for link in second.links if "kind=" in link and "after" not in link))
    assert "The best 5 of " in back.text


@pytest.mark.parametrize("query", ["after=x", "after=-3", "after=999999", "kind=giant", "level=none",
                                   "language=xx", "region=%27", "need="])  # fmt: skip
def test_an_odd_address_is_no_fault(world: World, query: str) -> None:
    world.client("member").page(f"/stakeholders/{world.own}/suggestions?{query}")
    world.client("visitor").page(f"/who-could-help?q=washing+machines&{query}")


def test_nobody_left_after_narrowing_says_what_to_do(world: World) -> None:
    page = world.client("member").page(f"/stakeholders/{world.own}/suggestions?kind=policymaker")
    assert "Take away a choice, and look again." in page.text
    assert "Show all again" in page.text


def test_a_need_that_nobody_meets_gets_advice_from_those_who_may_change_it(world: World) -> None:
    with world.database.transaction() as session:
        from_afar = make_need(
            session, session.get_one(Stakeholder, world.own), "Submarine periscope polish", reach="local"
        )
    path = f"/stakeholders/{world.own}/suggestions?need={from_afar.id}"
    assert "Change the words of this need" in world.client("member").page(path).text
    assert "Change the words of this need" not in world.client("organiser").page(path).text


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ({"verdict": "saved"}, "Press to take it off your saved ones."),
        ({"verdict": "hidden"}, "Radhof is hidden from your suggestions."),
        ({"verdict": "not_relevant", "reason": "far"}, "Show again"),
        ({"verdict": ""}, "Not relevant because…"),
    ],
)
def test_a_verdict_answers_with_what_stands_in_the_place_of_the_card(
    world: World, verdict: dict[str, str], words: str
) -> None:
    status, html = judge(world, verdict, htmx=True)
    assert status == 200
    assert words in html
    assert html.strip().startswith("<article")
    assert "<html" not in html


def test_without_script_a_verdict_leads_back_to_the_list(world: World) -> None:
    client = world.client("member")
    path = f"/stakeholders/{world.own}/suggestions"
    data = {"verdict": "hidden", "need": world.need, "csrf_token": token(client)}
    response = client.post(f"{path}/{world.another}", data=data)
    assert (response.status_code, response.location) == (303, f"{path}?need={world.need}")
    assert "HX-Request" in response.headers["Vary"]
    assert "Radhof" not in client.page(path).text
    client.post(f"{path}/{world.another}", data={"verdict": "", "csrf_token": token(client)})
    assert "Radhof" in client.page(path).text


def test_the_saved_ones_stand_on_a_page_and_can_be_taken_off(world: World) -> None:
    client = world.client("member")
    saved = f"/stakeholders/{world.own}/saved"
    assert "Nothing saved yet" in client.page(saved).text
    judge(world, {"verdict": "saved"})
    assert "1 saved" in client.page(f"/stakeholders/{world.own}/suggestions").text
    assert "Radhof" in client.page(saved).text
    judge(world, {"verdict": ""})
    assert "Nothing saved yet" in client.page(saved).text


@pytest.mark.parametrize(
    "verdict",
    [{"verdict": "loved"}, {"verdict": "not_relevant"}, {"verdict": "not_relevant", "reason": "ugly"}],
)
def test_a_verdict_that_does_not_exist_is_refused(world: World, verdict: dict[str, str]) -> None:
    assert judge(world, verdict)[0] == 422


def test_what_goes_wrong_with_a_small_update_is_said_at_the_top(world: World) -> None:
    client = world.client("member")
    path = f"/stakeholders/{world.own}/suggestions/s-none"
    data = {"verdict": "saved", "csrf_token": token(client)}
    response = client.post(path, data=data, headers=HTMX)
    assert response.status_code == 404
    assert response.headers["HX-Retarget"] == "#messages"
    assert (
        response.get_data(as_text=True).strip().startswith('<p class="message bad">There is no such profile.')
    )


def test_any_text_finds_who_could_help(world: World) -> None:
    client = world.client("visitor")
    assert "suggestion" not in client.page("/who-could-help").text.lower()
    assert "Radhof" in client.page("/who-could-help?q=a+course+about+washing+machines").text
    assert "Nobody fits these words" in client.page("/who-could-help?q=submarine").text


def test_distances_do_not_break_before_their_unit(world: World) -> None:
    with world.database.transaction() as session:
        far = session.get_one(Stakeholder, world.another)
        far.lat, far.lon = 52.5, 13.4
        history.touch(session, [far.id])
    html = world.client("member").get(f"/stakeholders/{world.own}/suggestions").get_data(as_text=True)
    assert "\N{NO-BREAK SPACE}km from you." in html


def test_of_an_endless_text_only_the_beginning_is_read(world: World) -> None:
    page = world.client("visitor").page(f"/who-could-help?q={'bicycle+' * 700}unread")
    asked = [value for form in page.forms for name, value in form.fields if name == "q"]
    assert asked
    assert all(len(value) <= 5_000 and value.startswith("bicycle") for value in asked)


def test_comparisons_that_gave_next_to_nothing_stand_in_one_row(sqlite_app: Flask) -> None:
    parts = [Contribution("exchange", 1.0, 9.0), Contribution("place", 0.5, 0.9)]
    tiny = [Contribution(name, 0.1, 0.05) for name in ("language", "role")]
    item = Suggestion("s-b", "B", 10.0, Level.GOOD, (*parts, *tiny), (), ())
    with sqlite_app.test_request_context("/"):
        rows = figures(item)
        alone = figures(replace(item, signals=(*parts, tiny[0])))
    assert [(row.label, row.share, row.value) for row in rows] == [
        ("Need meets offer", 90, "9.00"),
        ("How near they are", 9, "0.90"),
        ("2 others together", 1, "0.10"),
    ]
    assert [row.label for row in alone][-1] == "A language in common"
