"""My privacy: what I agree to, whether I am suggested, and the register for everybody to read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from matchmaker.core.privacy.consents import TEXTS, Asked
from matchmaker.core.privacy.register import REGISTER
from matchmaker.models import Account, Consent, Stakeholder
from tests.conftest import client_of
from tests.factories import PASSWORD, make_account
from tests.pages import PageClient
from tests.web.world import World, counted, token

PAGE = "/account/privacy"


@pytest.fixture
def newcomer(world: World) -> str:
    """The address of somebody who has not been asked anything yet."""
    with world.database.transaction() as session:
        return make_account(session).email


def sign_in(world: World, email: str, wanted: str = "/stakeholders") -> tuple[PageClient, str]:
    """Sign in through the page; the answer is where it leads."""
    client = client_of(world.app)
    data = {"email": email, "password": PASSWORD, "csrf_token": token(client)}
    return client, client.post(f"/sign-in?next={wanted}", data=data).location


def agreed(world: World) -> set[str]:
    query = select(Consent.what).where(Consent.given_at.is_not(None), Consent.withdrawn_at.is_(None))
    with world.database.reading() as session:
        return {what.value for what in session.scalars(query)}


def test_who_signs_in_for_the_first_time_is_asked_once(world: World, newcomer: str) -> None:
    client, target = sign_in(world, newcomer)
    assert target == "/account/asked?next=/stakeholders"
    page = client.page(target)
    assert "Learn from my judgements" in page.text
    assert ("agree", "news") not in page.forms[-1].fields, "no box is filled in for anybody"
    assert client.submit(target, {}, action="/account/asked", status=303).location == "/stakeholders"
    assert agreed(world) == {"notice"}
    assert sign_in(world, newcomer)[1] == "/stakeholders"


def test_a_new_version_of_a_text_is_asked_anew(
    world: World, newcomer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, target = sign_in(world, newcomer)
    client.submit(target, {"agree": ["news", "statistics"]}, action="/account/asked", status=303)
    monkeypatch.setitem(TEXTS, Asked.NEWS, replace(TEXTS[Asked.NEWS], version="2027-01-01"))
    client, target = sign_in(world, newcomer)
    page = client.page(target)
    assert "We have changed what we tell and ask you." in page.text
    assert [value for name, value in page.forms[-1].fields if name == "agree"] == ["statistics"]


def test_asking_leads_nowhere_else(world: World, newcomer: str) -> None:
    client, _ = sign_in(world, newcomer)
    data = {"next": "//elsewhere.example", "csrf_token": token(client)}
    assert client.post("/account/asked", data=data).location == "/"


def test_agreeing_and_taking_back(world: World) -> None:
    client = world.client("member")
    client.submit(PAGE, {"agree": ["news"]}, action=f"{PAGE}/consents", status=303)
    assert agreed(world) == {"notice", "news"}
    assert "You agreed on 23 November 2026." in client.page(PAGE).text
    data = {"csrf_token": token(client)}
    assert client.post(f"{PAGE}/consents", data=data).status_code == 303
    assert agreed(world) == {"notice"}


def test_one_tap_takes_a_profile_out_of_suggestions_and_another_brings_it_back(world: World) -> None:
    client = world.client("member")
    action = f"{PAGE}/suggested/{world.own}"
    for opted_out, said in ((True, "is suggested to nobody now"), (False, "is suggested to others again")):
        assert client.submit(PAGE, {}, action=action, status=303).location == PAGE
        assert f"Werkstatt Neckar {said}." in client.page(PAGE).text
        with world.database.reading() as session:
            assert session.get_one(Stakeholder, world.own).opted_out is opted_out


def test_the_page_asks_the_database_little_and_leads_to_what_one_may_do(world: World) -> None:
    client = world.client("member")
    for path in (PAGE, "/account/data", "/account/erase", f"/stakeholders/{world.own}/erase"):
        with counted(world.database) as asked:
            client.page(path)
        assert len(asked) <= 15, (path, asked)
    links = client.page(PAGE).links
    assert {"/account/data", "/account/erase", f"/stakeholders/{world.own}/erase"} <= set(links)


def test_everybody_reads_the_whole_register(world: World) -> None:
    page = world.client("visitor").page("/your-data")
    assert [one.what for one in REGISTER if one.what not in page.text] == []
    assert "30 days after it ended" in page.text
    assert "1 day after the first try" in page.text
    assert PAGE not in page.links
    assert PAGE in world.client("member").page("/your-data").links


def test_the_people_of_the_world_are_asked_nothing(world: World) -> None:
    with world.database.reading() as session:
        email = session.scalars(select(Account.email).where(Account.demo_part == "member")).one()
    assert sign_in(world, email)[1] == "/stakeholders"
