"""The picture of a network as it is drawn without script: shapes over lines, names above the clouds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

from matchmaker.core.ecosystem.cast import Cast
from matchmaker.core.ecosystem.labels import Frame, beside, square
from matchmaker.core.ecosystem.shapes import outline
from matchmaker.core.ecosystem.sheet import EDGE, Points, Shapes, Sheet, Style, lay_out
from matchmaker.core.entities import Kind, Profile
from matchmaker.core.neighbourhood import Box, Label
from matchmaker.core.network import Network

MOST_LINES = 1500
"""More lines hide each other; those of the best tied are drawn."""

MOST_COVERED = 0.12
"""A name that would cover others by more than this share of itself is left to the table."""

FIT = (0.6, 0.85)
"""The smallest and the largest shape in units at most: two stand about 0.8 apart, so none covers another."""

TITLE = 22
"""About so many letters has the title of a row, which the page writes in the reader's language."""

MORE = 18
"""About so many letters has what is said behind a row of those who found no room in it."""

PER_CLOUD = 2
STEP = 1.5
"""The distance in a row of those on their own, in sizes of a shape."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A tie that is not there yet: its number, its ends, and its middle."""

    number: int
    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def middle(self) -> tuple[float, float]:
        """Where the number stands."""
        return round((self.x1 + self.x2) / 2, 1), round((self.y1 + self.y2) / 2, 1)


@dataclass(frozen=True, slots=True)
class Row:
    """Those without ties, in rows: `what` is "alone" or "outside"; `more` of them found no room."""

    what: str
    y: float
    x: float
    count: int
    more: int
    """`x` and `y` are where its title begins."""
    after: tuple[float, float] = (0.0, 0.0)
    """Where it is said how many more there are."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing: outlines by kind over lines between and inside the clouds, in paths as SVG writes them."""

    width: float
    height: float
    between: str
    inside: str
    shapes: Mapping[Kind | None, str]
    names: tuple[Label, ...] = ()
    labels: tuple[Label, ...] = ()
    rows: tuple[Row, ...] = ()
    proposed: tuple[Numbered, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawingWords:
    """What stands on a drawing besides names: `rows` for its rows, `key` for the kinds in it."""

    title: str
    rows: Mapping[str, str]
    key: Mapping[Kind | None, str]
    more: Mapping[str, str] = field(default_factory=dict)
    """What stands behind a row with more than found room."""


@dataclass
class _Pen:
    """What has been drawn so far."""

    style: Style
    profiles: Mapping[str, Profile]
    sheet: Sheet
    sizes: dict[str, float] = field(default_factory=dict)
    points: dict[str, tuple[float, float]] = field(default_factory=dict)


def draw(
    cast: Cast,
    shapes: Shapes,
    profiles: Mapping[str, Profile],
    names: Mapping[int, str],
    style: Style,
    *,
    proposed: Sequence[Pair] = (),
) -> Drawing:
    """Draw a network; `names` and `shapes` are those of its communities, `proposed` ties are numbered."""
    shown = {key: number for number, group in cast.clouds.items() for key in group}
    edges = _edges(cast, shown)
    largest = sorted(
        names.keys() & cast.clouds.keys(), key=lambda number: (-len(cast.clouds[number]), number)
    )
    lines = {number: style.names.lines(names[number]) for number in largest[: style.most_names]}
    pen = _Pen(style, profiles, lay_out(cast.clouds, shapes, _pairs(cast.everywhere, shown), lines, style))
    pen.points = dict(pen.sheet.points)
    pen.sizes = _sizes(cast.degrees, pen)
    rows = tuple(_rows(cast, pen))
    frame = Frame(style.width, pen.sheet.height)
    frame.take(square(*pen.points[key], pen.sizes[key]) for key in pen.points)
    frame.take(_title(row, style) for row in rows)
    titles = tuple(_names(pen, cast, lines, frame))
    return Drawing(
        width=style.width,
        height=round(pen.sheet.height),
        between=_lines((pair for pair in edges if shown[pair[0]] != shown[pair[1]]), pen.points),
        inside=_lines((pair for pair in edges if shown[pair[0]] == shown[pair[1]]), pen.points),
        shapes=_shapes(pen),
        names=titles,
        labels=tuple(_labels(pen, cast, proposed, frame)),
        rows=rows,
        proposed=tuple(_proposed(proposed, pen.points)),
    )


def _edges(cast: Cast, shown: Mapping[str, int]) -> list[Pair]:
    """The ties among those drawn, those of the best tied first, at most `MOST_LINES`."""
    degrees = cast.degrees
    found = _pairs(cast.network, shown)
    found.sort(key=lambda pair: (-degrees[pair[0]] - degrees[pair[1]], pair))
    return found[:MOST_LINES]


def _pairs(network: Network, shown: Mapping[str, int]) -> list[Pair]:
    return [(a, b) for a in shown for b in sorted(network.neighbours(a)) if a < b and b in shown]


def _sizes(degrees: Mapping[str, int], pen: _Pen) -> dict[str, float]:
    most = max(degrees.values(), default=0) or 1
    low, high = (min(size, pen.sheet.unit * share) for size, share in zip(pen.style.sizes, FIT, strict=True))
    return {key: low + (high - low) * sqrt(degree / most) for key, degree in degrees.items()}


def _rows(cast: Cast, pen: _Pen) -> Iterator[Row]:
    """Put those without ties below the clouds, beside a title, or under it where that is narrow."""
    style = pen.style
    size = style.sizes[0]
    wide = style.width > 600
    for what, ids in (("outside", cast.outside), ("alone", cast.alone)):
        if not ids:
            continue
        pen.sheet.height += 1.4 * style.names.line
        title = pen.sheet.height
        start = EDGE + (26 * style.names.wide if wide else size / 2)
        if not wide:
            pen.sheet.height += style.names.line
        fit = int((style.width - EDGE - start) // (STEP * size))
        by_kind = sorted(ids, key=lambda key: (pen.profiles[key].kind or "~", key))
        # Of many a fair choice: each kind as often as it is among all.
        few = min(len(ids), style.in_row)
        ordered = [by_kind[number * len(ids) // few] for number in range(few)]
        for number, key in enumerate(ordered):
            x, y = start + number % fit * STEP * size, pen.sheet.height + number // fit * STEP * size
            pen.points[key], pen.sizes[key] = (x, y - 0.3 * style.names.line if wide else y), size
        pen.sheet.height += max(0, (len(ordered) - 1) // fit) * STEP * size
        more = len(ids) - len(ordered)
        after = _after_row(pen, pen.points[ordered[-1]][0] + STEP * size, start) if more else (0.0, 0.0)
        pen.sheet.height += 0.6 * style.names.line
        yield Row(what, round(title, 1), EDGE, len(ids), more, after)


def _after_row(pen: _Pen, x: float, start: float) -> tuple[float, float]:
    """Where it is said how many more there are: behind the last one at the foot, or in a line below."""
    letters = pen.style.names
    if x + MORE * letters.wide > pen.style.width:
        x = start
        pen.sheet.height += 1.2 * letters.line
    drop = 0.0 if pen.style.width > 600 else 0.25 * letters.line
    return round(x, 1), round(pen.sheet.height + drop, 1)


def _title(row: Row, style: Style) -> Box:
    letters = style.names
    return Box(row.x, row.y - 0.8 * letters.line, row.x + TITLE * letters.wide, row.y + 0.2 * letters.line)


def _lines(pairs: Iterable[Pair], points: Points) -> str:
    return "".join(
        f"M{points[a][0]:.0f} {points[a][1]:.0f}L{points[b][0]:.0f} {points[b][1]:.0f}" for a, b in pairs
    )


def _shapes(pen: _Pen) -> dict[Kind | None, str]:
    found: dict[Kind | None, list[str]] = {}
    for key, (x, y) in pen.points.items():
        found.setdefault(pen.profiles[key].kind, []).append(
            outline(pen.profiles[key].kind, x, y, pen.sizes[key])
        )
    return {kind: "".join(found[kind]) for kind in (*Kind, None) if kind in found}


def _names(pen: _Pen, cast: Cast, names: Mapping[int, Sequence[str]], frame: Frame) -> Iterator[Label]:
    """The names of the communities above their clouds, or below where that covers less; one label a line."""
    letters = pen.style.names
    for number, disc in pen.sheet.discs.items():
        lines = names.get(number, ())
        half = max(map(len, lines), default=0) * letters.wide / 2 + 2
        x = round(min(max(disc.x, half), max(pen.style.width - half, half)), 1)
        ends = [(pen.points[key][1], pen.sizes[key] / 2) for key in cast.clouds[number]]
        high = min(y - r for y, r in ends) - 0.35 * letters.line - (len(lines) - 1) * letters.line
        low = max(y + r for y, r in ends) + 0.95 * letters.line
        tried = [
            [Label(text, x, round(y + row * letters.line, 1), "middle") for row, text in enumerate(lines)]
            for y in (high, low)
        ]
        best = min(tried, key=lambda name: sum(frame.covered(letters.box(line)) for line in name))
        frame.take(letters.box(line) for line in best)
        yield from best


def _labels(pen: _Pen, cast: Cast, proposed: Sequence[Pair], frame: Frame) -> Iterator[Label]:
    """The names of the best tied who may be held up, and of the ends of proposed ties."""
    degrees = cast.degrees
    wanted = [key for pair in proposed for key in pair if key in pen.points]
    for group in cast.clouds.values():
        ranked = [key for key in group if pen.profiles[key].rankable and degrees[key]]
        wanted += sorted(ranked, key=lambda key: (-degrees[key], key))[:PER_CLOUD]
    ends = len(set(wanted[: 2 * len(proposed)]))
    best = sorted(set(wanted[ends:]), key=lambda key: (-degrees.get(key, 0), key))
    chosen = list(dict.fromkeys([*wanted[:ends], *best]))[: max(ends, pen.style.most_labels)]
    spots = [(pen.profiles[key].name, *pen.points[key], pen.sizes[key]) for key in chosen]
    return beside(frame, pen.style.labels, spots, most=MOST_COVERED)


def _proposed(pairs: Sequence[Pair], points: Points) -> Iterator[Numbered]:
    for number, (a, b) in enumerate(pairs, 1):
        if a in points and b in points:
            yield Numbered(number, *(round(value, 1) for key in (a, b) for value in points[key]))
