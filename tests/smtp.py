"""A real mail server of our own, in a thread: it keeps what it takes, and can be as bad as servers are."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from matchmaker.mail import Security, SmtpPost


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

    def post(self, *, patience: float = 5.0, longest: float = 20.0) -> SmtpPost:
        """A way to this server."""
        return SmtpPost(
            host="127.0.0.1", port=self.port, security=Security.NONE, patience=patience, longest=longest
        )

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
def running() -> Iterator[Server]:
    """A server that listens on a free port until the end of the block."""
    server = Server()
    controller = Controller(server, hostname="127.0.0.1", port=0)
    # aiosmtpd wants to know its port before it listens: take a free one by hand.
    controller.port = server.port = _free_port()
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
