"""Words of other people's lists as our keys: themes, kinds of cooperation, languages."""

from __future__ import annotations

from matchmaker.core.names import fold
from matchmaker.core.vocabulary import COOPERATIONS, HEADCOUNTS, LANGUAGES, find_term, guess, headcount_key

# The name in English, in the language itself, and in German and French.
_LANGUAGE_NAMES = {
    "bg": "Bulgarian|български|Bulgarisch|bulgare", "cs": "Czech|čeština|český|Tschechisch|tchèque",
    "da": "Danish|dansk|Dänisch|danois", "de": "German|Deutsch|allemand|alemán|tedesco|niemiecki",
    "el": "Greek|ελληνικά|Griechisch|grec|gr", "en": "English|Englisch|anglais|inglés|inglese|angielski",
    "es": "Spanish|español|castellano|Spanisch|espagnol", "et": "Estonian|eesti|Estnisch|estonien",
    "fi": "Finnish|suomi|Finnisch|finnois", "fr": "French|français|Französisch|francés|francese|francuski",
    "ga": "Irish|Gaeilge|Irisch|irlandais", "hr": "Croatian|hrvatski|Kroatisch|croate",
    "hu": "Hungarian|magyar|Ungarisch|hongrois", "it": "Italian|italiano|Italienisch|italien",
    "lt": "Lithuanian|lietuvių|Litauisch|lituanien", "lv": "Latvian|latviešu|Lettisch|letton",
    "mt": "Maltese|Malti|Maltesisch|maltais", "nl": "Dutch|Nederlands|Flemish|Niederländisch|néerlandais",
    "pl": "Polish|polski|Polnisch|polonais", "pt": "Portuguese|português|Portugiesisch|portugais",
    "ro": "Romanian|română|Rumänisch|roumain", "sk": "Slovak|slovenčina|Slowakisch|slovaque",
    "sl": "Slovene|Slovenian|slovenščina|Slowenisch|slovène", "sv": "Swedish|svenska|Schwedisch|suédois",
    "ar": "Arabic|العربية|Arabisch|arabe", "ca": "Catalan|català|Katalanisch", "cy": "Welsh|Cymraeg",
    "eu": "Basque|euskara|Baskisch", "gl": "Galician|galego", "no": "Norwegian|norsk|Norwegisch|nb|nn",
    "is": "Icelandic|íslenska|Isländisch", "lb": "Luxembourgish|Lëtzebuergesch|Luxemburgisch",
    "ru": "Russian|русский|Russisch|russe", "sq": "Albanian|shqip|Albanisch", "sr": "Serbian|српски|Serbisch",
    "tr": "Turkish|Türkçe|Türkisch|turc", "uk": "Ukrainian|українська|Ukrainisch|ukrainien",
}  # fmt: skip
_LANGUAGES = {fold(name): code for code, names in _LANGUAGE_NAMES.items() for name in names.split("|")}
_LANGUAGES |= {code: code for code in LANGUAGES}
_COOPERATIONS = {
    fold(words): kind.key for kind in COOPERATIONS for words in (kind.key, kind.need, kind.offer)
}
_HEADCOUNT_KEYS = frozenset(term.key for term in HEADCOUNTS)


def theme_keys(text: str) -> tuple[str, ...]:
    """The subject that one label names: a key of ours, else a theme, a target group or a goal."""
    if find_term(text):
        return (text,)
    schemes = ("theme", "group") if not fold(text).startswith("sdg") else ("goal",)
    return tuple(key for scheme in schemes if (key := guess(text, scheme)))[:1]


def cooperation_keys(text: str) -> tuple[str, ...]:
    """The kind of cooperation that one label names."""
    key = _COOPERATIONS.get(fold(text))
    return (key,) if key else ()


def language_codes(text: str) -> tuple[str, ...]:
    """The language that a code ("de", "de-AT") or a name in some languages means."""
    folded = fold(text)
    code = _LANGUAGES.get(folded) or _LANGUAGES.get(folded[:2] if folded[2:3] == " " else "")
    return (code,) if code else ()


def headcount(text: str) -> str:
    """The band of a head count as `values.read_heads` gives it; a band counts by its middle."""
    if not text or text in _HEADCOUNT_KEYS:
        return text
    bounds = [int(bound) for bound in text.rstrip("+").split("-")]
    return headcount_key(-(-sum(bounds) // len(bounds)))
