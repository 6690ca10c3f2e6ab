"""The match card's view of a suggestion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.entities import Kind, Profile, Role, Verdict
from matchmaker.core.explain import Fragment, render
from matchmaker.core.matcher import Suggestion
from matchmaker.core.signals import SIGNALS
from matchmaker.core.vocabulary import KIND_UNKNOWN, KINDS
from matchmaker.services import introductions, suggestions
from matchmaker.web.words import _

LABELS = {signal.name: signal.label for signal in SIGNALS}


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of "The figures behind this"."""

    label: str
    share: int
    value: str


@dataclass(frozen=True, slots=True)
class Card:
    """All that the match card shows."""

    id: str
    url: str
    name: str
    level: str
    score: float
    kind: Kind | None
    own: Kind | None
    own_id: str
    own_name: str
    meta: list[str]
    reasons: list[list[Fragment]]
    you_give: str
    they_give: str
    chain: list[Kind | None]
    linked: str
    figures: list[Figure]
    both_url: str
    feedback_url: str
    ask_url: str
    # The introduction of the two that is under way, in the place of asking for one; "" without any.
    under_way_url: str
    need_id: str
    saved: bool
    hidden: bool = False


def card_view(
    item: Suggestion,
    own: Profile,
    people: Mapping[str, Profile],
    *,
    need_id: str = "",
    verdict: Verdict | None = None,
    may_judge: bool = False,
    under_way: Mapping[tuple[str, str], str] | None = None,
) -> Card:
    """The card of one suggestion for one reader; `under_way` holds introductions by (own, other)."""
    profile = people[item.id]
    judge_url = url_for("suggestions.judge", id=own.id, other_id=item.id) if may_judge else ""
    return Card(
        id=item.id,
        url=url_for("stakeholders.show", id=item.id, seen_by=own.id or None),
        name=item.name,
        level=item.level.value,
        score=item.score,
        kind=profile.kind,
        own=own.kind,
        own_id=own.id,
        own_name=own.name,
        meta=facts_in_short(item, profile),
        reasons=[render(reason, _) for reason in item.reasons],
        you_give=item.you_give if own.id else "",
        they_give=item.they_give,
        chain=_chain(item, own, people),
        linked=linked(item, own, people),
        figures=figures(item),
        both_url=_both_url(item, own, need_id),
        feedback_url=judge_url,
        ask_url=ask_url(own.id, item.id, need_id),
        under_way_url=_under_way_url((under_way or {}).get((own.id, item.id))),
        need_id=need_id,
        saved=verdict is Verdict.SAVED,
        hidden=verdict in {Verdict.HIDDEN, Verdict.NOT_RELEVANT},
    )


def card_of(stakeholder_id: str, other_id: str, need_id: str, verdict: Verdict | None) -> Card:
    """The card of one certain suggestion, as it stands after a verdict."""
    seen = suggestions.get_one(
        context.session(), context.actor(), stakeholder_id, other_id, need_id=need_id, now=context.now()
    )
    return card_view(
        seen.item, seen.profile, seen.people,
        need_id=need_id, verdict=verdict, may_judge=True, under_way=under_way(),
    )  # fmt: skip


def under_way() -> Mapping[tuple[str, str], str]:
    """The introductions of the reader's stakeholders that are under way."""
    return introductions.list_under_way(context.session(), context.actor())


def facts_in_short(item: Suggestion, profile: Profile) -> list[str]:
    """Who, where, how far and in which language, as short sentences."""
    language = context.language()
    kind = _((KINDS[profile.kind] if profile.kind else KIND_UNKNOWN).one)
    place = ", ".join(filter(None, (profile.place, i18n.country_name(profile.country, language))))
    said = [_("%(kind)s in %(place)s.", kind=kind, place=place) if place else f"{kind}."]
    if item.distance_km is not None and item.distance_km >= 1:
        # The number never stands on another line than its unit.
        distance = f"{i18n.number(item.distance_km, language)}\N{NO-BREAK SPACE}km"
        said.append(_("%(distance)s from you.", distance=distance))
    if item.shared_languages:
        names = [i18n.language_name(code, language) for code in item.shared_languages]
        said.append(_("You share %(languages)s.", languages=i18n.list_of(names, language)))
    return said


def linked(item: Suggestion, own: Profile, people: Mapping[str, Profile]) -> str:
    """How the two are linked already, in a sentence."""
    if not own.id:
        return ""
    names = [people[id_].name for id_ in item.chain if id_ in people]
    if len(names) == 1:
        return _("%(name)s works with both of you.", name=names[0])
    if names:
        return _("Through %(names)s.", names=i18n.list_of(names, context.language()))
    return _("Not yet. This would be a new tie.")


SMALL = 0.015
"""Comparisons that gave less than this part of the score stand in one row together."""


def figures(item: Suggestion) -> list[Figure]:
    """What each signal gave, the largest first; together they make the score."""
    given = sorted((one for one in item.signals if one.contribution > 0), key=lambda one: -one.contribution)
    small = [one for one in given if one.contribution < SMALL * item.score]
    # One alone is as short by its name.
    named = given[: -len(small)] if len(small) > 1 else given
    rows = [_figure(_(LABELS[one.signal]), one.contribution, item.score) for one in named]
    if len(small) > 1:
        rest = sum(one.contribution for one in small)
        rows.append(_figure(_("%(count)s others together", count=len(small)), rest, item.score))
    return rows


def _figure(label: str, given: float, score: float) -> Figure:
    return Figure(label, round(100 * given / score), i18n.decimal(given, context.language()))


def _both_url(item: Suggestion, own: Profile, need_id: str) -> str:
    """The page with both sides; somebody without a profile has only one."""
    return url_for("suggestions.both", id=own.id, other_id=item.id, need=need_id or None) if own.id else ""


def ask_url(own_id: str, other_id: str, need_id: str = "") -> str:
    """Where a member of the first asks for an introduction to the second; "" for all others."""
    if not own_id or own_id not in context.actor().places(Role.MEMBER):
        return ""
    about: dict[str, Any] = {"with": other_id, "need": need_id or None}
    return url_for("introductions.new", id=own_id, **about)


def _under_way_url(introduction_id: str | None) -> str:
    return url_for("introductions.show", id=introduction_id) if introduction_id else ""


def _chain(item: Suggestion, own: Profile, people: Mapping[str, Profile]) -> list[Kind | None]:
    between = [people[id_].kind for id_ in item.chain if id_ in people]
    return [own.kind, *between, people[item.id].kind] if between else []
