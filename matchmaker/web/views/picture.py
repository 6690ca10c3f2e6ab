"""A QR code as one path of an SVG: black squares on white, for a phone to read off the page."""

from __future__ import annotations

from dataclasses import dataclass

import segno

QUIET = 4
"""So many squares stay white around it, as readers expect."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The squares as a path, and how many there are on each side, the white edge among them."""

    size: int
    path: str


def picture_of(text: str) -> Picture:
    """The QR code of a text; each row of black squares is one stroke."""
    rows = [bytes(row) for row in segno.make(text, micro=False).matrix]
    strokes = [
        f"M{begins + QUIET} {y + QUIET}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for begins, length in _runs(row)
    ]
    return Picture(len(rows) + 2 * QUIET, "".join(strokes))


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Where black squares begin, and how many follow each other."""
    found: list[tuple[int, int]] = []
    for x, black in enumerate(row):
        if black and x and row[x - 1]:
            begins, length = found.pop()
            found.append((begins, length + 1))
        elif black:
            found.append((x, 1))
    return found
