"""How I sign in: name, password, address, and the browsers in which I am signed in."""

from __future__ import annotations

import re

import pytest

from matchmaker.services.accounts.throttle import WRITE_TO
from tests.factories import PASSWORD
from tests.web.world import World

PAGE = "/account/signing-in"
GOOD = "barrel window seven otters"


def test_name_and_language_change_at_once(world: World) -> None:
    client = world.client("member")
    values = {"name": "Mia Neu", "language": "de"}
    assert client.submit(PAGE, values, action="/account/name", status=303).location == PAGE
    page = client.page(PAGE)
    assert page.language == "de"
    assert "Mia Neu" in client.page("/account").text


def test_another_password_signs_out_other_browsers_and_keeps_this_one(world: World) -> None:
    here, there = world.client("member"), world.client("member")
    here.submit(PAGE, {"old": PASSWORD, "new": GOOD}, action="/account/password", status=303)
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 303


@pytest.mark.parametrize(
    ("action", "values", "wrong"),
    [
        ("/account/name", {"name": ""}, "name"),
        ("/account/name", {"language": "tlh"}, "language"),
        ("/account/password", {"old": "wrong", "new": GOOD}, "old"),
        ("/account/password", {"old": PASSWORD, "new": "short"}, "new"),
        ("/account/address", {"email": "nothing", "password": PASSWORD}, "email"),
        ("/account/address", {"email": "a@b.example", "password": "wrong"}, "password"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field(
    world: World, action: str, values: dict[str, str], wrong: str
) -> None:
    client = world.client("member")
    html = client.submit(PAGE, values, action=action, status=422).get_data(as_text=True)
    assert re.findall(r'id="(\w+)-error"', html) == [wrong]


def test_browsers_are_listed_and_ended(world: World) -> None:
    here, there = world.client("member"), world.client("member")
    page = here.page(PAGE)
    (end,) = [form.action for form in page.forms if re.fullmatch(r"/account/sign-ins/\d+/end", form.action)]
    here.submit(PAGE, {}, action=end, status=303)
    assert there.get("/account").status_code == 303
    assert here.get("/account").status_code == 200
    assert not [form for form in here.page(PAGE).forms if "sign-ins" in form.action]


def test_all_others_are_ended_together(world: World) -> None:
    here, others = world.client("member"), [world.client("member") for _ in range(2)]
    here.submit(PAGE, {}, action="/account/sign-ins/end-others", status=303)
    assert [one.get("/account").status_code for one in others] == [303, 303]
    assert here.get("/account").status_code == 200


def test_who_moves_too_often_is_told_and_the_page_stays(world: World) -> None:
    client = world.client("member")
    values = {"email": "new@elsewhere.example", "password": PASSWORD}
    for _ in range(WRITE_TO.tries):
        client.submit(PAGE, values, action="/account/address", status=303)
    refused = client.submit(PAGE, values, action="/account/address", status=429).get_data(as_text=True)
    assert "Too many tries" in refused
    assert 'value="new@elsewhere.example"' in refused
