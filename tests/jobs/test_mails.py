"""Mails by the worker and a real server: each arrives once, whatever the server and the worker do."""

from __future__ import annotations

import dataclasses
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from matchmaker.config import Settings
from matchmaker.core.notifications import MailState
from matchmaker.db import Database
from matchmaker.errors import Invalid
from matchmaker.jobs.posting import addresses_of, post_of
from matchmaker.jobs.worker import Worker
from matchmaker.mail import ConsolePost, Security, SmtpPost
from matchmaker.models import Mail
from matchmaker.services import notifications
from matchmaker.services.notifications import Recipient
from tests import smtp
from tests.jobs.mailer import HANDLERS
from tests.services.notifications.posting import put
from tests.smtp import Server

KILLS, USUALLY = 300, 2
EACH = 5
"""So many mails are written before each kill."""


@pytest.fixture
def server() -> Iterator[Server]:
    with smtp.running() as server:
        yield server


def with_server(settings: Settings, server: Server) -> Settings:
    return dataclasses.replace(settings, mail_host="127.0.0.1", mail_port=server.port, mail_security="none")


def work(database: Database, settings: Settings, server: Server, now: datetime) -> None:
    worker = Worker(database, with_server(settings, server), clock=lambda: now, handlers=HANDLERS)
    worker._scheduled_for = now.date()
    worker.run_due()


def write(database: Database, keys: list[str], now: datetime, answerable: bool = False) -> list[str]:
    """Mails to as many readers; the answer is their Message-IDs."""
    ids = []
    with database.transaction() as session:
        for key in keys:
            to = Recipient(f"{key}@example.org", key, "en")
            other = {"answerable_for": timedelta(days=9), "side": "a"} if answerable else {}
            mail = put(session, key, to=to, now=now, **other)
            assert mail is not None
            ids.append(f"<{mail.id}@localhost>")
    return ids


def states(database: Database) -> dict[MailState, int]:
    with database.reading() as session:
        counts = session.execute(select(Mail.state, func.count()).group_by(Mail.state))
        return {state: count for state, count in counts}  # noqa: C416 - rows are no pairs for mypy


def test_a_mail_goes_its_whole_way(
    database: Database, settings: Settings, server: Server, now: datetime
) -> None:
    ids = write(database, ["ute"], now, answerable=True)
    work(database, settings, server, now)
    work(database, settings, server, now)
    assert server.ids() == ids
    (mail,) = server.mails
    body = mail.get_body(("plain",))
    assert body is not None
    token = body.get_content().partition("/i/")[2].split()[0]
    with database.reading() as session:
        secret = addresses_of(settings).secret
        assert notifications.read_link(session, token, secret, now).side == "a"
    assert mail["From"] == "Matchmaker <matchmaker@localhost>"
    assert states(database) == {MailState.SENT: 1}


def test_a_server_that_is_down_for_a_day_loses_and_doubles_nothing(
    database: Database, settings: Settings, server: Server, now: datetime
) -> None:
    ids = write(database, [f"r{number}" for number in range(10)], now)
    away = Server()
    away.port = 1
    for hours in range(24):
        work(database, settings, away, now + timedelta(hours=hours))
    assert states(database) == {MailState.WAITING: 10}
    for hours in range(24, 48):
        work(database, settings, server, now + timedelta(hours=hours))
    assert Counter(server.ids()) == Counter(ids)
    assert states(database) == {MailState.SENT: 10}


def test_a_server_that_refuses_one_address_gets_the_others(
    database: Database, settings: Settings, server: Server, now: datetime
) -> None:
    ids = write(database, ["ute", "nobody", "jo"], now)
    server.on_recipient = lambda address: "550 No" if address.startswith("nobody") else "250 OK"
    work(database, settings, server, now)
    assert sorted(server.ids()) == sorted([ids[0], ids[2]])
    assert states(database) == {MailState.SENT: 2, MailState.DEAD: 1}


def test_a_server_that_closes_in_the_midst_gets_the_same_mail_again(
    database: Database, settings: Settings, server: Server, now: datetime
) -> None:
    ids = write(database, ["ute", "jo"], now)
    server.closes = True
    work(database, settings, server, now)
    assert states(database) == {MailState.WAITING: 2}
    server.closes = False
    work(database, settings, server, now + timedelta(minutes=1))
    assert Counter(server.ids()) == Counter(ids * 2), "in doubt twice, with the same Message-ID"
    assert states(database) == {MailState.SENT: 2}


def test_others_write_while_a_server_thinks(
    database: Database, settings: Settings, server: Server, now: datetime
) -> None:
    write(database, ["ute"], now)
    server.thinks = 1.5
    worker = threading.Thread(target=work, args=(database, settings, server, now))
    worker.start()
    while not server.mails:
        time.sleep(0.02)
    began = time.monotonic()
    write(database, ["jo"], now + timedelta(days=1))
    assert time.monotonic() - began < 1.0
    worker.join()
    assert states(database) == {MailState.SENT: 1, MailState.WAITING: 1}


def test_many_workers_send_each_mail_once(
    database: Database, settings: Settings, server: Server, now: datetime
) -> None:
    ids = write(database, [f"r{number}" for number in range(20)], now)
    workers = [threading.Thread(target=work, args=(database, settings, server, now)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert Counter(server.ids()) == Counter(ids)


@pytest.mark.soak
def test_a_worker_that_is_killed_loses_no_mail(
    database: Database,
    settings: Settings,
    server: Server,
    now: datetime,
    trials: Callable[[int], int],
) -> None:
    """A mail may come twice only if its worker died between the server's yes and its own note of it."""
    kills = KILLS if trials(KILLS) == KILLS else USUALLY
    chance, ids, moment = random.Random(5), list[str](), now
    server.thinks = 0.02
    for trial in range(kills):
        ids += write(database, [f"r{trial}x{number}" for number in range(EACH)], now)
        kill_in_the_midst(settings, server, moment, chance.uniform(0.0, 0.5))
        # By then the lease of the dead one is over.
        moment += timedelta(seconds=130)
    for hours in range(1, 4):
        later = moment + timedelta(hours=hours) if moment.hour < 17 else moment + timedelta(hours=hours + 14)
        with database.transaction() as session:
            notifications.sweep(session, now=later)
        work(database, settings, server, later)
    assert states(database) == {MailState.SENT: len(ids)}
    arrived = Counter(server.ids())
    assert set(arrived) == set(ids)
    assert sum(arrived.values()) - len(ids) <= kills


def kill_in_the_midst(settings: Settings, server: Server, moment: datetime, seconds: float) -> None:
    """Start a worker and kill it so long after it began to work."""
    given = {
        "MATCHMAKER_INSTANCE": settings.instance,
        "MATCHMAKER_DATABASE_URL": settings.database_url,
        "MATCHMAKER_SECRET_KEY": settings.secret_key,
        "MATCHMAKER_MAIL_HOST": "127.0.0.1",
        "MATCHMAKER_MAIL_PORT": str(server.port),
        "MATCHMAKER_MAIL_SECURITY": "none",
    }
    command = [sys.executable, "-m", "tests.jobs.mailer", moment.isoformat()]
    process = subprocess.Popen(command, env=os.environ | given, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(seconds)
    process.kill()
    process.communicate()


def test_the_settings_say_how_mails_go_out(bare_settings: Settings) -> None:
    assert isinstance(post_of(bare_settings), ConsolePost)
    real = dataclasses.replace(bare_settings, mail_host="smtp.example", mail_security="TLS", mail_user="u")
    post = post_of(real)
    assert isinstance(post, SmtpPost)
    assert (post.host, post.port, post.security, post.user) == ("smtp.example", 587, Security.TLS, "u")
    assert post_of(real) is post
    assert isinstance(post_of(dataclasses.replace(real, demo=True)), ConsolePost)
    with pytest.raises(Invalid, match="starttls, tls or none"):
        post_of(dataclasses.replace(real, mail_security="yes"))
    assert addresses_of(real).page("/x") == "http://127.0.0.1:8000/x"
    public = dataclasses.replace(real, base_url="https://match.example/")
    assert addresses_of(public).page("/x") == "https://match.example/x"
