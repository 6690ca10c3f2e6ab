"""Find a term: by its key, or from somebody else's words for it."""

from __future__ import annotations

from functools import cache

from matchmaker.core.names import fold
from matchmaker.core.vocabulary.cooperation import NEED_COOPERATIONS, OFFER_COOPERATIONS
from matchmaker.core.vocabulary.goals import GOALS
from matchmaker.core.vocabulary.groups import GROUPS
from matchmaker.core.vocabulary.legal import LEGAL_FAMILIES
from matchmaker.core.vocabulary.people import (
    AUTHORITY_LEVELS,
    HEADCOUNTS,
    NEED_REACHES,
    OFFER_REACHES,
    STAGES,
    SUPPORT_TYPES,
    TIE_KINDS,
)
from matchmaker.core.vocabulary.rights import RIGHTS
from matchmaker.core.vocabulary.sectors import SECTORS
from matchmaker.core.vocabulary.synonyms import GROUP_SYNONYMS, THEME_SYNONYMS
from matchmaker.core.vocabulary.term import Term
from matchmaker.core.vocabulary.themes import THEMES

SCHEMES: dict[str, tuple[Term, ...]] = {
    terms[0].scheme: terms
    for terms in (
        THEMES,
        GROUPS,
        SECTORS,
        RIGHTS,
        GOALS,
        NEED_COOPERATIONS,
        OFFER_COOPERATIONS,
        NEED_REACHES,
        OFFER_REACHES,
        SUPPORT_TYPES,
        AUTHORITY_LEVELS,
        STAGES,
        HEADCOUNTS,
        TIE_KINDS,
        LEGAL_FAMILIES,
    )
}
"""All lists by the name of their scheme."""

SUBJECTS: tuple[str, ...] = ("theme", "group", "sector", "right", "goal")
"""The schemes whose keys may stand in `Profile.themes` and `Statement.themes`; no key is in two of them."""

_SUBJECT_TERMS = {term.key: term for scheme in SUBJECTS for term in SCHEMES[scheme]}
_SYNONYMS = {"theme": THEME_SYNONYMS, "group": GROUP_SYNONYMS}


def terms(scheme: str) -> tuple[Term, ...]:
    """The terms of a scheme in the order in which they are shown; KeyError if there is no such scheme."""
    return SCHEMES[scheme]


def find_term(key: str, scheme: str = "") -> Term | None:
    """The term of this key: in the scheme, or without one among all subjects (themes, groups, sectors, …)."""
    if not scheme:
        return _SUBJECT_TERMS.get(key)
    return next((term for term in SCHEMES.get(scheme, ()) if term.key == key), None)


def label(key: str, scheme: str = "") -> str:
    """The English label of a key, to be translated by the door; the key itself when it is unknown."""
    term = find_term(key, scheme)
    return term.label if term else key


@cache
def _phrases(scheme: str) -> dict[str, str]:
    """Folded phrase → key: every label and key whole, then the other names; the first to claim one has it."""
    found: dict[str, str] = {}
    for term in SCHEMES[scheme]:
        for phrase in (term.label, term.key, term.key.removeprefix(f"{scheme}-")):
            found.setdefault(fold(phrase), term.key)
    for key, phrases in _SYNONYMS.get(scheme, {}).items():
        for phrase in phrases.split("|"):
            found.setdefault(fold(phrase), key)
    return found


def guess(text: str, scheme: str = "theme") -> str | None:
    """The key that a free label means, or None when nothing in it is known.

    The whole label counts first; else the longest phrase of whole words in it, of two equally long ones the
    earlier: "Culture and artsd print" is still culture.
    """
    phrases = _phrases(scheme)
    words = fold(text).split()
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            key = phrases.get(" ".join(words[start : start + length]))
            if key:
                return key
    return None


def guess_all(text: str, scheme: str = "theme") -> tuple[str, ...]:
    """The keys of a cell with several labels, parted by | ; or line breaks, each once, in their order."""
    parts = text.replace(";", "|").replace("\n", "|").split("|")
    return tuple(dict.fromkeys(key for part in parts if (key := guess(part, scheme))))
