"""Mails that come in: to whom, whether a person wrote them, their words and files; never an error."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis.strategies import binary

from matchmaker.mail import Fault, read
from matchmaker.mail.incoming import MOST_BYTES
from tests.core.files import samples
from tests.mail import answers
from tests.mail.answers import mail, with_files


@pytest.mark.parametrize("program", answers.WRITTEN)
def test_an_answer_is_read_as_it_was_written(program: str) -> None:
    written, new = answers.WRITTEN[program]
    found = read(mail(written))
    assert found.text.replace("\r\n", "\n") == new
    assert found.message_id == "<answer-1@elsewhere.example>"
    assert found.recipients == (answers.TO,)
    assert (found.automatic, found.files, found.fault) == (False, (), None)


def test_recipients_are_found_where_servers_write_them() -> None:
    found = read(mail("Yes", To='"A, B" <X@match.example>', Cc="y@match.example,\n z@match.example",
                      Delivered_To="Reply+T@Match.Example", X_Original_To="<q@match.example>"))  # fmt: skip
    assert found.recipients == (
        "reply+t@match.example", "q@match.example", "x@match.example", "y@match.example", "z@match.example",
    )  # fmt: skip


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; x=y"},
        {"Precedence": "Bulk"},
        {"Precedence": "list"},
        {"Return_Path": "<>"},
        {"X_Auto_Response_Suppress": "All"},
        {"X_Autoreply": "yes"},
        {"List_Id": "<news.example>"},
        {"From": "Mail Delivery <MAILER-DAEMON@elsewhere.example>"},
        {"Content_Type": 'multipart/report; report-type=delivery-status; boundary="b"'},
    ],
)
def test_what_a_program_wrote_is_known(headers: dict[str, str]) -> None:
    assert read(mail("I am away.", **headers)).automatic


def test_what_a_person_wrote_is_not_taken_for_a_programs() -> None:
    assert not read(mail("Yes", Auto_Submitted="no", Return_Path="<ute@elsewhere.example>")).automatic


def test_words_in_html_alone_are_read() -> None:
    assert read(mail(answers.GMAIL_HTML, kind="text/html; charset=utf-8")).text == (
        "Yes, Tuesday & Friday.\n\nUte"
    )


def test_plain_words_come_before_the_same_in_html() -> None:
    body = "--b\nContent-Type: text/html\n\n<p>no</p>\n--b\nContent-Type: text/plain\n\nyes\n--b--\n"
    assert read(mail(body, kind='multipart/alternative; boundary="b"')).text == "yes"


@pytest.mark.parametrize(
    ("charset", "raw"),
    [("iso-8859-1", b"Gr\xfc\xdfe"), ("windows-1252", b"Gr\xfc\xdfe"), ("utf-8", "Grüße".encode()),
     ("no-such-thing", "Grüße".encode())],
)  # fmt: skip
def test_letters_are_read_in_the_alphabet_that_is_named(charset: str, raw: bytes) -> None:
    head = mail("", kind=f"text/plain; charset={charset}")
    assert read(head + raw).text == "Grüße"


def test_quoted_printable_base64_and_flowed_lines_are_undone() -> None:
    quoted = mail("Gr=C3=BC=\nn", Content_Transfer_Encoding="quoted-printable")
    assert read(quoted).text == "Grün"
    assert read(mail("R3LDvG4=", Content_Transfer_Encoding="base64")).text == "Grün"
    flowed = mail("This goes \non.\n-- \nUte", kind="text/plain; charset=utf-8; format=flowed")
    assert read(flowed).text == "This goes on."


def test_files_come_with_their_names() -> None:
    found = read(with_files("Here.", {"Angebot März.pdf": samples.PDF, "a\u202eb.exe": samples.EXE}))
    assert found.text == "Here."
    assert [one.name for one in found.files] == ["Angebot März.pdf", "a\u202eb.exe"]
    assert found.files[0].content == samples.PDF


def test_pictures_of_signatures_and_seals_are_no_files() -> None:
    body = (
        '--a\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\n\n<p>Yes'
        '\n--b\nContent-Type: image/png; name="image001.png"\nContent-ID: <1>\n\nx\n--b--\n'
        '--a\nContent-Type: application/pgp-signature; name="signature.asc"\n\nx\n--a--\n'
    )
    found = read(mail(body, kind='multipart/signed; boundary="a"'))
    assert (found.text, found.files) == ("Yes", ())


def test_a_mail_within_the_mail_is_a_file_that_is_not_opened() -> None:
    body = (
        "--a\nContent-Type: text/plain\n\nSee\n--a\nContent-Type: message/rfc822\n\nTo: x\n\nInner\n--a--\n"
    )
    found = read(mail(body, kind='multipart/mixed; boundary="a"'))
    assert found.text == "See"
    assert [one.name for one in found.files] == ["message.eml"]


def test_a_mail_without_an_id_gets_one_that_stays_the_same() -> None:
    first, again, other = (read(mail(text, Message_ID="")) for text in ("Yes", "Yes", "No"))
    assert first.message_id == again.message_id != other.message_id
    assert len(read(mail("Yes", Message_ID=f"<{'x' * 400}@y>")).message_id) <= 255


def test_too_much_is_said_and_its_recipient_still_known() -> None:
    large = read(mail("x" * (MOST_BYTES + 1)))
    assert (large.fault, large.recipients, large.text) == (Fault.LARGE, (answers.TO,), "")
    many = "".join("--a\nContent-Type: text/plain\n\nx\n" for _ in range(60)) + "--a--\n"
    assert read(mail(many, kind='multipart/mixed; boundary="a"')).fault is Fault.CROWDED
    deep = "".join(f'--{n}\nContent-Type: multipart/mixed; boundary="{n + 1}"\n\n' for n in range(12))
    assert read(mail(deep, kind='multipart/mixed; boundary="0"')).fault is Fault.CROWDED
    deeper = "".join(f'--{n}\nContent-Type: multipart/mixed; boundary="{n + 1}"\n\n' for n in range(3000))
    assert read(mail(deeper, kind='multipart/mixed; boundary="0"')).fault is Fault.CROWDED


HOSTILE = {
    "nothing": b"",
    "zeros": bytes(9999),
    "no end of headers": b"To: reply+x@match.example\r\n" * 200_000,
    "one long header": b"To: " + b"a" * 3_000_000,
    "one long folded header": b"To: " + b"a,\r\n " * 300_000 + b"\r\n\r\nx",
    "a broken address": mail("x", To="<<<@>>>,,;;(((", Cc='"\\'),
    "broken words": mail("x", To="=?utf-8?q?=?= =?x?b?====?=", Subject="=?utf-8?b?\udcff?=".encode(
        "utf-8", "replace").decode()),
    "a broken kind": mail("x", kind="text/plain; charset*0*=%; charset*=utf-8''%ff; name*1*=x"),
    "no boundary": mail("x", kind="multipart/mixed"),
    "a boundary that never comes": mail("x", kind='multipart/mixed; boundary="q"'),
    "base64 that is none": mail("\x00\x01=A=", Content_Transfer_Encoding="base64"),
    "an unknown way of packing": mail("x", Content_Transfer_Encoding="x-rot13"),
    "uuencoded": mail("begin 644 x\n#0V%T\n`\nend", Content_Transfer_Encoding="x-uuencode"),
    "a name without end": mail("x", Content_Disposition='attachment; filename*0="' + "a" * 90_000),
    "an odd charset": mail("x", kind="text/plain; charset=hex"),
    "a charset of one's own": mail("x", kind="text/plain; charset=idna"),
    "unicode in headers": mail("x", To="réply+ü@match.example", Message_ID="<ü@x>"),
    "very many parts of nothing": mail("--a\n\n" * 200_000, kind='multipart/mixed; boundary="a"'),
    "the same with other ends of lines": mail("--a\r\r" * 200_000, kind='multipart/mixed; boundary="a"'),
    "lines of one sign": mail("\n".join("x" * 400_000)),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_mails_are_a_value_and_take_little_time(what: str) -> None:
    began = time.monotonic()
    found = read(HOSTILE[what])
    assert len(found.message_id) <= 255
    assert time.monotonic() - began < 20


@given(binary(max_size=600))
@settings(max_examples=300)
def test_any_bytes_are_a_value(raw: bytes) -> None:
    read(raw)
    read(b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n" + raw)
    read(b"Content-Type: " + raw)


def test_mails_with_bytes_changed_or_cut_off_are_a_value() -> None:
    chance = random.Random(7)
    whole = [
        with_files("Hello", {"a.pdf": samples.PDF}),
        mail(answers.GMAIL_HTML, kind="text/html"),
        *(mail(text) for text, _ in answers.WRITTEN.values()),
    ]
    for _ in range(600):
        raw = bytearray(chance.choice(whole))
        for _ in range(chance.randrange(20)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        read(bytes(raw[: chance.randrange(len(raw))] if chance.random() < 0.3 else raw))
