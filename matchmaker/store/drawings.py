"""A drawing of a network as an SVG file of its own, with its own styles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from matchmaker.core.ecosystem.picture import Drawing, DrawingWords
from matchmaker.core.ecosystem.shapes import outline
from matchmaker.core.entities import Kind

EDGE = 24
STYLE = """
text { font: 600 14px Commissioner, "Segoe UI", sans-serif; fill: #192133; paint-order: stroke;
  stroke: #f7f2e9; stroke-width: 4px; stroke-linejoin: round; }
.about { font: italic 500 19px Literata, Georgia, serif; fill: #475060; }
.title { font: 600 22px Literata, Georgia, serif; }
.ties { fill: none; stroke: #83796a; opacity: .75; }
.between { opacity: .38; }
.enterprise { fill: #21763c; }
.innovator { fill: #bc670c; }
.policymaker { fill: #812258; }
.support { fill: #156e85; }
.unknown { fill: #83796a; }
.worth { fill: none; stroke: #1844b5; stroke-width: 2.4; stroke-dasharray: 6 4; }
"""


def svg_bytes(drawing: Drawing, words: DrawingWords) -> bytes:
    """The drawing under its title, the key of kinds at its foot."""
    width, height = drawing.width + 2 * EDGE, drawing.height + 3 * EDGE + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="{-EDGE} {-EDGE - 40} {width:g} {height:g}" role="img">',
        f"<title>{_words(words.title)}</title>",
        f"<style>{STYLE}</style>",
        f'<rect x="{-EDGE}" y="{-EDGE - 40}" width="{width:g}" height="{height:g}" fill="#f7f2e9"/>',
        f'<text class="title" x="0" y="-24">{_words(words.title)}</text>',
        *_inside(drawing, words),
        *_key(drawing, words.key),
        "</svg>",
    ]
    return "\n".join(parts).encode()


def _inside(drawing: Drawing, words: DrawingWords) -> Iterator[str]:
    yield f'<path class="ties between" d="{drawing.between}"/>'
    yield f'<path class="ties" d="{drawing.inside}"/>'
    for kind, outlines in drawing.shapes.items():
        yield f'<path class="{kind or "unknown"}" d="{outlines}"/>'
    for tie in drawing.proposed:
        yield f'<path class="worth" d="M{tie.x1} {tie.y1}L{tie.x2} {tie.y2}"/>'
    for name in drawing.names:
        yield f'<text class="about" x="{name.x}" y="{name.y}" text-anchor="middle">{_words(name.text)}</text>'
    for name in drawing.labels:
        yield f'<text x="{name.x}" y="{name.y}" text-anchor="{name.anchor}">{_words(name.text)}</text>'
    for row in drawing.rows:
        yield f'<text class="about" x="{row.x}" y="{row.y}">{_words(words.rows.get(row.what, ""))}</text>'
        if row.more:
            x, y = row.after
            yield f'<text class="about" x="{x}" y="{y}">{_words(words.more.get(row.what, ""))}</text>'


def _key(drawing: Drawing, key: Mapping[Kind | None, str]) -> Iterator[str]:
    """The shapes of the kinds and their words, in a line at the foot."""
    x, y = 12.0, drawing.height + EDGE
    for kind, word in key.items():
        yield f'<path class="{kind or "unknown"}" d="{outline(kind, x, y, 16)}"/>'
        yield f'<text x="{x + 14:g}" y="{y + 5:g}">{_words(word)}</text>'
        x += 40 + 8 * len(word)


def _words(text: str) -> str:
    return escape("".join(one for one in text if one.isprintable() or one == " "))
