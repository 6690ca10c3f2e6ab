"""An invitation to a pilot from its mail to its answer, without an account and without script."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from matchmaker.jobs.worker import Worker
from matchmaker.models import Mail, MailLink, Pilot, PilotMember, Stakeholder
from matchmaker.services import notifications
from matchmaker.services.pilots.members import state_of
from tests.conftest import client_of
from tests.factories import NOW
from tests.web.test_pilots import link_of, press
from tests.web.world import World, counted, make_world

PILOT = "/pilots/p-1"
ADDRESS = "post@radhof.example"


@pytest.fixture
def world(app: Flask) -> World:
    """Nobody has an account for the one who is invited here."""
    world = make_world(app)
    with world.database.transaction() as session:
        new = Stakeholder(name="Allein", email=ADDRESS, languages=["en"], created_at=NOW, updated_at=NOW)
        session.add(new)
    return world


def invite(world: World) -> str:
    """The path of the link in the mail that an invitation sends."""
    world.client("organiser").submit(f"{PILOT}/members", {"names": "Allein"}, status=303)
    worker = Worker(world.database, world.app.extensions["settings"], clock=lambda: NOW)
    worker._scheduled_for = NOW.date()  # the work of the day is not what is tried here
    worker.run_due()
    with world.database.reading() as session:
        query = select(MailLink.id).join(Mail, Mail.id == MailLink.mail_id).where(Mail.address == ADDRESS)
        link_id = session.scalars(query).one()
    return f"/p/{notifications.link_token(link_id, world.app.config['SECRET_KEY'])}"


def state(world: World) -> str:
    with world.database.reading() as session:
        guest = session.scalars(select(Stakeholder.id).where(Stakeholder.name == "Allein")).one()
        return state_of(session.get_one(PilotMember, ("p-1", guest))).value


@pytest.mark.parametrize(
    ("act", "then", "said"),
    [("join", "joined", "You are a member of the pilot now."), ("refuse", "refused", "not invited")],
)
def test_opening_decides_nothing_and_a_button_does(world: World, act: str, then: str, said: str) -> None:
    path, guest = invite(world), world.client("visitor")
    for _ in range(2):
        page = guest.page(path)
        assert client_of(world.app).head(path, headers={"HX-Request": "true"}).status_code == 200
    assert "You answer for Allein" in page.text
    assert "Nobody sees your contact persons before" in page.text
    assert state(world) == "invited"
    answer = guest.get(path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "strict-origin"
    assert said in guest.page(press(guest, page, f"{path}/{act}")).text
    assert state(world) == then
    # A second press, by whomever, changes nothing and says so.
    assert client_of(world.app).post(f"{path}/join").status_code == 409
    assert "used already" in guest.page(path, status=409).text
    assert state(world) == then


def test_a_button_works_without_a_cookie_but_not_without_the_signature(world: World) -> None:
    path = invite(world)
    # The last letter of a signature holds spare bits: another one may mean the same.
    for forged in (f"{path}x", path[:-2], "/p/k-1.guessed"):
        assert client_of(world.app).post(f"{forged}/join").status_code == 404
    assert state(world) == "invited"
    assert client_of(world.app).post(f"{path}/join").status_code == 303
    assert state(world) == "joined"


def test_a_link_of_an_invitation_answers_no_introduction_and_the_other_way_round(world: World) -> None:
    path = invite(world)
    assert client_of(world.app).get(path.replace("/p/", "/i/")).status_code == 404
    assert client_of(world.app).post(path.replace("/p/", "/i/") + "/accept").status_code == 404
    assert state(world) == "invited"


def test_a_late_link_leads_to_a_clear_page(world: World) -> None:
    path = invite(world)
    world.app.extensions["clock"] = lambda: NOW + timedelta(days=61)
    assert "The time of this link is over." in world.client("visitor").page(path, status=422).text


def test_the_page_asks_the_database_little(world: World) -> None:
    path, guest = invite(world), world.client("visitor")
    guest.page(path)
    with counted(world.database) as asked:
        guest.page(path)
    assert len(asked) <= 15, asked


def test_organisers_see_who_said_no_and_who_has_no_address(world: World) -> None:
    path = invite(world)
    client_of(world.app).post(f"{path}/refuse")
    client = world.client("organiser")
    client.submit(f"{PILOT}/members", {"names": "Of no known kind"}, status=303)
    text = client.page(f"{PILOT}/members").text
    assert "Allein Said no, or was taken out, since 23 November 2026" in text
    assert "No address is known, so no invitation could be sent." in text
    narrowed = client.page(f"{PILOT}/members?state=unreachable").text
    assert "Of no known kind" in narrowed
    assert "Allein" not in narrowed


def test_a_recalled_link_is_dead_and_a_new_one_stands_there(world: World) -> None:
    old, client = link_of(world), world.client("organiser")
    press(client, client.page(f"{PILOT}/members"), f"{PILOT}/link/recall")
    new = link_of(world)
    assert new != old
    other = world.client("other")
    assert "This link does not work." in other.page(old, status=404).text
    other.page(new)


def test_an_administrator_takes_the_role_of_an_organiser_back(world: World) -> None:
    client = world.client("administrator")
    first = world.accounts["organiser"]
    path = f"{PILOT}/organisers/{first.id}/take-back"
    page = client.page(f"{PILOT}/edit")
    form = next(one for one in page.forms if one.action == path)
    assert client.post(path, data=dict(form.fields)).status_code == 409
    second = world.accounts["official"].email
    client.submit(f"{PILOT}/edit", {"email": second}, action=f"{PILOT}/organisers", status=303)
    press(client, client.page(f"{PILOT}/edit"), path)
    assert all(one.action != path for one in client.page(f"{PILOT}/edit").forms)
    world.client("organiser").page(f"{PILOT}/edit", status=403)
    assert "Take the role back" not in world.client("official").page(f"{PILOT}/edit").text


def test_a_pilot_that_is_over_takes_nobody_by_mail(world: World) -> None:
    path = invite(world)
    with world.database.transaction() as session:
        session.get_one(Pilot, "p-1").ends_on = NOW.date() - timedelta(days=1)
    assert "This pilot is over." in world.client("visitor").page(path, status=409).text
