"""Signing in and out, and what is mine."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from matchmaker.app import create_app
from matchmaker.core.entities import Role
from matchmaker.core.introductions.states import State
from matchmaker.models import Account, Introduction
from matchmaker.services.accounts.throttle import SIGN_IN_BY_ACCOUNT
from tests.conftest import client_of
from tests.factories import PASSWORD, grant
from tests.pages import PageClient
from tests.web.world import World, begun, token


@pytest.mark.parametrize("wanted", ["/stakeholders?q=repair", "/who-could-help"])
def test_signing_in_leads_to_the_page_that_was_wanted(world: World, wanted: str) -> None:
    client = world.client("visitor")
    page = client.page(f"/sign-in?next={wanted}")
    assert "Making one takes a minute." in page.text
    data = {"email": world.accounts["member"].email, "password": PASSWORD, "csrf_token": token(client)}
    assert client.post(f"/sign-in?next={wanted}", data=data).location == wanted


@pytest.mark.parametrize(
    "wanted",
    ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "/%09/elsewhere.example",
     "/%0a/elsewhere.example", "javascript:alert(1)", "elsewhere", "\\\\elsewhere.example"],
)  # fmt: skip
def test_nobody_is_sent_elsewhere_after_signing_in(world: World, wanted: str) -> None:
    client = world.client("visitor")
    data = {"email": world.accounts["member"].email, "password": PASSWORD, "csrf_token": token(client)}
    assert client.post(f"/sign-in?next={wanted}", data=data).location == "/"


def test_a_wrong_password_is_said_at_the_top_and_the_address_stays(world: World) -> None:
    email = world.accounts["member"].email
    client = world.client("visitor")
    html = client.submit("/sign-in", {"email": email, "password": "wrong"}, status=422).get_data(as_text=True)
    assert "Address and password do not belong together." in html
    assert f'value="{email}"' in html
    assert "autofocus" in html
    assert client.last is not None
    assert client.last.title.startswith("Error:")


def test_too_many_tries_are_slowed_down(world: World) -> None:
    client = world.client("visitor")
    data = {"email": world.accounts["member"].email, "password": "wrong", "csrf_token": token(client)}
    tries = [client.post("/sign-in", data=data) for _ in range(SIGN_IN_BY_ACCOUNT.tries + 1)]
    assert [answer.status_code for answer in tries] == [422] * SIGN_IN_BY_ACCOUNT.tries + [429]
    assert 0 < int(tries[-1].headers["Retry-After"]) <= SIGN_IN_BY_ACCOUNT.window.total_seconds() + 1
    assert client.last is not None
    assert "Too many tries" in client.last.text
    assert f'value="{data["email"]}"' in tries[-1].get_data(as_text=True), "what was typed stays"


def test_signing_out_ends_the_session_for_good(world: World) -> None:
    client = world.client("member")
    with client.session_transaction() as cookie:
        secret = cookie["_user_id"]
    response = client.post("/sign-out", data={"csrf_token": token(client)})
    assert (response.status_code, response.location) == (303, "/")
    with client.session_transaction() as cookie:
        cookie["_user_id"] = secret
    assert client.get("/account").status_code == 303


def test_a_sign_in_ends_by_itself(world: World) -> None:
    client = world.client("member")
    clock = world.app.extensions["clock"]
    world.app.extensions["clock"] = lambda: clock() + timedelta(days=2)
    assert client.get("/account").status_code == 303


def test_a_switched_off_account_is_out_at_once(world: World) -> None:
    client = world.client("member")
    with world.database.transaction() as session:
        account = session.scalars(select(Account).where(Account.demo_part == "member")).one()
        account.disabled_at = world.app.extensions["clock"]()
    assert client.get("/account").status_code == 303


def test_my_page_shows_profiles_and_roles_with_the_next_step(world: World) -> None:
    assert "Werkstatt Neckar" in world.client("member").page("/account").text
    assert "You are an official of Stuttgart." in world.client("official").page("/account").text
    assert "You organise a pilot." in world.client("organiser").page("/account").text
    assert "You are an administrator of this site." in world.client("administrator").page("/account").text


def test_my_page_says_first_what_waits_for_me(world: World) -> None:
    assert "waits for you" not in world.client("member").page("/account").text
    id_ = begun(world)
    assert "1 introduction waits for you." in world.client("member").page("/account").text
    assert "on your desk" not in world.client("organiser").page("/account").text
    with world.database.transaction() as session:
        session.get_one(Introduction, id_).state = State.PROPOSED
    assert "1 introduction waits on your desk." in world.client("organiser").page("/account").text


def test_my_suggestions_are_those_of_my_profile_or_the_way_to_one(world: World) -> None:
    mine = world.client("member").get("/suggestions").location
    assert mine == f"/stakeholders/{world.own}/suggestions"
    assert world.client("official").get("/suggestions").location == "/stakeholders/choose"


def test_with_several_profiles_one_chooses_first(world: World) -> None:
    with world.database.transaction() as session:
        grant(session, world.accounts["member"], Role.MEMBER, world.another)
    client = world.client("member")
    assert client.get("/suggestions").location == "/account"
    assert "Choose the one whose suggestions you want to see." in client.page("/account").text


def demo(world: World) -> PageClient:
    """A browser on the same world in demo mode."""
    settings = replace(world.app.extensions["settings"], demo=True)
    app = create_app(settings, database=world.database)
    app.extensions["clock"] = world.app.extensions["clock"]
    app.test_client_class = PageClient
    return client_of(app)


def test_in_the_demo_one_click_signs_in_and_keeps_the_way(world: World) -> None:
    client = demo(world)
    page = client.page("/sign-in?next=/who-could-help")
    assert "This is a demonstration." in page.text
    action = next(form.action for form in page.forms if "demo" in form.action)
    response = client.post(action, data={"part": "organiser", "csrf_token": token(client)})
    assert (response.status_code, response.location) == (303, "/who-could-help")
    assert "Organiser" in client.page("/account").text


def test_a_person_who_is_not_in_the_demo_is_not_found(world: World) -> None:
    client = demo(world)
    response = client.post("/sign-in/demo", data={"part": "nobody", "csrf_token": token(client)})
    assert response.status_code == 404
