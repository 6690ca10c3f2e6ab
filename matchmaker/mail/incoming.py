"""A mail that comes in: to whom it was sent, whether a person wrote it, its words and its files.

Whatever bytes come, the answer is a value and never an error; how much is read of them is bounded.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.message import Message
from email.policy import default
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar, cast

from matchmaker.core.files.choosing import Upload
from matchmaker.mail.hypertext import text_of
from matchmaker.mail.quoting import answer_in

MOST_BYTES = 10 * 1024 * 1024
MOST_PARTS = 50
MOST_RULES = 1_000
"""Lines that may divide parts; the library takes a while for each, and honest words have few of them."""

DEEPEST = 8
LONGEST_HEAD = 256 * 1024
LONGEST_HEADER = 10_000
LONGEST_TEXT = 1_000_000
LONGEST_ID = 255

RECIPIENTS = ("delivered-to", "x-original-to", "to", "cc")
"""Headers that say to whom a mail was sent; what our own server writes comes first."""

_ADDRESS = re.compile(r"[^\s<>,;:\"()\[\]]{1,64}@[^\s<>,;:\"()\[\]]{1,255}")
_ID = re.compile(r"<[^<>\s]+>")
_STRUCTURE = re.compile(rb"content-type:\s*(?:multipart|message)/", re.IGNORECASE)
_RULE = re.compile(rb"(?:^|[\r\n])--")
_HEAD_ENDS = re.compile(rb"\r?\n\r?\n")
_BULK = frozenset({"bulk", "junk", "list", "auto_reply"})
_ROBOTS = re.compile(r"(?i)(^|<)\s*(mailer-daemon|postmaster)@")
# Proofs of a signature, and what only a calendar or another program reads.
_SKIPPED = frozenset({
    "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
    "text/calendar", "message/delivery-status", "message/disposition-notification",
})  # fmt: skip

T = TypeVar("T")
Part: TypeAlias = "Message[str, str]"


class Fault(StrEnum):
    """Why a mail could not be read as a whole."""

    LARGE = "large"
    CROWDED = "crowded"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What came in. `message_id` tells it apart from every other mail, and is the same if it comes again."""

    message_id: str
    recipients: tuple[str, ...]
    # A program wrote it: whoever answers those may get into a conversation that never ends.
    automatic: bool
    text: str = ""
    files: tuple[Upload, ...] = ()
    fault: Fault | None = None


def read(raw: bytes) -> Incoming:
    """Read a mail as a server hands it over."""
    head = _tried(lambda: _head(raw), Incoming(message_id=_made_up(raw), recipients=(), automatic=True))
    if len(raw) > MOST_BYTES:
        return replace(head, fault=Fault.LARGE)
    if len(_STRUCTURE.findall(raw)) > MOST_PARTS or len(_RULE.findall(raw)) > MOST_RULES:
        return replace(head, fault=Fault.CROWDED)
    return _tried(lambda: _whole(raw, head), replace(head, fault=Fault.BROKEN))


def _head(raw: bytes) -> Incoming:
    """What the headers say."""
    end = _HEAD_ENDS.search(raw, 0, MOST_BYTES)
    headers = _headers(raw[: min(end.end() if end else LONGEST_HEAD, LONGEST_HEAD)])
    found = [one.lower() for name in RECIPIENTS for value in headers.get(name, ()) for one in _in(value)]
    said = _ID.search(" ".join(headers.get("message-id", ())))
    known = said is not None and len(said[0]) <= LONGEST_ID
    return Incoming(
        message_id=said[0] if said is not None and known else _made_up(raw),
        recipients=tuple(dict.fromkeys(found)),
        automatic=_is_automatic(headers),
    )


def _in(value: str) -> list[str]:
    return _ADDRESS.findall(value)


def _headers(raw: bytes) -> dict[str, list[str]]:
    """The headers by name in small letters, as they were written: nothing in them is understood."""
    found: dict[str, list[str]] = {}
    for name, value in message_from_bytes(raw, policy=default).raw_items():
        found.setdefault(name.lower(), []).append(str(value)[:LONGEST_HEADER].strip())
    return found


def _is_automatic(headers: dict[str, list[str]]) -> bool:
    """Whether a program wrote it, as far as its headers say (RFC 3834 and what else is in use)."""

    def first(name: str) -> str:
        return next(iter(headers.get(name, ())), "").lower()

    return (
        first("auto-submitted").partition(";")[0].strip() not in ("", "no")
        or first("precedence") in _BULK
        or "<>" in first("return-path")
        or any(
            name in headers
            for name in ("x-auto-response-suppress", "x-autoreply", "x-failed-recipients", "list-id")
        )
        or bool(_ROBOTS.search(first("from")))
        or first("content-type").startswith("multipart/report")
    )


def _made_up(raw: bytes) -> str:
    """What tells a mail without a Message-ID apart: what it is."""
    return f"<{hashlib.sha256(raw).hexdigest()}@incoming>"


@dataclass
class _Parts:
    """What was found in the parts of a mail so far."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    files: list[Upload] = field(default_factory=list)
    count: int = 0


def _whole(raw: bytes, head: Incoming) -> Incoming:
    mail = message_from_bytes(raw, policy=default)
    found = _Parts()
    for part, inside in _leaves(mail, found, 0, ""):
        if part is None:
            return replace(head, fault=Fault.CROWDED)
        _sort(part, inside, found)
    text = "\n\n".join(one for one in found.plain if one)
    if not text:
        text = "\n\n".join(answer_in(text_of(one)) for one in found.html)
    return replace(head, text=text.strip(), files=tuple(found.files))


def _leaves(part: Part, found: _Parts, depth: int, inside: str) -> Iterator[tuple[Part | None, str]]:
    """The parts that hold something, with the kind of what they stand in; None where there are too many."""
    found.count += 1
    if found.count > MOST_PARTS or depth > DEEPEST:
        yield None, inside
        return
    kind = _kind(part)
    if kind.startswith("multipart/") and isinstance(part.get_payload(), list):
        for one in cast("list[Part]", part.get_payload()):
            yield from _leaves(one, found, depth + 1, kind)
    else:
        yield part, inside


def _sort(part: Part, inside: str, found: _Parts) -> None:
    """Put a part where it belongs: words, or files."""
    kind, name = _kind(part), _tried(part.get_filename, None)
    way = _tried(part.get_content_disposition, None)
    if kind in _SKIPPED or (inside == "multipart/related" and part.get("Content-ID") and way != "attachment"):
        return
    if part.is_multipart():
        # A mail within the mail: it is named, and refused as any unknown file.
        found.files.append(Upload(name or "message.eml", b"message"))
    elif name or way == "attachment" or kind not in ("text/plain", "text/html"):
        found.files.append(Upload(name or "", _bytes(part)))
    elif kind == "text/html":
        found.html.append(_text(part))
    else:
        flowed = _param(part, "format") == "flowed"
        found.plain.append(answer_in(_text(part), flowed=flowed, joined=_param(part, "delsp") == "yes"))


def _kind(part: Part) -> str:
    return _tried(part.get_content_type, "application/octet-stream")


def _param(part: Part, name: str) -> str:
    return _tried(lambda: str(part.get_param(name, "")).lower(), "")


def _bytes(part: Part) -> bytes:
    found = _tried(lambda: cast(Any, part.get_payload(decode=True)), None)
    return found if isinstance(found, bytes) else b""


def _text(part: Part) -> str:
    raw = _bytes(part)[: 4 * LONGEST_TEXT]
    charset = _tried(lambda: part.get_content_charset("utf-8"), "utf-8")
    return _tried(lambda: raw.decode(charset, "replace"), raw.decode("utf-8", "replace"))[:LONGEST_TEXT]


def _tried(reader: Callable[[], T], otherwise: T) -> T:
    """What is read, or something else: the library fails on hostile headers in ways of its own."""
    try:
        return reader()
    except Exception:
        return otherwise
