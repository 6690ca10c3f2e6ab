"""From a text to terms, each with its place, so that matching words can be marked.

A term is a stem without accents, in the language of the text, which is guessed unless it is given. Another
way to read texts (for several languages at once, say) replaces `tokenise` and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import NamedTuple

from matchmaker.core.languages import guess_language
from matchmaker.core.letters import HYPHENS, UNSEEN, bare, fold, plain
from matchmaker.core.silent import SILENT, SILENT_STEMS
from matchmaker.core.stems import COMPOUNDING, LANGUAGES, stem

__all__ = ["HIDDEN", "WORD", "Token", "bare", "fold", "folded_words", "guess_language", "hidden_spans"]
__all__ += ["is_compounding", "term_of", "terms", "tokenise", "tokens_among", "visible"]

# A run of letters and digits. Combining accents and marks that nobody sees belong to it, so that decomposed
# and hyphenated text reads the same; apostrophes do not, not even those that Unicode counts as letters, so
# that "l'économie" is about the economy. A few prefixes are one with what follows: "co-operative".
_LETTER = r"[^\W_\u02b9-\u02bf]"
WORD = re.compile(
    rf"(?:\b(?:co|re|pre|non|anti|multi|inter)[{HYPHENS}](?={_LETTER}{{3}}))?"
    rf"{_LETTER}+(?:[\u0300-\u036f{UNSEEN}]+{_LETTER}*)*",
    re.IGNORECASE,
)

# Markup, addresses and the tails that web pages add to copied text: never words, never quoted.
HIDDEN = re.compile(
    r"<[^<>]{1,300}>|&(?:#\d{1,6}|[a-zA-Z]{2,8});|\b(?:https?://|www\.)\S+|\S+@\S+\.\S+|\d*#sthash\S*|\[url[^\]]*\]",
    re.IGNORECASE,
)


class Token(NamedTuple):
    """One word of a text: its term, and where it stands (`text[start:end]`)."""

    term: str
    start: int
    end: int


def term_of(word: str, language: str) -> str:
    """The term for one word as written, or "" for words that tell no subject, lone letters and numbers."""
    lower = plain(word)
    if len(lower) < 2 or lower.isdigit() or lower in SILENT[language]:
        return ""
    found = stem(lower, language)
    return "" if found in SILENT_STEMS.get(language, ()) else fold(found)


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
_MEMOS = {code: _Memo(code) for code in LANGUAGES}


def is_compounding(text: str) -> bool:
    """Whether `text` is in a language that writes compounds as one word."""
    return guess_language(text) in COMPOUNDING


def hidden_spans(text: str) -> list[tuple[int, int]]:
    """Where `text` holds markup or addresses, in order."""
    return [match.span() for match in HIDDEN.finditer(text)]


def visible(text: str) -> str:
    """`text` with markup and addresses blanked out; every offset stays where it was."""
    if not any(map(text.__contains__, _SIGNS)) and "www." not in text.lower():
        return text
    return HIDDEN.sub(lambda match: " " * len(match.group()), text)


# Cheap to look for, and without one of these, or "www.", there is nothing to hide.
_SIGNS = ("<", "&", "@", "#", "[", "://")


def _memo(text: str, language: str) -> _Memo:
    """The terms known in the language of `text`."""
    return _MEMOS[language if language in _MEMOS else guess_language(text)]


def _read(text: str, language: str) -> Iterator[Token]:
    """The words of `text` one by one."""
    known = _memo(text, language)
    for match in WORD.finditer(visible(text)):
        if term := known[match.group()]:
            yield Token(term, match.start(), match.end())


@lru_cache(maxsize=1024)
def tokenise(text: str, language: str = "") -> tuple[Token, ...]:
    """The words of `text` that say something, in order; `language` is guessed when it is not known to us."""
    return tuple(_read(text, language))


def tokens_among(text: str, wanted: Container[str]) -> list[Token]:
    """Those words of a text, read once and not kept, whose terms are `wanted`, in order."""
    known = _memo(text, "")
    return [
        Token(term, match.start(), match.end())
        for match in WORD.finditer(visible(text))
        if (term := known[match.group()]) in wanted
    ]


def terms(text: str, language: str = "") -> list[str]:
    """The terms of `text` in order, without their places.

    Nothing is kept: an index reads every text once, and a million tokens in memory make each of Python's
    collections of garbage slow.
    """
    known = _memo(text, language)
    return [term for word in WORD.findall(visible(text)) if (term := known[word])]


def folded_words(text: str) -> list[str]:
    """Every word of `text`, folded but not stemmed: what a directory is searched by."""
    return [plain(word) for word in WORD.findall(bare(visible(text)))]
