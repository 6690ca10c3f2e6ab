"""What somebody wrote in an answer to a mail, without the mail that was answered and without a signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

BEGIN, END = "##-", "-##"
"""Around the line above which one writes: so it is found again in every language."""

MOST_SIGNS = 50_000
"""Of an answer no more is looked at: a message holds far less."""

_DAY = r"On|Am|Le|El|Il|Op|Em|Den|Dne|W dniu|Dnia"
_WROTE = (
    r"wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|skrev|napsal\(?a?\)?|napisał\(?a?\)?|pisze"
)
_OPENING = re.compile(rf"^[\s*]*(?:{_DAY})\b.{{4,400}}\b(?:{_WROTE})\b.{{0,200}}:[\s*]*$", re.DOTALL)
_MOMENT = re.compile(r"\d.*(?:@|\d\s?[:.h]\s?\d\d|Uhr)", re.DOTALL)
_LONGEST_OPENING, _LONGEST_SAID = 4, 700
_FORWARDED = re.compile(
    r"^[\s*]*-{3,}\s*(?:Original Message|Ursprüngliche Nachricht|Originalnachricht|Message d[’']origine"
    r"|Mensaje original|Messaggio originale|Oorspronkelijk bericht|Oryginalna wiadomość)\s*-{3,}",
    re.IGNORECASE,
)
_FROM = re.compile(r"^[\s*]*(?:From|Von|De|Da|Van|Od|Från|Fra)\s?:\*?\s", re.IGNORECASE)
_SENT = re.compile(
    r"^[\s*]*(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado|Inviato|Verzonden|Wysłano|Skickat|Sendt"
    r"|To|An|À|Para|Aan|Do|Till|Til|Subject|Betreff|Objet)\s?:\*?\s",
    re.IGNORECASE,
)
_RULE = re.compile(r"^\s*_{20,}\s*$")
_SIGNATURE = re.compile(r"^--\s?$")
_DEVICE = re.compile(
    r"^(?:Sent from (?:my|Outlook|Mail)|Get Outlook for|Von meinem .{1,40} gesendet|Gesendet von|Outlook für"
    r"|Envoyé (?:de|depuis) mon|Téléchargez Outlook)\b",
    re.IGNORECASE,
)


def answer_in(text: str, *, flowed: bool = False, joined: bool = False) -> str:
    """What was written new; `flowed` and `joined` say how its lines were broken (RFC 3676)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    at = next((number for number, line in enumerate(lines) if _is_mark(line)), None)
    found = _new_in(lines[:at], marked=at is not None)
    if not found and at is not None and lines[at].lstrip().startswith(">"):
        # Some write below what they answer: then what is quoted is all marked as such.
        found = _new_in(lines[at:], marked=True)
    return "\n".join(_unbroken(found, joined) if flowed else found).strip()


def _new_in(lines: Sequence[str], *, marked: bool) -> list[str]:
    """The lines that are new, down to where a quoted mail or a signature begins."""
    kept: list[str] = []
    length = 0
    for number, line in enumerate(lines):
        if _begins_quoted(lines, number, marked) or _SIGNATURE.match(line):
            break
        if not line.startswith(">"):
            kept.append(line)
            length += len(line) + 1
        if length > MOST_SIGNS:
            break
    while kept and (not kept[-1].strip() or (_DEVICE.match(kept[-1].strip()) and len(kept) > 1)):
        kept.pop()
    return kept


def _is_mark(line: str) -> bool:
    """Whether our own line stands here; mail programs quote it, and break it in two where it is long."""
    at = line.find(BEGIN)
    return 0 <= at < line.rfind(END) or line.lstrip(" \t>*").startswith(BEGIN)


def _begins_quoted(lines: Sequence[str], at: int, marked: bool) -> bool:
    line = lines[at]
    if _FORWARDED.match(line):
        return True
    coming = [one for one in lines[at + 1 : at + 6] if one.strip()]
    if _RULE.match(line):
        return bool(coming) and bool(_FROM.match(coming[0]))
    if _FROM.match(line):
        return any(_SENT.match(one) for one in coming[:2])
    return _is_opening(lines, at, marked)


def _is_opening(lines: Sequence[str], at: int, marked: bool) -> bool:
    """Whether "On Monday at ten Ann wrote:" begins here, on one line or broken over some."""
    for end in range(at + 1, min(at + _LONGEST_OPENING, len(lines)) + 1):
        if not lines[end - 1].strip():
            return False
        if _opens(lines, at, end):
            # The answer before it may begin with such a word as well: "On Tuesday".
            later = any(_opens(lines, start, end) for start in range(at + 1, end))
            after = next((one for one in lines[end:] if one.strip()), None)
            return not later and (marked or after is None or after.startswith(">"))
    return False


def _opens(lines: Sequence[str], start: int, end: int) -> bool:
    said = "\n".join(lines[start:end])
    return len(said) <= _LONGEST_SAID and bool(_OPENING.match(said) and _MOMENT.search(said))


def _unbroken(lines: Sequence[str], joined: bool) -> list[str]:
    """Lines that were broken to be sent, made whole again."""
    whole: list[str] = []
    goes_on = False
    for line in lines:
        plain = line.removeprefix(" ")
        if goes_on:
            whole[-1] += plain
        else:
            whole.append(plain)
        goes_on = plain.endswith(" ")
        if goes_on and joined:
            whole[-1] = whole[-1][:-1]
    return whole
