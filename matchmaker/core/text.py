"""From a text to terms, each with its place, so that matching words can be marked.

A term is a stem without accents. Stems come from Snowball (Porter, 2001, https://snowballstem.org) in the
language of the text, which is guessed from its stop words unless it is given. Another way to read texts
(for several languages at once, say) replaces `tokenise` and nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

import snowballstemmer

from matchmaker.core.genericwords import GENERIC_WORDS
from matchmaker.core.stopwords import STOP_WORDS

# A run of letters and digits; combining accents belong to it, so that decomposed text reads the same.
WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")

# Markup, addresses and the tails that web pages add to copied text: never words, never quoted.
HIDDEN = re.compile(
    r"<[^<>]{1,300}>|&(?:#\d{1,6}|[a-zA-Z]{2,8});|\b(?:https?://|www\.)\S+|\S+@\S+\.\S+|\d*#sthash\S*|\[url[^\]]*\]",
    re.IGNORECASE,
)

_SNOWBALL = {"en": "english", "de": "german", "fr": "french", "pl": "polish"}
_STEMMERS = {code: snowballstemmer.stemmer(name) for code, name in _SNOWBALL.items()}
_SILENT = {code: STOP_WORDS[code] | GENERIC_WORDS[code] for code in STOP_WORDS}
_STEMMING = Lock()  # a Snowball stemmer keeps the word it works on in itself


class Token(NamedTuple):
    """One word of a text: its term, and where it stands (`text[start:end]`)."""

    term: str
    start: int
    end: int


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """`text` in lower case and without accents, for comparing and never for showing."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text).casefold())
    # The Polish ł and the Nordic ø are letters of their own and do not decompose.
    bare = "".join(mark for mark in folded if not unicodedata.combining(mark))
    return bare.translate(_LONE_LETTERS)


_LONE_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


@lru_cache(maxsize=200_000)
def term_of(word: str, language: str) -> str:
    """The term for one word as written, or "" for words that tell no subject, lone letters and numbers."""
    lower = unicodedata.normalize("NFC", word).casefold()
    if len(lower) < 2 or lower.isdigit() or lower in _SILENT[language]:
        return ""
    with _STEMMING:
        stem = _STEMMERS[language].stemWord(lower)
    return fold(stem)


@lru_cache(maxsize=4096)
def guess_language(text: str) -> str:
    """The language whose stop words are found most often at the head of `text`; English in doubt."""
    words = [match.group().casefold() for match in WORD.finditer(text[:600])]
    found = {code: sum(word in stops for word in words) for code, stops in STOP_WORDS.items()}
    best = max(found, key=lambda code: found[code])
    return best if found[best] >= 2 and found[best] > found["en"] else "en"


def hidden_spans(text: str) -> list[tuple[int, int]]:
    """Where `text` holds markup or addresses, in order."""
    return [match.span() for match in HIDDEN.finditer(text)]


def _read(text: str, language: str) -> Iterator[Token]:
    """The words of `text` one by one."""
    code = language if language in STOP_WORDS else guess_language(text)
    # Blanking keeps every offset where it was.
    visible = HIDDEN.sub(lambda match: " " * len(match.group()), text)
    for match in WORD.finditer(visible):
        if term := term_of(match.group(), code):
            yield Token(term, match.start(), match.end())


@lru_cache(maxsize=1024)
def tokenise(text: str, language: str = "") -> tuple[Token, ...]:
    """The words of `text` that say something, in order; `language` is guessed when it is not known to us."""
    return tuple(_read(text, language))


def terms(text: str, language: str = "") -> list[str]:
    """The terms of `text` in order, without their places.

    Nothing is kept: an index reads every text once, and a million tokens in memory make each of Python's
    collections of garbage slow.
    """
    return [token.term for token in _read(text, language)]


def folded_words(text: str) -> list[str]:
    """Every word of `text`, folded but not stemmed: what a directory is searched by."""
    visible = HIDDEN.sub(" ", text)
    return [fold(match.group()) for match in WORD.finditer(visible)]
