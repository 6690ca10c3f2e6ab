"""The gaps of a region: what the survey found, told by what the profiles say today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import current_app, url_for

from matchmaker import context, i18n
from matchmaker.core.entities import Profile, Statement
from matchmaker.core.regions import Region
from matchmaker.core.signals.kinds import wanted_kinds
from matchmaker.core.signals.pool import themes_of
from matchmaker.core.vocabulary import COMPLETES, label
from matchmaker.permissions import may
from matchmaker.services.ecosystem import RegionReport
from matchmaker.web.views.directory import place_of
from matchmaker.web.views.ways import address_code
from matchmaker.web.words import _

SHOWN = 8
"""So many gaps stand on the page, the others behind a line that opens."""

PROPOSING = "proposals.worth"


@dataclass(frozen=True, slots=True)
class Stated:
    """A need or an offer and whose it is."""

    text: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Who would fit elsewhere, and whom of the group (`whom`): place, how far, what they say, why it fits."""

    name: str
    url: str
    kind: str | None
    place: str
    far: str
    text: str
    why: str
    whom: str


@dataclass(frozen=True, slots=True)
class GapRow:
    """One gap: what is wanted and by whom, since when, who would fit, and what to do next."""

    title: str
    people: int
    stated: list[Stated]
    open_for: str
    answers: list[Answer]
    step_url: str
    step: str


@dataclass(frozen=True, slots=True)
class GapsView:
    """The gaps of both directions; `counted` is false where no survey tells of them."""

    counted: bool
    needs: int = 0
    offers: int = 0
    unanswered: int = 0
    unasked: int = 0
    missing: list[GapRow] = field(default_factory=list)
    idle: list[GapRow] = field(default_factory=list)
    shown: int = SHOWN


def gaps_view(region: Region, report: RegionReport | None, profiles: Mapping[str, Profile]) -> GapsView:
    """The section for a region; what is gone from the profiles since the survey is passed over."""
    found = report.parts.get("gaps") if report else None
    if not found:
        return GapsView(counted=False)
    reader = _Reader(region, profiles)
    return GapsView(
        counted=True,
        needs=found["needs"],
        offers=found["offers"],
        unanswered=found["unanswered"],
        unasked=found["unasked"],
        missing=list(filter(None, (reader.row(group, asks=True) for group in found["missing"]))),
        idle=list(filter(None, (reader.row(group, asks=False) for group in found["idle"]))),
    )


class _Reader:
    """Puts the groups of a survey into words."""

    def __init__(self, region: Region, profiles: Mapping[str, Profile]) -> None:
        self.region, self.profiles = region, profiles
        self.today: date = context.now().date()
        self.proposes = PROPOSING in current_app.view_functions and may(
            context.actor(), "region.plan", region
        )

    def row(self, group: Mapping[str, Any], *, asks: bool) -> GapRow | None:
        """One group of needs (`asks`) or offers; None where nothing of it is left."""
        here = [found for owner, key in group["stated"] if (found := self._find(owner, key, asks))]
        if not here:
            return None
        ways = [(way, answer) for way in group["elsewhere"] if (answer := self._answer(way, asks))]
        made = [one.created for _owner, one in here if one.created]
        step_url, step = self._step(here[0][1], ways[0][0] if ways else None, asks)
        return GapRow(
            title=_title(group, here, asks),
            people=group["people"],
            stated=[self._stated(owner, one) for owner, one in here],
            open_for=self._age(made),
            answers=[answer for _way, answer in ways],
            step_url=step_url,
            step=step,
        )

    def _find(self, owner: str, key: str, need: bool) -> tuple[Profile, Statement] | None:
        profile = self.profiles.get(owner)
        if profile is None or not profile.rankable:
            return None
        statements = profile.needs if need else profile.offers
        return next(((profile, one) for one in statements if one.id == key), None)

    def _answer(self, way: Sequence[Any], asks: bool) -> Answer | None:
        here, there = self._find(way[0], way[1], asks), self._find(way[2], way[3], not asks)
        if here is None or there is None:
            return None
        profile, said = there
        (asker, need), (giver, offer) = (here, there) if asks else (there, here)
        return Answer(
            name=profile.name,
            url=url_for("stakeholders.show", id=profile.id),
            kind=profile.kind,
            place=place_of(profile),
            far=_kilometres(way[4]),
            text=said.text,
            why=_why(asker, need, giver, offer),
            whom=here[0].name,
        )

    def _stated(self, owner: Profile, one: Statement) -> Stated:
        return Stated(one.text, owner.name, url_for("stakeholders.show", id=owner.id))

    def _age(self, made: list[date]) -> str:
        days = (self.today - min(made)).days if made else 0
        return i18n.duration(days, context.language()) if days > 0 else "–"

    def _step(self, one: Statement, way: Sequence[Any] | None, asks: bool) -> tuple[str, str]:
        """What to do: hand it to a broker where somebody fits, else look for somebody."""
        if way is not None and self.proposes:
            who = {"for": way[0], "with": way[2]}
            return url_for(PROPOSING, code=address_code(self.region), **who), _("Send to a broker")
        if not asks:
            return url_for("stakeholders.directory", theme=one.themes or None, has="needs"), _("See who asks")
        return url_for("suggestions.ask", q=one.text), _("Look for one")


def _title(group: Mapping[str, Any], here: Sequence[tuple[Profile, Statement]], asks: bool) -> str:
    """The words of the statement, or kind of help and theme where several state the like."""
    if len(here) == 1:
        return here[0][1].text
    scheme = "cooperation-need" if asks else "cooperation-offer"
    return _("%(kind)s: %(theme)s", kind=_(label(group["kind"], scheme)), theme=_(label(group["theme"])))


def _kilometres(km: float | None) -> str:
    if km is None:
        return _("not known")
    return _("%(number)s km", number=i18n.number(km, context.language()))


def _why(asker: Profile, need: Statement, giver: Profile, offer: Statement) -> str:
    """The kind of help and the themes by which an offer fits a need; else the words alone."""
    kinds = [k for k in offer.cooperation if k in wanted_kinds(need.cooperation, COMPLETES)]
    wanted = need.themes or tuple(sorted(themes_of(asker)))
    themes = [key for key in wanted if key in themes_of(giver)]
    said = [_(label(key, "cooperation-offer")) for key in kinds[:2]] + [_(label(key)) for key in themes[:2]]
    return _("Fits: %(what)s.", what="; ".join(said)) if said else _("The words of both are alike.")
