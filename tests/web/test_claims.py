"""Claiming on the pages: from a profile, from a new one, by the link of a mail, by decision."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import unquote

import pytest
from flask import Flask
from sqlalchemy import select

from matchmaker.core.entities import Part, Role
from matchmaker.core.notifications import MailKind
from matchmaker.models import Account, Claim, RoleGrant, Stakeholder
from matchmaker.services import notifications
from tests.conftest import client_of
from tests.factories import NOW, make_account, make_stakeholder
from tests.pages import PageClient
from tests.services.accounts.keys import newest_path
from tests.services.people.keys import link_of
from tests.web.test_pilots import press
from tests.web.world import World, claimed, counted, make_world, token

CONTACT, INSIDE = "info@choir.example", "nora@choir.example"


@pytest.fixture
def world(app: Flask) -> World:
    """The world, with a choir that nobody looks after."""
    return make_world(app)


@pytest.fixture
def choir(world: World) -> str:
    """The id of the record of the choir."""
    with world.database.transaction() as session:
        made = make_stakeholder(
            session, name="Neckar Choir", email=CONTACT, website="https://choir.example", languages=["en"],
            source="list of the region",
        )  # fmt: skip
        world.accounts["singer"] = make_account(
            session, name="Nora Note", email="nora@post.example", demo_part="singer", language="en"
        )
        world.accounts["inside"] = make_account(session, name="Ines", email=INSIDE, demo_part="inside")
        return made.id


def path_of(world: World, address: str) -> str:
    """Where the newest link about a claim to an address leads."""
    link_id = link_of(world.database, MailKind.CLAIM, address)
    return f"/claim/{notifications.link_token(link_id, world.app.config['SECRET_KEY'])}"


def owners(world: World, record: str) -> list[str]:
    mine = RoleGrant.role == Role.MEMBER, RoleGrant.place == record, RoleGrant.part == Part.OWNER
    with world.database.reading() as session:
        query = select(Account.name).join(RoleGrant, RoleGrant.account_id == Account.id)
        return sorted(session.scalars(query.where(*mine)))


def ask(world: World, record: str, words: str, by: str = "singer") -> PageClient:
    """Somebody asks for a decision."""
    client, page = world.client(by), f"/stakeholders/{record}/claim"
    client.submit(page, {"words": words}, action=f"{page}/words", status=303)
    return client


def the_claim(world: World) -> str:
    with world.database.reading() as session:
        return session.scalars(select(Claim.id)).one()


def test_a_visitor_is_led_from_the_profile_through_signing_in_and_back(world: World, choir: str) -> None:
    visitor, page = client_of(world.app), f"/stakeholders/{choir}/claim"
    profile = visitor.page(f"/stakeholders/{choir}")
    assert page in profile.links
    assert CONTACT not in profile.text
    answer = visitor.get(page)
    assert answer.location == f"/sign-in?next={page}"


def test_a_newcomer_makes_an_account_and_comes_back_to_the_claim(world: World, choir: str) -> None:
    visitor, page = client_of(world.app), f"/stakeholders/{choir}/claim"
    register = next(link for link in visitor.page(f"/sign-in?next={page}").links if "/register" in link)
    data = {"csrf_token": token(visitor), "name": "Nele New", "email": "nele@post.example"}
    assert visitor.post(register, data=data).status_code == 303
    path = newest_path(world.database, MailKind.REGISTER, world.app.config["SECRET_KEY"])
    words = "four words which nobody else has chosen"
    answer = visitor.submit(path, {"password": words}, action=f"{path}/password", status=303)
    # What is asked of newcomers comes first, and may be answered already.
    assert page in unquote(answer.location)
    assert "Is Neckar Choir yours?" in visitor.page(page).text


def test_the_mail_to_the_record_makes_the_claimant_the_owner(world: World, choir: str) -> None:
    client, page = world.client("singer"), f"/stakeholders/{choir}/claim"
    shown = client.page(page)
    assert "in***@choir.example" in shown.text
    assert CONTACT not in shown.text
    press(client, shown, f"{page}/mail")
    assert "Your claim waits for an answer." in client.page(page).text
    path, reader = path_of(world, CONTACT), client_of(world.app)
    for _ in range(2):
        text = reader.page(path).text
    assert "Does Nora Note belong to Neckar Choir?" in text
    assert "nora@post.example" in text
    assert owners(world, choir) == []
    thanks = press(reader, reader.page(path), f"{path}/yes")
    assert "This person looks after the profile now" in reader.page(thanks).text
    assert owners(world, choir) == ["Nora Note"]
    assert "used already" in reader.page(path, status=409).text
    client.page(f"/stakeholders/{choir}/edit")
    text = client.page(f"/stakeholders/{choir}").text
    assert "This is us" not in text
    assert "list of the region" in text


def test_who_opens_the_link_as_claimant_goes_on_to_check_what_stands_there(world: World, choir: str) -> None:
    client, page = world.client("singer"), f"/stakeholders/{choir}/claim"
    client.submit(page, {"address": "Nora@Choir.example"}, action=f"{page}/mail", status=303)
    path = path_of(world, "nora@choir.example")
    assert press(client, client.page(path), f"{path}/yes") == f"/stakeholders/{choir}/edit"


def test_who_has_an_address_there_presses_one_button(world: World, choir: str) -> None:
    client, page = world.client("inside"), f"/stakeholders/{choir}/claim"
    shown = client.page(page)
    assert "Your address nora@choir.example belongs to the organisation." in shown.text
    assert "Let somebody decide" not in shown.text
    assert press(client, shown, f"{page}/now") == f"/stakeholders/{choir}/edit"
    assert "You look after this profile now." in client.page(f"/stakeholders/{choir}/edit").text
    assert owners(world, choir) == ["Ines"]


def test_this_was_not_us_ends_the_claim(world: World, choir: str) -> None:
    client, page = world.client("singer"), f"/stakeholders/{choir}/claim"
    press(client, client.page(page), f"{page}/mail")
    path, reader = path_of(world, CONTACT), client_of(world.app)
    thanks = press(reader, reader.page(path), f"{path}/no")
    assert "Nobody got the profile." in reader.page(thanks).text
    assert owners(world, choir) == []
    assert "You did not get it." in client.page("/account").text


@pytest.mark.parametrize(
    "address", ["", "nobody", "nora@gmail.com", "nora@other.example", "<b>@choir.example"]
)
def test_a_foreign_address_is_refused_beside_its_field(world: World, choir: str, address: str) -> None:
    client, page = world.client("singer"), f"/stakeholders/{choir}/claim"
    client.submit(page, {"address": address}, action=f"{page}/mail", status=422)
    assert client.last is not None
    assert ("address", address) in [pair for form in client.last.forms for pair in form.fields]
    assert link_of(world.database, MailKind.CLAIM, address) == ""


def test_too_many_mails_are_told_on_the_page(world: World, choir: str) -> None:
    client, page = world.client("singer"), f"/stakeholders/{choir}/claim"
    for _ in range(3):
        press(client, client.page(page), f"{page}/mail")
    client.submit(page, {"address": INSIDE}, action=f"{page}/mail", status=429)
    assert client.last is not None
    assert "Three e-mails about this profile went out within a day." in client.last.text


def test_an_official_reads_what_speaks_for_a_claim_and_decides(world: World, choir: str) -> None:
    singer, official = ask(world, choir, "I am the treasurer."), world.client("official")
    assert "1 claim of a profile waits for your decision." in official.page("/account").text
    listed = official.page("/claims")
    path = f"/claims/{the_claim(world)}"
    assert path in listed.links
    assert "“I am the treasurer.”" in listed.text
    shown = official.page(path).text
    assert "Nora Note claims Neckar Choir" in shown
    assert "nora@post.example is not at the domain of the profile." in shown
    assert "The person’s name stands in this address." in shown
    official.submit(path, {"reason": ""}, action=f"{path}/give", status=422)
    assert official.last is not None
    assert official.last.text.count("Say why. The claimant reads it.") >= 2
    official.submit(path, {"reason": "I heard her sing."}, action=f"{path}/give", status=303)
    assert owners(world, choir) == ["Nora Note"]
    assert "You got it. “I heard her sing.”" in singer.page("/account").text
    official.page(path, status=409)
    assert "No claim waits" in official.page("/claims").text


def test_a_refusal_is_read_by_the_claimant(world: World, choir: str) -> None:
    singer, official = ask(world, choir, "Me."), world.client("official")
    path = f"/claims/{the_claim(world)}"
    data = {"csrf_token": token(official), "reason": "Say more."}
    assert official.post(f"{path}/refuse", data=data).status_code == 303
    assert "You did not get it. “Say more.”" in singer.page("/account").text
    ask(world, choir, "I am the treasurer since 2020.")


def test_other_runners_find_the_list_empty_and_the_claim_closed(world: World, choir: str) -> None:
    ask(world, choir, "Me.")
    for role in ("far_official", "organiser"):
        client = world.client(role)
        assert "No claim waits" in client.page("/claims").text
        client.page(f"/claims/{the_claim(world)}", status=403)
    assert "Nora Note claims Neckar Choir" in world.client("administrator").page("/claims").text


def test_a_claim_is_withdrawn_on_the_account_page(world: World, choir: str) -> None:
    client, claim = ask(world, choir, "Me."), the_claim(world)
    page = client.page("/account")
    assert "Profiles that you claimed" in page.text
    assert press(client, page, f"/claims/{claim}/withdraw") == "/account"
    assert "You took it back." in client.page("/account").text
    assert client.post(f"/claims/{claim}/withdraw", data={"csrf_token": token(client)}).status_code == 404


def test_a_dispute_is_asked_for_and_decided(world: World, choir: str) -> None:
    press(inside := world.client("inside"), inside.page(f"/stakeholders/{choir}/claim"),
          f"/stakeholders/{choir}/claim/now")  # fmt: skip
    singer = world.client("singer")
    assert f"/stakeholders/{choir}/claim" in singer.page(f"/stakeholders/{choir}").links
    shown = singer.page(f"/stakeholders/{choir}/claim").text
    assert "This is wrong: it is ours" in shown
    assert "Write to this address" not in shown
    assert "choir.example" not in shown
    ask(world, choir, "Ines left us.")
    official, path = world.client("official"), f"/claims/{the_waiting(world)}"
    assert "Nora Note disputes Neckar Choir" in official.page("/claims").text
    official.submit(path, {"reason": "She left.", "instead": "y"}, action=f"{path}/give", status=303)
    assert owners(world, choir) == ["Nora Note"]
    inside.page(f"/stakeholders/{choir}/edit", status=403)


def the_waiting(world: World) -> str:
    with world.database.reading() as session:
        return session.scalars(select(Claim.id).where(Claim.decided_at.is_(None))).one()


def test_a_decision_on_an_old_page_is_refused(world: World, choir: str) -> None:
    first, official = claimed(world, choir), world.client("official")
    path = f"/claims/{first}"
    seen = dict(official.page(path).forms[-1].fields)["seen"]
    claimed(world, choir)
    data = {"csrf_token": token(official), "seen": seen, "reason": "Yes."}
    assert official.post(f"{path}/give", data=data).status_code == 409
    for wrong in ("", "free", "x" * 5000, "free q-none"):
        assert official.post(f"{path}/give", data={**data, "seen": wrong}).status_code == 409
    assert owners(world, choir) == []


def test_the_way_from_a_new_profile_of_the_same_name(world: World, choir: str) -> None:
    client = world.client("singer")
    page = client.page("/stakeholders/choose?name=Neckar+Choir")
    assert "Is it one of these?" in page.text
    assert f"/stakeholders/{choir}/claim" in page.links


def test_who_belongs_to_it_or_acts_sees_no_way_to_claim(world: World) -> None:
    page = f"/stakeholders/{world.own}/claim"
    client = world.client("member")
    assert page not in client.page(f"/stakeholders/{world.own}").links
    assert "You belong to this profile already." in client.page(page, status=409).text
    assert page not in client_of(world.app).page(f"/stakeholders/{world.own}").links


def test_a_hidden_record_is_not_found(world: World) -> None:
    for role in ("other", "official"):
        world.client(role).page(f"/stakeholders/{world.hidden}/claim", status=404)
    world.client("other").page("/stakeholders/s-none/claim", status=404)


def test_links_that_are_late_foreign_or_of_a_changed_record_lead_to_a_clear_page(
    world: World, choir: str
) -> None:
    client, page = world.client("singer"), f"/stakeholders/{choir}/claim"
    client.submit(page, {"address": INSIDE}, action=f"{page}/mail", status=303)
    path, reader = path_of(world, INSIDE), client_of(world.app)
    for wrong in ("/claim/guessed", path.replace("/claim/", "/r/"), path.replace("/claim/", "/s/")):
        assert reader.get(wrong).status_code == 404
    with world.database.transaction() as session:
        session.get_one(Stakeholder, choir).email = "new@elsewhere.example"
        session.get_one(Stakeholder, choir).website = ""
    assert "does not stand for the profile any more" in reader.page(path, status=409).text
    world.app.extensions["clock"] = lambda: NOW + timedelta(days=15)
    assert "The time of this link is over." in reader.page(path, status=422).text


def test_the_pages_ask_few_questions(world: World, choir: str) -> None:
    for number in range(12):
        claimed(world, choir, words=f"Words {number}")
    official = world.client("official")
    with world.database.reading() as session:
        first = session.scalars(select(Claim.id)).first()
    for client, path in (
        (official, "/claims"),
        (official, f"/claims/{first}"),
        (world.client("singer"), f"/stakeholders/{choir}/claim"),
    ):
        client.get(path)
        with counted(world.database) as asked:
            assert client.get(path).status_code == 200
        assert len(asked) <= 15, (path, len(asked))
