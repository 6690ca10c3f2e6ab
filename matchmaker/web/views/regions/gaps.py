"""The gaps of a region in words: needs and offers that nobody near matches, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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
from matchmaker.services import ecosystem, introductions
from matchmaker.services.ecosystem import Gap, Match, RegionReport
from matchmaker.web.views.directory import place_of
from matchmaker.web.views.ways import address_code
from matchmaker.web.words import _

SHOWN, IDLE_SHOWN = 5, 3
"""So many needs and offers stand on the page, the others behind a line that opens."""

PROPOSING = "proposals.worth"
BROKERING = "introduction.broker"

Free = Callable[[Match], bool]
"""Whether two may still be brought together."""


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
    free = _free(region, (*found.missing, *found.idle), ties)
    return GapsView(
        counted=True,
        needs=found.needs,
        offers=found.offers,
        unanswered=found.unanswered,
        unasked=found.unasked,
        missing=[_row(region, gap, free, asks=True) for gap in found.missing],
        idle=[_row(region, gap, free, asks=False) for gap in found.idle],
    )


def _free(region: Region, gaps: Iterable[Gap], ties: Network) -> Free:
    """Who has become a partner since the survey needs no broker; who blocked the other, or is asked, none."""
    pairs = [_two(match) for gap in gaps for match in gap.matches]
    plans = may(context.actor(), "region.plan", region)
    closed = introductions.list_closed(context.session(), pairs) if plans else set()

    def free(match: Match) -> bool:
        a, b = _two(match)
        return b not in ties.neighbours(a) and frozenset((a, b)) not in closed

    return free


def _two(match: Match) -> tuple[str, str]:
    return match.here.owner.id, match.there.owner.id


def _row(region: Region, gap: Gap, free: Free, *, asks: bool) -> GapRow:
    """One group of needs (`asks`) or of offers in words."""
    step_url, step = _step(region, gap, free, asks=asks)
    return GapRow(
        title=_title(gap, asks=asks),
        people=gap.people,
        stated=[Stated(one.statement.text, one.owner.name, _page_of(one.owner)) for one in gap.stated],
        open_for=_age([one.statement.created for one in gap.stated if one.statement.created]),
        answers=[_answer(region, match, free, asks=asks) for match in gap.matches],
        step_url=step_url,
        step=step,
    )


def _answer(region: Region, match: Match, free: Free, *, asks: bool) -> Answer:
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
        bring_url=_bring_url(region, match, free, asks=asks),
    )


def _bring_url(region: Region, match: Match, free: Free, *, asks: bool) -> str:
    """Where a broker introduces the two for the need, if they may be."""
    need, offer = (match.here, match.there) if asks else (match.there, match.here)
    actor = context.actor()
    if not (may(actor, BROKERING) and may(actor, "region.plan", region) and free(match)):
        return ""
    who: dict[str, Any] = {"a": need.owner.id, "b": offer.owner.id, "need": need.statement.id}
    return url_for("introductions.begin", **who, region=region.code)


def _page_of(profile: Profile) -> str:
    return url_for("stakeholders.show", id=profile.id)


def _age(made: list[date]) -> str:
    days = (context.now().date() - min(made)).days if made else 0
    return i18n.duration(days, context.language()) if days > 0 else ""


def _step(region: Region, gap: Gap, free: Free, *, asks: bool) -> tuple[str, str]:
    """What to do: hand it to a broker where somebody fits, else look for somebody."""
    proposes = PROPOSING in current_app.view_functions and may(context.actor(), "region.plan", region)
    strangers = [_two(match) for match in gap.matches if free(match)]
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
