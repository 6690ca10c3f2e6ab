"""What a file is: told by its bytes; what is not known, or is two things at once, is refused."""

from __future__ import annotations

import random

import pytest

from matchmaker.core.files.kinds import CSV, KINDS, carries_files, kind_of
from tests.core.files import samples
from tests.core.files.samples import archive, docx, open_document

GOOD = {
    "pdf": samples.PDF,
    "png": samples.png(),
    "jpg": samples.JPEG,
    "webp": samples.WEBP,
    "txt": "Grüße aus Łódź\r\n\tzwei".encode(),
    "csv": "\ufeffname;town\nŁódź;1\n".encode(),
    "docx": docx(),
    "xlsx": samples.xlsx(),
    "pptx": samples.pptx(),
    "odt": open_document(),
    "ods": open_document("spreadsheet"),
    "odp": open_document("presentation"),
}

BAD = {
    "nothing": b"",
    "blanks": b" \n ",
    "a program": samples.EXE,
    "a program of Linux": b"\x7fELF" + bytes(99),
    "a page": b"<!DOCTYPE html><script>alert(1)</script>",
    "a page after a mark and blanks": b"\xef\xbb\xbf\n  <html>",
    "a drawing": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "a drawing with a head": b'<?xml version="1.0"?><svg/>',
    "letters of an old code page": "Grüße".encode("latin-1"),
    "text with a zero byte": b"name\x00town",
    "text with an escape": b"\x1b[2J rm",
    "a picture that goes on as a page": samples.png() + b"<script>alert(1)</script>",
    "a picture and an archive": samples.png()[:-12] + docx() + samples.png()[-12:],
    "a photo and an archive": samples.JPEG + docx(),
    "a PDF and an archive": samples.PDF + docx() + b"%%EOF",
    "a PDF after something else": b"GIF89a" + samples.PDF,
    "a PDF cut off": samples.PDF[:40],
    "a PDF with a password": samples.PDF.replace(b"/Root", b"/Encrypt 3 0 R/Root"),
    "a PDF that acts": samples.PDF.replace(b"/Pages 2", b"/OpenAction<</S/JavaScript>>/Pages 2", 1),
    "a PDF that starts programs": samples.PDF.replace(b"/Pages 2", b"/AA<</S/Launch>>/Pages 2", 1),
    "a PDF that carries files": samples.PDF.replace(b"/Root", b"/Names<</EmbeddedFiles 4 0 R>>/Root"),
    "a picture of GIF": b"GIF89a\x01\x00\x01\x00",
    "WebP of another length": samples.WEBP + b"x",
    "any archive": archive({"a.txt": b"a"}),
    "an empty archive": archive({}),
    "an archive before which something stands": b"#!/bin/sh\n" + docx(),
    "an archive behind which something stands": docx() + b"x",
    "macros of Word": docx(word__vbaProject_0_bin=b"x"),
    "macros under another name": docx(word__harmless_0_bin=b"x"),
    "macros in capitals": docx(WORD__VBAPROJECT_0_BIN=b"x"),
    "macros of an old kind": archive(
        {"[Content_Types].xml": b"x", "xl/workbook.xml": b"x", "xl/macrosheets/sheet1.xml": b"x"}
    ),
    "a program within": docx(word__embeddings__tool_0_exe=b"MZ"),
    "an archive within": docx(word__embeddings__more_0_zip=b"PK"),
    "an object within": docx(word__embeddings__oleObject1_0_bin=b"x"),
    "a way upwards": docx(**{"..__..__etc__passwd": b"x"}),
    "two documents in one": docx(xl__workbook_0_xml=b"x"),
    "a binary workbook": archive({"[Content_Types].xml": b"x", "xl/workbook.bin": b"x"}),
    "encrypted members": samples.encrypted(docx()),
    "more than it can be": samples.claiming(docx(), 4_000_000_000),
    "a document with a password": open_document(locked=True),
    "a document with a password of the newest kind": archive(
        {"mimetype": b"application/vnd.oasis.opendocument.text", "encrypted-package": b"x"}
    ),
    "macros of LibreOffice": open_document(Basic__Standard__Module1=b"x"),
    "scripts of LibreOffice": open_document(Scripts__python__x=b"x"),
    "an old document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "a mimetype that is packed": archive(
        {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"x" * 99,
         "META-INF/manifest.xml": b"x"}
    ),
}  # fmt: skip


@pytest.mark.parametrize("ending", GOOD)
def test_a_kind_is_known_by_its_bytes(ending: str) -> None:
    found = kind_of(GOOD[ending], f"anything.{ending}")
    assert found is not None
    assert found.endings[0] == ending


@pytest.mark.parametrize("ending", [one for one in GOOD if one not in {"txt", "csv"}])
def test_what_the_name_says_does_not_count(ending: str) -> None:
    for name in ("", "harmless.txt", "virus.exe", "page.html"):
        found = kind_of(GOOD[ending], name)
        assert found is not None
        assert found.endings[0] == ending


@pytest.mark.parametrize("what", BAD)
def test_what_is_not_known_is_refused_whatever_its_name(what: str) -> None:
    for ending in ("pdf", "png", "txt", "docx", "odt", "xlsx"):
        assert kind_of(BAD[what], f"harmless.{ending}") is None


@pytest.mark.parametrize("name", ["run.js", "run.SH", "page.html", "picture.svg", "mail.eml", "x.txt.bat"])
def test_text_with_the_ending_of_something_that_acts_is_refused(name: str) -> None:
    assert kind_of(b"alert(1)", name) is None


@pytest.mark.parametrize("name", ["", "notes", "Notes v1.2", "a.txt", "a.MD", " a.csv "])
def test_text_may_have_the_ending_of_a_text_or_none(name: str) -> None:
    assert kind_of(b"Benches, 16", name) is not None


def test_broken_files_are_refused_and_never_an_error() -> None:
    chance = random.Random(5)
    whole = [docx(), open_document(), samples.xlsx(), samples.PDF, samples.png(), samples.WEBP]
    for _ in range(1500):
        content = bytearray(chance.choice(whole))
        for _ in range(chance.randrange(1, 9)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        cut = bytes(content[: chance.randrange(len(content))] if chance.random() < 0.5 else content)
        assert kind_of(cut, "a.docx") in (None, *KINDS)


def test_every_kind_has_an_ending_of_its_own() -> None:
    endings = [ending for kind in KINDS for ending in kind.endings]
    assert len(endings) == len(set(endings))
    assert not {"html", "htm", "svg", "js", "exe", "zip"} & set(endings)


@pytest.mark.parametrize("text", ["Straße;Größe\r\nKönigstraße 1;5 €\r\n", "name,town\nFrançois,Orléans\n"])
def test_a_table_may_be_in_the_letters_that_windows_writes(text: str) -> None:
    content = text.encode("cp1252")
    assert kind_of(content, "list.csv") is CSV
    # Of any other file nobody can tell what it shall be read as.
    for name in ("list.txt", "list", "list.pdf", "list.html"):
        assert kind_of(content, name) is None


@pytest.mark.parametrize(
    "content",
    [
        "Größe".encode("cp1252"),
        "name;Größe".encode("utf-16"),
        b"name;gr\xf6\x00\xdfe",
        b"name;gr\xf6\x1b[2J",
        b"name;gr\x81\xdfe",
        b"<html>;gr\xf6\xdfe",
        b"%PDF-1.7;\xe2\xe3",
        bytes(range(0xA0, 0x100)) + b";",
        b"MZ\x90\x00;\xff",
    ],
)
def test_what_reads_like_no_table_is_refused_in_any_letters(content: bytes) -> None:
    assert kind_of(content, "list.csv") is None


def test_a_pdf_that_carries_files_is_known_as_such() -> None:
    assert carries_files(BAD["a PDF that carries files"])
    assert not carries_files(samples.PDF)
    assert not carries_files(b"a text about /EmbeddedFile")
