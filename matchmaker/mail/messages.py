"""One mail as it goes out: checked so that nothing in it can add a header, or a reader, of its own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import NamedTuple

from matchmaker.errors import Invalid
from matchmaker.mail.flowing import flowed

UNHELD = frozenset({"Cc", "Zl", "Zp"})
"""Categories of signs that no header holds: control characters, ends of lines and of paragraphs."""


class Attachment(NamedTuple):
    """A file that comes with a mail."""

    filename: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A mail with a text and, as a rule, the same in HTML."""

    to: str
    to_name: str = ""
    sender: str
    sender_name: str = ""
    subject: str
    text: str
    html: str = ""
    date: datetime
    # Follows from what is sent: where it stays open whether a mail arrived, the second has the same.
    message_id: str
    reply_to: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()

    def __post_init__(self) -> None:
        """Check what ends up in headers.

        Raises:
            Invalid: there is a line break or another sign that a header cannot hold.
        """
        for value in self._in_headers():
            if any(unicodedata.category(sign) in UNHELD for sign in value):
                raise Invalid("A header of a mail cannot hold %(value)r.", value=value)

    def _in_headers(self) -> Iterator[str]:
        yield from (self.to, self.to_name, self.sender, self.sender_name, self.subject)
        yield from (self.message_id, self.reply_to)
        for pair in self.headers.items():
            yield from pair
        for one in self.attachments:
            yield from (one.filename, one.mime)

    def as_email(self) -> EmailMessage:
        """The mail in the form in which it travels.

        Raises:
            Invalid: an address is none.
        """
        mail = EmailMessage(policy=SMTP)
        mail["From"] = address(self.sender, self.sender_name)
        mail["To"] = address(self.to, self.to_name)
        mail["Subject"] = self.subject
        mail["Date"] = format_datetime(self.date)
        mail["Message-ID"] = self.message_id
        if self.reply_to:
            mail["Reply-To"] = address(self.reply_to)
        for name, value in self.headers.items():
            mail[name] = value
        mail.set_content(flowed(self.text), cte="quoted-printable", params={"format": "flowed"})
        if self.html:
            mail.add_alternative(self.html, subtype="html", cte="quoted-printable")
        for one in self.attachments:
            _attach(mail, one)
        return mail


def address(spec: str, name: str = "") -> Address:
    """A mail address with the name before it; the domain in the letters that every server takes.

    Raises:
        Invalid: it is no mail address.
    """
    local, _, domain = spec.rpartition("@")
    try:
        plain = domain if domain.isascii() else domain.encode("idna").decode("ascii")
        found = Address(display_name=name, addr_spec=f"{local}@{plain}")
    except (MessageError, UnicodeError, ValueError, IndexError) as error:
        raise Invalid("%(spec)r is not a mail address.", spec=spec) from error
    # The parser mends what it can; what it had to mend was something else than an address.
    if found.addr_spec != f"{local}@{plain}" or not (found.username and found.domain) or " " in spec:
        raise Invalid("%(spec)r is not a mail address.", spec=spec)
    return found


def one_line(text: str) -> str:
    """A text as a header can hold it: no line breaks, and none of the signs that no keyboard writes.

    What people are called may hold anything where it came past the forms; their mails go out all the same.
    """
    return " ".join("".join(" " if unicodedata.category(sign) in UNHELD else sign for sign in text).split())


def _attach(mail: EmailMessage, one: Attachment) -> None:
    main, _, rest = one.mime.partition("/")
    sub, *parameters = [part.strip() for part in rest.split(";")]
    params = dict(item.split("=", 1) for item in parameters if "=" in item)
    mail.add_attachment(one.content, maintype=main, subtype=sub, filename=one.filename, params=params)
