"""How mails travel: over TLS to the server that was meant, or not at all; and the password stays secret."""

from __future__ import annotations

import dataclasses
import logging
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from matchmaker.config import Settings
from matchmaker.core.notifications import MailState
from matchmaker.db import Database
from matchmaker.jobs.worker import Worker
from matchmaker.mail import NotNow, Security, SmtpPost
from matchmaker.models import Mail
from tests import smtp
from tests.certificates import Issuer, need_openssl
from tests.jobs.mailer import HANDLERS
from tests.mail.test_messages import message
from tests.services.notifications.posting import put
from tests.smtp import PASSWORD, USER, Server

ENCRYPTED = pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
HERE = ("DNS:localhost", "IP:127.0.0.1")


@pytest.fixture(scope="module")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Issuer:
    """Whom the program trusts in these tests."""
    need_openssl()
    return Issuer(tmp_path_factory.mktemp("trusted") / "issuer")


@pytest.fixture(autouse=True)
def trusted(issuer: Issuer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust the issuer of the tests, as an operator does who has one of their own."""
    monkeypatch.setenv("SSL_CERT_FILE", str(issuer.path))


def arrives(server: Server, post: SmtpPost) -> bool:
    """Whether a mail comes through."""
    post.send(message())
    return len(server.mails) == 1


def untouched(server: Server) -> bool:
    """Whether a server got neither a mail nor a password."""
    return not server.mails and not server.tried


@ENCRYPTED
def test_a_mail_travels_encrypted_to_the_server_that_is_meant(issuer: Issuer, security: Security) -> None:
    with smtp.running(security=security, context=issuer.context(*HERE)) as server:
        assert arrives(server, server.post(host="localhost", security=security))


@ENCRYPTED
def test_a_certificate_for_another_name_is_not_believed(issuer: Issuer, security: Security) -> None:
    with smtp.running(security=security, context=issuer.context("DNS:mail.example")) as server:
        with pytest.raises(NotNow, match="certificate is not to be trusted: Hostname mismatch"):
            server.post(host="localhost", security=security, user=USER, password=PASSWORD).send(message())
        assert untouched(server)


@ENCRYPTED
def test_a_certificate_of_an_unknown_issuer_is_not_believed(tmp_path: Path, security: Security) -> None:
    stranger = Issuer(tmp_path / "stranger")
    with smtp.running(security=security, context=stranger.context(*HERE)) as server:
        with pytest.raises(NotNow, match="certificate is not to be trusted: unable to get local issuer"):
            server.post(host="localhost", security=security, user=USER, password=PASSWORD).send(message())
        assert untouched(server)


def test_no_password_goes_to_a_server_that_cannot_encrypt() -> None:
    with smtp.running(login=True) as server:
        post = server.post(security=Security.STARTTLS, user=USER, password=PASSWORD)
        with pytest.raises(NotNow, match="STARTTLS"):
            post.send(message())
        assert untouched(server)


@ENCRYPTED
def test_who_signs_in_does_so_over_tls(issuer: Issuer, security: Security) -> None:
    with smtp.running(security=security, context=issuer.context(*HERE), login=True) as server:
        post = server.post(host="localhost", security=security, user=USER, password=PASSWORD)
        assert arrives(server, post)
        assert server.tried == [(USER, PASSWORD, True)]


def test_a_wrong_password_loses_no_mail_and_is_told_to_nobody(
    database: Database,
    settings: Settings,
    issuer: Issuer,
    now: datetime,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """An operator's slip: what waits goes out once it is mended."""
    caplog.set_level(logging.DEBUG)
    with database.transaction() as session:
        mail = put(session, now=now)
        assert mail is not None
    with smtp.running(security=Security.STARTTLS, context=issuer.context(*HERE), login=True) as server:
        wrong = dataclasses.replace(
            settings,
            mail_host="localhost",
            mail_port=server.port,
            mail_user=USER,
            mail_password="wr0ng-secret",
        )
        for hours in range(12):
            Worker(database, wrong, clock=lambda: now + timedelta(hours=hours), handlers=HANDLERS).run_due()  # noqa: B023 - used at once
        with database.reading() as session:
            waiting = session.get_one(Mail, mail.id)
        assert (waiting.state, server.mails) == (MailState.WAITING, [])
        assert "The mail server does not let us in as site: 535" in waiting.error
        right = dataclasses.replace(wrong, mail_password=PASSWORD)
        later = now + timedelta(days=1)
        Worker(database, right, clock=lambda: later, handlers=HANDLERS).run_due()
        with database.reading() as session:
            assert session.get_one(Mail, mail.id).state is MailState.SENT
    printed = capfd.readouterr()
    told = printed.out + printed.err + caplog.text + waiting.error + repr(wrong)
    assert "wr0ng-secret" not in told
    assert PASSWORD not in told + repr(right)


def test_the_way_to_the_server_does_not_show_its_password() -> None:
    post = SmtpPost(host="mail.example", user=USER, password=PASSWORD)
    assert PASSWORD not in repr(post)
