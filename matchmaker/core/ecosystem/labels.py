"""Names in a drawing, placed where they cover nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from matchmaker.core.neighbourhood import Box, Label
from matchmaker.core.reader import FloatArray


class Frame:
    """The sheet that is drawn on, and what is covered already."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self._taken: FloatArray = np.zeros((0, 4))

    def take(self, boxes: Iterable[Box]) -> None:
        """Cover some more."""
        self._taken = np.vstack([self._taken, np.array(list(boxes), float).reshape(-1, 4)])

    def covered(self, box: Box) -> float:
        """How much of what is there a box would cover; what lies outside counts ten times, nobody sees it."""
        whole = (box.right - box.left) * (box.bottom - box.top)
        outside = whole - box.overlap(Box(0, 0, self.width, self.height))
        left, top, right, bottom = self._taken.T
        wide = np.minimum(right, box.right) - np.maximum(left, box.left)
        high = np.minimum(bottom, box.bottom) - np.maximum(top, box.top)
        return float((np.maximum(wide, 0.0) * np.maximum(high, 0.0)).sum()) + 10 * outside


@dataclass(frozen=True, slots=True)
class Letters:
    """How wide a letter is on average, how high a line, and how many letters a name may have."""

    wide: float
    line: float
    longest: int

    def cut(self, text: str) -> str:
        """A text that is not too long; the table beside the drawing has it in full."""
        return text if len(text) <= self.longest else text[: self.longest - 1].rstrip() + "…"

    def lines(self, text: str) -> list[str]:
        """A text in at most two lines, broken between words."""
        if len(text) <= self.longest:
            return [text] if text else []
        first, space, _ = text[: self.longest + 1].rpartition(" ")
        return [first, self.cut(text[len(first) :].strip())] if space else [self.cut(text)]

    def box(self, label: Label) -> Box:
        """The room that a label takes."""
        wide = len(label.text) * self.wide
        left = label.x - {"start": 0.0, "middle": wide / 2, "end": wide}[label.anchor]
        return Box(left, label.y - 0.8 * self.line, left + wide, label.y + 0.2 * self.line)


def square(x: float, y: float, size: float) -> Box:
    """The box around a shape."""
    return Box(x - size / 2, y - size / 2, x + size / 2, y + size / 2)


def beside(
    frame: Frame, letters: Letters, spots: Sequence[tuple[str, float, float, float]], *, most: float
) -> Iterator[Label]:
    """Labels beside spots (name, x, y, size), each where it covers least; none where it covers over `most`.

    `most` is a share of the label's own area.
    """
    for name, x, y, size in spots:
        text = letters.cut(name)
        # `min` takes the first of equals, and below is the first place tried.
        label = min(
            _places(text, x, y, size / 2 + 2, letters), key=lambda one: frame.covered(letters.box(one))
        )
        box = letters.box(label)
        if frame.covered(box) <= most * (box.right - box.left) * (box.bottom - box.top):
            frame.take([box])
            yield label


def _places(text: str, x: float, y: float, away: float, letters: Letters) -> Iterator[Label]:
    line = letters.line
    yield Label(text, round(x, 1), round(y + away + 0.8 * line, 1), "middle")
    yield Label(text, round(x, 1), round(y - away - 0.2 * line, 1), "middle")
    yield Label(text, round(x + away + 2, 1), round(y + 0.3 * line, 1), "start")
    yield Label(text, round(x - away - 2, 1), round(y + 0.3 * line, 1), "end")
