"""The pages for running the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from matchmaker.config import describe, load_settings, origin_of
from matchmaker.models.jobs import JobState
from matchmaker.services import jobs
from tests.factories import NOW
from tests.web.world import World, make_world


def test_the_first_page_says_what_needs_somebody_and_leads_there(world: World) -> None:
    with world.database.transaction() as session:
        jobs.enqueue(session, "soup", now=NOW).state = JobState.DEAD
    client = world.client("administrator")
    page = client.page("/administration")
    assert "1 was given up and needs you." in page.text
    assert "/administration/jobs?state=dead" in page.links
    listed = client.page("/administration/jobs?state=dead")
    assert "soup" in listed.text
    path = next(form.action for form in listed.forms if form.action.endswith("/again"))
    client.submit("/administration/jobs?state=dead", {}, action=path, status=303)
    assert "Nothing is in this state" in client.page("/administration/jobs?state=dead").text


def test_somebody_is_found_closed_and_opened_again(world: World) -> None:
    client, member = world.client("administrator"), world.accounts["member"]
    other = world.client("member")
    assert member.email in client.page(f"/administration/people?q={member.name}").text
    path = f"/administration/people/{member.id}"
    assert "Werkstatt Neckar" in client.page(path).text
    client.submit(path, {}, action=f"{path}/close", status=303)
    assert other.get("/account").status_code == 303
    assert "Closed on" in client.page(path).text
    assert member.name in client.page("/administration/people?closed=1").text
    client.submit(path, {}, action=f"{path}/reopen", status=303)
    client.submit(path, {}, action=f"{path}/signout", status=303)
    client.submit(path, {}, action=f"{path}/roles/take-back", status=303)
    assert "No role in any place." in client.page(path).text


def test_what_was_done_is_found_by_act_and_day(world: World) -> None:
    client, member = world.client("administrator"), world.accounts["member"]
    path = f"/administration/people/{member.id}"
    client.submit(path, {}, action=f"{path}/signout", status=303)
    page = client.page("/administration/audit?act=account.end-sign-ins")
    assert member.id in page.text
    (csv,) = [link for link in page.links if "audit.csv" in link]
    table = client.get(csv)
    assert member.id in table.get_data(as_text=True)
    assert table.headers["Cache-Control"] == "no-store"
    assert "Nothing found" in client.page("/administration/audit?until=1999-01-01&since=no-day").text
    assert client.get("/administration/audit?before=x&until=9999-12-31").status_code == 200


def test_settings_show_no_key_and_say_where_they_come_from(world: World) -> None:
    page = world.client("administrator").page("/administration/settings")
    assert "MATCHMAKER_SECRET_KEY" in page.text
    assert "only for tests" not in page.text
    assert "given with the command" in page.text


def test_the_origin_of_a_setting_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = str(tmp_path)
    (tmp_path / "matchmaker.toml").write_text('site_name = "Here"\nport = 9000\n')
    environ = {"MATCHMAKER_PORT": "9001", "MATCHMAKER_THREADS": "8", "MATCHMAKER_INSTANCE": folder}
    settings = load_settings(environ, host="0.0.0.0")
    names = ("site_name", "port", "threads", "host", "demo")
    assert [origin_of(name, settings, environ) for name in names] == [
        "file", "environment", "environment", "command", "default",
    ]  # fmt: skip
    monkeypatch.setenv("MATCHMAKER_DATABASE_URL", "postgresql://ute:geheim@db/one")
    told = {one.name: one.value for one in describe(load_settings(instance=folder))}
    assert told["MATCHMAKER_DATABASE_URL"] == "postgresql://ute:***@db/one"


def test_a_page_of_the_log_that_begins_at_no_number_is_the_first(app: Flask) -> None:
    client = make_world(app).client("administrator")
    for before in ("99999999999", "3000000000", "-1"):
        assert client.get(f"/administration/audit?before={before}").status_code == 200


def test_a_removed_record_is_let_in_again_by_a_form_that_says_the_same_each_time(world: World) -> None:
    client, path = world.client("administrator"), "/administration/removed"
    assert path in client.page("/administration").links
    refused = client.submit(path, {"name": "Rain Barrel Workshop", "reason": "It asks."}, status=422)
    again = refused.get_data(as_text=True)
    assert "Say where it is" in again
    assert "Rain Barrel Workshop" in again
    client.submit(path, {"address": "info@barrel.example", "reason": "Its board asks."}, status=303)
    assert "Nothing keeps this record out of lists any more." in client.page(path).text
    assert "Its board asks." in client.page("/administration/audit?act=removal.let-in").text


def test_what_is_not_there_is_said_in_words_and_not_as_nought(world: World) -> None:
    page = world.client("administrator").page("/administration")
    for words in (
        "No report waits.", "Nothing waits.", "There are none yet.", "Nobody is to be told.",
        "No two records are known that may be the same.",
    ):  # fmt: skip
        assert words in page.text, words
    for nought in ("0 report", "0 hidden", "0 closed", "0 import", "0 wait", "0 told"):
        assert nought not in page.text
    assert {"/duplicates", "/reports"} <= set(page.links)


def test_acts_and_jobs_are_named_in_words_and_found_by_their_names(world: World) -> None:
    client, member = world.client("administrator"), world.accounts["member"]
    path = f"/administration/people/{member.id}"
    client.submit(path, {}, action=f"{path}/signout", status=303)
    own = client.page(f"/administration/people/{world.accounts['administrator'].id}")
    assert "Signed out everywhere" in own.text
    html = client.get("/administration/audit?act=account.end-sign-ins").get_data(as_text=True)
    assert '<option value="account.end-sign-ins" selected>Signed out everywhere</option>' in html
    assert '<td data-label="Act">Signed out everywhere</td>' in html
    with world.database.transaction() as session:
        jobs.enqueue(session, "jobs.tidy", now=NOW)
    assert "Tidy up old jobs" in client.page("/administration/jobs").text
