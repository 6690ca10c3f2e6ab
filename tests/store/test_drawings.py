"""The picture as an SVG file of its own."""

from __future__ import annotations

from defusedxml.ElementTree import fromstring

from matchmaker.core.ecosystem.picture import Drawing, DrawingWords, Numbered, Row
from matchmaker.core.ecosystem.shapes import outline
from matchmaker.core.entities import Kind
from matchmaker.core.neighbourhood import Label
from matchmaker.store.drawings import svg_bytes

SPACE = "{http://www.w3.org/2000/svg}"
DRAWING = Drawing(
    width=300, height=200, between="M1 1L9 9", inside="M2 2L8 8",
    shapes={Kind.SUPPORT: outline(Kind.SUPPORT, 20, 20, 12), None: outline(None, 60, 20, 12)},
    names=(Label("Café & <Söhne> 🌻", 50, 20, "middle"),),
    labels=(Label('"Two"\nlines\x00', 60, 40, "start"),),
    rows=(Row("alone", 180, 12, 7, 2, (90, 180)),), proposed=(Numbered(1, 1, 1, 9, 9),),
)  # fmt: skip


def test_the_file_stands_alone_and_can_be_parsed() -> None:
    words = DrawingWords(
        "Network of Łódź", {"alone": "On their own: 7"}, {Kind.SUPPORT: "Helpers"}, {"alone": "and 2 more"}
    )
    root = fromstring(svg_bytes(DRAWING, words))
    texts = ["".join(one.itertext()) for one in root.iter(f"{SPACE}text")]
    assert root.findtext(f"{SPACE}title") == "Network of Łódź"
    inside = ["Café & <Söhne> 🌻", '"Two"lines', "On their own: 7", "and 2 more"]
    assert texts == ["Network of Łódź", *inside, "Helpers"]
    assert root.find(f"{SPACE}style") is not None
    assert {one.get("class") for one in root.iter(f"{SPACE}path")} == {
        "ties between", "ties", "support", "unknown", "worth",
    }  # fmt: skip


def test_nothing_is_loaded_from_elsewhere() -> None:
    content = svg_bytes(DRAWING, DrawingWords("", {}, {})).decode()
    assert "href" not in content
    assert "url(" not in content
