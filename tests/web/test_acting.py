"""Acting for a stakeholder in the browser: asked for, allowed, shown on every page, ended at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from matchmaker.core.notifications import MailKind
from matchmaker.models import ActingConsent, AuditEntry, Mail
from matchmaker.services import notifications
from tests.conftest import client_of
from tests.factories import NOW
from tests.pages import PageClient
from tests.services.people.keys import link_of
from tests.web.test_pilots import press
from tests.web.world import World, counted, make_world, token

BANNER = "You act for Werkstatt Neckar."


@pytest.fixture
def world(app: Flask) -> World:
    """The official of DE11 has no consent of the world's own stakeholder, which `member` owns."""
    return make_world(app)


def people(world: World) -> str:
    return f"/stakeholders/{world.own}/people"


def let(world: World, to: str = "official:DE11:") -> str:
    """Let officials act, on the page; the answer is the consent."""
    client = world.client("member")
    client.submit(people(world), {"to": to}, action=f"/stakeholders/{world.own}/consents", status=303)
    with world.database.reading() as session:
        return session.scalars(select(ActingConsent.id).order_by(ActingConsent.given_at.desc())).first() or ""


def begin(world: World, role: str = "official") -> PageClient:
    """A browser in which somebody acts."""
    client = world.client(role)
    page = client.page(f"/stakeholders/{world.own}/acting")
    press(client, page, f"/stakeholders/{world.own}/acting/start")
    return client


def test_a_claimed_profile_is_changed_by_an_official_only_with_its_consent(world: World) -> None:
    client = world.client("official")
    client.page(f"/stakeholders/{world.own}/edit", status=403)
    client.page(f"/stakeholders/{world.unsorted}/edit")
    assert f"/stakeholders/{world.own}/acting" in client.page(f"/stakeholders/{world.own}").links
    let(world)
    begin(world).page(f"/stakeholders/{world.own}/edit")


def test_a_request_goes_by_mail_and_its_answer_opens_the_door(world: World) -> None:
    client, path = world.client("official"), f"/stakeholders/{world.own}/acting"
    client.submit(path, {"reason": "I fill in what is missing."}, status=303)
    assert "The owners have not answered yet." in client.page(path).text
    link = link_of(world.database, MailKind.ACTING, world.accounts["member"].email)
    answer = f"/c/{notifications.link_token(link, world.app.config['SECRET_KEY'])}"
    owner = client_of(world.app)
    for _ in range(2):
        page = owner.page(answer)
    assert "May Official act for Werkstatt Neckar?" in page.text
    assert "I fill in what is missing." in page.text
    assert "may act for you for thirty days" in owner.page(press(owner, page, f"{answer}/give")).text
    assert owner.get(answer).status_code == 409
    assert "You may act until 23 December 2026." in client.page(path).text
    begin(world)


def test_a_request_is_refused_on_the_page_of_the_people(world: World) -> None:
    client, path = world.client("official"), f"/stakeholders/{world.own}/acting"
    client.submit(path, {"reason": "I fill in what is missing."}, status=303)
    owner = world.client("member")
    page = owner.page(people(world))
    assert "Official, official of Stuttgart asks to act for you “I fill in what is missing.”" in page.text
    with world.database.reading() as session:
        asked = session.scalars(select(ActingConsent.id)).one()
    press(owner, page, f"/consents/{asked}/refuse")
    assert "The owners said no on 23 November 2026." in client.page(path).text
    data = {"csrf_token": token(client), "reason": "Please."}
    assert client.post(path, data=data).status_code == 409
    assert client.post(f"{path}/start", data=data).status_code == 409


def test_every_page_says_for_whom_one_acts_and_how_to_stop(world: World) -> None:
    let(world)
    client = begin(world)
    for path in ("/", "/regions", "/stakeholders", "/account", f"/stakeholders/{world.own}/edit", "/pilots"):
        page = client.page(path)
        assert BANNER in page.text, path
        assert "/acting/stop" in [one.action for one in page.forms]
    assert BANNER in client.page("/no-such-page", status=404).text
    press(client, client.page("/account"), "/acting/stop")
    assert BANNER not in client.page("/account").text
    client.page(f"/stakeholders/{world.own}/edit", status=403)


def test_who_acts_holds_no_other_role_meanwhile(world: World) -> None:
    let(world)
    client = begin(world)
    client.page("/imports", status=403)
    client.page("/regions/DE11/people", status=403)
    client.page(f"/stakeholders/{world.unsorted}/edit", status=403)
    page = client.page(people(world))
    for text in ("Invite a colleague", "Let somebody act for you", "End it now", "Leave"):
        assert text not in page.text, text


def test_each_act_names_both_and_the_members_read_what_was_done(world: World) -> None:
    let(world)
    client = begin(world)
    press(client, client.page(f"/stakeholders/{world.own}"), f"/stakeholders/{world.own}/confirm")
    press(client, client.page("/account"), "/acting/stop")
    with world.database.reading() as session:
        rows = session.scalars(select(AuditEntry).where(AuditEntry.acting_for == world.own))
        found = [(one.act, one.account_id) for one in rows.all()]
    official = world.accounts["official"].id
    assert found == [
        ("acting.start", official), ("stakeholder.confirm", official), ("acting.stop", official),
    ]  # fmt: skip
    text = world.client("member").page(people(world)).text
    assert "Official confirmed the profile" in text
    assert "Official began to act for you" in text


def test_a_consent_that_ends_ends_the_acting_at_the_next_click(world: World) -> None:
    consent, client = let(world), begin(world)
    assert BANNER in client.page("/account").text
    owner = world.client("member")
    press(owner, owner.page(people(world)), f"/consents/{consent}/withdraw")
    assert BANNER not in client.page("/account").text
    client.page(f"/stakeholders/{world.own}/edit", status=403)
    data = {"csrf_token": token(client)}
    assert client.post(f"/stakeholders/{world.own}/confirm", data=data).status_code == 403


def test_a_new_consent_does_not_begin_the_acting_again_by_itself(world: World) -> None:
    consent, client = let(world), begin(world)
    owner = world.client("member")
    press(owner, owner.page(people(world)), f"/consents/{consent}/withdraw")
    client.page("/account")
    let(world)
    assert BANNER not in client.page("/account").text


def test_a_consent_runs_out(world: World) -> None:
    let(world)
    client = world.client("official", days=90)
    page = client.page(f"/stakeholders/{world.own}/acting")
    press(client, page, f"/stakeholders/{world.own}/acting/start")
    world.app.extensions["clock"] = lambda: NOW + timedelta(days=30)
    assert BANNER in client.page("/account").text
    world.app.extensions["clock"] = lambda: NOW + timedelta(days=31)
    assert BANNER not in client.page("/account").text


def test_a_consent_for_one_is_none_for_another(world: World) -> None:
    let(world, f"official:DE11:{world.accounts['official'].id}")
    begin(world)
    other = world.client("organiser")
    page = other.page(f"/stakeholders/{world.own}/acting")
    assert "Act for them now" not in page.text
    with other.session_transaction() as cookie:
        cookie["acting_for"] = world.own
    assert BANNER not in other.page("/account").text


def test_a_form_that_lets_nobody_act_is_refused_beside_its_field(world: World) -> None:
    client, path = world.client("member"), f"/stakeholders/{world.own}/consents"
    for values, said in (
        ({"to": ""}, "Choose who may act for you."),
        ({"to": "official:DE11:", "until": ["1", "1", "2020"]}, "Choose a day from today on"),
        ({"to": "official:DE11:", "until": ["41", "1", "2020"]}, "This day does not exist."),
        ({"to": "official:UKM8:"}, "Choose who may act for you."),
    ):
        answer = client.post(path, data={"csrf_token": token(client), **values})
        assert answer.status_code == 422
        assert said in answer.text


def test_the_acting_person_asks_the_database_little(world: World) -> None:
    let(world)
    client = begin(world)
    client.page(people(world))
    with counted(world.database) as asked:
        client.page(people(world))
    assert len(asked) <= 15, asked


def test_signing_out_ends_the_acting(world: World) -> None:
    let(world)
    client = begin(world)
    press(client, client.page("/account"), "/sign-out")
    assert BANNER not in client.page("/").text
    with world.database.reading() as session:
        assert session.scalars(select(Mail).where(Mail.kind == MailKind.ACTING)).all() == []
