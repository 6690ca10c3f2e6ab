"""Making an account, a forgotten password, and the links that mails about an account carry."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from matchmaker.core.notifications import MailKind
from matchmaker.models import Account
from matchmaker.services.accounts.throttle import WRITE_TO
from tests.factories import PASSWORD
from tests.services.accounts.keys import newest_path
from tests.web.world import World

NEW = {"name": "Ute Brandl", "email": "ute@werkstatt.example"}
GOOD = "barrel window seven otters"


def link(world: World, kind: MailKind) -> str:
    """Where the link of the last mail of a kind leads."""
    return newest_path(world.database, kind, world.app.config["SECRET_KEY"])


def accounts(world: World) -> set[str]:
    """The addresses that have an account."""
    with world.database.reading() as session:
        return set(session.scalars(select(Account.email)))


def test_a_new_account_is_made_by_a_mail_signed_in_and_asked_who_it_is(world: World) -> None:
    client = world.client("visitor")
    assert client.submit("/register", NEW, status=303).location == "/register/written"
    assert "an e-mail is on its way" in client.page("/register/written").text
    path = link(world, MailKind.REGISTER)
    assert NEW["email"] in client.page(path).text
    response = client.submit(path, {"password": GOOD}, action=f"{path}/password", status=303)
    assert response.location == "/stakeholders/choose"
    assert "Ute Brandl" in client.page("/stakeholders/choose").text


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"name": " "}, "Say your name, as you want others to read it."),
        ({"email": "nobody"}, "This is not a mail address."),
        ({"name": "", "email": ""}, "Give your mail address."),
    ],
)
def test_a_refused_registration_says_why_twice_and_keeps_what_was_typed(
    world: World, changed: dict[str, str], message: str
) -> None:
    client = world.client("visitor")
    html = client.submit("/register", NEW | changed, status=422).get_data(as_text=True)
    assert html.count(message) >= 2
    assert f'value="{(NEW | changed)["email"]}"' in html
    assert client.last is not None
    assert client.last.title.startswith("Error:")


@pytest.mark.parametrize("path", ["/register", "/forgotten"])
def test_the_answer_is_the_same_whether_an_address_has_an_account(world: World, path: str) -> None:
    answers = []
    for email in (world.accounts["member"].email, "nobody@example.org"):
        response = world.client("visitor").submit(path, {"name": "Ute", "email": email}, status=303)
        answers.append((response.location, response.get_data(), sorted(response.headers.keys())))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("password", ["", "short", "password12"])
def test_a_password_that_cannot_be_taken_is_refused_beside_its_field(world: World, password: str) -> None:
    client = world.client("visitor")
    client.submit("/register", NEW, status=303)
    path = link(world, MailKind.REGISTER)
    html = client.submit(path, {"password": password}, action=f"{path}/password", status=422)
    assert 'id="password-error"' in html.get_data(as_text=True)
    assert NEW["email"] not in accounts(world)


def test_opening_a_link_decides_nothing_and_tells_nobody_its_address(world: World) -> None:
    world.client("visitor").submit("/register", NEW, status=303)
    path = link(world, MailKind.REGISTER)
    for _ in range(3):
        client = world.client("visitor")
        answer = client.get(path)
        assert answer.headers["Referrer-Policy"] == "strict-origin"
        assert answer.headers["Cache-Control"] == "no-store"
        assert FlaskClient(world.app).head(path).status_code == 200
    assert NEW["email"] not in accounts(world)


@pytest.mark.parametrize("end", ["", "/password", "/address"])
def test_a_link_that_nobody_signed_opens_a_clear_page(world: World, end: str) -> None:
    client = world.client("visitor")
    client.page("/sign-in")
    path = f"/a/k-000000000000.forged{end}"
    data = {"password": GOOD, "csrf_token": dict(client.last.forms[-1].fields)["csrf_token"]}  # type: ignore[union-attr]  # read just now
    answer = client.post(path, data=data) if end else client.get(path)
    assert answer.status_code == 404
    assert "This link is not whole." in answer.get_data(as_text=True)


def test_a_forgotten_password_is_replaced_by_a_mail(world: World) -> None:
    email = world.accounts["member"].email
    before = world.client("member")
    client = world.client("visitor")
    client.submit("/forgotten", {"email": email}, status=303)
    path = link(world, MailKind.RESET)
    response = client.submit(path, {"password": GOOD}, action=f"{path}/password", status=303)
    assert response.location == "/account"
    assert client.get("/account").status_code == 200
    assert before.get("/account").status_code == 303
    assert client.get(path).status_code == 409
    visitor = world.client("visitor")
    visitor.submit("/sign-in", {"email": email, "password": PASSWORD}, status=422)
    visitor.submit("/sign-in", {"email": email, "password": GOOD}, status=303)


def test_a_new_address_is_confirmed_by_a_button(world: World) -> None:
    client = world.client("member")
    values = {"email": "new@werkstatt.example", "password": PASSWORD}
    client.submit("/account/signing-in", values, action="/account/address", status=303)
    path = link(world, MailKind.ADDRESS)
    visitor = world.client("visitor")
    assert "new@werkstatt.example" in visitor.page(path).text
    assert "new@werkstatt.example" not in accounts(world)
    visitor.submit(path, {}, action=f"{path}/address", status=303)
    assert "new@werkstatt.example" in accounts(world)
    assert visitor.get(path).status_code == 409


@pytest.mark.parametrize("path", ["/register", "/forgotten"])
def test_who_asks_too_often_is_told_and_what_was_typed_stays(world: World, path: str) -> None:
    client = world.client("visitor")
    for _ in range(WRITE_TO.tries):
        client.submit(path, NEW, status=303)
    refused = client.submit(path, NEW, status=429)
    html = refused.get_data(as_text=True)
    assert "Too many tries" in html
    assert f'value="{NEW["email"]}"' in html
    assert int(refused.headers["Retry-After"]) > 0
