"""One's own offers and needs: their states and ages, what one can do to each, and who answered it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from matchmaker.core.entities import StatementState, Together
from matchmaker.models import Need, Stakeholder
from tests.factories import NOW, make_need
from tests.web.world import World, counted, token


def put(world: World, **values: Any) -> str:
    """One more need of the member's stakeholder."""
    with world.database.transaction() as session:
        owner = session.get_one(Stakeholder, world.own)
        return make_need(session, owner, "A kiln for our potters", **values).id


def kept(world: World, need_id: str) -> Need:
    with world.database.reading() as session:
        return session.get_one(Need, need_id)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"confirmed_on": date(2026, 11, 1)}, "Written today. We ask you on 1 May 2027"),
        ({"created_at": NOW - timedelta(days=40)}, "Written 1 month ago. We ask you on 14 April 2027"),
        ({"asked_on": date(2026, 11, 1)}, "Without an answer it closes on 1 February 2027."),
        ({"valid_until": date(2026, 12, 1)}, "It ends soon. Does it still hold?"),
        ({"state": StatementState.MET}, "You found it."),
        ({"state": StatementState.WITHDRAWN}, "Withdrawn."),
        ({"state": StatementState.EXPIRED, "valid_until": date(2026, 11, 1)}, "Its last day is over."),
        ({"state": StatementState.EXPIRED}, "Nobody said that it still holds."),
    ],
)  # fmt: skip
def test_ones_own_list_says_where_each_stands(world: World, values: dict[str, object], words: str) -> None:
    put(world, **values)
    assert words in world.client("member").page(f"/stakeholders/{world.own}/statements").text


def test_what_waits_for_an_answer_gets_it_by_one_press(world: World) -> None:
    near, endless = put(world, valid_until=date(2026, 12, 1)), put(world, asked_on=date(2026, 11, 1))
    client = world.client("member")
    page = f"/stakeholders/{world.own}/statements"
    for need in (near, endless):
        response = client.submit(page, {}, action=f"/need/{need}/prolong", status=303)
        assert response.location == page
    assert kept(world, near).valid_until == date(2027, 3, 1)
    assert (kept(world, endless).valid_until, kept(world, endless).asked_on) == (None, None)


def test_what_has_expired_is_opened_for_three_months_by_one_press(world: World) -> None:
    need = put(world, state=StatementState.EXPIRED, valid_until=date(2026, 11, 1))
    client = world.client("member")
    client.submit(f"/stakeholders/{world.own}", {}, action=f"/need/{need}/prolong", status=303)
    assert (kept(world, need).state, kept(world, need).valid_until) == (
        StatementState.OPEN,
        date(2027, 2, 23),
    )


def test_whoever_found_it_may_say_with_whom(world: World) -> None:
    client = world.client("member")
    page = f"/stakeholders/{world.own}/statements"
    data = {"state": "met", "csrf_token": token(client)}
    location = client.post(f"/need/{world.need}/state", data=data).location
    assert location == f"/need/{world.need}/met"
    text = client.submit(location, {"by": "Nobody here"}, status=422).get_data(as_text=True)
    assert text.count("No organisation here is called so.") == 2
    assert client.submit(location, {"by": "Radhof"}, status=303).location == page
    assert "You found it. With Radhof." in client.page(page).text
    assert "Radhof" not in world.client("visitor").page(f"/stakeholders/{world.own}").text


def test_pressing_what_somebody_pressed_before_says_so(world: World) -> None:
    client = world.client("member")
    data = {"state": "withdrawn", "csrf_token": token(client)}
    assert client.post(f"/need/{world.need}/state", data=data).status_code == 303
    response = client.post(f"/need/{world.need}/state", data=data | {"state": "met"})
    assert response.status_code == 409
    assert "It has been withdrawn already." in response.get_data(as_text=True)
    response = client.post(f"/need/{world.need}/prolong", data=data)
    assert response.status_code == 409


def test_a_copy_fills_the_form_of_a_new_one_but_for_its_last_day(world: World) -> None:
    need = put(world, valid_until=date(2026, 12, 1), cooperation=["equipment"], state=StatementState.MET)
    client = world.client("member")
    form = f"/stakeholders/{world.own}/need/new?copy={need}"
    assert "A kiln for our potters" in client.page(form).text
    client.submit(form, {}, status=303)
    text = client.page(f"/stakeholders/{world.own}/statements").text
    assert text.count("A kiln for our potters") >= 2
    assert kept(world, need).state is StatementState.MET


def test_a_copy_of_what_one_may_not_change_is_refused(world: World) -> None:
    with world.database.transaction() as session:
        foreign = make_need(session, session.get_one(Stakeholder, world.another), state=StatementState.MET).id
    client = world.client("member")
    assert client.get(f"/stakeholders/{world.own}/need/new?copy={foreign}").status_code == 403
    assert client.get(f"/stakeholders/{world.own}/need/new?copy=n-none").status_code == 404


def test_a_long_list_takes_few_queries(world: World) -> None:
    for number in range(60):
        put(world, state=list(StatementState)[number % 4])
    client = world.client("member")
    client.page(f"/stakeholders/{world.own}/statements")
    with counted(world.database) as queries:
        client.page(f"/stakeholders/{world.own}/statements")
    assert len(queries) <= 15


def test_who_met_a_need_is_asked_to_confirm_a_partnership_on_their_own_page(world: World) -> None:
    need = put(world, state=StatementState.MET)
    member, other = world.client("member"), world.client("other")
    path = f"/need/{need}/met"
    member.submit(path, {"by": "Radhof", "partners": "y"}, status=303)
    assert "They are asked to confirm that you work together." in member.page("/account").text
    page = other.page("/account")
    assert "Werkstatt Neckar works with you and wants to note it as a partnership" in page.text
    assert "What Radhof met: “A kiln for our potters”" in page.text
    assert "Radhof" not in member.page(f"/stakeholders/{world.own}").text
    other.submit("/account", {}, action=f"/need/{need}/together/yes", status=303)
    assert "You are partners now." in other.page("/account").text
    assert "Radhof" in member.page(f"/stakeholders/{world.own}").text
    assert kept(world, need).together is Together.YES


def test_a_partnership_takes_a_name(world: World) -> None:
    need = put(world, state=StatementState.MET)
    refused = world.client("member").submit(f"/need/{need}/met", {"partners": "y"}, status=422)
    assert "Say who it was. Then they can confirm it." in refused.text
    nobody = {"by": "Of no known kind", "partners": "y"}
    refused = world.client("member").submit(f"/need/{need}/met", nobody, status=422)
    assert "Nobody looks after Of no known kind here" in refused.text
    assert kept(world, need).together is None
