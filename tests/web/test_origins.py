"""The page of a contact who was told: opening it decides nothing, each button does what it says, once."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from matchmaker.core.entities import Role
from matchmaker.core.notifications import MailState
from matchmaker.models import Mail, MailLink, OriginNotice, Stakeholder
from matchmaker.services import notifications, origins
from tests.conftest import client_of
from tests.factories import NOW, grant, make_account, make_stakeholder
from tests.pages import PageClient
from tests.web.world import World

LIST = (
    "id,name,country,city,email\n"
    "1,Kettle Kitchen,Germany,Ulm,post@kettle.example\n"
    "2,Barrel Hall,Germany,Ulm,\n"
)


def write_to(world: World, **values: object) -> str:
    """A record whose contact is told; the answer is the path of the link."""
    with world.database.transaction() as session:
        given = {"name": "Lantern School", "email": "post@lantern.example", "languages": ["en"], "region": ""}
        one = make_stakeholder(session, **(given | values))
        origins.tell(session, [one.id], now=NOW)
        query = select(MailLink).join(OriginNotice, OriginNotice.link_id == MailLink.id)
        link = session.scalars(query.where(OriginNotice.stakeholder_id == one.id)).one()
        return f"/o/{notifications.link_token(link.id, world.app.config['SECRET_KEY'])}"


@pytest.fixture
def path(world: World) -> str:
    """The link in the mail to the contact of one record."""
    return write_to(world)


def record(world: World) -> Stakeholder | None:
    with world.database.reading() as session:
        return session.scalar(select(Stakeholder).where(Stakeholder.name == "Lantern School"))


def test_the_page_shows_the_record_and_opening_it_decides_nothing(world: World, path: str) -> None:
    client = client_of(world.app)
    for _ in range(2):
        page = client.page(path)
        assert client.head(path, headers={"HX-Request": "true"}).status_code == 200
    found = record(world)
    assert found is not None
    for words in (
        "What we keep about Lantern School",
        "typed it in on 23 November 2026",
        "Everybody sees: the name, what it does, the town and languages.",
        "We write no more to post@lantern.example.",
        found.about,
    ):
        assert words in page.text, words
    assert f"/stakeholders/{found.id}/claim" in page.links


def test_two_presses_remove_it_without_signing_in_and_only_once(world: World, path: str) -> None:
    client = client_of(world.app)
    asked = client.page(f"{path}/remove")
    assert "Remove “Lantern School” for good" in asked.text
    assert record(world) is not None
    answer = client.submit(f"{path}/remove", {}, action=f"{path}/remove", status=303)
    assert "The record is erased." in client.page(answer.location).text
    assert record(world) is None
    for again in (path, f"{path}/remove"):
        assert "used already" in client.page(again, status=409).text


def test_keep_it_without_mails(world: World, path: str) -> None:
    client = client_of(world.app)
    answer = client.submit(path, {}, action=f"{path}/keep", status=303)
    assert "do not write to you again" in client.page(answer.location).text
    assert record(world) is not None
    assert "used already" in client.page(path, status=409).text


def test_a_wrong_address_is_corrected_and_what_is_none_is_refused_beside_its_field(
    world: World, path: str
) -> None:
    client = client_of(world.app)
    refused = client.submit(path, {"address": "nobody"}, action=f"{path}/wrong", status=422)
    assert "nobody" in refused.text
    answer = client.submit(path, {"address": "new@lantern.example"}, action=f"{path}/wrong", status=303)
    assert "does not stand in this record any more" in client.page(answer.location).text
    found = record(world)
    assert found is not None
    assert found.email == "new@lantern.example"
    history = world.client("administrator").page(f"/stakeholders/{found.id}/history").text
    assert "By the link of a mail" in history


def test_a_claimed_record_is_for_its_own_people(world: World, path: str) -> None:
    found = record(world)
    assert found is not None
    with world.database.transaction() as session:
        grant(session, make_account(session), Role.MEMBER, found.id)
    client = client_of(world.app)
    assert "looks after this profile now" in client.page(path, status=409).text
    assert client.post(f"{path}/remove").status_code == 409
    assert record(world) is not None


def test_a_hidden_record_says_that_nobody_sees_it(world: World, path: str) -> None:
    with world.database.transaction() as session:
        session.execute(update(Stakeholder).where(Stakeholder.name == "Lantern School").values(hidden=True))
    assert "At present nobody else sees it." in client_of(world.app).page(path).text


def test_a_link_that_nobody_signed_or_of_another_kind_opens_nothing(world: World, path: str) -> None:
    client = client_of(world.app)
    assert client.get("/o/guessed").status_code == 404
    for other in ("/i/", "/p/", "/a/", "/s/", "/h/", "/r/", "/c/"):
        assert client.get(path.replace("/o/", other)).status_code in (404, 405)


def test_the_page_is_kept_nowhere_and_told_to_nobody(world: World, path: str) -> None:
    answer = client_of(world.app).get(path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_a_year_without_an_answer_is_said_on_the_profile(world: World, path: str) -> None:
    found = record(world)
    assert found is not None
    page = f"/stakeholders/{found.id}"
    assert "has claimed this page yet" in client_of(world.app).page(page).text
    with world.database.transaction() as session:
        session.execute(update(Mail).values(state=MailState.SENT))
        session.execute(update(OriginNotice).values(told_at=NOW - timedelta(days=366)))
    assert "Nobody of the organisation has confirmed this." in client_of(world.app).page(page).text


def upload(client: PageClient) -> str:
    files = {"file": (io.BytesIO(LIST.encode()), "list.csv"), "source": "Map of repair"}
    return str(client.submit("/imports/new", files, status=303).location)


def test_who_brings_a_list_reads_before_that_contacts_are_told_and_after_how_far_that_is(
    world: World,
) -> None:
    client = world.client("official")
    shown = upload(client)
    before = client.page(shown)
    assert "1 contact will be told by e-mail, within a month" in before.text
    example = client.page(f"{shown}/mail").text
    assert "What Matchmaker says about Kettle Kitchen" in example
    assert "It comes from the list “Map of repair”" in example
    client.submit(shown, {}, action=f"{shown}/start", status=303)
    assert "No contact was told yet where its record comes from." in client.page(shown).text
    assert "1 is to be told by 23 December 2026." in client.page(shown).text


def test_a_removed_row_has_its_own_place_in_the_report(world: World) -> None:
    client = world.client("official")
    path = write_to(world, name="Kettle Kitchen", region="DE144", email="post@kettle.example")
    client_of(world.app).post(f"{path}/remove")
    shown = upload(client)
    assert "Removed at their wish" in client.page(shown).text
    client.submit(shown, {}, action=f"{shown}/start", status=303)
    report = client.page(f"{shown}?outcome=removed").text
    assert "It is not taken in again." in report
    assert "Kettle Kitchen" not in report


def test_administrators_see_who_was_told_who_waits_and_what_was_removed(world: World, path: str) -> None:
    client_of(world.app).post(f"{path}/remove")
    text = world.client("administrator").page("/administration").text
    assert "1 removed its record" in text
    assert "0 " not in text.partition("Contacts of unclaimed records")[2][:120]


def test_the_outbox_shows_the_mail_without_its_links(world: World, path: str) -> None:
    with world.database.reading() as session:
        mail = session.scalars(select(Mail.id).join(OriginNotice, OriginNotice.mail_id == Mail.id)).one()
    text = world.client("administrator").page(f"/outbox/{mail}").text
    assert "What Matchmaker says about Lantern School" in text
    assert path not in text
