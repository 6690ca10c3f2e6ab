"""Taking a person's name and address out of what others wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable

GAP = "…"
SHORTEST = 3
"""A shorter name is part of too many words to be looked for."""


def without(text: str, *, names: Iterable[str] = (), addresses: Iterable[str] = ()) -> str:
    """The text with a gap in the place of each full name and each mail address.

    A name is found as it is written, an address in small or capital letters; both only as whole words.
    """
    for name in filter(_is_long, names):
        words = r"\s+".join(re.escape(part) for part in name.split())
        text = re.sub(rf"(?<!\w){words}(?!\w)", GAP, text)
    for address in filter(_is_long, addresses):
        text = re.sub(rf"(?<![\w.+-]){re.escape(address.strip())}(?![\w-])", GAP, text, flags=re.IGNORECASE)
    return text


def _is_long(name: str) -> bool:
    return len(name.strip()) >= SHORTEST
