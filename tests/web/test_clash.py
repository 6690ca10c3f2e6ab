"""Two who change one record at once: the second sees both and decides; nothing is overwritten unseen."""

from __future__ import annotations

import json
from typing import Any

import pytest

from matchmaker.models import Need, Pilot, Stakeholder
from tests.factories import NOW
from tests.pages import Form, Page, PageClient
from tests.web.world import World

HOSTILE = "<script>alert(1)</script>\"'"


def opened(client: PageClient, path: str) -> dict[str, Any]:
    """What a form holds that somebody has just opened."""
    return held(client.page(path).forms[-1])


def held(form: Form) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name, value in form.fields:
        data.setdefault(name, []).append(value)
    return data


def own_form(page: Page | None) -> dict[str, Any]:
    """The fields of the page's own form; the menu has others."""
    assert page is not None
    return next(held(one) for one in page.forms if "opened" in dict(one.fields))


def stakeholder(world: World) -> Stakeholder:
    with world.database.reading() as session:
        return session.get_one(Stakeholder, world.own)


def both_open(
    world: World, path: str, roles: tuple[str, str] = ("member", "administrator")
) -> tuple[PageClient, PageClient, dict[str, Any], dict[str, Any]]:
    first, second = (world.client(role) for role in roles)
    first.page(path)
    second.page(path)
    assert first.last
    assert second.last
    return first, second, own_form(first.last), own_form(second.last)


@pytest.fixture
def path(world: World) -> str:
    return f"/stakeholders/{world.own}/edit"


def test_the_second_sees_both_and_nothing_is_saved(world: World, path: str) -> None:
    first, second, one, other = both_open(world, path)
    assert first.post(path, data=one | {"about": "We mend bicycles in Ulm."}).status_code == 303
    answer = second.post(path, data=other | {"about": f"We mend shoes. {HOSTILE}", "website": "new.example"})
    assert answer.status_code == 409
    assert stakeholder(world).about == "We mend bicycles in Ulm."
    page = second.last
    assert page is not None
    for words in (
        "We mend bicycles in Ulm.",
        "We mend shoes.",
        "Before, it was:",
        "https://werkstatt.example",
    ):
        assert words in page.text or words in str(page.forms)
    assert "checked" not in answer.get_data(as_text=True), "nobody decides for them"
    assert HOSTILE not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("choice", "about"),
    [("theirs", "We mend bicycles."), ("mine", "We mend shoes."), ("anew", "We mend bicycles and shoes.")],
)
def test_the_second_decides_and_what_each_alone_changed_is_kept(
    world: World, path: str, choice: str, about: str
) -> None:
    first, second, one, other = both_open(world, path)
    first.post(path, data=one | {"about": "We mend bicycles.", "email": "new@werkstatt.example"})
    second.post(path, data=other | {"about": "We mend shoes.", "website": "https://new.example"})
    assert second.last is not None
    decided = own_form(second.last) | {"decide-about": choice, "anew-about": "We mend bicycles and shoes."}
    assert second.post(path, data=decided).status_code == 303
    kept = stakeholder(world)
    assert (kept.about, kept.email, kept.website) == (about, "new@werkstatt.example", "https://new.example")


def test_who_decides_nothing_is_asked_once_more(world: World, path: str) -> None:
    first, second, one, other = both_open(world, path)
    first.post(path, data=one | {"about": "We mend bicycles."})
    second.post(path, data=other | {"about": "We mend shoes."})
    assert second.last is not None
    answer = second.post(path, data=own_form(second.last))
    assert answer.status_code == 409
    assert "Choose whose words shall hold." in second.last.text
    assert stakeholder(world).about == "We mend bicycles."
    assert second.post(path, data=own_form(second.last) | {"decide-about": "mine"}).status_code == 303
    assert stakeholder(world).about == "We mend shoes."


def test_a_third_who_saves_meanwhile_is_seen_too(world: World, path: str) -> None:
    first, second, one, other = both_open(world, path)
    first.post(path, data=one | {"about": "We mend bicycles."})
    second.post(path, data=other | {"about": "We mend shoes."})
    third = world.client("administrator")
    third.page(path)
    assert third.last
    assert second.last
    third.post(path, data=own_form(third.last) | {"about": "We mend boats."})
    answer = second.post(path, data=own_form(second.last) | {"decide-about": "mine"})
    assert answer.status_code == 409
    assert "We mend boats." in second.last.text
    assert stakeholder(world).about == "We mend boats."


def test_changes_of_different_fields_are_shown_and_saved_together(world: World, path: str) -> None:
    first, second, one, other = both_open(world, path)
    first.post(path, data=one | {"email": "new@werkstatt.example"})
    answer = second.post(path, data=other | {"about": "We mend shoes."})
    assert answer.status_code == 409
    assert second.last is not None
    assert "new@werkstatt.example" in second.last.text
    assert second.post(path, data=own_form(second.last)).status_code == 303
    kept = stakeholder(world)
    assert (kept.about, kept.email) == ("We mend shoes.", "new@werkstatt.example")


def test_a_town_and_its_country_are_decided_about_together(world: World, path: str) -> None:
    first, second, one, other = both_open(world, path)
    first.post(path, data=one | {"place": "Wien", "country": "AT"})
    second.post(path, data=other | {"place": "Ulm"})
    assert second.last is not None
    assert "Vienna, Austria" in second.last.text
    assert second.post(path, data=own_form(second.last) | {"decide-place": "mine"}).status_code == 303
    kept = stakeholder(world)
    assert (kept.place, kept.country) == ("Ulm", "DE")


def test_whoever_is_alone_notices_nothing(world: World, path: str) -> None:
    client = world.client("member")
    for about in ("We mend shoes.", "We mend boats."):
        client.submit(path, {"about": about}, status=303)
    assert stakeholder(world).about == "We mend boats."


@pytest.mark.parametrize(
    "note",
    ["", "{", "[]", "[" * 5_000, json.dumps({"version": 3, "answers": {}}),
     json.dumps({"version": "x", "answers": {"about": {"a": 1}, "name": None}})],
)  # fmt: skip
def test_a_form_that_does_not_say_what_was_seen_overwrites_nothing(
    world: World, path: str, note: str
) -> None:
    client = world.client("member")
    sent = opened(client, path) | {"about": "We mend shoes.", "opened": note}
    assert client.post(path, data=sent).status_code == 409
    assert stakeholder(world).about != "We mend shoes."


@pytest.mark.parametrize(
    "clashes",
    ["{", "[1]", json.dumps({"about": 1, "nothing": ["a", "b"]}), json.dumps({"about": [None, None]}),
     json.dumps({"about": ["a", {"b": 1}], "place": ["x", "y"], "suggested": ["a", ["b"]]})],
)  # fmt: skip
def test_decisions_that_nobody_asked_for_never_break_the_page(world: World, path: str, clashes: str) -> None:
    client = world.client("member")
    answer = client.post(path, data=opened(client, path) | {"clashes": clashes, "decide-about": "mine"})
    assert answer.status_code in {303, 409, 422}


@pytest.mark.parametrize("sign", ["\\u0000", "\\ud800"])
def test_signs_that_only_json_can_hold_are_left_out(world: World, path: str, sign: str) -> None:
    """No form sends them, and no database takes them."""
    client = world.client("member")
    said = '{"about": ["before", "We mend@ shoes."], "legal_form": ["", "gGmb@H"]}'.replace("@", sign)
    decided = {"decide-about": "mine", "decide-legal_form": "mine", "clashes": said}
    held = '{"version": "@", "answers": {"name": "a@", "@": "x", "about": "@"}}'
    data = opened(client, path) | decided
    assert client.post(path, data=data).status_code == 303
    assert (stakeholder(world).about, stakeholder(world).legal_form) == ("We mend shoes.", "gGmbH")
    data["opened"] = held.replace("@", sign)
    data["clashes"] = said.replace("before", sign)
    assert client.post(path, data=data).status_code == 409


def test_a_need_that_was_closed_meanwhile_is_not_opened_unseen(world: World) -> None:
    path = f"/need/{world.need}/edit"
    first, second, _one, other = both_open(world, path)
    first.page(f"/stakeholders/{world.own}")
    assert first.last is not None
    token = dict(first.last.forms[0].fields)["csrf_token"]
    first.post(f"/need/{world.need}/state", data={"state": "withdrawn", "csrf_token": token})
    answer = second.post(path, data=other | {"text": "A course in mending shoes for ten learners"})
    assert answer.status_code == 409
    assert second.last is not None
    assert "it is open again" in second.last.text
    with world.database.reading() as session:
        assert session.get_one(Need, world.need).state == "withdrawn"
    assert second.post(path, data=own_form(second.last)).status_code == 303
    with world.database.reading() as session:
        assert session.get_one(Need, world.need).text == "A course in mending shoes for ten learners"


def test_days_and_kinds_of_a_need_are_told_in_words(world: World) -> None:
    path = f"/need/{world.need}/edit"
    first, second, one, other = both_open(world, path)
    day = ["31", "3", str(NOW.year + 1)]
    first.post(path, data=one | {"valid_until": day, "cooperation": ["training"]})
    second.post(path, data=other | {"valid_until": ["30", "4", day[2]]})
    assert second.last is not None
    assert f"31 March {day[2]}" in second.last.text
    decided = own_form(second.last) | {"decide-valid_until": "theirs"}
    assert second.post(path, data=decided).status_code == 303
    with world.database.reading() as session:
        until = session.get_one(Need, world.need).valid_until
    assert until is not None
    assert until.month == 3


def test_two_organisers_of_a_pilot_see_each_other(world: World) -> None:
    path = "/pilots/p-1/edit"
    first, second, one, other = both_open(world, path, ("organiser", "administrator"))
    assert first.post(path, data=one | {"open_limit": "7", "about": "Repair."}).status_code == 303
    assert second.post(path, data=other | {"open_limit": "8", "regions": "DE11\nDE12"}).status_code == 409
    decided = own_form(second.last) | {"decide-open_limit": "theirs"}
    assert second.post(path, data=decided).status_code == 303
    with world.database.reading() as session:
        pilot = session.get_one(Pilot, "p-1")
    assert (pilot.open_limit, pilot.about) == (7, "Repair.")
