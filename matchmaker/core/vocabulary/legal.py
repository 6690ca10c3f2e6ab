"""Legal forms and statuses of the social economy, as facts about countries."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker.core.vocabulary.term import Term, table
from matchmaker.core.words import N_

LEGAL_FAMILIES: tuple[Term, ...] = table(
    "legal-family",
    {
        "association": N_("Association"),
        "cooperative": N_("Cooperative"),
        "foundation": N_("Foundation"),
        "mutual": N_("Mutual society"),
        "social-enterprise": N_("Form or status of social enterprise"),
    },
)


@dataclass(frozen=True, slots=True)
class LegalForm:
    """One legal form or status in one country, in the words of its law.

    `nature` is "form" (what the organisation is in law) or "status" (what it may be recognised as),
    `families` are keys of LEGAL_FAMILIES. `unverified` means that nobody has checked the entry against the
    law: say so wherever it is shown.
    """

    key: str
    country: str
    name: str
    language: str = ""
    abbreviation: str = ""
    families: tuple[str, ...] = ()
    law: str = ""
    nature: str = "form"
    unverified: bool = True
