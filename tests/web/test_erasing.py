"""Erasing an account and a profile on pages: told first, confirmed by name and password."""

from __future__ import annotations

from sqlalchemy import update

from matchmaker.models import Account, SignIn, Stakeholder
from tests.factories import NOW, PASSWORD
from tests.web.world import World, begun, token

PAGE = "/account/erase"


def test_an_account_is_erased_and_its_browser_signed_out(world: World) -> None:
    begun(world)
    client = world.client("member")
    other = world.client("member")
    page = client.page(PAGE)
    assert "Your name is: Member" in page.text
    assert "Werkstatt Neckar" in page.text
    sent = {"name": "member", "password": PASSWORD, "profiles": [world.own]}
    assert client.submit(PAGE, sent, status=303).location == "/"
    assert "Your account is erased." in client.page("/").text
    assert client.get("/account").status_code == 303
    assert other.get("/account").status_code == 303
    with world.database.reading() as session:
        assert session.get(Account, world.accounts["member"].id) is None
        assert session.get(Stakeholder, world.own) is None
    assert client.get(f"/stakeholders/{world.own}").status_code == 404


def test_a_profile_that_is_not_chosen_stays(world: World) -> None:
    world.client("member").submit(PAGE, {"name": "Member", "password": PASSWORD}, status=303)
    page = world.client("visitor").page(f"/stakeholders/{world.own}")
    assert "Werkstatt Neckar" in page.headings


def test_what_is_wrong_is_said_beside_the_fields(world: World) -> None:
    client = world.client("member")
    for sent, said in (
        ({}, "Type your name as it stands above."),
        ({"name": "Somebody", "password": PASSWORD}, "This is not your name."),
        ({"name": "Member", "password": "wrong"}, "This is not your password."),
        ({"name": "Member", "password": PASSWORD, "profiles": ["s-none"]}, "not a valid choice"),
        ({"name": "Member", "password": PASSWORD, "profiles": [world.another]}, "not a valid choice"),
    ):
        html = client.submit(PAGE, sent, status=422).get_data(as_text=True)
        assert said in html
    assert client.get("/account").status_code == 200


def test_guessing_the_password_is_slowed_down(world: World) -> None:
    client = world.client("member")
    data = {"name": "Member", "password": "wrong", "csrf_token": token(client)}
    answers = [client.post(PAGE, data=data).status_code for _ in range(9)]
    assert answers == [422] * 8 + [429]
    assert client.last is not None
    assert "Too many tries" in client.last.text


def test_a_profile_is_erased(world: World) -> None:
    begun(world)
    path = f"/stakeholders/{world.own}/erase"
    client = world.client("member")
    assert "Its name is: Werkstatt Neckar" in client.page(path).text
    client.submit(path, {"name": "Radhof", "password": PASSWORD}, status=422)
    client.submit(path, {"name": "Werkstatt Neckar", "password": "wrong"}, status=422)
    client.submit(path, {"name": "Werkstatt Neckar", "password": PASSWORD}, status=303)
    assert "Werkstatt Neckar is erased." in client.page("/account").text
    assert client.get(f"/stakeholders/{world.own}").status_code == 404
    assert client.get(path).status_code == 404
    assert client.get("/introductions").status_code == 200
    assert "Werkstatt Neckar" not in world.client("visitor").page("/stakeholders").text


def test_the_other_side_of_an_introduction_sees_a_page_that_works(world: World) -> None:
    begun(world)
    world.client("member").submit(PAGE, {"name": "Member", "password": PASSWORD}, status=303)
    for role in ("other", "official", "administrator"):
        client = world.client(role)
        for path in ("/introductions", "/account", "/outbox"):
            assert client.get(path).status_code in (200, 403)
    introduced = begun(world)
    assert "Werkstatt Neckar" in world.client("official").page(f"/introductions/{introduced}").text


def test_who_looks_after_no_profile_erases_their_account_too(world: World) -> None:
    client = world.client("organiser")
    assert client.submit(PAGE, {"name": "Organiser", "password": PASSWORD}, status=303).location == "/"
    with world.database.reading() as session:
        assert session.get(Account, world.accounts["organiser"].id) is None


def test_who_has_no_password_shows_first_who_they_are_in_another_way(world: World) -> None:
    client, own = world.client("member"), f"/stakeholders/{world.own}/erase"
    with world.database.transaction() as session:
        session.get_one(Account, world.accounts["member"].id).password_hash = ""
        session.execute(update(SignIn).values(confirmed_at=None))
    for path in (PAGE, own, "/account/data"):
        where = f"/account/confirm?next={path}"
        assert client.get(path).location == where
        sent = client.post(path, data={"name": "Member", "password": "", "csrf_token": token(client)})
        assert sent.location == where
    with world.database.transaction() as session:
        session.execute(update(SignIn).values(confirmed_at=NOW))
    assert 'name="password"' not in client.get("/account/data").get_data(as_text=True)
    assert client.submit("/account/data", {}, status=303).location.startswith("/account/data/x-")
    client.submit(own, {"name": "Werkstatt Neckar"}, status=303)
    client.submit(PAGE, {"name": "Somebody"}, status=422)
    assert client.submit(PAGE, {"name": "Member"}, status=303).location == "/"
