"""Two texts side by side: which words are in one of them only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_WORDS = 1_000
"""Longer texts count as different in whole: comparing them word by word would take seconds."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words; `changed` where the other text has others in their place."""

    text: str
    changed: bool = False


def compare(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces; joined, the pieces are the texts."""
    if before == after:
        return tuple(_pieces(before, False)), tuple(_pieces(after, False))
    old, new = _words(before), _words(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return _whole(before), _whole(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for same, a, b, c, d in _opcodes(old, new):
        left += _pieces("".join(old[a:b]), same != "equal")
        right += _pieces("".join(new[c:d]), same != "equal")
    return tuple(left), tuple(right)


def _words(text: str) -> list[str]:
    """Words, each with the space after it."""
    return re.findall(r"\S+\s*|^\s+", text)


def _opcodes(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    # Without the space after them: the last word of a text is the same word in its midst.
    bare = [[one.strip() for one in words] for words in (old, new)]
    return list(SequenceMatcher(None, bare[0], bare[1], autojunk=False).get_opcodes())


def _pieces(text: str, changed: bool) -> list[Piece]:
    """The words, and the space after them on its own: a mark ends with its last word."""
    words = text.rstrip() if changed else text
    found = (Piece(words, changed), Piece(text[len(words) :]))
    return [one for one in found if one.text]


def _whole(text: str) -> tuple[Piece, ...]:
    return tuple(_pieces(text, True))
