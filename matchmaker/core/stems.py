"""The stem of a word in each language that we read.

Stems come from Snowball (Porter, 2001, https://snowballstem.org). Where it has no stemmer, that of the
nearest relative stands in if it brings the forms of one word together without joining different words:
docs/decisions/0004-languages-of-texts.md has the figures. Maltese words stay as they are.
"""

from __future__ import annotations

from threading import Lock

import Stemmer

_SNOWBALL = {
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hu": "hungarian",
    "it": "italian",
    "lt": "lithuanian",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "sr": "serbian",
    "sv": "swedish",
    "tr": "turkish",
}
_RELATIVES = {"bg": "russian", "hr": "serbian", "lv": "lithuanian", "sk": "czech", "sl": "serbian"}
# They keep no stems of their own: a reader of texts keeps the term of every word that it met.
_STEMMERS = {code: Stemmer.Stemmer(name, 0) for code, name in (_SNOWBALL | _RELATIVES).items()}

LANGUAGES = frozenset(_STEMMERS) | {"mt"}
"""The languages that we read: the official ones of the European Union, and some of their neighbours."""

CODES = tuple(sorted(LANGUAGES))
"""The same by number, as they are written down with texts: a new one changes what was written before."""

COMPOUNDING = frozenset({"da", "de", "et", "fi", "hu", "nl", "no", "sv"})
"""Languages that write compounds as one word."""

_STEMMING = Lock()  # a Snowball stemmer keeps the word it works on in itself


def stem(word: str, language: str) -> str:
    """The stem of a word in small letters; the word itself where we know no better."""
    stemmer = _STEMMERS.get(language)
    if stemmer is None:
        return word
    with _STEMMING:
        return str(stemmer.stemWord(word))
