"""A real mail server of our own, in a thread: it keeps what it takes, and can be as bad as servers are."""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from matchmaker.mail import Security, SmtpPost

USER, PASSWORD = "site", "correct horse battery staple"
"""The one who may sign in where a server asks for it."""


class Server:
    """What arrived, and how the server behaves: each hook answers in its place, or lets the mail pass."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.port = 0
        self.on_recipient: Callable[[str], str] = lambda _address: "250 OK"
        self.on_data: Callable[[], str] = lambda: "250 OK"
        # Seconds before the answer to the whole mail.
        self.thinks = 0.0
        self.closes = False
        # Who tried to sign in, with which password, and whether it was over TLS.
        self.tried: list[tuple[str, str, bool]] = []

    def post(self, *, patience: float = 5.0, longest: float = 20.0, **other: Any) -> SmtpPost:
        """A way to this server; keywords replace parts."""
        values: dict[str, Any] = {"host": "127.0.0.1", "security": Security.NONE} | other
        return SmtpPost(port=self.port, patience=patience, longest=longest, **values)

    def authenticate(
        self, server: SMTP, _session: Any, _envelope: Any, _mechanism: str, given: Any
    ) -> AuthResult:
        """Let in who knows the one name and the one password."""
        assert isinstance(given, LoginPassword)
        name, password = given.login.decode(), given.password.decode()
        assert server.transport is not None
        encrypted = server.transport.get_extra_info("ssl_object") is not None
        self.tried.append((name, password, encrypted))
        return AuthResult(success=(name, password) == (USER, PASSWORD), handled=False)

    def ids(self) -> list[str]:
        """The Message-IDs of what arrived."""
        return [str(mail["Message-ID"]) for mail in self.mails]

    async def handle_RCPT(self, _server: SMTP, _session: Any, envelope: Any, address: str, _o: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Take a recipient or not."""
        answer = self.on_recipient(address)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Take a mail or not."""
        answer = self.on_data()
        if answer.startswith("250"):
            found = message_from_bytes(envelope.content, policy=default)
            assert isinstance(found, EmailMessage)
            self.mails.append(found)
        until = time.monotonic() + self.thinks
        while time.monotonic() < until:
            await asyncio.sleep(0.02)
        if self.closes and server.transport is not None:
            server.transport.close()
        return answer


@contextmanager
def running(
    *, security: Security = Security.NONE, context: ssl.SSLContext | None = None, login: bool = False
) -> Iterator[Server]:
    """A server that listens on a free port until the end of the block; with `login` it knows one user."""
    server = Server()
    options: dict[str, Any] = {}
    if security is Security.STARTTLS:
        options |= {"tls_context": context, "require_starttls": True}
    if security is Security.TLS:
        options |= {"ssl_context": context, "ready_timeout": 5.0}
    if login:
        # aiosmtpd counts as encrypted only what began in clear: the others offer it, and need it not.
        by_turns = security is Security.STARTTLS
        options |= {"auth_required": by_turns, "auth_require_tls": by_turns}
        options["authenticator"] = server.authenticate
    # aiosmtpd wants to know its port before it listens: take a free one by hand.
    server.port = _free_port()
    controller = Controller(server, hostname="127.0.0.1", port=server.port, **options)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
