"""Where one goes on after a page that only takes forms, and what of an address logs may hold."""

from __future__ import annotations

import pytest
import structlog
from flask import Flask

from matchmaker.app import create_app
from matchmaker.web.access import allow
from matchmaker.web.here import page_here, told_path
from tests.conftest import client_of
from tests.pages import PageClient
from tests.web.world import World, begun


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/introductions/n-1/accept", "/introductions/n-1"),
        ("/introductions/new?proposal=p-1", "/introductions/new?proposal=p-1"),
        ("/pilots/p-1/members/segment", "/pilots/p-1/members"),
        ("/proposals/p-1/drop", "/proposals"),
        ("/i/token/accept", "/i/token"),
        ("/need/n-1/state", "/"),
    ],
)
def test_a_form_leads_back_to_the_nearest_page_that_opens(sqlite_app: Flask, path: str, page: str) -> None:
    with sqlite_app.test_request_context(path, method="POST"):
        assert page_here() == page


def test_a_token_is_not_written_into_logs(sqlite_app: Flask) -> None:
    for path, told in (("/i/secret", "/i/<token>"), ("/p/secret/join", "/p/<token>"), ("/pilots", "/pilots")):
        with sqlite_app.test_request_context(path, method="POST" if "join" in path else "GET"):
            assert told_path().startswith(told)
            assert "secret" not in told_path()


def test_an_unforeseen_error_behind_a_link_is_logged_without_its_token(
    world: World,
) -> None:
    app = create_app(world.app.extensions["settings"], database=world.database)

    @allow("page.read")
    def broken(token: str) -> str:
        raise RuntimeError("in the midst")

    app.test_client_class = PageClient
    app.add_url_rule("/broken/<token>", view_func=broken)
    with structlog.testing.capture_logs() as logged:
        assert client_of(app).get("/broken/secret").status_code == 500
    assert logged[0]["path"] == "/broken/<token>"


def refused(client: PageClient, path: str) -> str:
    """Where the page of an act that came too late leads on."""
    data = {"csrf_token": dict(client.page("/accessibility").forms[0].fields)["csrf_token"]}
    assert client.post(path, data=data).status_code == 409
    assert client.last is not None
    (there,) = [one for one in client.last.links if one.startswith("/introductions/n")]
    assert "Load the page again" in client.last.text
    return there


def test_an_act_that_comes_too_late_leads_back_to_its_introduction(world: World) -> None:
    id_, client = begun(world), world.client("member")
    there = refused(client, f"/introductions/{id_}/confirm")
    assert there == f"/introductions/{id_}"
    client.page(there)


def test_a_language_can_be_chosen_on_a_refused_form(world: World) -> None:
    id_, client = begun(world), world.client("member")
    page = client.page(f"/introductions/{id_}")
    form = next(one for one in page.forms if one.action.endswith("/decline"))
    assert client.post(form.action, data=dict(form.fields) | {"decline-note": "x" * 5_000}).status_code == 422
    assert client.last is not None
    language = next(one for one in client.last.forms if one.action == "/language")
    answer = client.post("/language", data=dict(language.fields) | {"language": "de"})
    assert answer.status_code == 303
    client.page(answer.location or "")
