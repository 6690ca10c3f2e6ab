"""Does it still hold? From the mail to the answer, without an account and without script."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from matchmaker.core.entities import StatementState
from matchmaker.core.notifications import MailKind
from matchmaker.jobs.worker import Worker
from matchmaker.models import Mail, MailLink, Need, Stakeholder
from matchmaker.services import notifications
from tests.conftest import client_of
from tests.factories import NOW
from tests.web.world import World


def asked(world: World, account: str = "member") -> str:
    """The path of the link in the mail about the world's need, which ends in nine days."""
    with world.database.transaction() as session:
        session.get_one(Need, world.need).valid_until = NOW.date() + timedelta(days=9)
    Worker(world.database, world.app.extensions["settings"], clock=lambda: NOW).run_due()
    with world.database.reading() as session:
        query = select(MailLink.id).join(Mail, Mail.id == MailLink.mail_id)
        mine = Mail.account_id == world.accounts[account].id, Mail.kind == MailKind.EXPIRING
        link_id = session.scalars(query.where(*mine)).one()
    return f"/h/{notifications.link_token(link_id, world.app.config['SECRET_KEY'])}"


def state(world: World) -> StatementState:
    with world.database.reading() as session:
        return session.get_one(Need, world.need).state


@pytest.mark.parametrize(
    ("act", "then", "said"),
    [
        ("holds", StatementState.OPEN, "It holds on"),
        ("met", StatementState.MET, "It is closed"),
        ("withdraw", StatementState.WITHDRAWN, "It is withdrawn"),
    ],
)
def test_opening_decides_nothing_and_a_button_does(
    world: World, act: str, then: StatementState, said: str
) -> None:
    path, guest = asked(world), world.client("visitor")
    for _ in range(2):
        page = guest.page(f"{path}?answer={act}")
        assert "washing machines" in page.text
        assert client_of(world.app).head(path, headers={"HX-Request": "true"}).status_code == 200
    assert state(world) is StatementState.OPEN
    response = guest.post(f"{path}/{act}")
    assert response.status_code == 303
    assert said in guest.page(response.location).text
    assert state(world) is then
    for again in (guest.get(path), guest.post(f"{path}/{act}")):
        assert again.status_code == 409
    assert "used already" in guest.page(path, status=409).text


@pytest.mark.parametrize("act", ["holds", "met", "withdraw"])
def test_what_was_tapped_in_the_mail_stands_first(world: World, act: str) -> None:
    path, guest = asked(world), world.client("visitor")
    forms = [form.action for form in guest.page(f"{path}?answer={act}").forms]
    assert next(form for form in forms if form.startswith(path)) == f"{path}/{act}"
    html = guest.get(f"{path}?answer={act}").get_data(as_text=True)
    # Whoever found it is asked by whom before it is said.
    assert (f'href="{path}?answer=met"' in html) == (act != "met")
    assert ('name="by"' in html) == (act == "met")


def test_who_answered_is_named_and_a_name_that_is_nobody_is_refused(world: World) -> None:
    path, guest = asked(world), world.client("visitor")
    response = guest.submit(
        f"{path}?answer=met", {"by": "Nobody of this name"}, action=f"{path}/met", status=422
    )
    assert "No organisation here is called so." in response.get_data(as_text=True)
    assert state(world) is StatementState.OPEN
    guest.submit(f"{path}?answer=met", {"by": "Radhof"}, action=f"{path}/met", status=303)
    with world.database.reading() as session:
        need = session.get_one(Need, world.need)
        assert need.met_by_id == world.another
        assert session.get_one(Stakeholder, world.another).name == "Radhof"


def test_a_link_that_nobody_signed_opens_nothing(world: World) -> None:
    guest = world.client("visitor")
    assert guest.get("/h/k-guessed.signature").status_code == 404
    assert guest.post("/h/k-guessed.signature/holds").status_code == 404
    assert guest.post("/h/k-guessed.signature/burn").status_code == 404


def test_the_page_is_kept_nowhere(world: World) -> None:
    response = world.client("visitor").get(asked(world))
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Referrer-Policy"] == "strict-origin"


def test_the_outbox_shows_the_mail_without_what_opens_anything(world: World) -> None:
    path = asked(world)
    with world.database.reading() as session:
        mail = session.scalars(select(Mail).where(Mail.kind == MailKind.EXPIRING)).one()
    text = world.client("administrator").page(f"/outbox/{mail.id}").text
    assert "It ends on 2 December 2026." in text
    assert path not in text
