"""Roles that see what belongs to others wait for a second factor, on every page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matchmaker.app import create_app
from matchmaker.core.actors import SYSTEM
from matchmaker.core.entities import Role
from matchmaker.services import accounts
from tests.conftest import client_of
from tests.factories import NOW, PASSWORD, grant
from tests.pages import PageClient
from tests.web.factors import FACTORS, add_passkey, answer_of, set_up_app, type_password
from tests.web.rows import RUNNERS as ROLES_THAT_RUN
from tests.web.test_access import TABLE, in_order, path_of
from tests.web.world import World, token

RUNNERS = ["official", "organiser", "administrator"]


@pytest.fixture
def strict(world: World) -> World:
    """The same world on a site whose roles take a second factor, as real sites do."""
    settings = replace(world.app.extensions["settings"], require_second_factor=True)
    app = create_app(settings, database=world.database)
    app.extensions["clock"] = lambda: NOW
    app.test_client_class = PageClient
    return replace(world, app=app)


@pytest.mark.parametrize("role", RUNNERS)
def test_a_role_waits_for_the_second_step(strict: World, role: str) -> None:
    client = type_password(strict, role)
    answer = client.get("/imports")
    assert (answer.status_code, answer.location) == (303, FACTORS)
    assert client.get(f"/stakeholders/{strict.own}/edit").location == FACTORS
    assert client.get("/regions/DE11/roles").location == FACTORS
    small = client.get("/imports", headers={"HX-Request": "true"})
    assert (small.status_code, small.headers["HX-Redirect"]) == (200, FACTORS)
    assert client.page("/stakeholders").text
    assert "Your role waits" in client.page("/account").text
    assert "You look after what belongs to others" in client.page(FACTORS).text
    set_up_app(client)
    assert client.get("/imports").status_code == 200
    assert "Your role waits" not in client.page("/account").text


def test_after_the_password_a_role_without_a_factor_is_led_to_set_one_up(strict: World) -> None:
    client = client_of(strict.app)
    values = {"email": strict.accounts["official"].email, "password": PASSWORD}
    assert client.submit("/sign-in", values, status=303).location == FACTORS


def test_a_passkey_opens_the_role_at_once(strict: World) -> None:
    device = add_passkey(type_password(strict, "official"))
    client = client_of(strict.app)
    data = {"credential": answer_of(client, device), "csrf_token": token(client)}
    assert client.post("/sign-in/passkey", data=data).location == "/account"
    assert client.get("/imports").status_code == 200


def test_who_has_no_such_role_is_asked_for_nothing(strict: World) -> None:
    client = type_password(strict, "member")
    assert client.get(f"/stakeholders/{strict.own}/edit").status_code == 200
    assert client.get("/imports").status_code == 403


def test_a_member_who_is_an_official_too_keeps_their_own_profile(strict: World) -> None:
    with strict.database.transaction() as session:
        grant(session, strict.accounts["member"], Role.OFFICIAL, "DE11")
    client = type_password(strict, "member")
    assert client.get(f"/stakeholders/{strict.own}/edit").status_code == 200
    assert client.get(f"/stakeholders/{strict.another}/edit").location == FACTORS


def test_the_demonstration_asks_for_nothing(strict: World) -> None:
    settings = replace(strict.app.extensions["settings"], demo=True)
    app = create_app(settings, database=strict.database)
    app.extensions["clock"] = lambda: NOW
    app.test_client_class = PageClient
    client = client_of(app)
    client.post("/sign-in/demo", data={"part": "official", "csrf_token": token(client)})
    assert client.get("/imports").status_code == 200


def test_no_role_reaches_anything_of_its_own_before(strict: World) -> None:
    """Compared with a person who has no role at all, on every page that asks for one."""
    for role in RUNNERS:
        client = type_password(strict, role)
        opened = []
        for address in in_order():
            row, method = TABLE[address], address.rpartition(" ")[2]
            if not row.allowed <= ROLES_THAT_RUN:
                continue
            data = {**row.data, "csrf_token": token(client)} if method == "POST" else None
            with client.open(path_of(address, strict), method=method, data=data) as answer:
                if (answer.status_code, answer.location) != (303, FACTORS) and answer.status_code != 404:
                    opened.append((address, answer.status))
        assert not opened


def test_an_account_of_the_command_line_signs_in_and_sets_its_factor_up(strict: World) -> None:
    with strict.database.transaction() as session:
        made = accounts.register(
            session, SYSTEM, name="Root", email="root@example.org", password="barrel window seven otters",
            language="en", address="shell", now=NOW,
        )  # fmt: skip
        grant(session, made, Role.ADMINISTRATOR)
    client = client_of(strict.app)
    values = {"email": "root@example.org", "password": "barrel window seven otters"}
    assert client.submit("/sign-in", values, status=303).location == FACTORS
    set_up_app(client)
    assert client.get("/outbox").status_code == 200
