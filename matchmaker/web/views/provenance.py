"""Where each fact of a profile comes from, in a few words for those who look after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from matchmaker import context
from matchmaker.services import profiles
from matchmaker.services.profiles import Origin, ProfilePage
from matchmaker.web.layout import day
from matchmaker.web.words import _

MERGE = "x-"
"""So the id of a merge begins, which is the source of what it changed."""

SHOWN = (
    "name", "kind", "about", "place", "country", "people", "founded", "languages", "themes", "legal_form",
    "stage", "authority_level", "support_type", "register_number", "email",
)  # fmt: skip
"""The facts of a profile that say where they come from."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """The sentence for each field of each subject; none for readers who may not change the page."""

    origins: Mapping[tuple[str, str], Origin] = field(default_factory=dict)
    # Whose page it is, and when it was last confirmed; offers and needs have their own days.
    owner: str = ""
    verified: date | None = None
    # Where most of the page comes from: said once, and beside a fact only what differs from it.
    common: Origin | None = None

    def of(self, subject: str, *fields: str) -> str:
        """Where a fact comes from, and when; of several fields the one that changed last."""
        found = [one for name in fields if (one := self.origins.get((subject, name)))]
        if not found:
            return ""
        last = max(found, key=lambda one: one.at)
        if self.common and _place_and_day(last) == _place_and_day(self.common):
            return ""
        said = _told(last, self.common)
        if subject == self.owner and self.verified and self.verified > last.at.date():
            said += ". " + _("Confirmed on %(day)s", day=day(self.verified))
        return said

    @property
    def once(self) -> str:
        """The line that stands for all facts which have none of their own; "" where each has one."""
        if self.common is None:
            return ""
        alone = all(_place_and_day(one) == _place_and_day(self.common) for one in self.origins.values())
        holds = (
            _("The same holds for all facts on this page.")
            if alone
            else _("The same holds for each fact that has no line of its own.")
        )
        return f"{_told(self.common)}. {holds}"


def provenance_of(page: ProfilePage) -> Provenance:
    """Where the facts of a page come from."""
    if not page.may_edit:
        return Provenance()
    one = page.stakeholder
    origins = profiles.list_origins(context.session(), one.id)
    shown = [origins.get((one.id, name)) for name in SHOWN if getattr(one, name)]
    return Provenance(origins, one.id, one.verified_on, common_of(shown))


def common_of(origins: Sequence[Origin | None]) -> Origin | None:
    """Where most facts come from; None where that of a single one is not known, or no two are alike."""
    known = [one for one in origins if one]
    if len(known) < len(origins):
        return None
    count = Counter(_place_and_day(one) for one in known)
    most = max(known, key=lambda one: (count[_place_and_day(one)], one.at), default=None)
    return most if most and count[_place_and_day(most)] > 1 else None


def _place_and_day(one: Origin) -> tuple[str, str | None, date]:
    return one.source, one.filename, one.at.date()


def _told(one: Origin, common: Origin | None = None) -> str:
    """Where it comes from and when; the place only where it is another than the common one."""
    if common and _place_and_day(one)[:2] == _place_and_day(common)[:2]:
        return _("Last changed on %(day)s", day=day(one.at))
    return f"{source_words(one.source, one.filename)}, {day(one.at)}"


def source_words(source: str, filename: str | None, undone: bool = False) -> str:
    """Where a change comes from."""
    known = {
        "form": _("From the form"),
        "demo": _("From the demonstration"),
        "clock": _("By the clock: its last day was over"),
        "introduction": _("From an introduction"),
        "statement": _("From an offer or a need that was met"),
        "restore": _("Put back from the history"),
        "mail": _("By the link of a mail"),
    }
    if filename is not None:
        said = _("Import %(name)s taken back") if undone else _("From the import %(name)s")
        return said % {"name": filename}
    if source.startswith(MERGE):
        return _("From merging two records")
    return known.get(source) or _("From %(source)s", source=source)
