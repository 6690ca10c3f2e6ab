"""A copy of everything about me: asked for with my password, fetched in the same browser, for a day."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from flask import Flask

from matchmaker.models import Mail
from matchmaker.services import privacy
from matchmaker.services.privacy import copies
from matchmaker.services.privacy.copies import COPIES
from tests.factories import PASSWORD
from tests.web.world import World, begun, token

PAGE = "/account/data"


def test_a_copy_is_made_and_fetched(world: World) -> None:
    begun(world)
    client = world.client("member")
    assert PAGE in client.page("/account/privacy").links
    made = client.submit(PAGE, {"password": PASSWORD}, status=303)
    address = made.location
    assert f"{address}.zip" in client.page(address).links
    answer = client.get(f"{address}.zip", buffered=True)
    assert answer.mimetype == "application/zip"
    assert answer.headers["Cache-Control"] == "no-store"
    archive = zipfile.ZipFile(io.BytesIO(answer.get_data()))
    (account,) = json.loads(archive.read("json/accounts.json"))
    mine, other = (world.accounts[role].email for role in ("member", "other"))
    assert account["email"] == mine
    assert json.loads(archive.read("json/mails.json"))
    assert not any(other.encode() in archive.read(name) for name in archive.namelist())


def test_without_the_password_there_is_no_copy(world: World) -> None:
    client = world.client("member")
    client.submit(PAGE, {"password": "a wrong password"}, status=422)
    assert client.last is not None
    assert "This is not your password." in client.last.text


def test_another_browser_of_the_same_person_cannot_fetch_it(world: World) -> None:
    address = world.client("member").submit(PAGE, {"password": PASSWORD}, status=303).location
    for role in ("member", "other"):
        client = world.client(role)
        assert client.get(f"{address}.zip", buffered=True).status_code == 404
        assert client.get(address).status_code == 404


def test_a_large_copy_is_made_by_a_job_and_its_page_says_so(
    world: World, sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "AT_ONCE", 0)
    client = world.client("member")
    address = client.submit(PAGE, {"password": PASSWORD}, status=303).location
    assert "The copy is being made" in client.page(address).text
    assert client.get(f"{address}.zip", buffered=True).status_code == 404
    folder = sqlite_app.extensions["settings"].folder
    with world.database.transaction() as session:
        built = privacy.build(session, address.rpartition("/")[2], folder=folder, progress=lambda *_: None)
        privacy.finish(session, built)
    assert f"{address}.zip" in client.page(address).links
    assert client.get(f"{address}.zip", buffered=True).status_code == 200


def test_the_address_of_the_part_about_introductions_leads_to_the_whole(world: World) -> None:
    assert world.client("member").get("/account/data/introductions.json").location == PAGE


def test_an_erased_address_reads_so_in_the_outbox(world: World) -> None:
    begun(world)
    client = world.client("administrator")
    with world.database.transaction() as session:
        for mail in session.query(Mail):
            mail.address = mail.name = ""
    assert "Address erased" in client.page("/outbox").text


def test_guessing_the_password_is_slowed_down(world: World) -> None:
    client = world.client("member")
    data = {"password": "wrong", "csrf_token": token(client)}
    answers = [client.post(PAGE, data=data).status_code for _ in range(9)]
    assert answers[-1] == 429


def test_asking_for_copies_is_slowed_down(world: World) -> None:
    client = world.client("member")
    data = {"password": PASSWORD, "csrf_token": token(client)}
    answers = [client.post(PAGE, data=data).status_code for _ in range(COPIES.tries + 1)]
    assert answers == [303] * COPIES.tries + [429]
