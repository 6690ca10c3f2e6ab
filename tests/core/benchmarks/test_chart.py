from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from matchmaker.core.benchmarks.chart import DARK, LIGHT, Bar, Series, bars, curves, said

SVG = "{http://www.w3.org/2000/svg}"
FOOT = ("2026-11-28, seed 3", "A <processor> & its memory")


def _texts(drawing: str) -> list[tuple[float, float, str]]:
    """Place and words of every text; the file is read as a browser would."""
    root = ElementTree.fromstring(drawing)
    return [
        (float(one.get("x", 0)), float(one.get("y", 0)), "".join(one.itertext()))
        for one in root.iter(f"{SVG}text")
    ]


def _lines(*heights: float) -> list[Series]:
    return [
        Series(f"line {place}", place, place == 0, ((1_000, ms / 10), (100_000, ms)))
        for place, ms in enumerate(heights)
    ]


def test_lines_rise_to_the_right_on_logarithmic_axes() -> None:
    root = ElementTree.fromstring(curves("A title", _lines(1.0, 1000.0), FOOT))
    low, high = [one.get("points", "") for one in root.iter(f"{SVG}polyline")]
    (x1, y1), (x2, y2) = [tuple(map(float, point.split(","))) for point in low.split()]
    assert x2 > x1
    assert y2 < y1
    # A thousand times as long stands three times as far up as ten times as long.
    top = float(high.split()[1].split(",")[1])
    assert (y2 - top) == pytest.approx(3 * (y1 - y2), abs=0.5)


def test_names_of_lines_that_end_in_one_place_are_kept_apart() -> None:
    found = _texts(curves("A title", _lines(1.0, 1.01, 1.02, 0.99), ()))
    heights = sorted(y for _x, y, words in found if words.startswith("line"))
    assert len(heights) == 4
    assert min(after - before for before, after in pairwise(heights)) >= 17


def test_a_line_that_ends_early_says_where() -> None:
    short = Series("short", 1, False, ((1_000, 5.0),))
    words = [words for _x, _y, words in _texts(curves("A title", [*_lines(1.0), short], ()))]
    assert "short 5 ms at 1,000" in words
    assert "line 0 1 ms" in words


def test_machine_and_seed_stand_in_the_drawing() -> None:
    for drawing in (curves("A title", _lines(1.0), FOOT), bars("A title", [Bar("a", 0, True, 1, 2)], FOOT)):
        words = [words for _x, _y, words in _texts(drawing)]
        assert "A title" in words
        assert set(FOOT) <= set(words)


def test_bars_stand_in_the_order_of_their_medians() -> None:
    found = bars("A title", [Bar("slow", 1, False, 50, 90), Bar("quick", 0, True, 1, 2)], ())
    heights = {words: y for _x, y, words in _texts(found)}
    assert heights["quick"] < heights["slow"]
    assert "50 ms · p99 90 ms" in heights


def test_a_tail_shorter_than_its_bar_is_no_negative_width() -> None:
    root = ElementTree.fromstring(bars("A title", [Bar("a", 0, True, 5, 4)], ()))
    assert all(float(one.get("width", 0)) >= 0 for one in root.iter(f"{SVG}rect"))


def test_a_drawing_has_no_script_and_colours_for_light_and_dark() -> None:
    drawing = curves("A title", _lines(1.0), FOOT)
    assert "script" not in drawing
    assert "prefers-color-scheme: dark" in drawing
    assert all(colour in drawing for colour in LIGHT + DARK)


@pytest.mark.parametrize(
    ("colours", "paper"), [(LIGHT, (255, 255, 255)), (DARK, (0x14, 0x18, 0x1F))], ids=["light", "dark"]
)
def test_each_colour_stands_out_from_the_paper(colours: tuple[str, ...], paper: tuple[int, int, int]) -> None:
    """WCAG 2.2, 1.4.11: graphical objects have a contrast of 3 to 1 at least."""

    def luminance(rgb: tuple[int, ...]) -> float:
        parts = [one / 255 for one in rgb]
        red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for colour in colours:
        rgb = tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
        dark, light = sorted((luminance(rgb), luminance(paper)))
        assert (light + 0.05) / (dark + 0.05) >= 3, colour


def test_nothing_to_draw_is_an_empty_drawing() -> None:
    assert not re.search("<polyline|<circle", curves("A title", [], ()))
    assert ElementTree.fromstring(bars("A title", [], ())) is not None


@pytest.mark.parametrize(
    ("milliseconds", "words"),
    [(0.0123, "0.012 ms"), (3.456, "3.5 ms"), (34.5, "34 ms"), (345.4, "345 ms"), (3456, "3.46 s")],
)
def test_times_have_no_more_figures_than_were_measured(milliseconds: float, words: str) -> None:
    assert said(milliseconds) == words
