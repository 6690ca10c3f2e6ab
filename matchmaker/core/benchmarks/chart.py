"""Drawings of a run as SVG files: no script, readable in light and dark, the machine and seed inside."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, LEFT, RIGHT, TOP, FOOT = 940, 64, 330, 76, 26

LIGHT = ("#1844b5", "#156e85", "#812258", "#8a5a12", "#21763c", "#bc4a2c", "#6a4fb0", "#596273")
DARK = ("#8fb0ff", "#6fd0e8", "#f08cc5", "#e8b562", "#7ed49a", "#ff9b7d", "#bda8ff", "#aab4c4")
"""The colours of the series on white and on black paper; each stands out from both its neighbours."""

STYLE = """
svg { color-scheme: light dark; }
.ground { fill: #ffffff; } .ink { fill: #192133; } .soft { fill: #5b6472; }
.grid { stroke: #dfe3ea; } .axis { stroke: #8a93a3; }
.line { fill: none; stroke-width: 2; } .ours { stroke-width: 3.5; } .lead { stroke-width: 1; opacity: .6; }
.tail { opacity: .45; }
text { font: 13px system-ui, "Segoe UI", sans-serif; }
.title { font-size: 18px; font-weight: 600; } .strong { font-weight: 600; } .end { text-anchor: end; }
.middle { text-anchor: middle; } .small { font-size: 11.5px; }
"""

STYLE_IN_THE_DARK = """
.ground { fill: #14181f; } .ink { fill: #eceff4; } .soft { fill: #a3adbd; }
.grid { stroke: #2b323d; } .axis { stroke: #6d7787; }
"""


@dataclass(frozen=True, slots=True)
class Series:
    """One line: its name, its colour (0 to 7), whether it is ours, and its points (n, milliseconds)."""

    name: str
    colour: int
    ours: bool
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its colour, whether it is ours, the median and the tail in milliseconds."""

    name: str
    colour: int
    ours: bool
    p50: float
    p99: float


@dataclass(frozen=True, slots=True)
class _Log:
    """A logarithmic axis from `low` to `high`, laid over pixels from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The pixel of a value."""
        part = (math.log10(value) - self.low) / (self.high - self.low)
        return self.start + part * (self.end - self.start)

    def decades(self) -> Iterator[float]:
        """The powers of ten on the axis."""
        return (10.0**power for power in range(math.ceil(self.low), math.floor(self.high) + 1))


def curves(title: str, series: Sequence[Series], foot: Sequence[str]) -> str:
    """Lines over n, both axes logarithmic; each line is named at its end, names kept apart."""
    height, shown = 470, [one for one in series if one.points]
    x = _axis([n for one in shown for n, _ in one.points], LEFT, WIDTH - RIGHT, whole=False)
    y = _axis([ms for one in shown for _, ms in one.points], height - 48, TOP)
    parts = [*_grid_of_times(y, LEFT, WIDTH - RIGHT), *_sizes(shown, x, height - 48)]
    for one in shown:
        path = " ".join(f"{x.at(n):.1f},{y.at(ms):.1f}" for n, ms in one.points)
        parts.append(f'<polyline class="line c{one.colour}{_mark(one.ours)}" points="{path}"/>')
        parts += [
            f'<circle class="dot c{one.colour}" cx="{x.at(n):.1f}" cy="{y.at(ms):.1f}" r="4"/>'
            for n, ms in one.points
        ]
    parts += _names(shown, x, y)
    return _file(title, height, parts, foot)


def bars(title: str, found: Sequence[Bar], foot: Sequence[str]) -> str:
    """A bar for each approach, the quickest on top: solid to the median, light on to the 99th percentile."""
    shown = sorted(found, key=lambda one: one.p50)
    height, left = TOP + 34 * len(shown) + 44, 200
    x = _axis([value for one in shown for value in (one.p50, one.p99)], left, WIDTH - 190)
    parts = list(_grid_of_bars(x, height - 44))
    for place, one in enumerate(shown):
        y, middle, end = TOP + 34 * place + 5, x.at(one.p50), x.at(max(one.p99, one.p50))
        weight = " strong" if one.ours else ""
        parts += [
            f'<text class="ink end{weight}" x="{left - 10}" y="{y + 17}">{escape(one.name)}</text>',
            _bar("bar", one, (left, middle), y),
            _bar("tail", one, (middle, end), y),
            f'<text class="ink{weight}" x="{end + 8:.1f}" y="{y + 17}">{said(one.p50)}'
            f'<tspan class="soft"> · p99 {said(one.p99)}</tspan></text>',
        ]
    return _file(title, height, parts, foot)


def said(milliseconds: float) -> str:
    """A time in words: three figures at most, seconds from a thousand milliseconds on."""
    if milliseconds >= 1000:
        return f"{milliseconds / 1000:.3g} s"
    return f"{milliseconds:.0f} ms" if milliseconds >= 100 else f"{milliseconds:.2g} ms"


def _axis(values: Sequence[float], start: float, end: float, *, whole: bool = True) -> _Log:
    """An axis for some values; `whole` rounds it to powers of ten."""
    least, most = math.log10(min(values, default=1.0)), math.log10(max(values, default=10.0))
    low, high = (math.floor(least), math.ceil(most)) if whole else (least, most)
    return _Log(low, high if high > low else low + 1, start, end)


def _bar(part: str, one: Bar, ends: tuple[float, float], y: float) -> str:
    start, end = ends
    place = f'x="{start:.1f}" y="{y}" width="{end - start:.1f}" height="24"'
    return f'<rect class="{part} c{one.colour}" {place}/>'


def _mark(ours: bool) -> str:
    return " ours" if ours else ""


def _grid_of_times(y: _Log, left: float, right: float) -> Iterator[str]:
    for value in y.decades():
        at = f"{y.at(value):.1f}"
        yield f'<line class="grid" x1="{left}" x2="{right}" y1="{at}" y2="{at}"/>'
        yield f'<text class="soft end small" x="{left - 8}" y="{y.at(value) + 4:.1f}">{said(value)}</text>'


def _grid_of_bars(x: _Log, foot: float) -> Iterator[str]:
    for value in x.decades():
        at = f"{x.at(value):.1f}"
        yield f'<line class="grid" x1="{at}" x2="{at}" y1="{TOP}" y2="{foot}"/>'
        yield f'<text class="soft middle small" x="{at}" y="{foot + 18}">{said(value)}</text>'


def _sizes(shown: Sequence[Series], x: _Log, foot: float) -> Iterator[str]:
    for n in sorted({n for one in shown for n, _ in one.points}):
        at = f"{x.at(n):.1f}"
        yield f'<line class="axis" x1="{at}" x2="{at}" y1="{foot}" y2="{foot + 5}"/>'
        yield f'<text class="soft middle small" x="{at}" y="{foot + 20}">{n:,.0f}</text>'


def _names(shown: Sequence[Series], x: _Log, y: _Log) -> Iterator[str]:
    """The name of each line at the right, moved down where it would cover the one above.

    A line that ends early says where, so that its last value is not read as one of the largest size.
    """
    above, largest = 0.0, max((n for one in shown for n, _ in one.points), default=0.0)
    at = WIDTH - RIGHT + 12
    for one in sorted(shown, key=lambda series: y.at(series.points[-1][1])):
        n, milliseconds = one.points[-1]
        above = max(y.at(milliseconds) + 4, above + 17)
        weight, where = " strong" if one.ours else "", "" if n == largest else f" at {n:,.0f}"
        yield (
            f'<line class="line lead c{one.colour}" x1="{x.at(n) + 5:.1f}" y1="{y.at(milliseconds):.1f}" '
            f'x2="{at - 3}" y2="{above - 4:.1f}" stroke-dasharray="2 3"/>'
        )
        yield (
            f'<text class="ink{weight}" x="{at}" y="{above:.1f}">{escape(one.name)} '
            f'<tspan class="soft">{said(milliseconds)}{where}</tspan></text>'
        )


def _style() -> str:
    """Colours stand in rules of their own: not every program that draws SVG knows variables."""

    def coloured(colours: Sequence[str]) -> str:
        return "\n".join(
            f".line.c{n} {{ stroke: {colour}; }} .dot.c{n}, .bar.c{n}, .tail.c{n} {{ fill: {colour}; }}"
            for n, colour in enumerate(colours)
        )

    dark = STYLE_IN_THE_DARK + coloured(DARK)
    return f"{STYLE}{coloured(LIGHT)}\n@media (prefers-color-scheme: dark) {{{dark}\n}}\n"


def _file(title: str, height: int, parts: Sequence[str], foot: Sequence[str]) -> str:
    whole = height + FOOT + 17 * len(foot)
    words = [
        f'<text class="soft small" x="20" y="{height + FOOT + 17 * line}">{escape(text)}</text>'
        for line, text in enumerate(foot)
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {whole}" width="{WIDTH}" '
            f'height="{whole}" role="img" aria-label="{escape(title, quote=True)}">',
            f"<title>{escape(title)}</title>",
            f"<desc>{escape(' '.join(foot))}</desc>",
            f"<style>{_style()}</style>",
            f'<rect class="ground" width="{WIDTH}" height="{whole}"/>',
            f'<text class="ink title" x="20" y="38">{escape(title)}</text>',
            *parts,
            *words,
            "</svg>",
            "",
        ]
    )
