"""Posts, against a real server: one that takes, refuses, is slow, closes in the midst, is not there."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from threading import Thread

import pytest
import structlog

from matchmaker.errors import Invalid
from matchmaker.mail import ConsolePost, NotNow, Refused, Security, SmtpPost
from tests import smtp
from tests.mail.test_messages import message
from tests.smtp import Server


@pytest.fixture
def server() -> Iterator[Server]:
    with smtp.running() as server:
        yield server


def test_a_mail_arrives_whole(server: Server) -> None:
    server.post().send(message(html="<p>Grüße</p>", text="Grüße\n.\nnach dem Punkt\n"))
    (mail,) = server.mails
    body = mail.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == "Grüße\n.\nnach dem Punkt\n"
    assert str(mail["To"].addresses[0].addr_spec) == "ute@example.org"


def test_an_address_that_does_not_exist_is_refused_for_good(server: Server) -> None:
    server.on_recipient = lambda _address: "550 No such person"
    with pytest.raises(Refused, match="550: No such person"):
        server.post().send(message())


def test_a_mail_that_the_server_does_not_want_is_refused_for_good(server: Server) -> None:
    server.on_data = lambda: "554 Not this one"
    with pytest.raises(Refused, match="554: Not this one"):
        server.post().send(message())


@pytest.mark.parametrize("where", ["recipient", "data"])
def test_not_now_may_be_tried_again(server: Server, where: str) -> None:
    server.on_recipient = lambda _address: "451 Later" if where == "recipient" else "250 OK"
    server.on_data = lambda: "452 Full" if where == "data" else "250 OK"
    with pytest.raises(NotNow, match=r"45\d"):
        server.post().send(message())


def test_a_server_that_takes_too_long_leaves_doubt(server: Server) -> None:
    server.thinks = 3.0
    with pytest.raises(NotNow):
        server.post(patience=0.3).send(message())


def test_a_server_that_closes_after_it_took_the_mail_leaves_doubt(server: Server) -> None:
    server.closes = True
    with pytest.raises(NotNow):
        server.post().send(message())


def test_a_server_that_is_away_is_said_to_be_away() -> None:
    with pytest.raises(NotNow, match="could not be used"):
        SmtpPost(host="127.0.0.1", port=1, security=Security.NONE).send(message())


def test_a_server_without_encryption_gets_no_mail_where_it_is_wanted(server: Server) -> None:
    with pytest.raises(NotNow, match="STARTTLS"):
        SmtpPost(host="127.0.0.1", port=server.port).send(message())
    assert not server.mails


def test_an_address_is_checked_before_anybody_is_asked() -> None:
    with pytest.raises(Invalid):
        SmtpPost(host="127.0.0.1", port=1, security=Security.NONE).send(message(to="nobody"))
    with pytest.raises(Invalid):
        ConsolePost().send(message(to="nobody"))


@pytest.fixture
def mute() -> Iterator[int]:
    """The port of a server that takes connections and says a letter now and then, but never a line."""
    listener = socket.create_server(("127.0.0.1", 0))
    ended = list[bool]()

    def dribble() -> None:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection:
            try:
                while not ended:
                    connection.sendall(b"2")
                    time.sleep(0.1)
            except OSError:
                pass

    thread = Thread(target=dribble)
    thread.start()
    yield int(listener.getsockname()[1])
    ended.append(True)
    listener.close()
    thread.join(5)


def test_a_server_that_dribbles_is_cut_off(mute: int) -> None:
    began = time.monotonic()
    post = SmtpPost(host="127.0.0.1", port=mute, security=Security.NONE, patience=1.0, longest=1.5)
    with pytest.raises(NotNow):
        post.send(message())
    assert time.monotonic() - began < 5


def test_a_silent_server_is_left_alone_for_a_while() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=8) as listener:
        port = listener.getsockname()[1]
        post = SmtpPost(host="127.0.0.1", port=port, security=Security.NONE, patience=0.3)
        with pytest.raises(NotNow):
            post.send(message())
        began = time.monotonic()
        with pytest.raises(NotNow, match="a moment ago"):
            post.send(message())
        assert time.monotonic() - began < 0.2


def test_the_log_gets_what_would_have_gone_out(capsys: pytest.CaptureFixture[str]) -> None:
    # Whatever level an app of another test has set.
    structlog.reset_defaults()
    ConsolePost().send(message())
    printed = capsys.readouterr()
    assert "ute@example.org" in printed.out + printed.err
