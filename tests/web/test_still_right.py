"""Confirming a profile by the link of a mail: opening it decides nothing, the one button does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from matchmaker.core.notifications import MailKind
from matchmaker.models import Mail, MailLink, Stakeholder
from matchmaker.services import notifications
from matchmaker.services.profiles import freshness
from tests.conftest import client_of
from tests.factories import NOW
from tests.web.world import World

YEAR_AGO = NOW.date() - timedelta(days=365)


@pytest.fixture
def link(world: World) -> str:
    """The address in the mail that asks about the world's own profile."""
    with world.database.transaction() as session:
        session.get_one(Stakeholder, world.own).verified_on = YEAR_AGO
        freshness.ask(session, [world.own], now=NOW)
        made = session.scalars(select(MailLink)).one()
    return f"/s/{notifications.link_token(made.id, world.app.config['SECRET_KEY'])}"


def verified(world: World) -> date | None:
    with world.database.reading() as session:
        return session.get_one(Stakeholder, world.own).verified_on


def test_the_page_shows_all_of_it_and_opening_it_decides_nothing(world: World, link: str) -> None:
    client = client_of(world.app)
    for _ in range(2):
        page = client.page(link)
        assert client.head(link, headers={"HX-Request": "true"}).status_code == 200
    for words in (
        "Werkstatt Neckar",
        "post@werkstatt.example",
        "A course in repairing",
        "last confirmed on 23",
    ):
        assert words in page.text
    assert f"/stakeholders/{world.own}/edit" in page.links
    assert verified(world) == YEAR_AGO


def test_one_button_confirms_without_signing_in_and_only_once(world: World, link: str) -> None:
    client = client_of(world.app)
    answer = client.submit(link, {}, status=303)
    assert "confirmed today" in client.page(answer.location).text
    assert verified(world) == NOW.date()
    assert "used already" in client.page(link, status=409).text


def test_a_link_whose_question_is_answered_says_so(world: World, link: str) -> None:
    member = world.client("member")
    member.submit(f"/stakeholders/{world.own}", {}, action=f"/stakeholders/{world.own}/confirm", status=303)
    client = client_of(world.app)
    assert "confirmed this profile already" in client.page(link, status=409).text


def test_a_link_that_nobody_signed_opens_nothing(world: World, link: str) -> None:
    client = client_of(world.app)
    assert client.get(link[:-8] + "AAAAAAAA").status_code == 404
    assert client.get(link.replace("/s/", "/i/")).status_code == 404
    assert client.get(link.replace("/s/", "/p/")).status_code == 404
    assert client.get(link.replace("/s/", "/a/")).status_code == 404


def test_the_page_is_kept_nowhere_and_told_to_nobody(world: World, link: str) -> None:
    answer = client_of(world.app).get(link)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_its_people_see_that_it_is_not_suggested_and_what_to_do(world: World, link: str) -> None:
    path = f"/stakeholders/{world.own}"
    assert "We have asked whether this profile" in world.client("member").page(path).text
    with world.database.transaction() as session:
        session.get_one(Stakeholder, world.own).asked_on = NOW.date() - timedelta(weeks=8)
    member = world.client("member")
    assert "not suggested to others" in member.page(path).text
    for role in ("visitor", "other", "organiser"):
        text = world.client(role).page(path).text
        assert "not suggested to others" not in text
        assert "Not confirmed since 23 November 2025." in text
    member.submit(path, {}, action=f"{path}/confirm", status=303)
    assert "not suggested to others" not in member.page(path).text


def test_the_directory_still_lists_it_and_says_since_when_nobody_confirmed_it(
    world: World, link: str
) -> None:
    with world.database.transaction() as session:
        session.get_one(Stakeholder, world.own).asked_on = NOW.date() - timedelta(weeks=9)
    text = world.client("visitor").page("/stakeholders").text
    assert "Werkstatt Neckar" in text
    assert text.count("Not confirmed since 23 November 2025.") == 1


def test_one_may_leave_these_mails_and_is_told_what_follows(world: World, link: str) -> None:
    with world.database.reading() as session:
        mail = session.scalars(select(Mail).where(Mail.kind == MailKind.CONFIRM)).one()
    leave = notifications.leave_token(mail.address, MailKind.CONFIRM, world.app.config["SECRET_KEY"])
    text = client_of(world.app).page(f"/unsubscribe/{leave}").text
    assert "is not suggested to others" in text
    assert "Is your profile still right?" in world.client("member").page("/account/notifications").text
