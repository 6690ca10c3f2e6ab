"""The views of ties worth making: the ledger of a region, and one tie in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.ecosystem.fits import MOST_MEMBERS, MOST_STAKEHOLDERS
from matchmaker.core.ecosystem.health import Health
from matchmaker.core.ecosystem.sketch import Sketch
from matchmaker.core.entities import Kind, Profile
from matchmaker.core.explain import Fragment, render
from matchmaker.core.regions import Region
from matchmaker.permissions import may
from matchmaker.services import places, proposals
from matchmaker.services.proposals import Plan, Planned
from matchmaker.web.layout import day
from matchmaker.web.views.effects import effect_said, steps_said
from matchmaker.web.views.ways import address_code, region_title
from matchmaker.web.words import _, ngettext

PARTS = ("nearness", "openness", "mixing")
REASONS = 2
FIRST = 3
MOST_ALONE = 24


@dataclass(frozen=True, slots=True)
class End:
    """One of the two."""

    id: str
    name: str
    kind: Kind | None
    url: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of "How this is worked out"; `before` is empty where only the difference is known."""

    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TieView:
    """One tie worth making, as the ledger shows it."""

    number: int
    a: End
    b: End
    title: str
    reasons: list[list[Fragment]]
    effect: list[Fragment]
    drawing: Sketch
    today: str
    then: str
    figures: list[Figure]
    fit: list[str]
    both_url: str
    other_url: str
    send_url: str
    waiting: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of a network's health, today and with the ten; widths are of 100."""

    text: str
    meaning: str
    before: str
    after: str
    before_width: float
    after_width: float


@dataclass(frozen=True, slots=True)
class WorthView:
    """What the page shows."""

    name: str
    lead: str
    about: End | None
    ties: list[TieView]
    bars: list[Bar]
    together: list[str]
    alone: list[tuple[End, str]]
    more_alone: int
    remark: str
    parts: list[tuple[str, str]]
    all_url: str
    desk_url: str


@dataclass(frozen=True, slots=True)
class FirstTies:
    """What the page of a region shows of its ties worth making."""

    lead: str
    ties: list[TieView]
    all_url: str
    desk_url: str


def worth_view(plan: Plan, region: Region) -> WorthView:
    """The page of a region, of the ten or of the ties of one."""
    code = address_code(region)
    return WorthView(
        name=region_title(region),
        lead=_lead(plan, region),
        about=_end(plan.about) if plan.about else None,
        ties=tie_views(plan, region),
        bars=_bars(plan.part) if not plan.about else [],
        together=_together(plan.part) if not plan.about else [],
        alone=[(_end(one), _url_for_one(code, one.id)) for one in plan.alone[:MOST_ALONE]],
        more_alone=max(0, len(plan.alone) - MOST_ALONE),
        remark=_remark(plan),
        parts=_parts_of(region) if plan.part.get("made") is False else [],
        all_url=url_for("proposals.worth", code=code),
        desk_url=url_for("proposals.index"),
    )


def first_ties(region: Region) -> FirstTies | None:
    """The first ties of a region for its page; None for who does not plan there, and where there are none."""
    if not may(context.actor(), "region.plan", region):
        return None
    plan = proposals.plan(context.session(), context.actor(), region, most=FIRST, now=context.now())
    if not plan.ties:
        return None
    all_url = url_for("proposals.worth", code=address_code(region))
    return FirstTies(_lead(plan, region), tie_views(plan, region), all_url, url_for("proposals.index"))


def tie_views(plan: Plan, region: Region) -> list[TieView]:
    """The ties of a plan; each of the ten begins where the one above it ends.

    Below one that has left the ten since the survey nothing is known of before and after any more.
    """
    views = []
    ten = [(one["a"], one["b"]) for one in plan.part.get("ten", ())]
    # The figures of a tie by itself tell only the difference.
    now = _health(plan.part.get("before", {})) if not plan.about else None
    for number, one in enumerate(plan.ties, start=1):
        if ten[number - 1 : number] != [(one.a.id, one.b.id)]:
            now = None
        views.append(_tie(number, one, plan, region, now))
        if now is not None and one.gain is not None:
            now = _sum(now, one.gain)
    return views


def _tie(number: int, one: Planned, plan: Plan, region: Region, now: Health | None) -> TieView:
    names = {"a": one.a.name, "b": one.b.name}
    today = _("Today: %(a)s and %(b)s with those they work with.", **names)
    after = _("With this tie: %(a)s and %(b)s work together directly.", **names)
    return TieView(
        number=number,
        a=_end(one.a),
        b=_end(one.b),
        title=_("%(a)s and %(b)s", **names),
        reasons=[render(reason, _) for reason in one.reasons[:REASONS]],
        effect=effect_said(one.look.effect, plan.people),
        drawing=one.look.drawing,
        today=f"{today} {steps_said(one.look.effect)}",
        then=after,
        figures=_figures(one, now),
        fit=_fit(one, plan.strong),
        both_url=url_for("suggestions.both", id=one.a.id, other_id=one.b.id),
        other_url=url_for("suggestions.both", id=one.b.id, other_id=one.a.id),
        send_url=url_for("proposals.send", code=address_code(region)),
        waiting=bool(one.waiting),
    )


def _url_for_one(code: str, key: str) -> str:
    """The page of the ties of one stakeholder; `for` is no name that Python lets one write."""
    wanted: dict[str, Any] = {"for": key}
    return url_for("proposals.worth", code=code, **wanted)


def _end(profile: Profile) -> End:
    return End(profile.id, profile.name, profile.kind, url_for("stakeholders.show", id=profile.id))


def _health(plain: Mapping[str, Any]) -> Health:
    return Health(*(float(plain.get(name, 0.0)) for name in PARTS))


def _sum(one: Health, other: Health) -> Health:
    return Health(*(getattr(one, name) + getattr(other, name) for name in PARTS))


def _labels() -> dict[str, tuple[str, str]]:
    """Each part of the health by name: what it is called and what it says."""
    return {
        "nearness": (
            _("Nearness"),
            _("how few steps it takes from one to another, and whether a way leads at all"),
        ),
        "openness": (_("Openness"), _("how many have partners who do not all know each other")),
        "mixing": (_("Mixing"), _("how many work with each of the other kinds")),
    }


def _figures(one: Planned, now: Health | None) -> list[Figure]:
    after = _sum(now, one.gain) if now is not None and one.gain is not None else None
    promise, language = one.look.promise, context.language()
    rows = []
    for name, (text, _meaning) in _labels().items():
        if now is not None and after is not None:
            numbers = (getattr(now, name), getattr(after, name))
            rows.append(Figure(text, *(i18n.measure(number, language) for number in numbers)))
        else:
            rows.append(Figure(text, "", i18n.measure(getattr(promise, name), language)))
    return rows


def _fit(one: Planned, strong: float) -> list[str]:
    """The scores behind the fit, in words."""
    language = context.language()
    pairs = [(one.a.name, one.b.name), (one.b.name, one.a.name)]
    said = [
        _("%(b)s as a partner for %(a)s: %(score)s.", a=a, b=b, score=i18n.decimal(score, language))
        for (a, b), score in zip(pairs, one.sees, strict=False)
    ]
    if strong < float("inf"):
        said.append(_("A match is strong from %(score)s on.", score=i18n.decimal(strong, language)))
    return said


def _bars(part: Mapping[str, Any]) -> list[Bar]:
    if not part.get("ten"):
        return []
    before, after, language = _health(part["before"]), _health(part["after"]), context.language()
    return [
        Bar(
            text=text,
            meaning=meaning,
            before=i18n.measure(getattr(before, name), language),
            after=i18n.measure(getattr(after, name), language),
            before_width=round(100 * getattr(before, name), 1),
            after_width=round(100 * getattr(after, name), 1),
        )
        for name, (text, meaning) in _labels().items()
    ]


def _together(part: Mapping[str, Any]) -> list[str]:
    """What the ten do together, in sentences."""
    if not part.get("ten"):
        return []
    before, after = part["before"], part["after"]
    said = []
    if before["isolated"] > after["isolated"]:
        gone = before["isolated"] - after["isolated"]
        said.append(
            ngettext(
                "%(num)d of the %(all)s without a tie gets one.",
                "%(num)d of the %(all)s without a tie get one.",
                gone,
                all=before["isolated"],
            )
        )
    if before["groups"] > after["groups"]:
        said.append(
            ngettext(
                "Where %(before)s groups stood apart, there is %(num)d.",
                "Where %(before)s groups stood apart, there are %(num)d.",
                after["groups"],
                before=before["groups"],
            )
        )
    return said


def _lead(plan: Plan, region: Region) -> str:
    name = region_title(region)
    if plan.about:
        if plan.elsewhere:
            return _("Nobody in %(region)s fits yet. These are the best further away.", region=name)
        return _("Who fits, and what a tie would do for the network of %(region)s.", region=name)
    return _(
        "Pairs in %(region)s who could help each other and have no tie yet. They are chosen so that together "
        "they help the network most.",
        region=name,
    )


def _remark(plan: Plan) -> str:
    """Why there is nothing to see, or when it was worked out."""
    for one in (plan.about, plan.other):
        if one and not one.rankable:
            return _("%(name)s is not suggested to anybody at the moment.", name=one.name)
    if plan.part.get("made") is False:
        language = context.language()
        if len(plan.people) > MOST_STAKEHOLDERS:
            number = i18n.number(MOST_STAKEHOLDERS, language)
            return _(
                "In a network of more than %(number)s the ten are not worked out. Open a profile from the "
                "page of roles to find ties for it.",
                number=number,
            )
        number = i18n.number(MOST_MEMBERS, language)
        return _(
            "This region is too large to try every tie: that is done for up to %(number)s.", number=number
        )
    if plan.taken_at is None:
        return _("The network has not been surveyed yet. That is done once a day.")
    return _("Worked out on %(day)s.", day=day(plan.taken_at))


def _parts_of(region: Region) -> list[tuple[str, str]]:
    """The regions within one, by name and address."""
    children = places.get_regions().children(region.code)
    return [(region_title(one), url_for("proposals.worth", code=one.code)) for one in children]
