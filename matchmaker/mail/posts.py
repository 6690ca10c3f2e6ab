"""The ways to send a mail: by an SMTP server, to the log, into memory."""

from __future__ import annotations

import smtplib
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from threading import Timer
from typing import Protocol

import structlog

from matchmaker.errors import Invalid, MatchmakerError
from matchmaker.mail.messages import Message

log = structlog.get_logger()

PATIENCE = 10.0
"""Seconds for one answer of the server."""

LONGEST = 60.0
"""Seconds for a whole mail: well below the lease of the job that sends it."""

REST = 60.0
"""Seconds in which a server that could not be reached is not tried again."""


class NotNow(MatchmakerError):
    """The mail could not be sent, or nobody knows whether it was; it may be tried again."""


class Refused(MatchmakerError):
    """The server will never take this mail."""


class Post(Protocol):
    """Something that sends mails."""

    def send(self, message: Message) -> None:
        """Send it.

        Raises:
            NotNow, Refused, Invalid.
        """


class Security(StrEnum):
    """How mails travel to the server."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class MemoryPost:
    """Keeps mails, for tests."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def send(self, message: Message) -> None:
        """Keep it, once it is seen that it could travel."""
        message.as_email()
        self.messages.append(message)


class ConsolePost:
    """Writes mails to the log: nothing leaves this machine."""

    def send(self, message: Message) -> None:
        """Write it down."""
        message.as_email()
        log.info("mail", to=message.to, subject=message.subject, text=message.text)


class SmtpPost:
    """Hands mails to an SMTP server, each over a connection of its own."""

    def __init__(
        self,
        *,
        host: str,
        port: int = 587,
        user: str = "",
        password: str = "",
        security: Security = Security.STARTTLS,
        patience: float = PATIENCE,
        longest: float = LONGEST,
    ) -> None:
        self.host, self.port, self.user, self.security = host, port, user, security
        self.patience, self.longest = patience, longest
        self._password = password
        self._rests_until = 0.0

    def send(self, message: Message) -> None:
        """Hand it over; whatever comes after the server took it does not count any more."""
        mail = message.as_email()
        try:
            with self._connected() as client:
                client.send_message(mail, from_addr=mail["From"].addresses[0].addr_spec)
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            raise _judged(code, words) from error
        except smtplib.SMTPDataError as error:
            raise _judged(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPAuthenticationError as error:
            # A slip of the operator: what waits goes out once it is mended.
            why = {"user": self.user, "code": error.smtp_code, "words": _text(error.smtp_error)}
            raise NotNow(
                "The mail server does not let us in as %(user)s: %(code)s %(words)s", **why
            ) from error
        except UnicodeError as error:
            raise Invalid("%(spec)r is not a mail address.", spec=message.to) from error
        except OSError as error:
            # All of smtplib's errors are of this kind too.
            raise NotNow("The mail server could not be used: %(why)s.", why=_said(error)) from error

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        if time.monotonic() < self._rests_until:
            raise NotNow("The mail server could not be reached a moment ago.")
        client = self._client()
        # Against a server that says a little now and then: each answer in time, all together never.
        watch = Timer(self.longest, _cut, [client])
        watch.daemon = True
        watch.start()
        try:
            self._open(client)
            yield client
            # It has taken the mail: how it says good-bye is nobody's business.
            with suppress(OSError):
                client.quit()
        finally:
            watch.cancel()
            client.close()

    def _client(self) -> smtplib.SMTP:
        """A client that has not begun to connect: the watch comes first."""
        if self.security is Security.TLS:
            client: smtplib.SMTP = smtplib.SMTP_SSL(
                timeout=self.patience, context=ssl.create_default_context()
            )
        else:
            client = smtplib.SMTP(timeout=self.patience)
        # smtplib keeps the name only when it connects at once, and checks the certificate against it.
        client._host = self.host  # type: ignore[attr-defined]  # smtplib's own name for whom TLS greets
        return client

    def _open(self, client: smtplib.SMTP) -> None:
        began = time.monotonic()
        try:
            client.connect(self.host, self.port)
        except OSError:
            if time.monotonic() - began >= self.patience:
                # Other jobs wait behind this one: not every mail shall wait for the same silence.
                self._rests_until = time.monotonic() + REST
            raise
        if self.security is Security.STARTTLS:
            client.starttls(context=ssl.create_default_context())
        if self.user:
            client.login(self.user, self._password)


def _cut(client: smtplib.SMTP) -> None:
    with suppress(OSError):
        if client.sock is not None:
            client.sock.shutdown(socket.SHUT_RDWR)


def _judged(code: int, words: bytes | str) -> MatchmakerError:
    kind = Refused if 500 <= code < 600 else NotNow
    return kind("The mail server answered %(code)s: %(words)s", code=code, words=_text(words))


def _said(error: OSError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not to be trusted: {error.verify_message}"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    return str(error) or type(error).__name__


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words
