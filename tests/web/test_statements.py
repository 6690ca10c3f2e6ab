"""Offers and needs: adding, changing, closing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from matchmaker.core.entities import Reach, StatementState
from matchmaker.models import Need, Offer
from tests.web.world import World, token

NEED: dict[str, Any] = {"text": "Somebody who teaches first aid in Polish",
        "cooperation": ["training"], "reach": "regional",
        "valid_until": ["31", "3", "2027"]}  # fmt: skip


def stored(world: World, what: str, text: str) -> Offer | Need:
    """The statement with this text."""
    with world.database.reading() as session:
        found: Offer | Need
        if what == "need":
            found = session.scalars(select(Need).where(Need.text == text)).one()
        else:
            found = session.scalars(select(Offer).where(Offer.text == text)).one()
        return found


@pytest.mark.parametrize("what", ["need", "offer"])
def test_a_statement_is_added_with_all_that_was_said(world: World, what: str) -> None:
    client = world.client("member")
    response = client.submit(f"/stakeholders/{world.own}/{what}/new", NEED, status=303)
    assert response.location == f"/stakeholders/{world.own}/suggestions"
    made = stored(world, what, NEED["text"])
    assert (made.reach, made.valid_until, made.cooperation) == (
        Reach.REGIONAL,
        date(2027, 3, 31),
        ["training"],
    )


def test_a_new_profile_goes_from_its_need_to_its_offer_to_its_suggestions(world: World) -> None:
    client = world.client("member")
    path = f"/stakeholders/{world.own}"
    data = NEED | {"csrf_token": token(client)}
    assert client.post(f"{path}/need/new?first=1", data=data).location == f"{path}/offer/new?first=1"
    assert "What you offer" in client.page(f"{path}/offer/new?first=1").text
    assert client.post(f"{path}/offer/new?first=1", data=data).location == f"{path}/suggestions"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"text": ""}, "Say in one sentence what you look for."),
        ({"text": "Help"}, "This is very short."),
        ({"valid_until": ["31", "2", "2027"]}, "This day does not exist."),
        ({"valid_until": ["1", "1", "2020"]}, "This day is in the past."),
    ],
)
def test_a_refused_statement_says_why_and_keeps_what_was_typed(
    world: World, values: dict[str, object], message: str
) -> None:
    client = world.client("member")
    wrong = NEED | values
    html = client.submit(f"/stakeholders/{world.own}/need/new", wrong, status=422).get_data(as_text=True)
    assert html.count(message) >= 2
    assert str(wrong["text"]) in html
    assert f'value="{wrong["valid_until"][2]}"' in html
    assert client.last is not None
    assert client.last.title.startswith("Error:")


def test_a_statement_is_changed(world: World) -> None:
    client = world.client("member")
    client.submit(f"/offer/{world.offer}/edit", {"text": "Three workshop halls near the station"}, status=303)
    assert "Three workshop halls" in client.page(f"/stakeholders/{world.own}").text


@pytest.mark.parametrize(
    ("what", "state", "words"),
    [
        ("need", "met", "You found it."),
        ("offer", "met", "It is taken."),
        ("need", "withdrawn", "Withdrawn."),
        ("offer", "withdrawn", "Withdrawn."),
    ],
)
def test_a_closed_statement_is_kept_for_its_people_and_can_be_opened_again(
    world: World, what: str, state: str, words: str
) -> None:
    client = world.client("member")
    url = f"/{what}/{world.need if what == 'need' else world.offer}/state"
    client.post(url, data={"state": state, "csrf_token": token(client)})
    page = f"/stakeholders/{world.own}"
    assert words in client.page(page).text
    kept = "washing machines" if what == "need" else "twenty benches"
    assert kept not in world.client("visitor").page(page).text
    client.post(url, data={"state": "open", "csrf_token": token(client)})
    assert kept in world.client("visitor").page(page).text


def test_a_state_that_does_not_exist_is_refused(world: World) -> None:
    client = world.client("member")
    for wanted in ("", "expired", "burnt"):
        data = {"state": wanted, "csrf_token": token(client)}
        assert client.post(f"/need/{world.need}/state", data=data).status_code == 422


def test_what_has_expired_needs_a_later_day(world: World) -> None:
    with world.database.transaction() as session:
        need = session.get_one(Need, world.need)
        need.state, need.valid_until = StatementState.EXPIRED, date(2026, 11, 1)
    client = world.client("member")
    text = client.page(f"/stakeholders/{world.own}").text
    assert "Its last day is over." in text
    assert "Choose a later day" in text
    data = {"state": "open", "csrf_token": token(client)}
    assert client.post(f"/need/{world.need}/state", data=data).status_code == 409
    client.submit(f"/need/{world.need}/edit", {"valid_until": ["1", "2", "2027"]}, status=303)
    assert "Its last day is over." not in client.page(f"/stakeholders/{world.own}").text
