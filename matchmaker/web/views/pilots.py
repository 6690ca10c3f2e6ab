"""The views of pilots: what one is about, its rules in sentences, and who is in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.entities import Kind
from matchmaker.core.vocabulary import KIND_UNKNOWN, KINDS
from matchmaker.models import Pilot, Stakeholder
from matchmaker.permissions import may, may_enter
from matchmaker.services.pilots import Listed, Member, Members, MemberState, PilotPage, is_over
from matchmaker.web.layout import day
from matchmaker.web.views.facets import region_name
from matchmaker.web.views.paging import Pages
from matchmaker.web.words import _, ngettext


@dataclass(frozen=True, slots=True)
class Row:
    """One pilot in the list."""

    url: str
    name: str
    text: str
    meta: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One stakeholder of a pilot; `said` is its state in words, for the organisers.

    `lacks` says that no mail can reach who was invited, or "".
    """

    id: str
    name: str
    url: str
    kind: Kind | None
    meta: str
    said: str
    lacks: str
    inside: bool
    joined: bool


@dataclass(frozen=True, slots=True)
class Own:
    """One of the reader's stakeholders: its state in words, and what it may do now."""

    id: str
    name: str
    said: str
    may_join: bool
    may_leave: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """One line about a pilot."""

    label: str
    value: str | list[str]


@dataclass(frozen=True, slots=True)
class PilotView:
    """What the page of a pilot shows."""

    id: str
    name: str
    about: str
    facts: list[Fact]
    regions: list[tuple[str, str]]
    heading: str
    members: list[MemberRow]
    pages: Pages
    own: list[Own]
    may_run: bool


def list_rows(found: list[Listed]) -> list[Row]:
    """The list of pilots."""
    return [
        Row(
            url=url_for("pilots.show", id=one.pilot.id),
            name=one.pilot.name,
            text=", ".join(region_name(code) for code in one.regions),
            meta=" ".join((period_words(one.pilot), members_words(one.members))),
        )
        for one in found
    ]


def may_create() -> bool:
    """Whether the reader may make a pilot."""
    return may_enter(context.actor(), "pilot.create")


def pilot_view(page: PilotPage) -> PilotView:
    """One pilot as this reader sees it."""
    pilot = page.pilot
    joined = page.members.counts[MemberState.JOINED]
    return PilotView(
        id=pilot.id,
        name=pilot.name,
        about=pilot.about,
        facts=_facts(page),
        regions=[(region_name(code), url_for("regions.show", code=code)) for code in page.regions],
        heading=members_words(joined).rstrip("."),
        members=member_rows(page.members),
        pages=_pages("pilots.show", pilot.id, page.members),
        own=[own_row(pilot, one, state) for one, state in page.own],
        may_run=page.may_run,
    )


def own_row(pilot: Pilot, one: Stakeholder, state: MemberState | None, *, by_link: bool = False) -> Own:
    """What one of the reader's stakeholders may do: join on its invitation or by a link, leave."""
    over = is_over(pilot, _today())
    speaks = may(context.actor(), "pilot.join", one)
    outside = state is not MemberState.JOINED and (state is not None or by_link)
    return Own(
        id=one.id,
        name=one.name,
        said=state_words(state),
        may_join=speaks and outside and not over,
        may_leave=speaks and state in (MemberState.JOINED, MemberState.INVITED),
    )


def state_words(state: MemberState | None) -> str:
    """How far a stakeholder has come."""
    if state is None:
        return _("Not invited")
    words = {
        MemberState.INVITED: _("Invited, and has not answered"),
        MemberState.JOINED: _("Member"),
        MemberState.REFUSED: _("Said no, or was taken out"),
        MemberState.LEFT: _("Left the pilot"),
    }
    return words[state]


def member_rows(members: Members) -> list[MemberRow]:
    """The members of one page."""
    return [
        MemberRow(
            id=one.id,
            name=one.name,
            url=url_for("stakeholders.show", id=one.id),
            kind=one.kind,
            meta=_place(one),
            said=_("%(state)s, since %(day)s", state=state_words(one.state), day=day(one.at)),
            lacks=_no_address(one),
            inside=one.state in (MemberState.INVITED, MemberState.JOINED),
            joined=one.state is MemberState.JOINED,
        )
        for one in members.rows
    ]


def members_words(count: int) -> str:
    """How many are in it."""
    return ngettext("%(num)d member.", "%(num)d members.", count)


def period_words(pilot: Pilot) -> str:
    """From when to when it runs."""
    first, last = pilot.starts_on, pilot.ends_on
    if first and last:
        return _("From %(first)s to %(last)s.", first=day(first), last=day(last))
    if first:
        return (
            _("Since %(day)s.", day=day(first))
            if first <= _today()
            else _("From %(day)s on.", day=day(first))
        )
    return _("Until %(day)s.", day=day(last)) if last else _("Without an end.")


def rule_words(pilot: Pilot) -> list[str]:
    """Its rules as sentences."""
    return [
        _("An organiser approves before anybody is asked.")
        if pilot.brokered
        else _("Either side asks the other directly."),
        ngettext(
            "A member asks for at most %(num)d introduction in seven days.",
            "A member asks for at most %(num)d introductions in seven days.",
            pilot.weekly_requests,
        ),
        ngettext(
            "At most %(num)d introduction of a member is under way at once.",
            "At most %(num)d introductions of a member are under way at once.",
            pilot.open_limit,
        ),
    ]


def invitation_facts(pilot: Pilot, regions: Iterable[str]) -> list[Fact]:
    """When, where and how, for who is invited."""
    return [
        Fact(_("When"), period_words(pilot)),
        Fact(_("Regions"), ", ".join(region_name(code) for code in regions)),
        Fact(_("How two are introduced"), " ".join(rule_words(pilot))),
    ]


def _facts(page: PilotPage) -> list[Fact]:
    languages = [i18n.language_name(code, context.language()) for code in page.pilot.languages]
    return [
        Fact(_("When"), period_words(page.pilot)),
        Fact(_("How two are introduced"), " ".join(rule_words(page.pilot))),
        Fact(_("Languages"), ", ".join(languages)),
        Fact(_("Organised by"), ", ".join(one.name for one in page.organisers)),
    ]


def _place(one: Member) -> str:
    kind = _((KINDS[one.kind] if one.kind else KIND_UNKNOWN).one)
    country = i18n.country_name(one.country, context.language()) if one.country else ""
    place = ", ".join(filter(None, (one.place, country))) or _("Place not known")
    return f"{kind}. {place}."


def _no_address(one: Member) -> str:
    lacks = one.state is MemberState.INVITED and not one.reachable
    return _("No address is known, so no invitation could be sent.") if lacks else ""


def _pages(endpoint: str, pilot_id: str, members: Members) -> Pages:
    more = url_for(endpoint, id=pilot_id, after=members.after) if members.after else ""
    return Pages(previous_url="", next_url=more, text="")


def _today() -> date:
    return context.now().date()
