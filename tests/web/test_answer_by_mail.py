"""The round trip by real mails: one goes out, its answer comes back in, and the other side gets it."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from flask import Flask

from matchmaker.jobs.posting import addresses_of
from matchmaker.jobs.worker import Worker
from matchmaker.mail import read
from matchmaker.services import introductions
from matchmaker.services.introductions import Outcome
from tests import smtp
from tests.core.files import samples
from tests.factories import NOW
from tests.smtp import Server
from tests.web.world import World, begun, make_world


@pytest.fixture
def world(sqlite_app: Flask) -> World:
    """Two who can mend washing machines, on a site that takes answers by mail."""
    settings = sqlite_app.extensions["settings"]
    sqlite_app.extensions["settings"] = dataclasses.replace(
        settings,
        mail_in="reply@match.example",
        mail_from="site@match.example",
        base_url="https://match.example",
    )
    return make_world(sqlite_app)


def deliver(world: World, server: Server, now: datetime) -> list[EmailMessage]:
    """Let the worker send what waits; the answer is what arrived."""
    before = len(server.mails)
    settings = dataclasses.replace(
        world.app.extensions["settings"], mail_host="127.0.0.1", mail_port=server.port, mail_security="none"
    )
    worker = Worker(world.database, settings, clock=lambda: now)
    worker._scheduled_for = now.date()  # the work of the day is not what is tried here
    worker.run_due()
    return server.mails[before:]


def words_of(mail: EmailMessage) -> str:
    """What a mail says as text."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def answer_to(mail: EmailMessage, text: str, *, name: str = "", content: bytes = b"") -> bytes:
    """An answer as a program writes it: to Reply-To, with what is answered quoted below."""
    made = EmailMessage(policy=SMTP)
    made["From"] = "Somebody <private@elsewhere.example>"
    made["To"] = str(mail["Reply-To"])
    made["Subject"] = f"Re: {mail['Subject']}"
    made["Message-ID"] = f"<re-{str(mail['Message-ID']).strip('<>')}>"
    made["In-Reply-To"] = str(mail["Message-ID"])
    quoted = "".join(f"> {line}\n" for line in words_of(mail).splitlines())
    made.set_content(f"{text}\n\nOn Mon, 23 Nov 2026 at 10:00, {mail['From']} wrote:\n\n{quoted}")
    if name:
        made.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return made.as_bytes()


def come_in(world: World, raw: bytes, now: datetime) -> Outcome:
    """What the command does with a mail."""
    addresses = addresses_of(world.app.extensions["settings"])
    with world.database.transaction() as session:
        return introductions.receive(session, read(raw), addresses=addresses, now=now)


def test_answers_go_to_and_fro_by_mail_alone(world: World) -> None:
    path = f"/introductions/{begun(world)}"
    for role in ("member", "other"):
        client = world.client(role)
        form = next(one for one in client.page(path).forms if one.action.endswith("/accept"))
        client.post(form.action, data=dict(form.fields))
    a, b = (world.accounts[name].email for name in ("member", "other"))
    with smtp.running() as server:
        introduced = [mail for mail in deliver(world, server, NOW) if "reply+" in str(mail["Reply-To"])]
        assert len(introduced) == 2
        first = next(mail for mail in introduced if a in str(mail["To"]))
        assert words_of(first).startswith("##- Write your answer above this line")
        raw = answer_to(first, "When is your hall free?", name="Plan.pdf", content=samples.PDF)
        assert come_in(world, raw, NOW) is Outcome.TAKEN
        (second,) = deliver(world, server, NOW + timedelta(minutes=1))
        assert b in str(second["To"])
        said = words_of(second)
        assert "When is your hall free?" in said
        # Neither the quoted mail nor from where it was written goes on to the other.
        assert "elsewhere.example" not in second.as_string()
        assert "First questions" not in said
        (file,) = second.iter_attachments()
        assert file.get_filename() == "Plan.pdf"
        assert file.get_content() == samples.PDF
        assert come_in(world, answer_to(second, "On Tuesday."), NOW) is Outcome.TAKEN
        (third,) = deliver(world, server, NOW + timedelta(minutes=2))
        assert a in str(third["To"])
        assert "On Tuesday." in words_of(third)
        assert "When is your hall free?" not in words_of(third)
        # Its own answer comes again, as servers do: nobody hears of it twice.
        assert come_in(world, raw, NOW) is Outcome.KNOWN
        assert deliver(world, server, NOW + timedelta(minutes=3)) == []
    page = world.client("member").page(path)
    for words in ("When is your hall free?", "On Tuesday.", "Plan.pdf"):
        assert words in page.text
