"""The controlled lists: subjects, kinds of cooperation, and the words for stakeholders.

Every label is an English source string marked for translation; keys are stored and never change.
"""

from __future__ import annotations

from matchmaker.core.vocabulary.cooperation import (
    COMPLETES,
    COOPERATIONS,
    NEED_COOPERATIONS,
    NEEDS_THAT_MEET,
    OFFER_COOPERATIONS,
    Cooperation,
    completes,
)
from matchmaker.core.vocabulary.examples import EXAMPLES, example_of, examples_for
from matchmaker.core.vocabulary.languages import EU_LANGUAGES, LANGUAGES
from matchmaker.core.vocabulary.legal import LEGAL_FAMILIES, LegalForm
from matchmaker.core.vocabulary.people import (
    AUTHORITY_LEVELS,
    HEADCOUNTS,
    KIND_UNKNOWN,
    KINDS,
    NEED_REACHES,
    OFFER_REACHES,
    STAGES,
    SUPPORT_TYPES,
    KindLabel,
    headcount_key,
)
from matchmaker.core.vocabulary.search import SCHEMES, SUBJECTS, find_term, guess, guess_all, label, terms
from matchmaker.core.vocabulary.term import Term

__all__ = [
    "AUTHORITY_LEVELS",
    "COMPLETES",
    "COOPERATIONS",
    "EU_LANGUAGES",
    "EXAMPLES",
    "HEADCOUNTS",
    "KINDS",
    "KIND_UNKNOWN",
    "LANGUAGES",
    "LEGAL_FAMILIES",
    "NEEDS_THAT_MEET",
    "NEED_COOPERATIONS",
    "NEED_REACHES",
    "OFFER_COOPERATIONS",
    "OFFER_REACHES",
    "SCHEMES",
    "STAGES",
    "SUBJECTS",
    "SUPPORT_TYPES",
    "Cooperation",
    "KindLabel",
    "LegalForm",
    "Term",
    "completes",
    "example_of",
    "examples_for",
    "find_term",
    "guess",
    "guess_all",
    "headcount_key",
    "label",
    "terms",
]
