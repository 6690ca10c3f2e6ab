"""The second step on pages: a code, a recovery code or a passkey after the password."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from matchmaker.services.accounts import throttle
from tests.conftest import client_of
from tests.device import PRESENT
from tests.factories import PASSWORD
from tests.web.factors import FACTORS, STEP, Clock, add_passkey, answer_of, set_up_app, type_password
from tests.web.world import World, token


@pytest.fixture
def clock(world: World) -> Clock:
    return Clock(world)


def test_an_app_is_set_up_and_asked_for_at_the_next_sign_in(world: World, clock: Clock) -> None:
    app, codes = set_up_app(world.client("member"))
    assert len(codes) == 10
    client = type_password(world, "member", "/sign-in?next=/who-could-help")
    assert client.get("/account").status_code == 303, "the password alone opens nothing"
    page = client.page(f"{STEP}?next=/who-could-help")
    assert "With a code" in page.text
    assert "With a passkey" not in page.text
    values = {"code": app.at(clock.turn(30))}
    done = client.submit(
        f"{STEP}?next=/who-could-help", values, action=f"{STEP}?next=/who-could-help", status=303
    )
    assert done.location == "/who-could-help"
    assert "Member" in client.page("/account").text


def test_a_code_used_twice_is_refused_with_the_error_beside_the_field(world: World, clock: Clock) -> None:
    app, _ = set_up_app(world.client("member"))
    code = app.at(clock.turn(30))
    path = f"{STEP}?next=/account"
    type_password(world, "member").submit(path, {"code": code}, action=path, status=303)
    client = type_password(world, "member")
    html = client.submit(path, {"code": code}, action=path, status=422).get_data(as_text=True)
    assert 'id="code-error"' in html
    assert "was used already" in html
    assert client.get("/account").status_code == 303


def test_recovery_codes_are_shown_once_and_each_works_once(world: World, clock: Clock) -> None:
    owner = world.client("member")
    _, codes = set_up_app(owner)
    again = owner.page("/account/recovery-codes").text
    assert "You have 10 codes left." in again
    assert not any(code in again for code in codes)
    path = f"{STEP}?next=/account"
    client = type_password(world, "member")
    client.submit(path, {"code": codes[0]}, action=path, status=303)
    assert "You have 9 codes left." in client.page(FACTORS).text
    type_password(world, "member").submit(path, {"code": codes[0]}, action=path, status=422)


def test_wrong_codes_are_slowed_down_and_nobody_is_locked_out_for_good(world: World, clock: Clock) -> None:
    app, _ = set_up_app(world.client("member"))
    client, path = type_password(world, "member"), f"{STEP}?next=/account"
    limit = throttle.SECOND_BY_ACCOUNT.tries
    answers = [client.submit(path, {"code": "abcd"}, action=path) for _ in range(limit + 1)]
    assert [one.status_code for one in answers] == [422] * limit + [429]
    now = clock.turn(15 * 60)
    client = type_password(world, "member")
    client.submit(path, {"code": app.at(now)}, action=path, status=303)
    assert client.get("/account").status_code == 200


def test_whoever_did_not_type_a_password_is_sent_to_begin(world: World, clock: Clock) -> None:
    client = client_of(world.app)
    assert client.get(STEP).location == "/sign-in?next=/account"
    data = {"code": "000000", "csrf_token": token(client)}
    assert client.post(STEP, data=data).location == "/sign-in?next=/account"
    set_up_app(world.client("member"))
    late = type_password(world, "member")
    late.page(STEP)
    clock.turn(11 * 60)
    assert late.get(STEP).location == "/sign-in?next=/account"


def test_a_passkey_signs_in_alone_and_as_second_step(world: World) -> None:
    device = add_passkey(world.client("member"))
    for client in (client_of(world.app), type_password(world, "member")):
        values = {"credential": answer_of(client, device), "csrf_token": token(client)}
        done = client.post("/sign-in/passkey?next=/who-could-help", data=values)
        assert (done.status_code, done.location) == (303, "/who-could-help")
        assert "Member" in client.page("/account").text


@pytest.mark.parametrize("spoil", [{"flags": PRESENT}, {"origin": "http://elsewhere.example"}])
def test_a_passkey_that_is_not_right_is_said_and_its_question_is_over(
    world: World, spoil: dict[str, Any]
) -> None:
    device = add_passkey(world.client("member"))
    client = client_of(world.app)
    values = {"credential": answer_of(client, replace(device, **spoil)), "csrf_token": token(client)}
    answer = client.post("/sign-in/passkey", data=values)
    assert answer.status_code == 422
    assert "The passkey did not work." in answer.get_data(as_text=True)
    assert client.post("/sign-in/passkey", data=values).status_code == 422


def test_an_answer_of_a_passkey_is_taken_in_its_own_browser_only(world: World) -> None:
    device = add_passkey(world.client("member"))
    client, thief = client_of(world.app), client_of(world.app)
    stolen = answer_of(client, device)
    data = {"credential": stolen, "csrf_token": token(thief)}
    assert thief.post("/sign-in/passkey", data=data).status_code == 422
    data = {"credential": stolen, "csrf_token": token(client)}
    assert client.post("/sign-in/passkey", data=data).status_code == 303
    assert client.post("/sign-in/passkey", data=data).status_code == 422


def test_a_sign_in_that_was_ended_elsewhere_is_dead_at_once(world: World) -> None:
    here, there = world.client("member"), world.client("member")
    assert there.get("/account").status_code == 200
    set_up_app(here)
    assert there.get("/account").status_code == 303, "the first factor ends all other sign-ins"
    device = add_passkey(here)
    client = client_of(world.app)
    client.post(
        "/sign-in/passkey", data={"credential": answer_of(client, device), "csrf_token": token(client)}
    )
    assert client.get("/account").status_code == 200
    here.submit("/account/signing-in", {}, action="/account/sign-ins/end-others", status=303)
    assert client.get("/account").status_code == 303


def test_changes_ask_first_whether_it_is_you(world: World, clock: Clock) -> None:
    client = world.client("member")
    clock.turn(11 * 60)
    confirm = f"/account/confirm?next={FACTORS}"
    assert client.get(FACTORS).location == confirm
    answer = client.post("/account/codes/begin", data={"csrf_token": token(client)})
    assert (answer.status_code, answer.location) == (303, "/account/confirm?next=/account/codes")
    action = f"/account/confirm/password?next={FACTORS}"
    html = client.submit(confirm, {"password": "wrong"}, action=action, status=422).get_data(as_text=True)
    assert 'id="password-error"' in html
    assert client.submit(confirm, {"password": PASSWORD}, action=action, status=303).location == FACTORS
    set_up_app(client, clock.now)
    clock.turn(11 * 60)
    device_client = client
    assert "With a code" in device_client.page(confirm).text


def test_a_code_or_a_passkey_shows_that_it_is_you(world: World, clock: Clock) -> None:
    client = world.client("member")
    app, _ = set_up_app(client)
    device = add_passkey(client)
    confirm = f"/account/confirm?next={FACTORS}"
    for kind in ("code", "passkey"):
        now = clock.turn(11 * 60)
        assert client.get(FACTORS).status_code == 303
        page = client.page(confirm)
        assert "With a passkey" in page.text
        values = {"code": app.at(now)} if kind == "code" else {"credential": answer_of(client, device)}
        data = {**values, "csrf_token": token(client)}
        assert client.post(f"/account/confirm/{kind}?next={FACTORS}", data=data).location == FACTORS
        assert client.get(FACTORS).status_code == 200


def test_factors_are_removed_by_their_pages(world: World) -> None:
    client = world.client("member")
    set_up_app(client)
    add_passkey(client)
    page = client.page(FACTORS)
    assert "since 23 November 2026, not used yet" in page.text
    (remove,) = [
        one.action for one in page.forms if one.action.endswith("/remove") and "passkeys" in one.action
    ]
    client.submit(FACTORS, {}, action=remove, status=303)
    client.submit(FACTORS, {}, action="/account/codes/remove", status=303)
    assert "You get ten of them" in client.page(FACTORS).text
    assert type_password(world, "member").get("/account").status_code == 200


@pytest.mark.parametrize("code", ["käse123", "\u0661\u0662\u0663\u0664\u0665\u0666", "12345"])
def test_a_first_code_of_other_signs_is_just_wrong(world: World, code: str) -> None:
    client = world.client("member")
    client.submit(FACTORS, {}, action="/account/codes/begin", status=303)
    html = client.submit("/account/codes", {"code": code}, status=422).get_data(as_text=True)
    assert 'id="code-error"' in html
