"""A message: as it travels, and what it refuses to carry."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from matchmaker.errors import Invalid
from matchmaker.mail import Attachment, Message, one_line

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def message(**other: Any) -> Message:
    values: dict[str, Any] = {
        "to": "ute@example.org", "to_name": "Ute Brändl", "sender": "site@match.example",
        "subject": "Wärme für alle", "text": "Grüße\n", "date": NOW, "message_id": "<m-1@match.example>",
    } | other  # fmt: skip
    return Message(**values)


def test_it_has_a_text_part_before_the_html_and_every_header_a_mail_needs() -> None:
    mail = message(html="<p>Grüße</p>", reply_to="moira@example.org", headers={"X-One": "1"}).as_email()
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert mail["To"].addresses[0].display_name == "Ute Brändl"
    assert (mail["Subject"], mail["Message-ID"]) == ("Wärme für alle", "<m-1@match.example>")
    assert (mail["Reply-To"], mail["X-One"]) == ("moira@example.org", "1")
    assert mail["Date"].datetime == NOW
    raw = mail.as_bytes()
    assert max(len(line) for line in raw.splitlines()) <= 998
    raw.decode("ascii")


def test_a_calendar_entry_keeps_its_method() -> None:
    entry = Attachment("meeting.ics", "text/calendar; method=REQUEST; charset=utf-8", b"BEGIN:VCALENDAR")
    (part,) = list(message(attachments=(entry,)).as_email().iter_attachments())
    assert (part.get_content_type(), part.get_filename()) == ("text/calendar", "meeting.ics")
    assert part["Content-Type"].params["method"] == "REQUEST"


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": "Hello\r\nBcc: all@example.org"},
        {"to": "ute@example.org\nBcc: all@example.org"},
        {"to_name": "Ute\r\nX: y"},
        {"sender_name": "Moira\x0b"},
        {"reply_to": "a@example.org\r\n\r\nbody"},
        {"message_id": "<m-1>\r\nX: y"},
        {"headers": {"X-One": "1\r\nBcc: all@example.org"}},
        {"headers": {"X-One:\r\nBcc": "1"}},
        {"attachments": (Attachment("a\r\nb", "text/plain", b""),)},
        {"subject": "Two\u2028lines"},
    ],
)
def test_nothing_in_it_can_add_a_header(wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        message(**wrong)


@pytest.mark.parametrize(
    "wrong",
    ["", "ute", "@example.org", "ute@", "ute @example.org", "ute@exa mple.org", "ute@example.org,b@c.org"],
)
def test_what_is_no_address_is_refused(wrong: str) -> None:
    with pytest.raises(Invalid, match="not a mail address"):
        message(to=wrong).as_email()


def test_a_domain_in_other_letters_is_written_as_servers_take_it() -> None:
    assert message(to="ute@bücher.example").as_email()["To"] == "Ute Brändl <ute@xn--bcher-kva.example>"


def test_a_name_with_lines_is_told_in_one() -> None:
    assert one_line(" Radhof\r\nBcc: all@example.org\u2028x\x07y ") == "Radhof Bcc: all@example.org x y"
    message(subject=one_line("Two\u2028lines"))
