"""The words of each language that tell no subject.

In the four languages of the first pilots these are our own lists, joined by the library's, except in
English, where it lists words such as "goods", "interest" and "state". Elsewhere the library's stand alone;
Serbian has those of Croatian.
"""

from __future__ import annotations

from stopwordsiso import stopwords

from matchmaker.core.genericwords import GENERIC_WORDS, INFLECTED
from matchmaker.core.letters import plain
from matchmaker.core.stems import LANGUAGES, stem
from matchmaker.core.stopwords import MALTESE, STOP_WORDS

_LIBRARY = {"en": "", "sr": "hr"}
_COMMA = str.maketrans("şţ", "șț")


def _listed(language: str) -> frozenset[str]:
    """Every word that is left out in a language, as `plain` writes it."""
    own = STOP_WORDS.get(language, frozenset()) | GENERIC_WORDS.get(language, frozenset())
    found = _LIBRARY.get(language, language)
    listed = own | MALTESE if language == "mt" else own | stopwords(found)
    if language == "ro":
        # The library writes the cedilla of the Turkish letters, as old keyboards did.
        listed |= {word.translate(_COMMA) for word in listed}
    return frozenset(map(plain, listed))


SILENT = {language: _listed(language) for language in LANGUAGES}
"""The words left out, by language."""

SILENT_STEMS = {
    code: frozenset(found for word in GENERIC_WORDS[code] if len(found := stem(plain(word), code)) > 2)
    for code in INFLECTED
}
"""Where every form of a listed word is left out: their stems."""
