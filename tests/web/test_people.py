"""The people of a place on their pages: invited, joined, changed, handed over, gone; each at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from matchmaker.core.actors import SYSTEM
from matchmaker.core.entities import Part, Role
from matchmaker.core.notifications import MailKind
from matchmaker.models import Account, Mail, RoleGrant, RoleInvitation
from matchmaker.services import accounts, notifications
from tests.conftest import client_of, sign_in
from tests.factories import NOW, PASSWORD, grant, make_account
from tests.pages import PageClient
from tests.services.people.keys import link_of
from tests.web.test_pilots import press
from tests.web.world import World, counted, make_world, token

NEW = "new@example.org"
WORDS = "four words which nobody else has chosen"


@pytest.fixture
def world(app: Flask) -> World:
    """`member` owns the world's own stakeholder, on both kinds of database."""
    return make_world(app)


def invite(world: World, role: str = "member", page: str = "", **values: str) -> str:
    """Invite the new address on a page of people; the answer is the path of the link in its mail."""
    page = page or f"/stakeholders/{world.own}/people"
    client = world.client(role)
    client.submit(page, {"address": NEW, **values}, action=action_of(client, page), status=303)
    link_id = link_of(world.database, MailKind.ROLE, NEW)
    return f"/r/{notifications.link_token(link_id, world.app.config['SECRET_KEY'])}"


def action_of(client: PageClient, page: str) -> str:
    """Where the form that invites sends."""
    return next(one.action for one in client.page(page).forms if one.action.endswith("/invite"))


def holders(world: World, role: Role, place: str) -> dict[str, Part]:
    with world.database.reading() as session:
        query = select(Account.name, RoleGrant.part).join(RoleGrant, RoleGrant.account_id == Account.id)
        rows = session.execute(query.where(RoleGrant.role == role, RoleGrant.place == place))
        return {row[0]: row[1] for row in rows}


def test_a_colleague_without_an_account_is_invited_and_joins(world: World) -> None:
    path = invite(world, part="editor")
    page = world.client("member").page(f"/stakeholders/{world.own}/people")
    assert "new@example.org Editor · invited by Member, until 7 December 2026" in page.text
    guest = client_of(world.app)
    for _ in range(2):
        assert "Member invites you to work on the profile of Werkstatt Neckar" in guest.page(path).text
    answer = guest.get(path)
    assert answer.headers["Cache-Control"] == "no-store"
    fields = {"name": "Nora New", "password": WORDS}
    guest.submit(path, fields, action=f"{path}/join", status=303)
    assert "Nora New" in guest.page("/account").text
    assert holders(world, Role.MEMBER, world.own) == {"Member": Part.OWNER, "Nora New": Part.EDITOR}
    guest.page(f"/stakeholders/{world.own}/edit")
    assert "used already" in guest.page(path, status=409).text


def test_faults_of_the_new_account_stand_beside_their_fields_and_use_nothing_up(world: World) -> None:
    path, guest = invite(world), client_of(world.app)
    guest.submit(path, {"name": "Nora", "password": "password12"}, action=f"{path}/join", status=422)
    assert guest.last is not None
    assert "first that somebody would try" in guest.last.text
    assert ("name", "Nora") in [pair for form in guest.last.forms for pair in form.fields]
    guest.page(path)


def test_somebody_with_an_account_signs_in_and_takes_it(world: World) -> None:
    with world.database.transaction() as session:
        known = make_account(session, email=NEW, name="Known")
    path, guest = invite(world), client_of(world.app)
    assert f"/sign-in?next={path}" in guest.page(path).links
    sign_in(guest, known)
    page = guest.page(path)
    assert "with another address" not in page.text
    assert press(guest, page, f"{path}/accept") == f"/stakeholders/{world.own}/people"
    assert "Known" in holders(world, Role.MEMBER, world.own)


def test_another_account_takes_it_only_after_saying_so(world: World) -> None:
    path, other = invite(world), world.client("far_official")
    page = other.page(path)
    assert "You are signed in as Far_Official, with another address." in page.text
    other.submit(path, {}, action=f"{path}/accept", status=422)
    assert other.last is not None
    assert "Say that you want to take it with this account." in other.last.text
    assert "Far_Official" not in holders(world, Role.MEMBER, world.own)
    other.submit(path, {"anyway": "y"}, action=f"{path}/accept", status=303)
    assert "Far_Official" in holders(world, Role.MEMBER, world.own)


def test_the_page_says_nothing_of_whether_the_address_is_known(world: World) -> None:
    told: list[tuple[str, int]] = []
    for address in (NEW, "known@example.org"):
        with world.database.transaction() as session:
            if address != NEW:
                make_account(session, email=address, name="Known")
        client = world.client("member")
        page = f"/stakeholders/{world.own}/people"
        client.submit(page, {"address": address}, action=action_of(client, page), status=303)
        link = link_of(world.database, MailKind.ROLE, address)
        path = f"/r/{notifications.link_token(link, world.app.config['SECRET_KEY'])}"
        text = client_of(world.app).page(path).text.replace(address, NEW)
        told.append((text, client.page(page).text.count(address)))
    assert told[0] == told[1]


def test_whoever_says_no_is_thanked_and_the_link_is_over(world: World) -> None:
    path, guest = invite(world), client_of(world.app)
    assert "You are not a part of it" in guest.page(press(guest, guest.page(path), f"{path}/decline")).text
    assert guest.get(path).status_code == 409


def test_an_invitation_that_was_taken_back_opens_nothing(world: World) -> None:
    path, client = invite(world), world.client("member")
    with world.database.reading() as session:
        made = session.scalars(select(RoleInvitation.id)).one()
    page = client.page(f"/stakeholders/{world.own}/people")
    press(client, page, f"/people/invitations/{made}/withdraw")
    assert NEW not in client.page(f"/stakeholders/{world.own}/people").text
    assert "does not hold any more" in client_of(world.app).page(path, status=409).text


def test_a_link_that_nobody_signed_or_that_is_late_leads_to_a_clear_page(world: World) -> None:
    path = invite(world)
    assert client_of(world.app).get("/r/k-1.guessed").status_code == 404
    assert client_of(world.app).get(path.replace("/r/", "/a/")).status_code == 404
    assert client_of(world.app).get(path.replace("/r/", "/c/")).status_code == 404
    world.app.extensions["clock"] = lambda: NOW + timedelta(days=15)
    assert "The time of this link is over." in client_of(world.app).page(path, status=422).text


def test_owners_change_parts_take_out_and_hand_over(world: World) -> None:
    with world.database.transaction() as session:
        colleague = make_account(session, name="Colleague")
        grant(session, colleague, Role.MEMBER, world.own).part = Part.EDITOR
        colleague_id = colleague.id
    client, page = world.client("member"), f"/stakeholders/{world.own}/people"
    where = f"/people/member/{world.own}"
    press(client, client.page(page), f"{where}/own", account=colleague_id)
    assert holders(world, Role.MEMBER, world.own)["Colleague"] is Part.OWNER
    press(client, client.page(page), f"{where}/edit", account=colleague_id)
    press(client, client.page(page), f"{where}/handover", account=colleague_id)
    assert holders(world, Role.MEMBER, world.own) == {"Member": Part.EDITOR, "Colleague": Part.OWNER}
    assert "Take out" not in client.page(page).text
    assert press(client, client.page(page), f"{where}/leave") == "/account"
    assert holders(world, Role.MEMBER, world.own) == {"Colleague": Part.OWNER}


def test_the_last_owner_reads_what_to_do_first(world: World) -> None:
    client = world.client("member")
    data = {"csrf_token": token(client)}
    answer = client.post(f"/people/member/{world.own}/leave", data=data)
    assert answer.status_code == 409
    assert "Make another person an owner first." in answer.text


def test_a_role_that_is_taken_away_ends_at_once_in_a_browser_that_is_open(world: World) -> None:
    """The actor is read at each request: no session carries a role on."""
    for name, place, path in (
        ("member", world.own, f"/stakeholders/{world.own}/edit"),
        ("official", "DE11", "/regions/DE11/fiches"),
        ("organiser", "p-1", "/pilots/p-1/members"),
        ("administrator", "", "/outbox"),
    ):
        client = world.client(name)
        client.page(path)
        role = Role.MEMBER if name == "member" else Role(name)
        account_id = world.accounts[name].id
        with world.database.transaction() as session:
            assert accounts.take_back(session, SYSTEM, account_id=account_id, role=role, place=place, now=NOW)
        client.page(path, status=403)
        sent = client.post(path.replace("/fiches", "/count"), data={"csrf_token": token(client)})
        assert sent.status_code in (403, 405), path


def test_an_owner_who_became_an_editor_gives_no_role_in_a_browser_that_is_open(world: World) -> None:
    with world.database.transaction() as session:
        grant(session, make_account(session, name="Colleague"), Role.MEMBER, world.own)
    client, page = world.client("member"), f"/stakeholders/{world.own}/people"
    assert "Invite a colleague" in client.page(page).text
    with world.database.transaction() as session:
        mine = RoleGrant.account_id == world.accounts["member"].id
        session.scalars(select(RoleGrant).where(mine)).one().part = Part.EDITOR
    assert "Invite a colleague" not in client.page(page).text
    data = {"csrf_token": token(client), "address": NEW}
    assert client.post(f"/people/member/{world.own}/invite", data=data).status_code == 403


@pytest.mark.parametrize(
    ("role", "page", "kind", "place"),
    [
        ("official", "/regions/DE11/people", Role.OFFICIAL, "DE11"),
        ("official", "/regions/DE111/people", Role.OFFICIAL, "DE111"),
        ("organiser", "/pilots/p-1/people", Role.ORGANISER, "p-1"),
        ("administrator", "/site/people", Role.ADMINISTRATOR, ""),
    ],
)
def test_regions_pilots_and_the_site_have_a_page_of_their_own(
    world: World, role: str, page: str, kind: Role, place: str
) -> None:
    path, guest = invite(world, role, page), client_of(world.app)
    guest.submit(path, {"name": "Nora New", "password": WORDS}, action=f"{path}/join", status=303)
    assert "Nora New" in holders(world, kind, place)
    assert "Nora New" in world.client(role).page(page).text


def test_newcomers_find_the_pages_from_their_own_and_from_the_place(world: World) -> None:
    own = f"/stakeholders/{world.own}/people"
    for role, page, there in (
        ("member", "/account", own),
        ("member", f"/stakeholders/{world.own}", own),
        ("official", "/account", "/regions/DE11/people"),
        ("official", "/regions/DE11", "/regions/DE11/people"),
        ("organiser", "/account", "/pilots/p-1/people"),
        ("organiser", "/pilots/p-1", "/pilots/p-1/people"),
        ("administrator", "/account", "/site/people"),
    ):
        assert there in world.client(role).page(page).links, (role, page)
    for page, there in ((f"/stakeholders/{world.own}", own), ("/regions/DE11", "/regions/DE11/people")):
        assert there not in world.client("visitor").page(page).links


def test_a_word_that_is_no_address_or_a_part_that_is_none_never_breaks_the_page(world: World) -> None:
    client, path = world.client("member"), f"/people/member/{world.own}/invite"
    for address in ("", "nobody", "a@b", "x" * 400 + "@example.org", "<script>@example.org"):
        data = {"csrf_token": token(client), "address": address, "part": "king"}
        answer = client.post(path, data=data)
        assert answer.status_code == 422, address
    data = {"csrf_token": token(client), "address": NEW, "part": "king"}
    assert client.post(path, data=data).status_code == 303
    with world.database.reading() as session:
        assert session.scalars(select(RoleInvitation.part)).one() is Part.EDITOR


def test_inviting_too_often_is_said_on_the_page(world: World) -> None:
    client = world.client("member")
    for _ in range(4):
        invite(world)
    data = {"csrf_token": token(client), "address": NEW}
    answer = client.post(f"/people/member/{world.own}/invite", data=data)
    assert answer.status_code == 429
    assert "Too many tries." in answer.text


def test_the_pages_ask_the_database_little(world: World) -> None:
    path, guest, client = invite(world), client_of(world.app), world.client("member")
    page = f"/stakeholders/{world.own}/people"
    client.page(page)
    with counted(world.database) as asked:
        client.page(page)
    assert len(asked) <= 15, asked
    guest.page(path)
    with counted(world.database) as asked:
        guest.page(path)
    assert len(asked) <= 15, asked


def test_the_mail_is_written_once_and_in_nobodys_name_but_the_address(world: World) -> None:
    invite(world)
    with world.database.reading() as session:
        mail = session.scalars(select(Mail).where(Mail.kind == MailKind.ROLE)).one()
        assert (mail.address, mail.account_id, mail.name) == (NEW, None, "")
    assert PASSWORD not in str(mail.params)
