"""What one hears of, leaving by a link, and the outbox, through pages without script."""

from __future__ import annotations

import dataclasses

import pytest
from flask import Flask

from matchmaker.app import create_app
from matchmaker.core.entities import Role
from matchmaker.core.notifications import OF_THE_ACCOUNT, MailKind, MailState
from matchmaker.models import Mail
from matchmaker.services import notifications
from tests.conftest import client_of, make_app
from tests.factories import NOW, grant, make_stakeholder
from tests.pages import PageClient
from tests.services.notifications.posting import put
from tests.web.world import World, counted, token

ADDRESS = "ute@example.org"


def leaving(world: World, kind: MailKind = MailKind.MESSAGE) -> str:
    secret = world.app.config["SECRET_KEY"]
    return f"/unsubscribe/{notifications.leave_token(ADDRESS, kind, secret)}"


def written(world: World, key: str = "k", kind: MailKind = MailKind.MESSAGE) -> Mail | None:
    with world.database.transaction() as session:
        return put(session, key, kind=kind)


def test_choices_are_kept_and_shown(world: World) -> None:
    client = world.client("member")
    assert "/account/notifications" in client.page("/account").links
    client.submit("/account/notifications", {"message": "daily", "asked": "never"}, status=303)
    kept = dict(client.page("/account/notifications").forms[-1].fields)
    assert (kept["message"], kept["asked"], kept["ended"]) == ("daily", "never", "at_once")


def test_only_who_has_a_desk_is_asked_about_it(world: World) -> None:
    about = "Something waits on the broker’s desk"
    assert about in world.client("organiser").page("/account/notifications").text
    assert about not in world.client("member").page("/account/notifications").text


def test_quiet_hours_are_kept_and_too_long_ones_refused(world: World) -> None:
    client, path = world.client("member"), "/account/notifications"
    kept = dict(client.page(path).forms[-1].fields)
    assert (kept["quiet_from"], kept["quiet_until"]) == ("21", "7")
    client.submit(path, {"quiet_from": "22", "quiet_until": "6"}, status=303)
    kept = dict(client.page(path).forms[-1].fields)
    assert (kept["quiet_from"], kept["quiet_until"]) == ("22", "6")
    answer = client.submit(path, {"quiet_from": "8", "quiet_until": "6"}, status=422)
    assert "Leave us at least 6 hours of the day" in answer.get_data(as_text=True)
    assert 'id="quiet_until-error"' in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("field", "answer"), [("asked", "weekly"), ("message", "hourly"), ("message", ""), ("quiet_from", "24")]
)
def test_what_cannot_be_had_is_refused_beside_its_field(world: World, field: str, answer: str) -> None:
    response = world.client("member").submit("/account/notifications", {field: answer}, status=422)
    assert f'id="{field}-error"' in response.get_data(as_text=True)


def test_opening_the_link_decides_nothing_and_the_button_does(world: World) -> None:
    client, path = world.client("visitor"), leaving(world)
    for _ in range(2):
        assert "Shall we write no more e-mails of this kind to ute@example.org" in client.page(path).text
        assert client.head(path, headers={"HX-Request": "true"}).status_code == 200
    assert written(world) is not None
    response = client.submit(path, {"what": "kind"}, status=303)
    assert "We write no more e-mails of this kind to ute@example.org" in client.page(response.location).text
    assert written(world, "k2") is None
    assert written(world, "k3", MailKind.ASKED) is not None


def test_one_click_of_a_mail_program_needs_no_form_token(world: World) -> None:
    response = client_of(world.app).post(leaving(world), data={"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert written(world) is None


def test_leaving_everything(world: World) -> None:
    client = world.client("visitor")
    response = client.post(leaving(world), data={"what": "all"})
    assert "We write no more e-mails to ute@example.org." in client.page(response.location).text
    for kind in MailKind:
        assert (written(world, kind, kind) is None) == (kind not in OF_THE_ACCOUNT), kind


def test_a_link_that_nobody_signed_leads_nowhere(world: World) -> None:
    client = world.client("visitor")
    assert "not whole" in client.page("/unsubscribe/guessed", status=404).text
    assert client.post(leaving(world)[:-1], data={"what": "all"}).status_code == 404


def test_administrators_read_the_outbox_and_try_again(world: World) -> None:
    mail = written(world)
    assert mail is not None
    with world.database.transaction() as session:
        session.get_one(Mail, mail.id).state = MailState.DEAD
        session.get_one(Mail, mail.id).error = "550 No such person."
    client = world.client("administrator")
    with counted(world.database) as asked:
        text = client.page("/outbox?state=dead").text
    assert "Given up. 550 No such person." in text
    assert len(asked) <= 15
    client.submit("/outbox", {}, action=f"/outbox/{mail.id}/again", status=303)
    assert "Goes out on 23 November 2026, 10:00." in client.page(f"/outbox/{mail.id}").text
    response = client.post(f"/outbox/{mail.id}/again", data={"csrf_token": token(client)})
    assert response.status_code == 409
    client.page("/outbox/m-none", status=404)


def test_the_outbox_shows_times_on_the_clock_of_the_reader(world: World) -> None:
    assert written(world) is not None
    with world.database.transaction() as session:
        grant(session, world.accounts["administrator"], Role.OFFICIAL, "FI1B")
    assert "Goes out on 23 November 2026, 11:00." in world.client("administrator").page("/outbox").text
    with world.database.transaction() as session:
        here = make_stakeholder(session, country="GB")
        grant(session, world.accounts["administrator"], Role.MEMBER, here.id)
    assert "Goes out on 23 November 2026, 09:00." in world.client("administrator").page("/outbox").text


@pytest.fixture
def demo(world: World) -> Flask:
    settings = dataclasses.replace(world.app.extensions["settings"], demo=True)
    return make_app(settings, world.database, NOW)


def test_in_a_demonstration_everybody_who_signed_in_reads_the_outbox(world: World, demo: Flask) -> None:
    mail = written(world)
    assert mail is not None
    client = World(demo).client("member")
    assert isinstance(client, PageClient)
    assert "/outbox" in client.page("/account").links
    assert f"/outbox/{mail.id}" in client.page("/outbox").links
    assert ADDRESS in client.page(f"/outbox/{mail.id}").text
    world.client("member").page("/outbox", status=403)


def test_an_app_knows_where_it_is(world: World) -> None:
    settings = dataclasses.replace(world.app.extensions["settings"], base_url="https://match.example/")
    assert (
        create_app(settings, database=world.database).extensions["settings"].site_url
        == "https://match.example"
    )
