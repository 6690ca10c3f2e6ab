"""The view of a profile's page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.audience import Closeness
from matchmaker.core.freshness import Freshness
from matchmaker.core.vocabulary import KIND_UNKNOWN, KINDS, SCHEMES, find_term, label
from matchmaker.permissions import may_enter
from matchmaker.services import origins, places
from matchmaker.services.profiles import ProfilePage
from matchmaker.web.layout import day
from matchmaker.web.views.facets import region_name
from matchmaker.web.views.provenance import Provenance, provenance_of
from matchmaker.web.views.statements import StatementRow, confirmed_words, statement_rows
from matchmaker.web.words import _

IN_META = ("name", "kind", "place", "country", "people", "founded", "languages")
"""The fields of which the line under the name tells."""

SCHEME_TITLES = ("theme", "group", "right", "sector", "goal")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the profile; `source` says to its people where it comes from."""

    label: str
    value: str | list[str]
    source: str = ""


@dataclass(frozen=True, slots=True)
class ProfileView:
    """What the page shows besides the texts themselves."""

    kind_text: str
    meta: str
    crumbs: list[dict[str, str]]
    facts: list[Fact]
    offers: list[StatementRow]
    needs: list[StatementRow]
    sureness: list[tuple[str, bool]]
    about_source: str
    meta_source: str
    common_source: str
    history_url: str


def profile_view(page: ProfilePage) -> ProfileView:
    """The page of one profile for one reader."""
    one, known = page.stakeholder, provenance_of(page)
    kind_text = _((KINDS[one.kind] if one.kind else KIND_UNKNOWN).one)
    return ProfileView(
        kind_text=kind_text,
        meta=_meta(page, kind_text),
        crumbs=_crumbs(one.region, one.country),
        facts=_facts(page, known),
        offers=statement_rows(page.offers, page.claimed, known=known, own=page.may_edit),
        needs=statement_rows(page.needs, page.claimed, known=known, own=page.may_edit),
        sureness=_sureness(page),
        about_source=known.of(one.id, "about") if one.about else "",
        meta_source=known.of(one.id, *IN_META),
        common_source=known.once,
        history_url=_history_url(page),
    )


def _history_url(page: ProfilePage) -> str:
    """Where the history stands, for those of whom the page is shown to members."""
    reads = page.closeness >= Closeness.MEMBER and may_enter(context.actor(), "history.read")
    return url_for("history.show", id=page.stakeholder.id) if reads else ""


def _meta(page: ProfilePage, kind_text: str) -> str:
    one, language = page.stakeholder, context.language()
    # Who shows only its region is at least somewhere.
    near = one.place or (region_name(one.region) if one.region else "")
    where = ", ".join(filter(None, (near, i18n.country_name(one.country, language))))
    said = [_("%(kind)s in %(place)s.", kind=kind_text, place=where) if where else f"{kind_text}."]
    if one.people:
        said.append(f"{_(label(one.people, 'headcount'))}.")
    if one.founded:
        said.append(_("Since %(year)s.", year=one.founded))
    if one.languages:
        names = [i18n.language_name(code, language) for code in one.languages]
        said.append(_("Speaks %(languages)s.", languages=i18n.list_of(names, language)))
    return " ".join(said)


def _crumbs(region: str, country: str) -> list[dict[str, str]]:
    codes = [region[:size] for size in (2, 4, 5) if len(region) >= size] or [country]
    known = [found for code in dict.fromkeys(codes) if (found := places.find_region(code))]
    if country and not known:
        return [{"url": url_for("stakeholders.directory", region=country), "text": region_name(country)}]
    return [{"url": url_for("regions.show", code=one.code), "text": region_name(one.code)} for one in known]


def _facts(page: ProfilePage, known: Provenance) -> list[Fact]:
    one = page.stakeholder
    titles = {
        "theme": _("Themes"),
        "group": _("Works for"),
        "right": _("Social rights"),
        "sector": _("Sectors"),
        "goal": _("Sustainable Development Goals"),
    }
    level, support = one.authority_level, one.support_type
    facts = [
        Fact(titles[scheme], _labels(one.themes, scheme), known.of(one.id, "themes"))
        for scheme in SCHEME_TITLES
    ]
    rest = [
        ("legal_form", _("Legal form"), one.legal_form),
        ("stage", _("How far it is"), _(label(one.stage, "stage")) if one.stage else ""),
        ("authority_level", _("Level of government"), _(label(level, "authority-level")) if level else ""),
        ("support_type", _("Kind of support"), _(label(support, "support-type")) if support else ""),
        ("register_number", _("Register number"), one.register_number),
        ("email", _("Contact"), _contact(page)),
    ]
    facts += [Fact(title, value, known.of(one.id, field)) for field, title, value in rest]
    return [fact for fact in facts if fact.value]


def _labels(keys: Collection[str], scheme: str) -> list[str]:
    mine = {term.key for term in SCHEMES[scheme]}
    return [_(term.label) for key in keys if key in mine and (term := find_term(key))]


def _contact(page: ProfilePage) -> str:
    one = page.stakeholder
    if "email" in one.withheld and page.closeness < Closeness.MATCHED:
        return _("Hidden until both sides agree to an introduction")
    return one.email


def _unclaimed_words(stakeholder_id: str) -> str:
    """What is said of a page that nobody looks after; more, where its contact has been silent for long."""
    if origins.is_silent(context.session(), stakeholder_id, now=context.now()):
        return _("Nobody of the organisation has confirmed this. We told its contact a year ago or more.")
    return _("Nobody of the organisation has claimed this page yet.")


def _sureness(page: ProfilePage) -> list[tuple[str, bool]]:
    """What is known of the page's truth, each with whether it is fresh."""
    one = page.stakeholder
    claimed = (
        (_("Somebody of the organisation looks after this page."), True)
        if page.claimed
        else (_unclaimed_words(one.id), False)
    )
    if one.verified_on and page.freshness is not Freshness.FRESH:
        confirmed = (_("Not confirmed since %(day)s.", day=day(one.verified_on)), False)
    elif one.verified_on:
        confirmed = (confirmed_words(one.verified_on, page.claimed), True)
    else:
        confirmed = (
            _("Not confirmed yet. It was read from %(source)s.", source=one.source or _("a list")),
            False,
        )
    return [claimed, confirmed, (_("Last changed on %(day)s.", day=day(one.updated_at)), True)]
