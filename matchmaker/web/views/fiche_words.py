"""Small values of a fiche on the page: who is meant, and what a gap is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.ecosystem.fiche import Gap, Pair, Worth
from matchmaker.core.vocabulary import label
from matchmaker.services.network import Snapshot
from matchmaker.web.words import _, ngettext


@dataclass(frozen=True, slots=True)
class Named:
    """One organisation: its name today; `url` is empty on paper, and where it has left."""

    name: str
    kind: str
    place: str
    url: str


@dataclass(frozen=True, slots=True)
class GapRow:
    """What nobody near offers."""

    title: str
    text: str
    people: str
    there: Named | None
    far: str


@dataclass(frozen=True, slots=True)
class WorthRow:
    """A tie worth making, and what it would do."""

    one: Named
    other: Named
    text: str


class Names:
    """Looks up who is meant by an id; on paper nobody has a link."""

    def __init__(self, live: Snapshot, *, on_paper: bool) -> None:
        self.live, self.profiles = live, live.profiles
        self.on_paper = on_paper

    def of(self, key: str) -> Named:
        """One organisation, or the words for one that has left."""
        one = self.profiles.get(key)
        if one is None:
            return Named(_("An organisation that has left"), "", "", "")
        url = "" if self.on_paper else url_for("stakeholders.show", id=key)
        return Named(one.name, one.kind.value if one.kind else "unknown", one.place, url)

    def of_all(self, keys: Iterable[str]) -> list[Named]:
        """Several, in their order."""
        return [self.of(key) for key in keys]

    def of_pairs(self, pairs: Iterable[Pair]) -> list[tuple[Named, Named]]:
        """Both of each pair; left out are two who both have left, and ties not shown any more."""
        told = (pair for pair in pairs if self.live.shows_tie(*pair) and set(pair) & self.profiles.keys())
        return [(self.of(a), self.of(b)) for a, b in told]

    def _on_map(self, *keys: str) -> bool:
        """Whether all of these still show where they are."""
        found = (self.profiles.get(key) for key in keys)
        return all(one is not None and one.lat is not None for one in found)

    def worth(self, ties: Iterable[Worth]) -> list[WorthRow]:
        """Ties worth making between two who are still here, and whom one may still suggest."""
        here = [tie for tie in ties if all(self._may_be_proposed(key) for key in (tie.a, tie.b))]
        return [WorthRow(self.of(tie.a), self.of(tie.b), _worth(tie)) for tie in here]

    def _may_be_proposed(self, key: str) -> bool:
        one = self.profiles.get(key)
        return one is not None and one.rankable

    def gap(self, gap: Gap) -> GapRow:
        """A gap: what the oldest need says, or what it is about where that need is closed by now."""
        owner = self.profiles.get(gap.owner)
        texts = {need.id: need.text for need in owner.needs} if owner else {}
        words = [label(gap.kind, "cooperation-need"), label(gap.theme)]
        about = " · ".join(_(word) for word in words if word)
        text = texts.get(gap.statement, "")
        return GapRow(
            title=about or _("A need"),
            text=text,
            people=i18n.number(gap.people, context.language()),
            there=self.of(gap.there) if gap.there else None,
            far=""
            if gap.km is None or not self._on_map(gap.owner, gap.there)
            else _("%(km)s km away", km=i18n.number(gap.km, context.language())),
        )


def _worth(tie: Worth) -> str:
    if tie.steps is None:
        said = _("No way leads from one to the other today.")
    else:
        said = ngettext(
            "They are %(num)d step apart today.", "They are %(num)d steps apart today.", tie.steps
        )
    if tie.newly:
        said += " " + ngettext(
            "%(num)d would come within two steps of somebody new.",
            "%(num)d would come within two steps of somebody new.",
            tie.newly,
        )
    return said
