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
__all__ += ["is_compounding", "term_of", "terms", "tokenise", "tokens_among", "visible", "words_of"]

# A run of letters and digits. Combining accents and marks that nobody sees belong to it, so that decomposed
# and hyphenated text reads the same; apostrophes do not, not even those that Unicode counts as letters, so
# that "l'économie" is about the economy. A few prefixes are one with what follows: "co-operative".
# The pattern looks back at a prefix from the hyphen behind it, so that all other words are passed at full
# speed; letters are spelt in both cases, for to ignore the case costs as much as to read.
_LETTER = r"[^\W_\u02b9-\u02bf]"
_PREFIX = "|".join((
    r"(?<=\b[cC][oO].)",
    r"(?<=\b[rR][eE].)",
    r"(?<=\b[pP][rR][eE].)",
    r"(?<=\b[nN][oO][nN].)",
    r"(?<=\b[aA][nN][tT][iIİı].)",
    r"(?<=\b[mM][uU][lL][tT][iIİı].)",
    r"(?<=\b[iIİı][nN][tT][eE][rR].)",
))  # fmt: skip
_MARKED = rf"[\u0300-\u036f{UNSEEN}]+{_LETTER}*"
WORD = re.compile(
    rf"{_LETTER}+(?:[{HYPHENS}](?:{_PREFIX})(?={_LETTER}{{3}}){_LETTER}+)?(?:{_MARKED}(?:{_MARKED})*)?"
)

# Most texts hold nothing that needs more care than this: no mark inside a word, no prefix before a hyphen.
_PLAIN_WORD = re.compile(r"[^\W_]+")
_CARE = re.compile(rf"[\u0300-\u036f\u02b9-\u02bf{UNSEEN}{HYPHENS}](?:(?<![{HYPHENS}])|(?<=[oenirOENIRıİ].))")

# Markup, addresses and the tails that web pages add to copied text: never words, never quoted.
_HIDING = {
    "<": r"<[^<>]{1,300}>",
    "&": r"&(?:#\d{1,6}|[a-zA-Z]{2,8});",
    "://": r"\b(?:https?://|www\.)\S+",
    "@": r"\S+@\S+\.\S+",
    "#": r"\d*#sthash\S*",
    "[": r"\[url[^\]]*\]",
}
"""What is hidden, each by a sign that is cheap to look for: without it, or "www.", there is nothing of it."""

HIDDEN = re.compile("|".join(_HIDING.values()), re.IGNORECASE)


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
    hiding = _hiding(text)
    return [match.span() for match in hiding.finditer(text)] if hiding else []


def visible(text: str) -> str:
    """`text` with markup and addresses blanked out; every offset stays where it was."""
    hiding = _hiding(text)
    return hiding.sub(lambda match: " " * len(match.group()), text) if hiding else text


def _hiding(text: str) -> re.Pattern[str] | None:
    """What finds all that `text` may hide, as `HIDDEN` does; None where it hides nothing."""
    signs = [sign for sign in _HIDING if sign in text]
    if "://" not in signs and "www." in text.lower():
        signs.append("://")
    return _hidden_by(frozenset(signs)) if signs else None


@lru_cache(maxsize=1 << len(_HIDING))
def _hidden_by(signs: frozenset[str]) -> re.Pattern[str]:
    """`HIDDEN` without what none of these signs stands for: where no such sign is, it finds the same."""
    return re.compile("|".join(what for sign, what in _HIDING.items() if sign in signs), re.IGNORECASE)


def words_of(text: str) -> re.Pattern[str]:
    """What finds the words of `text`: `WORD`, or what finds the same in most texts three times as fast."""
    plainly = text.isascii() and "-" not in text
    return _PLAIN_WORD if plainly or not _CARE.search(text) else WORD


def _memo(text: str, language: str) -> _Memo:
    """The terms known in the language of `text`."""
    return _MEMOS[language if language in _MEMOS else guess_language(text)]


def _read(text: str, language: str) -> Iterator[Token]:
    """The words of `text` one by one."""
    known, seen = _memo(text, language), visible(text)
    for match in words_of(seen).finditer(seen):
        if term := known[match.group()]:
            yield Token(term, match.start(), match.end())


@lru_cache(maxsize=1024)
def tokenise(text: str, language: str = "") -> tuple[Token, ...]:
    """The words of `text` that say something, in order; `language` is guessed when it is not known to us."""
    return tuple(_read(text, language))


def tokens_among(text: str, wanted: Container[str]) -> list[tuple[str, int, int]]:
    """Those words of a text, read once and not kept, whose terms are `wanted`, in order, as tokens."""
    known, seen = _memo(text, ""), visible(text)
    pattern, find = words_of(seen), seen.find
    words, found, at = pattern.findall(seen), list[tuple[str, int, int]](), 0
    if pattern is WORD:
        # Between two words stands no letter, so each is found where it stands.
        for word in words:
            start = find(word, at)
            at = start + len(word)
            if (term := known[word]) in wanted:
                found.append((term, start, at))
        return found
    for word in [word for word in words if known[word] in wanted]:
        start = find(word, at)
        at = start + len(word)
        # Inside of longer words stand no others.
        while seen[at : at + 1].isalnum() or seen[start - 1 : start].isalnum():
            start = find(word, at)
            at = start + len(word)
        found.append((known[word], start, at))
    return found


def terms(text: str, language: str = "") -> list[str]:
    """The terms of `text` in order, without their places.

    Nothing is kept: an index reads every text once, and a million tokens in memory make each of Python's
    collections of garbage slow.
    """
    known, seen = _memo(text, language), visible(text)
    return [term for word in words_of(seen).findall(seen) if (term := known[word])]


def folded_words(text: str) -> list[str]:
    """Every word of `text`, folded but not stemmed: what a directory is searched by."""
    return [plain(word) for word in WORD.findall(bare(visible(text)))]
