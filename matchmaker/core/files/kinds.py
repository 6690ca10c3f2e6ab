"""What a file is: told by its own bytes, never by its name or by what its sender says. Unknown is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from matchmaker.core.files.archives import (
    DEFLATED,
    LOCAL_MARK,
    Member,
    ends_as_archive,
    first_content,
    members_of,
)


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that may be passed on; the first of its `endings` is given to a name that has none."""

    mime: str
    endings: tuple[str, ...]


PDF = FileKind("application/pdf", ("pdf",))
PNG = FileKind("image/png", ("png",))
JPEG = FileKind("image/jpeg", ("jpg", "jpeg"))
WEBP = FileKind("image/webp", ("webp",))
TEXT = FileKind("text/plain", ("txt", "md"))
CSV = FileKind("text/csv", ("csv",))
_OFFICE = "application/vnd.openxmlformats-officedocument"
OOXML: Mapping[str, FileKind] = {
    "word/document.xml": FileKind(f"{_OFFICE}.wordprocessingml.document", ("docx",)),
    "xl/workbook.xml": FileKind(f"{_OFFICE}.spreadsheetml.sheet", ("xlsx",)),
    "ppt/presentation.xml": FileKind(f"{_OFFICE}.presentationml.presentation", ("pptx",)),
}
"""By the member that holds the document itself."""

_OPEN = "application/vnd.oasis.opendocument"
OPENDOCUMENT: Mapping[bytes, FileKind] = {
    f"{_OPEN}.{name}".encode(): FileKind(f"{_OPEN}.{name}", (ending,))
    for name, ending in (("text", "odt"), ("spreadsheet", "ods"), ("presentation", "odp"))
}
"""By what the first member, `mimetype`, says."""

KINDS: tuple[FileKind, ...] = (PDF, PNG, JPEG, WEBP, TEXT, CSV, *OOXML.values(), *OPENDOCUMENT.values())

# Programs, archives and containers of programs; what a document needs of this sort has another name.
_NESTED = re.compile(
    r"\.(exe|dll|com|scr|msi|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|jar|class|lnk|reg|sh|py|swf|iso|img|html?|svg"
    r"|zip|rar|7z|gz|tar|cab|doc|docm|dotm|xls|xlsm|xlsb|xltm|xlam|ppt|pptm|ppsm|potm|ole)$"
)
_PRINTER = re.compile(r"(^|/)(printersettings|customproperty)\d*\.bin$")
_MACROS = re.compile(r"(^|/)(vba[^/]*|macrosheets|dialogsheets|activex|basic|scripts|encrypted-package)(/|$)")
_UPWARDS = re.compile(r"(^[/\\])|(^|[/\\])\.\.([/\\]|$)|^[a-z]:")
# A PDF that acts, carries files, or needs a password.
_CARRIES = re.compile(rb"/EmbeddedFiles?\b")
_ACTIVE = re.compile(rb"/(Encrypt|JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA)\b")
_ENDING = re.compile(r"\.([A-Za-z][A-Za-z0-9]{0,7})$")
_MARKUP = re.compile(r"\s*<[!?/a-zA-Z]")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def kind_of(content: bytes, name: str = "") -> FileKind | None:
    """The kind of a file, or None if it may not be passed on.

    The name counts only between kinds of text, where the bytes do not tell: one with the ending of a program
    or of a page is refused.
    """
    if content.startswith(LOCAL_MARK):
        return _document(content)
    # What begins as one thing and ends as an archive is two things to two programs.
    if ends_as_archive(content):
        return None
    return next((kind for kind, fits in RULES if fits(content)), None) or _text(content, name)


def carries_files(content: bytes) -> bool:
    """Whether it is a PDF with other files in it."""
    return content.startswith(b"%PDF-") and bool(_CARRIES.search(content))


def _pdf(content: bytes) -> bool:
    whole = content.startswith((b"%PDF-1.", b"%PDF-2.")) and b"%%EOF" in content[-1024:]
    return whole and not _ACTIVE.search(content)


def _png(content: bytes) -> bool:
    return content.startswith(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR") and content.endswith(b"IEND\xaeB`\x82")


def _jpeg(content: bytes) -> bool:
    return content.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in content


def _webp(content: bytes) -> bool:
    said = int.from_bytes(content[4:8], "little") + 8
    return content.startswith(b"RIFF") and content[8:12] == b"WEBP" and said == len(content)


RULES: Sequence[tuple[FileKind, Callable[[bytes], bool]]] = (
    (PDF, _pdf),
    (PNG, _png),
    (JPEG, _jpeg),
    (WEBP, _webp),
)


def _text(content: bytes, name: str) -> FileKind | None:
    found = _ENDING.search(name.strip())
    ending = found[1].lower() if found else "txt"
    kind = next((one for one in (TEXT, CSV) if ending in one.endings), None)
    text = _decoded(content, "utf-8-sig")
    if text is None and kind is CSV:
        text = _as_windows_writes(content)
    if not text or not text.strip() or _NO_TEXT.search(text):
        return None
    return None if _MARKUP.match(text) or "%PDF-" in text[:1024] else kind


def _as_windows_writes(content: bytes) -> str | None:
    """A table as spreadsheet programs of western Europe still save it; None where it reads like no text."""
    text = _decoded(content, "cp1252")
    if text is None or not any(sign in text for sign in ",;\t"):
        return None
    # A table is mostly letters, digits and marks of ASCII; noise is not.
    return text if 2 * len(text.encode("ascii", "ignore")) > len(text) else None


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _document(content: bytes) -> FileKind | None:
    members = members_of(content)
    if members is None or any(_is_harmful(one) for one in members):
        return None
    names = {one.name for one in members}
    if "[Content_Types].xml" in names:
        found = [kind for main, kind in OOXML.items() if main in names]
        return found[0] if len(found) == 1 else None
    if not {"content.xml", "META-INF/manifest.xml"} <= names or not _is_open(members):
        return None
    return OPENDOCUMENT.get(first_content(content, "mimetype"))


def _is_harmful(one: Member) -> bool:
    name = one.name.replace("\\", "/").casefold()
    binary = name.endswith(".bin") and not _PRINTER.search(name)
    odd = one.method not in (0, DEFLATED) or "\x00" in one.name
    return bool(odd or binary or _NESTED.search(name) or _MACROS.search(name) or _UPWARDS.search(name))


def _is_open(members: Sequence[Member]) -> bool:
    """Whether the text itself can be read without a password: what is encrypted lies there unpacked."""
    return any(one.name == "content.xml" and one.method == DEFLATED for one in members)
