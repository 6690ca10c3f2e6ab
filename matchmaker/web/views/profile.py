"""The view of a profile's page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.audience import Closeness
from matchmaker.core.entities import Audience
from matchmaker.core.vocabulary import KIND_UNKNOWN, KINDS, SCHEMES, find_term, label
from matchmaker.models import Need, Offer
from matchmaker.services import places
from matchmaker.services.profiles import ProfilePage
from matchmaker.web.layout import day
from matchmaker.web.views.audiences import IN_STATEMENTS
from matchmaker.web.views.facets import region_name
from matchmaker.web.words import _

SCHEME_TITLES = ("theme", "group", "right", "sector", "goal")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the profile."""

    label: str
    value: str | list[str]


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One offer or need."""

    id: str
    what: str
    text: str
    meta: str
    source: str
    state: str
    edit_url: str


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


def profile_view(page: ProfilePage) -> ProfileView:
    """The page of one profile for one reader."""
    one = page.stakeholder
    kind_text = _((KINDS[one.kind] if one.kind else KIND_UNKNOWN).one)
    return ProfileView(
        kind_text=kind_text,
        meta=_meta(page, kind_text),
        crumbs=_crumbs(one.region, one.country),
        facts=_facts(page),
        offers=[_row(offer, "offer", page) for offer in page.offers],
        needs=[_row(need, "need", page) for need in page.needs],
        sureness=_sureness(page),
    )


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


def _facts(page: ProfilePage) -> list[Fact]:
    one = page.stakeholder
    titles = {
        "theme": _("Themes"),
        "group": _("Works for"),
        "right": _("Social rights"),
        "sector": _("Sectors"),
        "goal": _("Sustainable Development Goals"),
    }
    facts = [Fact(titles[scheme], _labels(one.themes, scheme)) for scheme in SCHEME_TITLES]
    facts += [
        Fact(_("Legal form"), one.legal_form),
        Fact(_("How far it is"), _(label(one.stage, "stage")) if one.stage else ""),
        Fact(
            _("Level of government"),
            _(label(one.authority_level, "authority-level")) if one.authority_level else "",
        ),
        Fact(_("Kind of support"), _(label(one.support_type, "support-type")) if one.support_type else ""),
        Fact(_("Contact"), _contact(page)),
    ]
    return [fact for fact in facts if fact.value]


def _labels(keys: Collection[str], scheme: str) -> list[str]:
    mine = {term.key for term in SCHEMES[scheme]}
    return [_(term.label) for key in keys if key in mine and (term := find_term(key))]


def _contact(page: ProfilePage) -> str:
    one = page.stakeholder
    if "email" in one.withheld and page.closeness < Closeness.MATCHED:
        return _("Hidden until both sides agree to an introduction")
    return one.email


def _row(statement: Offer | Need, what: str, page: ProfilePage) -> StatementRow:
    kinds = [
        _(label(key, "cooperation-need" if what == "need" else "cooperation-offer"))
        for key in statement.cooperation
    ]
    reach = _(label(statement.reach.value, f"reach-{what}"))
    said = [f"{', '.join(kinds)}." if kinds else "", f"{reach}."]
    if statement.valid_until:
        said.append(_("Open until %(day)s.", day=day(statement.valid_until)))
    if page.may_edit and statement.audience is not Audience.PUBLIC:
        said.append(_(IN_STATEMENTS[statement.audience]))
    confirmed = statement.confirmed_on
    return StatementRow(
        id=statement.id,
        what=what,
        text=statement.text,
        meta=" ".join(filter(None, said)),
        source=_confirmed(confirmed, page.claimed) if confirmed else "",
        state=statement.state.value,
        edit_url=url_for("statements.edit", what=what, statement_id=statement.id),
    )


def _confirmed(on: date, claimed: bool) -> str:
    """Who said when that it is true: where nobody looks after the page, it was not themselves."""
    if claimed:
        return _("Confirmed by them on %(day)s.", day=day(on))
    return _("Checked on %(day)s.", day=day(on))


def _sureness(page: ProfilePage) -> list[tuple[str, bool]]:
    """What is known of the page's truth, each with whether it is fresh."""
    one = page.stakeholder
    claimed = (
        (_("Somebody of the organisation looks after this page."), True)
        if page.claimed
        else (_("Nobody of the organisation has claimed this page yet."), False)
    )
    if one.verified_on:
        confirmed = (_confirmed(one.verified_on, page.claimed), True)
    else:
        confirmed = (
            _("Not confirmed yet. It was read from %(source)s.", source=one.source or _("a list")),
            False,
        )
    return [claimed, confirmed, (_("Last changed on %(day)s.", day=day(one.updated_at)), True)]
