"""Text whose lines are short on their way, and joined again by programs that know how (RFC 3676)."""

from __future__ import annotations

from textwrap import TextWrapper

WIDTH = 76
"""With the space at its end a line has 77 signs, one less than is usual at most."""

SIGNATURE = "-- "

# An address is longer than a line, and whole or of no use.
_wrapper = TextWrapper(
    width=WIDTH, break_long_words=False, break_on_hyphens=False, expand_tabs=False, replace_whitespace=False
)


def flowed(text: str) -> str:
    """The text with long lines broken between words: a space at the end of a line says that it goes on."""
    return "\n".join(line for paragraph in text.split("\n") for line in _lines(paragraph))


def _lines(paragraph: str) -> list[str]:
    if paragraph == SIGNATURE:
        return [paragraph]
    plain = paragraph.rstrip(" ")
    parts = _wrapper.wrap(plain) if len(plain) > WIDTH else [plain]
    stuffed = [f" {part}" if part.startswith((" ", ">", "From ")) else part for part in parts]
    return [f"{part} " for part in stuffed[:-1]] + stuffed[-1:]
