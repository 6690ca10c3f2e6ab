"""The gaps of a region in words: needs and offers that nobody near matches, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import current_app, url_for

from matchmaker import context, i18n
from matchmaker.core.entities import Profile
from matchmaker.core.network import Network
from matchmaker.core.regions import Region
from matchmaker.core.vocabulary import label
from matchmaker.permissions import may
from matchmaker.services import ecosystem
from matchmaker.services.ecosystem import Gap, Match, RegionReport
from matchmaker.web.views.directory import place_of
from matchmaker.web.views.ways import address_code
from matchmaker.web.words import _

SHOWN, IDLE_SHOWN = 5, 3
"""So many needs and offers stand on the page, the others behind a line that opens."""

PROPOSING = "proposals.worth"
BROKERING = "introduction.broker"


@dataclass(frozen=True, slots=True)
class Stated:
    """A need or an offer and whose it is."""

    text: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Who would fit elsewhere, and whom of the group (`whom`): place, how far, what they say, why it fits.

    `bring_url` leads a broker to bringing the two together; "" where the reader is none.
    """

    name: str
    url: str
    kind: str | None
    place: str
    far: str
    text: str
    why: str
    whom: str
    bring_url: str


@dataclass(frozen=True, slots=True)
class GapRow:
    """One gap: what is wanted and by whom, for how long ("" for not known), who fits, what to do."""

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
    idle_shown: int = IDLE_SHOWN


def gaps_view(
    region: Region, report: RegionReport | None, profiles: Mapping[str, Profile], ties: Network
) -> GapsView:
    """The section for a region; `ties` tell who are partners already."""
    found = ecosystem.read_gaps(report, profiles)
    if found is None:
        return GapsView(counted=False)
    return GapsView(
        counted=True,
        needs=found.needs,
        offers=found.offers,
        unanswered=found.unanswered,
        unasked=found.unasked,
        missing=[_row(region, gap, ties, asks=True) for gap in found.missing],
        idle=[_row(region, gap, ties, asks=False) for gap in found.idle],
    )


def _row(region: Region, gap: Gap, ties: Network, *, asks: bool) -> GapRow:
    """One group of needs (`asks`) or of offers in words."""
    step_url, step = _step(region, gap, ties, asks=asks)
    return GapRow(
        title=_title(gap, asks=asks),
        people=gap.people,
        stated=[Stated(one.statement.text, one.owner.name, _page_of(one.owner)) for one in gap.stated],
        open_for=_age([one.statement.created for one in gap.stated if one.statement.created]),
        answers=[_answer(region, match, ties, asks=asks) for match in gap.matches],
        step_url=step_url,
        step=step,
    )


def _answer(region: Region, match: Match, ties: Network, *, asks: bool) -> Answer:
    profile = match.there.owner
    return Answer(
        name=profile.name,
        url=_page_of(profile),
        kind=profile.kind,
        place=place_of(profile),
        far=_kilometres(match.km),
        text=match.there.statement.text,
        why=_why(match),
        whom=match.here.owner.name,
        bring_url=_bring_url(region, match, ties, asks=asks),
    )


def _bring_url(region: Region, match: Match, ties: Network, *, asks: bool) -> str:
    """Where a broker introduces the two for the need; who have become partners since need no broker."""
    need, offer = (match.here, match.there) if asks else (match.there, match.here)
    actor = context.actor()
    if not (may(actor, BROKERING) and may(actor, "region.plan", region)):
        return ""
    if offer.owner.id in ties.neighbours(need.owner.id):
        return ""
    who: dict[str, Any] = {"a": need.owner.id, "b": offer.owner.id, "need": need.statement.id}
    return url_for("introductions.begin", **who, region=region.code)


def _page_of(profile: Profile) -> str:
    return url_for("stakeholders.show", id=profile.id)


def _age(made: list[date]) -> str:
    days = (context.now().date() - min(made)).days if made else 0
    return i18n.duration(days, context.language()) if days > 0 else ""


def _step(region: Region, gap: Gap, ties: Network, *, asks: bool) -> tuple[str, str]:
    """What to do: hand it to a broker where somebody fits, else look for somebody."""
    proposes = PROPOSING in current_app.view_functions and may(context.actor(), "region.plan", region)
    pairs = [(one.here.owner.id, one.there.owner.id) for one in gap.matches]
    # Who have become partners since the survey need no broker.
    strangers = [(a, b) for a, b in pairs if b not in ties.neighbours(a)]
    if strangers and proposes:
        who: dict[str, Any] = dict(zip(("for", "with"), strangers[0], strict=True))
        return url_for(PROPOSING, code=address_code(region), **who), _("Send to a broker")
    first = gap.stated[0].statement
    if asks:
        return url_for("suggestions.ask", q=first.text), _("Look for one")
    url = url_for("stakeholders.directory", theme=list(first.themes) or None, has="needs")
    return url, _("See who asks")


def _title(gap: Gap, *, asks: bool) -> str:
    """The words of the statement, or kind of help and theme where several state the like."""
    if len(gap.stated) == 1:
        return gap.stated[0].statement.text
    scheme = "cooperation-need" if asks else "cooperation-offer"
    return _("%(kind)s: %(theme)s", kind=_(label(gap.kind, scheme)), theme=_(label(gap.theme)))


def _kilometres(km: float | None) -> str:
    if km is None:
        return _("not known")
    return _("%(number)s km", number=i18n.number(km, context.language()))


def _why(match: Match) -> str:
    """The kind of help and the themes by which an offer fits a need; else the words alone."""
    said = [_(label(key, "cooperation-offer")) for key in match.kinds[:2]]
    said += [_(label(key)) for key in match.themes[:2]]
    return _("Fits: %(what)s.", what="; ".join(said)) if said else _("The words of both are alike.")
