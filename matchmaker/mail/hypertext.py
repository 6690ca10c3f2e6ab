"""A mail that is HTML alone, as text: its words, its paragraphs, nothing that it quotes or that acts.

What comes out is plain text, which every page escapes; so this need not understand HTML as browsers do, only
take a time that grows no faster than the mail. Parsers that build a tree do not: deep nesting is slow.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

LONGEST = 1_000_000

BLOCKS = frozenset({
    "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "ul", "ol", "table", "hr", "pre", "br", "blockquote",
})  # fmt: skip
QUOTED = "blockquote"
GONE = frozenset({"script", "style", "title", "template", "noscript", "svg", "math", "iframe", "object"})
"""What stands in these is no text."""

# Letters of ASCII alone: of others the small one may be longer, and places would no longer be the same.
_SMALL = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})(?![A-Za-z0-9])[^<>]{0,2000}>|<[!?/][^<>]{0,2000}>")


def text_of(page: str) -> str:
    """The words of a page; what stands in quotations is left out."""
    said: list[str] = []
    quotes = 0
    for name, closes, words in _pieces(page[:LONGEST]):
        if name == QUOTED:
            quotes = max(0, quotes - 1) if closes else quotes + 1
        if name in BLOCKS:
            said.append("\n\n" if name == "p" and closes else "\n")
        if not quotes:
            said.append(" ".join(words.split("\n")))
    return _tidied(html.unescape("".join(said)))


def _pieces(page: str) -> Iterator[tuple[str, bool, str]]:
    """Each tag by its name, whether it closes, and the words behind it."""
    small, at, name, closes = page.translate(_SMALL), 0, "", False
    while True:
        start = page.find("<", at)
        yield name, closes, page[at:start] if start >= 0 else page[at:]
        if start < 0:
            return
        name, closes, at = _tag(page, small, start)
        if at < 0:
            return


def _tag(page: str, small: str, start: int) -> tuple[str, bool, int]:
    """The tag that begins there, and where its words begin; -1: what begins there never ends."""
    if small.startswith("<!--", start):
        end = small.find("-->", start)
        return "", False, end + 3 if end >= 0 else -1
    found = _TAG.match(page, start)
    if found is None:
        # A sign of its own, as in 1 < 2.
        return "", False, start + 1
    name, closes = (found[2] or "").lower(), found[1] == "/"
    if name in GONE and not closes:
        end = small.find(f"</{name}", found.end())
        return "", False, end if end >= 0 else -1
    return name, closes, found.end()


def _tidied(text: str) -> str:
    """With at most one empty line between two, and one blank between two words."""
    found: list[str] = []
    for line in (" ".join(line.split()) for line in text.split("\n")):
        if line or (found and found[-1]):
            found.append(line)
    return "\n".join(found).strip()
