"""Error pages, and the headers of every answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from itsdangerous import TimestampSigner

from matchmaker.app import create_app
from matchmaker.errors import Conflict
from matchmaker.web.access import allow
from matchmaker.web.security import HEADERS
from tests.conftest import client_of
from tests.pages import PageClient
from tests.web.world import World, token


def with_faults(world: World) -> PageClient:
    """A browser on an app that has views which fail."""
    app = create_app(world.app.extensions["settings"], database=world.database)
    app.test_client_class = PageClient

    @allow("page.read")
    def broken() -> str:
        raise RuntimeError("a secret detail")

    @allow("page.read")
    def late() -> str:
        raise Conflict("%(name)s was faster.", name="<b>Ute</b>")

    app.add_url_rule("/broken", view_func=broken)
    app.add_url_rule("/late", view_func=late)
    return client_of(app)


def test_an_unforeseen_error_says_that_it_is_ours_and_nothing_more(world: World) -> None:
    page = with_faults(world).page("/broken", status=500)
    assert "Something broke on our side" in page.text
    assert "secret" not in page.text


def test_an_error_of_ours_is_told_in_its_own_words_and_escaped(world: World) -> None:
    client = with_faults(world)
    assert "<b>Ute</b> was faster." in client.page("/late", status=409).text
    assert "<b>Ute" not in client.get("/late").get_data(as_text=True)


def test_an_unknown_address_is_not_found(world: World) -> None:
    page = world.client("visitor").page("/no/such/page", status=404)
    assert "There is nothing at this address" in page.text


def test_a_wrong_method_says_which_would_do(world: World) -> None:
    response = world.client("visitor").get("/language")
    assert response.status_code == 405
    assert "POST" in response.headers["Allow"]


def test_a_form_without_its_token_is_refused_in_words(world: World) -> None:
    client = world.client("visitor")
    assert client.post("/sign-in", data={"email": "a", "password": "b"}).status_code == 422
    assert client.last is not None
    assert "We changed nothing." in client.last.text


def test_who_may_not_is_told_as_whom_they_are_signed_in(world: World) -> None:
    page = world.client("other").page(f"/stakeholders/{world.own}/edit", status=403)
    assert "You are signed in as Other." in page.text


def test_what_is_too_large_is_refused(world: World) -> None:
    client = world.client("official")
    data = {"csrf_token": token(client), "text": "x" * 12_000_000}
    assert client.post("/imports/new", data=data).status_code == 413


@pytest.mark.parametrize(
    "path", ["/", "/no/such/page", "/places?q=a", "/static/css/tokens.css", "/account", "/healthz"]
)
def test_every_answer_carries_the_headers_of_safety(world: World, path: str) -> None:
    with world.client("visitor").get(path) as response:
        assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
        assert "Strict-Transport-Security" not in response.headers


def test_the_policy_allows_nothing_inline_and_no_frame() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'none'" in policy


def test_over_https_the_promise_to_stay_there_is_made(world: World) -> None:
    settings = replace(world.app.extensions["settings"], secure_cookies=True)
    app = create_app(settings, database=world.database)
    response = app.test_client().get("/", base_url="https://localhost")
    assert response.headers["Strict-Transport-Security"].startswith("max-age=")
    assert "Secure" in response.headers["Set-Cookie"]


def test_pages_are_not_kept_and_files_with_a_hash_are_kept_for_ever(world: World) -> None:
    client = world.client("visitor")
    assert client.get("/").headers["Cache-Control"] == "no-store"
    for query, cache in (("?v=abc", "immutable"), ("", "no-cache")):
        with client.get(f"/static/css/tokens.css{query}") as response:
            assert cache in response.headers["Cache-Control"]


def test_a_file_that_is_not_there_is_not_kept(world: World) -> None:
    answer = world.client("visitor").get("/static/css/gone.css?v=abc")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-cache")


def test_answers_vary_with_who_asks_and_how(world: World) -> None:
    vary = world.client("visitor").get("/").headers["Vary"]
    assert {"Cookie", "Accept-Language", "HX-Request"} <= {part.strip() for part in vary.split(",")}


def test_a_form_that_has_lain_open_all_day_is_still_taken(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = world.client("organiser")
    data = {"csrf_token": token(client), "language": "de"}
    now = TimestampSigner.get_timestamp
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: now(self) + 9 * 60 * 60)
    assert client.post("/language", data=data).status_code == 303
