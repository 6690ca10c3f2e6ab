"""What a file is, told from its first bytes; what we cannot read is refused with the way out."""

from __future__ import annotations

import re

from matchmaker.core.words import N_
from matchmaker.errors import Invalid

_SAVE_AS = N_("This is %(what)s. Open it in a spreadsheet program and save it as CSV (UTF-8) or XLSX.")
_NO_SHEET = N_("This is %(what)s, not a spreadsheet. Choose a CSV or XLSX file.")

_BINARY: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0", N_("an old Excel file (.xls) or one with a password"), _SAVE_AS),
    (b"%PDF", N_("a PDF document"), _NO_SHEET),
    (b"\x89PNG", N_("an image"), _NO_SHEET),
    (b"\xff\xd8\xff", N_("an image"), _NO_SHEET),
    (b"GIF8", N_("an image"), _NO_SHEET),
    (b"{\\rtf", N_("an RTF document"), _NO_SHEET),
    (b"\x1f\x8b", N_("a packed file (gzip)"), N_("This is %(what)s. Unpack it first.")),
    (b"7z\xbc\xaf", N_("a packed file (7z)"), N_("This is %(what)s. Unpack it first.")),
    (b"Rar!", N_("a packed file (rar)"), N_("This is %(what)s. Unpack it first.")),
    (b"SQLite format 3", N_("a database"), _NO_SHEET),
    (b"PAR1", N_("a Parquet file"), _SAVE_AS),
)
_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|div|script)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"\s*<(?:\?xml|\?mso-|workbook\b|!DOCTYPE)", re.IGNORECASE)
_JSON = re.compile(r"""\s*(?:\{\s*["}]|\[\s*[\[{\]])""")


def is_archive(data: bytes) -> bool:
    """Whether the file is a ZIP archive, as XLSX files are."""
    return data[:4] in {b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"}


def refuse_binary(data: bytes) -> None:
    """Refuse what is known not to be text.

    Raises:
        Invalid: it says what the file is.
    """
    for beginning, what, message in _BINARY:
        if data.startswith(beginning):
            raise Invalid(message, what=what)


def refuse_text(text: str) -> None:
    """Refuse text that is no table: web pages, XML, JSON, and rubbish that no text has.

    Raises:
        Invalid: it says what the file is.
    """
    head = text[:20_000]
    for pattern, what in (
        (_HTML, N_("a web page")),
        (_XML, N_("an XML document")),
        (_JSON, N_("a JSON document")),
    ):
        if pattern.match(head[:2_000]):
            raise Invalid(_SAVE_AS, what=what)
    odd = sum(
        1
        for sign in head
        if (sign < " " and sign not in "\t\r\n\x00\x0b\x0c\x1c\x1f") or "\x7f" <= sign <= "\x9f"
    )
    nulls = head.count("\x00")
    # A few control characters happen in real tables; one in twenty is no text.
    if (odd + nulls) * 20 > len(head):
        raise Invalid(_NO_SHEET, what=N_("a binary file"))
