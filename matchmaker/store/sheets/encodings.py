"""From bytes to text: byte order marks first, then UTF-8, then the older code pages of Europe.

Which code page it was is decided by the letters that its languages have: the decision depends on the bytes
alone, and it holds for short files too, where general detectors guess by rhythm and often fail.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from matchmaker.core.imports.remarks import Remark, remark
from matchmaker.core.words import N_
from matchmaker.errors import Invalid

_WEST = ("äöüß", "éèêëàâçîïôûùœæ", "áéíóúñü", "àèéìòù", "ãõáâàéêíóôúç", "éëïöèêü", "æøå", "äöå", "áéíóúðþæö")
_CENTRAL = (
    "ąćęłńóśźż",
    "áčďéěíňóřšťúůýž",
    "áäčďéíĺľňóôŕšťúýž",
    "áéíóöőúüű",
    "ăâîşţșț",
    "čšž",
    "čćđšž",
    "äöüß",
)
_BALTIC = ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž")
_GREEK = ("αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ",)
_CYRILLIC = (
    "абвгдежзийклмнопрстуфхцчшщъьюяыэё",
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "абвгдђежзијклљмнњопрстћуфхцчџш",
)
_TURKISH = ("çğıöşüâî",)
# The order decides where two code pages read the same bytes in the same way.
_PAGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cp1252", _WEST),
    ("cp1250", _CENTRAL),
    ("iso8859-2", _CENTRAL),
    ("iso8859-15", _WEST),
    ("cp1253", _GREEK),
    ("iso8859-7", _GREEK),
    ("cp1251", _CYRILLIC),
    ("iso8859-5", _CYRILLIC),
    ("koi8-r", _CYRILLIC),
    ("cp1257", _BALTIC),
    ("iso8859-13", _BALTIC),
    ("cp1254", _TURKISH),
    ("mac_roman", _WEST),
    ("cp852", _CENTRAL),
    ("cp850", _WEST),
)
_SIGNS = frozenset("„“”‘’‚–—…•«»€§°©®´\u00a0\u00ad")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH = re.compile(rb"[^\x00-\x7f]")
_FOREIGN_WORD = re.compile(rb"(?<![A-Za-z\x80-\xff])[\x80-\xff]{3,}(?![A-Za-z\x80-\xff])")
SAMPLE = 200_000
"""Bytes of non-ASCII lines that the code page is guessed from."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, the encoding it was in, and what there is to say about that."""

    text: str
    encoding: str
    notes: tuple[Remark, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text of a file.

    Raises:
        Invalid: a byte order mark promises an encoding that the file does not hold.
    """
    if encoding := next((name for mark, name in _MARKS if data.startswith(mark)), _wide(data)):
        return _promised(data, encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    lines = data.split(b"\n")
    broken = [at for at, line in enumerate(lines) if not _is_utf8(line)]
    page = guess_page([lines[at] for at in broken])
    if all(_HIGH.search(line) is None for at, line in enumerate(lines) if _is_utf8(line)):
        return Decoded(_by_page(data, page), page)
    # Lines of two encodings in one file: somebody pasted one export below another.
    mixed = set(broken)
    text = "\n".join(_by_page(line, page) if at in mixed else line.decode() for at, line in enumerate(lines))
    note = remark(
        N_(
            "The file mixes encodings: %(count)s lines are not UTF-8 and were read as "
            "%(page)s, the first is line %(line)s."
        ),
        count=len(broken),
        page=page,
        line=broken[0] + 1,
    )
    return Decoded(text, f"utf-8 + {page}", (note,))


def guess_page(lines: list[bytes]) -> str:
    """The code page that reads these lines as words of its languages."""
    sample = b"\n".join(lines)[:SAMPLE]
    high = {byte: count for byte, count in Counter(sample).items() if byte > 0x7F}
    # Accents stand alone among plain letters; Greek and Cyrillic words are foreign bytes throughout.
    foreign = sum(map(len, _FOREIGN_WORD.findall(sample))) > 0.6 * sum(high.values())
    best, best_score = "cp1252", float("-inf")
    for page, languages in _PAGES:
        if foreign != (languages in (_GREEK, _CYRILLIC)):
            continue
        if (score := _score(high, page, languages)) > best_score:
            best, best_score = page, score
    return best


def _score(high: dict[int, int], page: str, languages: tuple[str, ...]) -> float:
    """1 for a letter of the best language, a half for one of its neighbours, -1 for what no word has."""
    letters = {byte: bytes([byte]).decode(page, "replace").lower() for byte in high}
    anywhere = set("".join(languages))

    def worth(letter: str, alphabet: set[str]) -> float:
        if letter in alphabet:
            return 1.0
        if letter in anywhere:
            return 0.5
        return 0.25 if letter in _SIGNS else -1.0

    return max(
        sum(count * worth(letters[byte], set(language)) for byte, count in high.items())
        for language in languages
    )


def _promised(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Invalid(
            N_(
                "The file begins as %(encoding)s but is damaged at byte %(place)s. Save it "
                "again as CSV (UTF-8)."
            ),
            encoding=encoding,
            place=error.start,
        ) from error
    return Decoded(text.removeprefix("\ufeff"), encoding)


def _wide(data: bytes) -> str:
    """UTF-16 without a byte order mark shows by every second byte being zero."""
    head = data[:2_000]
    if len(head) < 4 or len(data) % 2:
        return ""
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.05 * half else ""


def _by_page(data: bytes, page: str) -> str:
    # Bytes that the page does not have become U+FFFD: seen by the reader, and never an error.
    return data.decode(page, "replace")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
