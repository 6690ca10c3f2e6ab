"""Links from mails in wrong hands: guessed, turned about, followed by programs, pressed twice."""

from __future__ import annotations

import random
import string

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from matchmaker.core.actors import SYSTEM
from matchmaker.core.introductions.states import Mover, Side, State
from matchmaker.core.notifications import MailKind
from matchmaker.models import AuditEntry, Block, Introduction, Mail, MailLink
from matchmaker.services import introductions, notifications
from matchmaker.services.introductions import Hand
from tests.factories import NOW
from tests.web.test_introductions import link_of, press, state_of
from tests.web.world import World, begun

GUESSES = 500
SIGNS = string.ascii_letters + string.digits + "-_."


def traces(world: World) -> list[object]:
    """All that an answer would leave behind."""
    with world.database.reading() as session:
        counts = [session.scalar(select(func.count()).select_from(one)) for one in (Mail, AuditEntry)]
        used = session.scalars(select(MailLink.used_at).order_by(MailLink.id)).all()
        told = session.execute(select(Introduction.state, Introduction.consent_a, Introduction.version)).all()
    return [*counts, *used, *told]


@pytest.fixture
def asked(world: World) -> str:
    """The link of the one who is asked first."""
    begun(world)
    return link_of(world, Side.A)


def changed(token: str, chance: random.Random) -> str:
    """A token that differs in a few signs, or is one by chance."""
    if chance.random() < 0.3:
        return "".join(chance.choices(SIGNS, k=chance.randint(1, 60)))
    signs = list(token)
    for at in chance.sample(range(len(signs)), k=chance.randint(1, 3)):
        signs[at] = chance.choice(SIGNS.replace(signs[at], ""))
    return "".join(signs)


def test_who_guesses_finds_nothing(world: World, asked: str) -> None:
    chance, client, before = random.Random(5), world.client("visitor"), traces(world)
    token = asked.removeprefix("/i/")
    for _ in range(GUESSES):
        wrong = f"/i/{changed(token, chance)}"
        assert client.get(wrong).status_code == 404, wrong
        assert client.post(f"{wrong}/accept").status_code == 404, wrong
    assert traces(world) == before


@pytest.mark.parametrize("wrong", ["", "%00", "é", "k" * 5_000, "../desk", "thanks", "a.b.c", "%2e%2e"])
def test_what_is_no_token_leads_to_a_clear_page(world: World, asked: str, wrong: str) -> None:
    before = traces(world)
    assert world.client("visitor").get(f"/i/{wrong}").status_code == 404
    assert traces(world) == before


def test_a_signature_for_something_else_opens_nothing(world: World, asked: str) -> None:
    client, before = world.client("visitor"), traces(world)
    secret = str(world.app.config["SECRET_KEY"])
    id_ = asked.removeprefix("/i/").partition(".")[0]
    leaving = notifications.leave_token("post@werkstatt.example", MailKind.ASKED, secret)
    others = notifications.link_token(id_, "the key of another site")
    for token in (id_, leaving, others, notifications.link_token("k-000000000000", secret)):
        assert "does not work any more" in client.page(f"/i/{token}", status=404).text
        assert client.post(f"/i/{token}/accept").status_code == 404
    client.page(f"/unsubscribe/{asked.removeprefix('/i/')}", status=404)
    assert traces(world) == before


def test_a_program_that_follows_every_link_decides_nothing(world: World, asked: str) -> None:
    """Scanners open what a mail holds, and some go on from there; none of them presses a button."""
    before, scanner = traces(world), FlaskClient(world.app)
    for _ in range(2):
        assert scanner.head(asked).status_code == 200
        assert scanner.options(asked).status_code == 200
        page = world.client("visitor").page(asked)
        for url in (*page.links, *(form.action for form in page.forms)):
            if url.startswith("/"):
                scanner.get(url)
                scanner.head(url)
    for method in (scanner.put, scanner.delete, scanner.patch, scanner.post):
        assert method(asked).status_code == 405
    assert traces(world) == before
    press(world.client("visitor"), asked, "/accept")


def test_what_cannot_be_done_now_does_not_use_the_link_up(world: World, asked: str) -> None:
    client, before = world.client("visitor"), traces(world)
    for act in ("confirm", "finish", "report", "step"):
        values = {"report-met": "yes", "step-what": "A visit", "step-by": ["1", "2", "2027"]}
        assert client.post(f"{asked}/{act}", data=values).status_code == 409, act
    for act in ("write", "approve", "assign"):
        assert client.post(f"{asked}/{act}", data={"write-text": "x"}).status_code in (404, 405), act
    assert traces(world) == before
    press(client, asked, "/accept")


def test_a_button_pressed_twice_counts_once(world: World, asked: str) -> None:
    client = world.client("visitor")
    press(client, asked, "/accept")
    before = traces(world)
    for act in ("accept", "decline", "withdraw"):
        assert client.post(f"{asked}/{act}").status_code == 409
    assert "used already" in client.page(asked, status=409).text
    assert traces(world) == before


def test_a_link_of_what_has_ended_says_so(world: World, asked: str) -> None:
    id_ = begun(world)
    with world.database.transaction() as session:
        introductions.withdraw(session, Hand(Mover.BROKER, SYSTEM), id_, now=NOW)
    before, client = traces(world), world.client("visitor")
    assert "There is nothing to answer at the moment." in client.page(asked).text
    assert client.post(f"{asked}/accept").status_code == 409
    assert traces(world) == before


def test_who_has_no_account_blocks_by_the_link_too(world: World, asked: str) -> None:
    client = world.client("visitor")
    page = client.page(asked)
    assert "Block…" in page.text, "there is nothing to end before both said yes"
    assert "To take it back you need an account" in page.text
    press(client, asked, "/block")
    assert state_of(world, begun(world)) is State.DECLINED
    with world.database.reading() as session:
        found = session.scalars(select(Block)).one()
    assert {found.stakeholder_id, found.other_id} == {world.own, world.another}
    assert client.get(asked).status_code == 409


@pytest.mark.parametrize(("chosen", "spoken"), [(None, "de"), ("fr", "fr")])
def test_the_page_speaks_as_the_mail_did_unless_its_reader_chose(
    world: World, asked: str, chosen: str | None, spoken: str
) -> None:
    with world.database.transaction() as session:
        session.execute(update(Mail).values(language="de"))
    client = world.client("visitor")
    if chosen:
        client.submit("/", {"language": chosen}, action="/language")
    assert client.page(asked).language == spoken
    assert client.page("/i/k-000000000000.nobody-signed-this", status=404).language == (chosen or "en")
    where = press(client, asked, "/accept")
    assert client.page(where).language == spoken


def test_the_page_of_who_has_signed_in_wants_its_token(world: World) -> None:
    id_, client = begun(world), world.client("member")
    before = traces(world)
    for act in ("accept", "decline", "postpone", "block"):
        assert client.post(f"/introductions/{id_}/{act}").status_code in (400, 422), act
    assert state_of(world, id_) is State.ASKED
    assert traces(world) == before


@pytest.mark.parametrize(
    ("tapped", "first"),
    [("", "Yes, introduce us"), ("later", "Ask me again in 2 weeks"), ("no", "No time at the moment"),
     ("yes", "Yes, introduce us"), ("<script>", "Yes, introduce us")],
)  # fmt: skip
def test_what_was_tapped_in_the_mail_stands_in_front_and_nothing_is_decided(
    world: World, asked: str, tapped: str, first: str
) -> None:
    before = traces(world)
    html = world.client("visitor").get(f"{asked}?answer={tapped}").text
    answers = ("Yes, introduce us", "Ask me again in 2 weeks", "No time at the moment")
    assert min(answers, key=html.index) == first
    assert ('<details class="dismiss" open>' in html) is (tapped == "no")
    assert traces(world) == before
