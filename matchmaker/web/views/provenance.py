"""Where each fact of a profile comes from, in a few words for those who look after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from matchmaker import context
from matchmaker.services import profiles
from matchmaker.services.profiles import Origin, ProfilePage
from matchmaker.web.layout import day
from matchmaker.web.words import _


@dataclass(frozen=True, slots=True)
class Provenance:
    """The sentence for each field of each subject; none for readers who may not change the page."""

    origins: Mapping[tuple[str, str], Origin] = field(default_factory=dict)
    # Whose page it is, and when it was last confirmed; offers and needs have their own days.
    owner: str = ""
    verified: date | None = None

    def of(self, subject: str, *fields: str) -> str:
        """Where a fact comes from, and when; of several fields the one that changed last."""
        found = [one for name in fields if (one := self.origins.get((subject, name)))]
        if not found:
            return ""
        last = max(found, key=lambda one: one.at)
        said = f"{source_words(last.source, last.filename)}, {day(last.at)}"
        if subject == self.owner and self.verified and self.verified > last.at.date():
            said += ". " + _("Confirmed on %(day)s", day=day(self.verified))
        return said


def provenance_of(page: ProfilePage) -> Provenance:
    """Where the facts of a page come from."""
    if not page.may_edit:
        return Provenance()
    one = page.stakeholder
    return Provenance(profiles.list_origins(context.session(), one.id), one.id, one.verified_on)


def source_words(source: str, filename: str | None, undone: bool = False) -> str:
    """Where a change comes from."""
    known = {
        "form": _("From the form"),
        "demo": _("From the demonstration"),
        "clock": _("By the clock: its last day was over"),
        "introduction": _("From an introduction"),
        "statement": _("From an offer or a need that was met"),
        "restore": _("Put back from the history"),
        "merge": _("From merging two records"),
    }
    if filename is not None:
        said = _("Import %(name)s taken back") if undone else _("From the import %(name)s")
        return said % {"name": filename}
    return known.get(source) or _("From %(source)s", source=source)
