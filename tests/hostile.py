"""More than sixty files that nobody should have to fear, each with what is expected of it.

A file is either refused as a whole (`refused` is a part of the message) or read: then `good` rows can be
imported and `bad` ones are refused. `decisions` are merges by hand, `mapping` a mapping file given with it;
`ties` marks a file of two columns of ids, of which only "1" to "3" exist.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from openpyxl import Workbook


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file and its fate."""

    name: str
    filename: str
    content: bytes
    refused: str = ""
    good: int = 0
    bad: int = 0
    ties: bool = False
    mapping: object = None
    decisions: Mapping[int, str] = field(default_factory=dict)


HEAD = "id,name,country,about\n"
ROWS = "1,Rain Barrel Workshop,DE,We mend barrels.\n2,Kettle Kitchen,FR,We cook soup.\n"
SHEET = "xl/worksheets/sheet1.xml"


def _csv(
    name: str, text: str | bytes, *, good: int = 0, bad: int = 0, refused: str = "", **more: object
) -> Hostile:
    content = text if isinstance(text, bytes) else text.encode()
    return Hostile(name, f"{name}.csv", content, refused, good, bad, **more)  # type: ignore[arg-type]  # keywords of Hostile


def _workbook(fill: Callable[[Workbook], None]) -> bytes:
    book = Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _table(book: Workbook) -> None:
    for row in (("name", "country"), ("Rain Barrel Workshop", "DE"), ("Kettle Kitchen", "FR")):
        book.worksheets[0].append(row)


def _with_member(change: Callable[[str, bytes], bytes], extra: Mapping[str, bytes] | None = None) -> bytes:
    """A good workbook with its members changed, and others beside them."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_workbook(_table))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def _keep(_: str, content: bytes) -> bytes:
    return content


def _replaced(member: str, old: bytes, new: bytes) -> bytes:
    return _with_member(lambda name, content: content.replace(old, new) if name == member else content)


def _archive(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def _overlapping() -> bytes:
    """A workbook whose directory names the same packed bytes twice."""
    data = _workbook(_table)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first, second = archive.infolist()[:2]
    # In the directory each entry ends with the place of its packed bytes and its name.
    old = second.header_offset.to_bytes(4, "little") + second.filename.encode()
    new = first.header_offset.to_bytes(4, "little") + second.filename.encode()
    at = data.rindex(old)
    return data[:at] + new + data[at + len(old) :]


def _bomb() -> bytes:
    """A hundred kilobytes that would unpack to 101 MB."""
    return _with_member(_keep, {"xl/media/picture.xml": b"0" * 101_000_000})


def _dense_bomb() -> bytes:
    return _with_member(_keep, {"xl/sharedStrings2.xml": b"<si/>" * 4_000_000})


def _locked_workbook() -> bytes:
    data = bytearray(_workbook(_table))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def text_files() -> list[Hostile]:
    """Tables of text with broken quotation marks, odd encodings and odd shapes."""
    return [
        _csv("empty", "", refused="The file is empty"),
        _csv("only-spaces", "  \n \n", refused="no rows"),
        _csv("only-headings", HEAD, refused="no rows below"),
        _csv(
            "no-headings",
            "7,https://kettle.example,DE\n8,https://barrel.example,FR\n",
            refused="holds data, not headings",
        ),
        _csv("no-name-column", "id,country\n1,DE\n", refused="“name”"),
        _csv("twice-the-same-heading", "id,name,about,about\n1,Kettle,Soup,More soup\n", good=1),
        _csv("empty-headings", ",name,,\n1,Kettle Kitchen,,x\n", good=1),
        _csv("quote-never-closed", HEAD + '1,"Rain Barrel,DE,x\n' + ROWS.replace("1,", "3,"), good=2, bad=1),
        _csv(
            "quote-in-quotes",
            HEAD + '1,"The "best" kettle",DE,x\n' + "2,Kettle Kitchen,FR,y\n",
            good=1,
            bad=1,
        ),
        _csv("quote-open-each-line", HEAD + 'a","\n' * 2_000, refused="broken in too many places"),
        _csv("quote-only", HEAD + '"\n', bad=1),
        _csv("quoted-line-breaks", HEAD + '1,Rain Barrel,DE,"one\r\r\ntwo\n\nthree"\n', good=1),
        _csv(
            "too-many-cells",
            HEAD + "1,Rain Barrel,DE,We mend, and we weld.\n2,Kettle,FR,Soup\n",
            good=1,
            bad=1,
        ),
        _csv("too-few-cells", HEAD + "1,Rain Barrel\n2,Kettle,FR,Soup\n", good=2),
        _csv(
            "nul-in-a-cell",
            HEAD + "1,Rain\x00Barrel,DE,x\n2,Kettle Kitchen in the Old Town Hall,FR,Soup\n",
            good=1,
            bad=1,
        ),
        _csv("nul-everywhere", b"name\x00\x00\x00\n" + b"\x00" * 500, refused="binary file"),
        _csv(
            "control-characters",
            HEAD
            + "1,Rain\x07 Barrel\x1b Workshop of the Lower Town,DE,We mend barrels and kettles.\n"
            + ROWS.replace("1,", "3,"),
            good=3,
        ),
        _csv("utf-16-with-mark", (HEAD + ROWS).encode("utf-16"), good=2),
        _csv("utf-16-without-mark", (HEAD + ROWS).encode("utf-16-le"), good=2),
        _csv("utf-16-cut-off", (HEAD + ROWS).encode("utf-16")[:-1], refused="damaged at byte"),
        _csv("utf-8-mark-and-rubbish", b"\xef\xbb\xbfname\nK\xe9ttle\n", refused="damaged at byte"),
        _csv(
            "mixed-encodings",
            HEAD.encode() + "1,Łódź Kitchen,PL,x\n".encode() + "2,Żółw,PL,y\n".encode("cp1250"),
            good=2,
        ),
        _csv("cp1250", (HEAD + "1,Spółdzielnia Źródło,PL,Łączymy ludzi\n").encode("cp1250"), good=1),
        _csv("greek", (HEAD + "1,Κουζίνα της Αθήνας,GR,Μαγειρεύουμε\n").encode("iso8859-7"), good=1),
        _csv("right-to-left-marks", HEAD + "1,\u202eneddih si siht\u202c Kitchen,DE,x\n", good=1),
        _csv(
            "two-hundred-columns",
            ",".join(f"c{n}" for n in range(200)) + "\n" + "x," * 199 + "x\n",
            refused="100 columns",
        ),
        _csv(
            "million-character-cell",
            HEAD + f'1,Rain Barrel,DE,"{"x" * 1_000_000}"\n2,Kettle,FR,Soup\n',
            good=1,
            bad=1,
        ),
        _csv("cell-beyond-the-limit-of-python", HEAD + f'1,Rain Barrel,DE,"{"barrel " * 20_000}"\n', good=1),
        _csv("too-large", HEAD + "1,Rain Barrel,DE," + "x" * 10_000_000, refused="at most 10 MB"),
        _csv("too-many-rows", "name\n" + "Kettle Kitchen\n" * 50_001, refused="50000 rows"),
        _csv("carriage-returns-only", (HEAD + ROWS).replace("\n", "\r"), good=2),
        _csv("separator-line", "sep=;\n" + (HEAD + ROWS).replace(",", ";"), good=2),
        _csv("tabs", (HEAD + ROWS).replace(",", "\t"), good=2),
        _csv("bars", (HEAD + ROWS).replace(",", "|"), good=2),
        _csv("one-column", "name\nRain Barrel Workshop\nKettle Kitchen\n", good=2),
        _csv("title-above", "List of partners 2024,,,\n" + HEAD + ROWS, good=2),
        _csv("headings-unreadable", '"name,country\nKettle "x" y,DE\n', refused="headings"),
    ]


def cell_files() -> list[Hostile]:
    """Good tables with bad cells: formulas, markup, wrong places, wrong ids, names that are none."""
    bad_points = "name,country,lat,lon\n" + "".join(
        f"Kettle {at},DE,{point}\n"
        for at, point in enumerate(("999,999", "0,0", "abc,def", "52.5,", "nan,inf", "1e999,1"))
    )
    return [
        _csv(
            "formulas",
            HEAD + '1,"=HYPERLINK(""http://evil.example"")",DE,"@SUM(1+1)"\n2,+1 Kitchen,FR,-2+3\n',
            good=2,
        ),
        _csv("formula-commands", HEAD + "1,=cmd|' /C calc'!A0,DE,x\n", good=1),
        _csv(
            "scripts",
            HEAD + "1,<script>alert(1)</script>Kettle,DE,<img src=x onerror=alert(1)>Soup\n",
            good=1,
        ),
        _csv("script-is-all-the-name", HEAD + "1,<script>alert(1)</script>,DE,x\n", bad=1),
        _csv(
            "escaped-markup",
            HEAD + "1,Kettle,DE,&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;Soup\n",
            good=1,
        ),
        _csv("no-name", HEAD + "1,,DE,x\n2,---,DE,x\n3,n/a,DE,x\n4,Kettle,DE,x\n", good=1, bad=3),
        _csv("long-name", HEAD + f"1,{'Kettle ' * 100},DE,x\n", bad=1),
        _csv("long-id", HEAD + f"{'9' * 300},Kettle,DE,x\n", bad=1),
        _csv("same-id-twice", HEAD + "1,Rain Barrel,DE,x\n1,Kettle,FR,y\n", good=2),
        _csv("id-of-sql", HEAD + "1'; DROP TABLE stakeholders;--,Kettle,DE,x\n", good=1),
        _csv("points", bad_points, good=6),
        _csv("country-unknown", HEAD + "1,Kettle,Atlantis,x\n", good=1),
        _csv(
            "addresses",
            "name,website,email\nKettle,javascript:alert(1),not a mail\nBarrel,http://[::1,a@b\n",
            good=2,
        ),
        _csv("years", "name,founded,employees\nKettle,next year,many\nBarrel,99999,1e9\n", good=2),
        _csv(
            "spam", HEAD + "1,Best Casino,DE,cheap viagra casino " + "http://x.example " * 20 + "\n", good=1
        ),
        _csv("same-row-5000-times", "name,country\n" + "Kettle Kitchen,DE\n" * 5_000, good=5_000),
        _csv("merged-in-a-circle", HEAD + ROWS, refused="circle", decisions={2: "row:3", 3: "row:2"}),
        _csv("merged-into-itself", HEAD + ROWS, refused="circle", decisions={2: "row:2"}),
        _csv("merged-into-nothing", HEAD + ROWS, good=1, bad=1, decisions={2: "s-nowhere"}),
        _csv("merged-into-a-row-that-is-not-there", HEAD + ROWS, good=1, bad=1, decisions={2: "row:99"}),
        _csv(
            "mapping-of-another-file",
            HEAD + ROWS,
            refused="does not have",
            mapping={"columns": {"nom": "name"}},
        ),
        _csv(
            "mapping-to-no-field",
            HEAD + ROWS,
            refused="does not exist",
            mapping={"columns": {"name": "password"}},
        ),
        _csv("mapping-is-a-list", HEAD + ROWS, refused="must look like", mapping=["name"]),
        _csv("mapping-without-name", HEAD + ROWS, refused="“name”", mapping={"columns": {"id": "id"}}),
    ]


def tie_files() -> list[Hostile]:
    """Ties with ids that do not exist, and with themselves."""
    return [
        _csv("tie-unknown-id", "a,b\n1,2\n1,99\n", good=1, bad=1, ties=True),
        _csv("tie-with-itself", "a,b\n1,1\n2,3\n", good=1, bad=1, ties=True),
        _csv("tie-without-id", "a,b\n1,\n,2\n2,1\n", good=1, bad=2, ties=True),
        _csv("tie-twice", "a,b\n1,2\n2,1\n", good=2, ties=True),
        _csv("tie-one-column", "a\n1\n", refused="“b”", ties=True),
    ]


def workbook_files() -> list[Hostile]:
    """Workbooks: bombs, entities, damage, wrong dimensions, formulas, and archives that are none."""
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'

    def prefixed(head: bytes) -> bytes:
        return _with_member(lambda name, content: head + content if name == SHEET else content)

    def formulas(book: Workbook) -> None:
        book.worksheets[0].append(("name", "country"))
        book.worksheets[0].append(('=HYPERLINK("http://evil.example")', "DE"))

    def second(book: Workbook) -> None:
        data = book.create_sheet("Data")
        data.append(("name",))
        data.append(("Kettle",))

    def wide(book: Workbook) -> None:
        book.worksheets[0].append(("name",))
        book.worksheets[0].cell(2, 16_384, "far away")

    def deep(book: Workbook) -> None:
        _table(book)
        book.worksheets[0].cell(1_048_576, 1, "Kettle at the very bottom")

    good = _workbook(_table)
    return [
        Hostile("bomb", "bomb.xlsx", _bomb(), "would unpack"),
        Hostile("dense-bomb", "dense.xlsx", _dense_bomb(), "would unpack"),
        Hostile(
            "archive-in-archive",
            "nested.xlsx",
            _with_member(_keep, {"xl/inner.zip": _archive(("a.txt", b"a"))}),
            "would unpack",
        ),
        Hostile("overlapping", "overlap.xlsx", _overlapping(), "would unpack"),
        Hostile(
            "too-many-members",
            "many.xlsx",
            _with_member(_keep, {f"xl/{n}.xml": b"" for n in range(1_001)}),
            "would unpack",
        ),
        Hostile("external-entity", "xxe.xlsx", prefixed(entity), "XML entities"),
        Hostile("billion-laughs", "laughs.xlsx", prefixed(laughs), "XML entities"),
        Hostile("cut-off", "cut.xlsx", good[: len(good) // 2], "damaged"),
        Hostile("broken-xml", "broken.xlsx", _replaced(SHEET, b"</row>", b"</raw>"), "damaged"),
        Hostile(
            "no-sheet",
            "none.xlsx",
            _archive(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<x/>")),
            "damaged",
        ),
        Hostile("false-dimension", "dim.xlsx", _replaced(SHEET, b"A1:B3", b"A1:XFD1048576"), good=2),
        Hostile("cell-in-the-last-column", "wide.xlsx", _workbook(wide), "100 columns"),
        Hostile("cell-in-the-last-row", "deep.xlsx", _workbook(deep), good=2),
        Hostile("formula-cells", "formula.xlsx", _workbook(formulas), good=1),
        Hostile("first-sheet-empty", "second.xlsx", _workbook(second), good=1),
        Hostile("workbook-without-rows", "blank.xlsx", _workbook(lambda book: None), "no rows"),
        Hostile("password-in-archive", "locked.xlsx", _locked_workbook(), "password"),
        Hostile("some-archive", "photos.zip", _archive(("a.txt", b"hello")), "no spreadsheet"),
        Hostile(
            "open-document",
            "table.ods",
            _archive(("mimetype", b"x"), ("content.xml", b"<x/>")),
            "OpenDocument",
        ),
        Hostile("word", "letter.docx", _archive(("word/document.xml", b"<x/>")), "Word document"),
    ]


def other_files() -> list[Hostile]:
    """Files of other kinds under the name of a table."""
    return [
        Hostile(
            "old-excel", "table.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old Excel file"
        ),
        Hostile("pdf", "table.csv", b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        Hostile("image", "table.csv", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "an image"),
        Hostile(
            "page", "table.csv", b"<!DOCTYPE html><html><body><table></table></body></html>", "a web page"
        ),
        Hostile(
            "page-as-excel",
            "table.xls",
            b"<html xmlns:o='x'><table><tr><td>name</td></tr></table>",
            "a web page",
        ),
        Hostile("xml-spreadsheet", "table.xml", b'<?xml version="1.0"?><Workbook/>', "XML document"),
        Hostile("json", "table.csv", json.dumps([{"name": "Kettle"}]).encode(), "JSON"),
        Hostile("gzip", "table.csv.gz", gzip.compress(b"name\nKettle\n", mtime=0), "Unpack it"),
        Hostile("rubbish", "table.csv", bytes((n * 89 + n // 7) % 256 for n in range(4_000)), "binary file"),
    ]


def hostile_files() -> list[Hostile]:
    """All of them; names are unique."""
    return [*text_files(), *cell_files(), *tie_files(), *workbook_files(), *other_files()]
