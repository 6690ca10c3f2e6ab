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

from matchmaker.core.genericwords import GENERIC_WORDS, INFLECTED
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
_SILENT_STEMS = {
    code: {stem for stem in map(_STEMMERS[code].stemWord, GENERIC_WORDS[code]) if len(stem) > 2}
    for code in INFLECTED
}
_STEMMING = Lock()  # a Snowball stemmer keeps the word it works on in itself


class Token(NamedTuple):
    """One word of a text: its term, and where it stands (`text[start:end]`)."""

    term: str
    start: int
    end: int


def bare(text: str) -> str:
    """`text` in lower case and without accents; nothing is remembered, so that it suits long texts."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text).casefold())
    # The Polish ł and the Nordic ø are letters of their own and do not decompose.
    plain = "".join(mark for mark in folded if not unicodedata.combining(mark))
    return plain.translate(_LONE_LETTERS)


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """A word or a name in lower case and without accents, for comparing and never for showing."""
    return bare(text)


_LONE_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


def term_of(word: str, language: str) -> str:
    """The term for one word as written, or "" for words that tell no subject, lone letters and numbers."""
    lower = unicodedata.normalize("NFC", word).casefold()
    if len(lower) < 2 or lower.isdigit() or lower in _SILENT[language]:
        return ""
    with _STEMMING:
        stem = _STEMMERS[language].stemWord(lower)
    return "" if stem in _SILENT_STEMS.get(language, ()) else fold(stem)


class _Memo(dict[str, str]):
    """The terms of the words met in one language; forgets all of them before it grows without end."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, word: str) -> str:
        if len(self) >= MOST_WORDS:
            self.clear()
        term = self[word] = term_of(word, self.language)
        return term


MOST_WORDS = 200_000
_MEMOS = {code: _Memo(code) for code in STOP_WORDS}


@lru_cache(maxsize=4096)
def guess_language(text: str) -> str:
    """The language whose stop words are found most often at the head of `text`; English in doubt."""
    words = WORD.findall(text[:HEAD].casefold())
    found = {code: sum(map(stops.__contains__, words)) for code, stops in STOP_WORDS.items()}
    best = max(found, key=lambda code: found[code])
    return best if found[best] >= 2 and found[best] > found["en"] else "en"


HEAD = 400
"""Characters of a text by which its language is guessed."""


def hidden_spans(text: str) -> list[tuple[int, int]]:
    """Where `text` holds markup or addresses, in order."""
    return [match.span() for match in HIDDEN.finditer(text)]


def _visible(text: str) -> str:
    """`text` with markup and addresses blanked out; every offset stays where it was."""
    return HIDDEN.sub(lambda match: " " * len(match.group()), text) if _MAY_HIDE.search(text) else text


# Cheap to look for, and without one of these there is nothing to hide.
_MAY_HIDE = re.compile(r"[<&@#\[]|://|www\.", re.IGNORECASE)


def _memo(text: str, language: str) -> _Memo:
    """The terms known in the language of `text`."""
    return _MEMOS[language if language in STOP_WORDS else guess_language(text)]


def _read(text: str, language: str) -> Iterator[Token]:
    """The words of `text` one by one."""
    known = _memo(text, language)
    for match in WORD.finditer(_visible(text)):
        if term := known[match.group()]:
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
    known = _memo(text, language)
    return [term for word in WORD.findall(_visible(text)) if (term := known[word])]


def folded_words(text: str) -> list[str]:
    """Every word of `text`, folded but not stemmed: what a directory is searched by."""
    return WORD.findall(bare(_visible(text)))
