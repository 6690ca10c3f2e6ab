"""Cells made clean: text without markup and rubbish, lists, and the guard against formulas."""

from __future__ import annotations

import html
import re
import unicodedata

import nh3

_BLANKS = frozenset(
    {"", "-", "--", "–", "—", "?", ".", "n/a", "#n/a", "na", "null", "none", "nil", "nan", "k.a."}
)
# To a browser every "<" before a plain letter opens a tag, whatever follows the letter ("<aé").
_TAG = re.compile(r"<(?:/?[a-zA-Z]|!--|!\[|\?)")
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_PARAGRAPH = re.compile(r"</?(?:p|div|ul|ol|table|h[1-6]|blockquote)\b[^<>]{0,300}>", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|li|tr|/tr|/td|td)\b[^<>]{0,300}>", re.IGNORECASE)
_NEWLINE = re.compile(r"\r*\n|\r+|\u2028|\u2029|\x0b|\x0c|\x85")
_SPACES = re.compile(r"[^\S\n]+")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufff9-\ufffb\u202a-\u202e\u2066-\u2069]"
)
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_RISKY = re.compile(r"'*[=+\-@\t\r]")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
# What UTF-8 looks like when it was read as Windows-1252: a lead byte followed by a trailing one.
_MOJIBAKE = re.compile(
    "[\u00c2-\u00df][\u0080-\u00bf\u20ac\u201a-\u203a\u0152-\u017e\u02c6\u02dc\u2122]|\u00e2[\u20ac\u0080]"
)


def clean_text(text: str, *, paragraphs: bool = False) -> str:
    """The words of a cell: no markup, no control characters, NFC, white space collapsed.

    With `paragraphs` line breaks stay and at most one empty line stands between two paragraphs; without,
    all is one line. What only says that nothing is known ("n/a", "-") becomes "".
    """
    # Line ends first: to a reader of HTML the "\r\r\n" that some exports write is two lines.
    text = without_markup(_NEWLINE.sub("\n", repair(unguard(text))))
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", _NEWLINE.sub("\n", text)))
    lines = [_SPACES.sub(" ", line).strip() for line in text.split("\n")]
    if not paragraphs:
        clean = " ".join(line for line in lines if line)
    else:
        clean = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return "" if clean.casefold() in _BLANKS else clean


def without_markup(text: str) -> str:
    """The text that a browser would show of a cell; scripts and styles go with all that is in them.

    Markup may be escaped more than once ("&amp;lt;b&amp;gt;"), so we look again until nothing is left.
    """
    for _ in range(4):
        # What nobody sees goes first: it could stand between a "<" and its letter.
        text = _UNSEEN.sub("", text)
        if _TAG.search(text):
            text = _BREAK.sub("\n", _PARAGRAPH.sub("\n\n", text))
            text = html.unescape(nh3.clean(text, tags=set()))
        elif _ENTITY.search(text):
            text = html.unescape(text)
        else:
            return text
    # Escaped more than four times: somebody tries. Every sign goes, the words stay.
    text = _UNSEEN.sub("", text)
    return text.replace("<", "") if _TAG.search(text) else text


def repair(text: str) -> str:
    """The text as it was meant when it is UTF-8 read as Windows-1252 or Latin-1 throughout, else as it is."""
    if not _MOJIBAKE.search(text):
        return text
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text


def split_list(text: str) -> tuple[str, ...]:
    """The parts of a list, each once: at | if there is one, else at ; or line breaks, else at commas."""
    separator = next((mark for mark in ("|", ";", "\n") if mark in text), ",")
    parts = (clean_text(part) for part in text.split(separator))
    return tuple(dict.fromkeys(part for part in parts if part))


def split_statements(text: str) -> tuple[str, ...]:
    """The offers or needs of one cell: one a line, or parted by |; bullets go, sentences stay whole."""
    clean = clean_text(text, paragraphs=True)
    parts = (re.sub(r"^(?:[-*•–]|\d{1,2}[.)])\s+", "", part.strip()) for part in re.split(r"[\n|]+", clean))
    return tuple(dict.fromkeys(part for part in parts if part))


def guard(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet would take it for a formula (ASVS 1.2.10)."""
    return "'" + text if _RISKY.match(text) and not _PLAIN_NUMBER.fullmatch(text) else text


def unguard(text: str) -> str:
    """The text without the apostrophe that `guard` put before it."""
    return text[1:] if _GUARDED.match(text) else text
