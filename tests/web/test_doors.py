"""The doors: what is hidden, where a visitor is sent, and what nobody may ask."""

from __future__ import annotations

import pytest
from flask import Flask

from matchmaker.app import create_app
from matchmaker.web.access import allow
from tests.web.sides import ROLES, Sides, make_sides
from tests.web.world import World, make_world, token


@pytest.fixture
def sides(world: World) -> Sides:
    """The people of all roles."""
    return make_sides(world)


@pytest.mark.parametrize("role", ROLES)
def test_a_hidden_profile_is_there_only_for_those_who_may_change_it(sides: Sides, role: str) -> None:
    world, status = sides.world, 200 if role in {"official", "administrator"} else 404
    sides.client(role).page(f"/stakeholders/{world.hidden}", status=status)


def test_a_visitor_is_sent_to_the_sign_in_page_with_the_way_back(world: World) -> None:
    response = world.client("visitor").get(f"/stakeholders/{world.own}/suggestions?need={world.need}")
    wanted = f"/stakeholders/{world.own}/suggestions?need%3D{world.need}"
    assert response.location == f"/sign-in?next={wanted}"


def test_a_small_update_after_the_sign_in_has_ended_moves_the_whole_window(world: World) -> None:
    client = world.client("visitor")
    path = f"/stakeholders/{world.own}/suggestions/{world.another}"
    response = client.post(path, data={"csrf_token": token(client)}, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert response.headers["HX-Redirect"] == "/sign-in"
    assert not response.data


def test_a_permission_that_does_not_exist_cannot_be_declared() -> None:
    with pytest.raises(KeyError, match="no-such"):
        allow("no-such")


def test_a_view_without_a_permission_lets_nobody_in(world: World) -> None:
    app = create_app(world.app.extensions["settings"], database=world.database)
    app.add_url_rule("/forgotten", view_func=lambda: "secret", endpoint="forgotten")
    app.testing = False
    assert b"secret" not in app.test_client().get("/forgotten").data


def test_a_zero_byte_is_refused_before_anything_is_asked_of_the_database(world: World) -> None:
    client = world.client("official")
    for address in ("/imports?after=%00", "/exports/stakeholders.csv?region=%00", "/?x=%00"):
        assert client.get(address).status_code == 404
    data = {"csrf_token": token(client), "language": "de\0"}
    assert client.post("/language", data=data).status_code == 422


def test_a_number_larger_than_any_that_is_kept_names_nothing(app: Flask) -> None:
    client = make_world(app).client("official")
    for number in (2**31, 2**63, 10**30):
        path = f"/account/sign-ins/{number}/end"
        assert client.post(path, data={"csrf_token": token(client)}).status_code == 404


@pytest.mark.parametrize("query", ["/history?after={}", "/history/compare?a={}", "/history/compare?a=1&b={}"])
def test_a_state_of_a_number_that_no_row_has_opens_no_error(app: Flask, query: str) -> None:
    world = make_world(app)
    answer = world.client("member").get(f"/stakeholders/{world.own}{query.format(10**17)}")
    assert answer.status_code in (200, 404)
