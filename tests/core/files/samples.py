"""Small files of each kind that may be passed on, and hostile ones that look like them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from openpyxl import Workbook

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\xff\xd9"
WEBP = b"RIFF" + struct.pack("<I", 16) + b"WEBPVP8L" + struct.pack("<I", 4) + b"\x2f\x00\x00\x00"
EXE = b"MZ\x90\x00" + bytes(200)
_OPEN = "application/vnd.oasis.opendocument"


def png() -> bytes:
    """One white pixel."""
    head = struct.pack(">2I5B", 1, 1, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\x00\xff")), (b"IEND", b""))
    parts = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def xlsx() -> bytes:
    """A workbook as openpyxl writes it."""
    book, held = Workbook(), io.BytesIO()
    book["Sheet"].append(["bench", 16])
    book.save(held)
    return held.getvalue()


def archive(
    members: Mapping[str, bytes], *, stored: frozenset[str] = frozenset(), comment: bytes = b""
) -> bytes:
    """A ZIP archive; those in `stored` are not packed."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        made.comment = comment
        for name, content in members.items():
            how = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            made.writestr(name, content, compress_type=how)
    return held.getvalue()


def docx(**more: bytes) -> bytes:
    """A text document of Word; `more` members have __ for a slash and _0_ for a dot."""
    members = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"}
    extra = {name.replace("__", "/").replace("_0_", "."): content for name, content in more.items()}
    return archive(members | extra)


def pptx() -> bytes:
    """A presentation of PowerPoint, with the sheet behind a chart."""
    members = {"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"}
    return archive(members | {"ppt/embeddings/Microsoft_Excel_Sheet1.xlsx": xlsx()})


def open_document(kind: str = "text", *, locked: bool = False, **more: bytes) -> bytes:
    """A document of LibreOffice; `locked` by a password."""
    members = {
        "mimetype": f"{_OPEN}.{kind}".encode(),
        "content.xml": b"<office:document-content/>" * 9,
        "META-INF/manifest.xml": b"<manifest/>",
    }
    extra = {name.replace("__", "/"): content for name, content in more.items()}
    stored = frozenset({"mimetype", *(["content.xml"] if locked else [])})
    return archive(members | extra, stored=stored)


def encrypted(content: bytes) -> bytes:
    """The same archive with all members said to be encrypted."""
    at = content.index(b"PK\x01\x02")
    changed = bytearray(content)
    while changed[at : at + 4] == b"PK\x01\x02":
        changed[at + 8] |= 1
        name, extra, comment = struct.unpack_from("<3H", changed, at + 28)
        at += 46 + name + extra + comment
    return bytes(changed)


def claiming(content: bytes, size: int) -> bytes:
    """The same archive, its first member said to unpack to so many bytes."""
    at = content.index(b"PK\x01\x02")
    return content[: at + 24] + struct.pack("<I", size) + content[at + 28 :]
