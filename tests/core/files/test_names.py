"""Names of files: no path, nothing unseen, an ending that fits, never longer than a hundred."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis.strategies import text

from matchmaker.core.files.kinds import CSV, JPEG, PDF, TEXT
from matchmaker.core.files.names import LONGEST, clean_name, shown_name


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("Angebot März.pdf", "Angebot März.pdf"),
        ("report.PDF", "report.pdf"),
        ("/etc/passwd", "passwd.pdf"),
        ("C:\\Users\\ute\\offer.docx", "offer.pdf"),
        ("../../offer.pdf", "offer.pdf"),
        ("offer.exe", "offer.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie_ x.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.pdf"),
        ("\u200boffer\ufeff.pdf", "offer.pdf"),
        ("", "file.pdf"),
        (".pdf", "pdf.pdf"),
        ("...", "file.pdf"),
        ("Notes v1.2", "Notes v1.2.pdf"),
        ('a"b<c>.pdf', "a_b_c_.pdf"),
        ("nul.txt", "_nul.pdf"),
        ("u\u0308ber.pdf", "über.pdf"),
    ],
)
def test_a_name_is_cleaned(name: str, clean: str) -> None:
    assert clean_name(name, PDF) == clean


def test_an_ending_that_fits_stays() -> None:
    assert clean_name("a.jpeg", JPEG) == "a.jpeg"
    assert clean_name("a.md", TEXT) == "a.md"
    assert clean_name("a.txt", CSV) == "a.csv"


def test_a_huge_name_is_cut_and_keeps_its_ending() -> None:
    found = clean_name("x" * 100_000 + ".pdf", PDF)
    assert len(found) == LONGEST
    assert found.endswith("x.pdf")


@given(text())
def test_no_name_breaks_out(name: str) -> None:
    for found in (clean_name(name, PDF), shown_name(name)):
        assert 0 < len(found) <= LONGEST
        assert not set(found) & set('/\\<>:"|?*')
        assert not [one for one in found if unicodedata.category(one)[0] == "C" or one in "\u2028\u2029"]
        assert clean_name(name, PDF).endswith(".pdf")
