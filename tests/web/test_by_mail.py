"""By real mails: a server takes them, and their links are pressed as they came."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage

import pytest
from flask import Flask

from matchmaker.core.introductions.states import State
from matchmaker.jobs.worker import Worker
from matchmaker.models import Introduction
from tests import smtp
from tests.conftest import client_of
from tests.factories import NOW
from tests.pages import PageClient
from tests.smtp import Server
from tests.web.world import World, begun, make_world


@pytest.fixture
def server() -> Iterator[Server]:
    """A mail server."""
    with smtp.running() as server:
        yield server


@pytest.fixture
def world(app: Flask) -> World:
    """Two who can mend washing machines."""
    return make_world(app)


def deliver(world: World, server: Server, now: datetime) -> None:
    """Let the worker send what waits."""
    world.app.extensions["clock"] = lambda: now
    settings = dataclasses.replace(
        world.app.extensions["settings"], mail_host="127.0.0.1", mail_port=server.port, mail_security="none"
    )
    worker = Worker(world.database, settings, clock=lambda: now)
    worker._scheduled_for = now.date()  # the work of the day is not what is tried here
    worker.run_due()


def words_of(mail: EmailMessage) -> str:
    """What a mail says as text, with its lines joined again."""
    part = mail.get_body(("plain",))
    assert part is not None
    return re.sub(r"(?m)(?<!^--) \r?\n", " ", str(part.get_content()))


def by_reader(mails: list[EmailMessage]) -> dict[str, str]:
    """What each reader reads, by address."""
    return {str(mail["To"]).split("<")[-1].strip(">"): words_of(mail) for mail in mails}


def link_in(server: Server, address: str) -> str:
    """The path behind the last mail to somebody that asks for an answer."""
    for mail in reversed(server.mails):
        found = re.search(r"https?://[^/\s]+(/i/\S+)", words_of(mail))
        if address in str(mail["To"]) and found:
            return found[1]
    raise AssertionError(f"no mail with a link came to {address}")


def press(client: PageClient, path: str, ending: str, **values: str) -> None:
    """Press the button of the form that goes there."""
    form = next(one for one in client.page(path).forms if one.action.endswith(ending))
    assert client.post(form.action, data=dict(form.fields) | values).status_code == 303


def test_from_asking_to_a_meeting_by_mail_alone(world: World, server: Server) -> None:
    id_, guest = begun(world), world.client("visitor")
    deliver(world, server, NOW)
    # Of Werkstatt Neckar somebody has an account, as of Radhof: both answer without signing in.
    a, b = (world.accounts[name].email for name in ("member", "other"))
    asked = by_reader(server.mails)
    assert set(asked) == {a, b}
    assert b not in asked[a]
    assert a not in asked[b]
    for address in (a, b):
        # A scanner opens the link before the reader does.
        assert client_of(world.app).get(link_in(server, address)).status_code == 200
        press(guest, link_in(server, address), "/accept")
    deliver(world, server, NOW + timedelta(minutes=1))
    told = by_reader(server.mails[2:])
    assert b in told[a]
    assert a in told[b]
    later = NOW + timedelta(minutes=2)
    day = NOW + timedelta(days=2)
    form = next(f for f in guest.page(link_in(server, a)).forms if f.action.endswith("/offer"))
    filled: dict[str, str | list[str]] = dict(form.fields)
    filled["offer-first_day"] = [str(part) for part in (day.day, day.month, day.year)]
    filled["offer-first_hour"] = "14:30"
    assert guest.post(form.action, data=filled).status_code == 303
    deliver(world, server, later)
    form = next(f for f in guest.page(link_in(server, b)).forms if f.action.endswith("/choose"))
    chosen = re.search(r'name="choose-time"[^>]*value="(\d+)"', guest.get(link_in(server, b)).text)
    assert chosen is not None
    assert guest.post(form.action, data=dict(form.fields) | {"choose-time": chosen[1]}).status_code == 303
    deliver(world, server, later + timedelta(minutes=1))
    entry = next(part for mail in server.mails for part in mail.walk() if part.get_filename())
    assert b"BEGIN:VEVENT" in entry.get_payload(decode=True)
    with world.database.reading() as session:
        assert session.get_one(Introduction, id_).state is State.MEETING_AGREED
    assert len(set(server.ids())) == len(server.mails)
