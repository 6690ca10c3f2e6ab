"""How letters are made comparable: one spelling for the same letter, small, and without accents."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

UNSEEN = "\u00ad\u034f\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff"
"""Soft hyphens, joiners and other marks that nobody sees, as a class of a regular expression holds them."""

HYPHENS = "\u2010\u2011-"
"""What joins the parts of a word, likewise."""

_UNSEEN = re.compile(f"[{UNSEEN}]")
_JOINED = re.compile(f"[{UNSEEN}{HYPHENS}]")

# The Polish ł and the Nordic ø are letters of their own and do not decompose; nor do these others.
_LONE_LETTERS = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
})  # fmt: skip

# The Turkish capital İ becomes an i with a dot of its own.
_DOTTED = "i\u0307"


def plain(word: str) -> str:
    """A word in small letters and one spelling: ligatures opened, hyphens and unseen marks taken out."""
    if word.isascii():
        return word.lower().replace("-", "")
    lower = unicodedata.normalize("NFKC", _JOINED.sub("", word)).casefold()
    return unicodedata.normalize("NFKC", lower).replace(_DOTTED, "i")


def bare(text: str) -> str:
    """`text` in lower case and without accents; nothing is remembered, so that it suits long texts."""
    if text.isascii():
        return text.lower()
    # Some letters decompose into capitals, some small ones into letters with accents: once more settles both.
    seen = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold()
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", seen).casefold())
    return "".join(mark for mark in folded if not unicodedata.combining(mark)).translate(_LONE_LETTERS)


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """A word or a name in lower case and without accents, for comparing and never for showing."""
    return bare(text)
