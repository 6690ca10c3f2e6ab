"""The view of a page of suggestions, and of "who could help"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.answers import Order
from matchmaker.core.entities import Kind, Level, Role
from matchmaker.services.suggestions import SuggestionPage
from matchmaker.web.views.facets import (
    Args,
    Facet,
    kept,
    kinds_facet,
    language_facet,
    levels_facet,
    place_facet,
    read_filters,
)
from matchmaker.web.views.match import Card, card_view, under_way
from matchmaker.web.views.orders import OrderLink, order_links, said_of
from matchmaker.web.views.paging import Pages
from matchmaker.web.views.weights import in_force
from matchmaker.web.words import _, ngettext

FIRST, STEP = 5, 10
NARROWING = ("kind", "level", "region", "language")
# Nobody knows where a text comes from.
PLACELESS = (Order.MATCH, Order.NAME, Order.NEWEST)


@dataclass(frozen=True, slots=True)
class NeedTab:
    """One need above the list, or the whole profile, or the way to a new need."""

    url: str
    text: str
    note: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do when there is nothing to see."""

    title: str
    text: str
    url: str
    link: str


@dataclass(frozen=True, slots=True)
class SuggestionsView:
    """What the page shows."""

    name: str
    own: Kind | None
    tabs: list[NeedTab]
    cards: list[Card]
    heading: str
    summary: str
    facets: list[Facet]
    hidden: dict[str, str]
    orders: list[OrderLink]
    weighed: str
    weights_url: str
    narrowed: bool
    clear_url: str
    pages: Pages
    saved_url: str
    saved_count: int
    lead: str
    profile_url: str
    advice: list[Advice]


@dataclass(frozen=True, slots=True)
class AskView:
    """What the page for any text shows."""

    text: str
    asked: bool
    cards: list[Card]
    heading: str
    summary: str
    facets: list[Facet]
    hidden: dict[str, str]
    orders: list[OrderLink]
    pages: Pages
    clear_url: str
    narrowed: bool


def suggestions_view(page: SuggestionPage, args: Args, skip: int) -> SuggestionsView:
    """The page of suggestions for a stakeholder or one of its needs."""
    profile, need = page.profile, page.need
    need_id = need.id if need else ""
    narrowed = any(args.get(name) for name in NARROWING)
    here: dict[str, Any] = {"id": profile.id} | ({"need": need_id} if need_id else {})
    return SuggestionsView(
        name=profile.name,
        own=profile.kind,
        tabs=_tabs(page),
        cards=_cards(page, need_id),
        heading=heading(page, skip),
        summary=summary(page),
        facets=_facets(page, args),
        hidden={"need": need_id, "order": _chosen(page)},
        orders=order_links("suggestions.show", here, args),
        weighed=in_force(page.wishes) if page.order is Order.MATCH else "",
        weights_url=url_for("preferences.weights", id=profile.id) if page.may_judge else "",
        narrowed=narrowed,
        clear_url=url_for("suggestions.show", **here, order=_chosen(page) or None) if narrowed else "",
        pages=_pages(page, skip, "suggestions.show", here, args),
        saved_url=url_for("suggestions.saved", id=profile.id),
        saved_count=sum(1 for verdict in page.verdicts.values() if verdict == "saved"),
        lead=_lead(page),
        profile_url=url_for("stakeholders.show", id=profile.id),
        advice=_advice(page),
    )


def ask_view(text: str, page: SuggestionPage | None, args: Args, skip: int) -> AskView:
    """The page for any text; without one it only asks."""
    narrowed = any(args.get(name) for name in NARROWING)
    return AskView(
        text=text,
        asked=page is not None,
        cards=_cards(page, "") if page else [],
        heading=heading(page, skip) if page else "",
        summary=summary(page) if page else "",
        facets=_facets(page, args) if page else [],
        hidden={"q": text, "order": _chosen(page) if page else ""},
        orders=order_links("suggestions.ask", {}, args, PLACELESS),
        pages=_pages(page, skip, "suggestions.ask", {}, args) if page else Pages("", "", ""),
        clear_url=url_for("suggestions.ask", q=text) if narrowed else "",
        narrowed=narrowed,
    )


def heading(page: SuggestionPage, skip: int) -> str:
    """How many suggestions are shown, and of how many."""
    shown, total = len(page.answer.suggestions), page.answer.total
    number = i18n.number(total, context.language())
    if shown == total:
        return ngettext("%(num)d suggestion", "%(num)d suggestions", total)
    if not skip and page.order is Order.MATCH:
        return _("The best %(shown)s of %(total)s", shown=shown, total=number)
    return _("%(first)s to %(last)s of %(total)s", first=skip + 1, last=skip + shown, total=number)


def summary(page: SuggestionPage) -> str:
    """From how many profiles, and in which order."""
    count = i18n.number(page.pool_size, context.language())
    looked_at = i18n.number(page.answer.looked_at, context.language())
    if page.answer.looked_at < page.pool_size:
        made = _(
            "Made just now from the %(some)s of %(count)s profiles nearest in words, partners or place.",
            some=looked_at,
            count=count,
        )
    else:
        made = _("Made just now from %(count)s profiles.", count=count)
    return f"{made} {said_of(page.order)}"


def _chosen(page: SuggestionPage) -> str:
    """The order as the address says it; the usual one needs no word."""
    return "" if page.order is Order.MATCH else page.order.value


def _lead(page: SuggestionPage) -> str:
    """What to do on the page; somebody who looks for others is told who "you" is."""
    if page.profile.id not in context.actor().places(Role.MEMBER):
        return _("You look for somebody else: “you” in the reasons is %(name)s.", name=page.profile.name)
    if page.profile.needs:
        return _("Choose one of your needs. Each has its own suggestions.")
    return _("Say what you need, and the suggestions get better at once.")


def _cards(page: SuggestionPage, need_id: str) -> list[Card]:
    known = under_way() if page.profile.id else {}
    return [
        card_view(
            item,
            page.profile,
            page.people,
            need_id=need_id,
            verdict=page.verdicts.get(item.id),
            may_judge=page.may_judge,
            under_way=known,
        )
        for item in page.answer.suggestions
    ]


def _facets(page: SuggestionPage, args: Args) -> list[Facet]:
    filters, counts = read_filters(args), page.answer.facets
    facets = [kinds_facet(filters.kinds, counts.kinds)]
    if page.profile.id:
        facets.append(place_facet(filters.region, page.profile.region, page.profile.country))
    facets.append(levels_facet(filters.levels, {level: counts.levels.get(level, 0) for level in Level}))
    facets.append(language_facet(filters.language, counts.languages))
    return facets


def _tabs(page: SuggestionPage) -> list[NeedTab]:
    profile, current = page.profile, page.need.id if page.need else ""
    tabs = [NeedTab(url_for("suggestions.show", id=profile.id), _("The whole profile"), "", not current)]
    tabs += [
        NeedTab(url_for("suggestions.show", id=profile.id, need=need.id), need.text, "", need.id == current)
        for need in profile.needs
    ]
    if page.may_judge:
        url = url_for("statements.new", id=profile.id, what="need")
        tabs.append(NeedTab(url, _("Add a need"), _("It takes about two minutes")))
    return tabs


def _pages(page: SuggestionPage, skip: int, endpoint: str, here: dict[str, Any], args: Args) -> Pages:
    """The way to the next suggestions, and back to better ones."""

    def url(after: int) -> str:
        values = kept(args, "after", *here) | here
        return url_for(endpoint, **values, after=after if after > 0 else None)

    shown = len(page.answer.suggestions)
    return Pages(
        previous_url=url(skip - STEP if skip > FIRST else 0) if skip else "",
        next_url=url(skip + shown) if shown and skip + shown < page.answer.total else "",
        text="",
    )


def _advice(page: SuggestionPage) -> list[Advice]:
    """Three things that usually help, of those that can be done."""
    profile, need = page.profile, page.need
    found = []
    if need is not None and page.may_judge:
        edit = url_for("statements.edit", what="need", statement_id=need.id)
        found.append(
            Advice(
                _("Say what else would do"),
                _("Other words may find somebody: name the thing, the work and the people it is for."),
                edit,
                _("Change the words of this need"),
            )
        )
        if need.reach != "european":
            found.append(
                Advice(
                    _("Look further"),
                    _("This need does not reach all of Europe. Somebody may wait a little further away."),
                    edit,
                    _("Change how far it reaches"),
                )
            )
    elif page.may_judge and len(profile.about) < 80:
        edit = url_for("stakeholders.edit", id=profile.id)
        found.append(
            Advice(
                _("Say what you do"),
                _("Two or three concrete sentences are enough: what you do, for whom, where."),
                edit,
                _("Describe your work"),
            )
        )
    ask = url_for("suggestions.ask")
    found.append(
        Advice(
            _("Ask in other words"),
            _("Type what you look for and see who could help."),
            ask,
            _("Ask who could help"),
        )
    )
    return found
