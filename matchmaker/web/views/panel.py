"""The panel beside the picture of a network: who one is, in which community, and with whom it has ties."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from matchmaker import context
from matchmaker.core.entities import Kind, Link, Profile
from matchmaker.core.regions import Region
from matchmaker.core.vocabulary import KIND_UNKNOWN, KINDS, label
from matchmaker.errors import NotFound
from matchmaker.permissions import may
from matchmaker.services import ecosystem, network
from matchmaker.web.views.directory import place_of
from matchmaker.web.views.pictures import community_words
from matchmaker.web.views.ways import address_code
from matchmaker.web.words import _, ngettext

MOST_PARTNERS = 40
LONGEST = 180


@dataclass(frozen=True, slots=True)
class Partner:
    """One tie: with whom, and what kind of tie."""

    id: str
    name: str
    kind: Kind | None
    tie: str
    url: str
    inside: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """All that the panel shows."""

    id: str
    name: str
    kind: Kind | None
    meta: str
    about: str
    looks_for: str
    community: str
    ties: str
    partners: list[Partner]
    more: str
    url: str
    suggestions_url: str
    picture_url: str
    linked_url: str


@dataclass(frozen=True, slots=True)
class Placed:
    """What permissions ask of a stakeholder; who is in the live network is not hidden.

    Whether somebody has claimed it is left open: those who broker read suggestions in both cases.
    """

    id: str
    region: str
    hidden: bool = False
    claimed: bool = True


def panel_of(region: Region, stakeholder_id: str) -> Panel:
    """The panel of a stakeholder, as seen on the page of a region.

    Raises:
        NotFound: there is no such stakeholder, or it is hidden.
    """
    live = network.snapshot(context.session(), today=context.now().date())
    profile = live.profiles.get(stakeholder_id)
    if profile is None:
        raise NotFound("There is no such profile. It may have been taken away.")
    here = ecosystem.get_region_network(context.session(), region.code, today=context.now().date())
    community = here.names.get(here.groups.community.get(profile.id, -1))
    partners = _partners(live, profile, here, region)
    code = address_code(region)
    return Panel(
        id=profile.id,
        name=profile.name,
        kind=profile.kind,
        meta=f"{kind_word(profile)}. {place_of(profile)}.",
        about=_short(profile.about),
        looks_for=_short(profile.needs[0].text) if profile.needs else "",
        community=community_words(community) if community else "",
        ties=_ties(partners),
        partners=partners[:MOST_PARTNERS],
        more=_more(len(partners) - MOST_PARTNERS),
        url=url_for("stakeholders.show", id=profile.id),
        suggestions_url=_suggestions_url(profile),
        picture_url=url_for("networks.show", code=code, of=profile.id),
        linked_url=f"{url_for('networks.linked', code=code)}?from={profile.id}",
    )


def kind_word(profile: Profile) -> str:
    """The word for what a stakeholder is."""
    return _((KINDS[profile.kind] if profile.kind else KIND_UNKNOWN).one)


def tie_words(link: Link) -> str:
    """What kind of tie it is, and since when, as far as is known."""
    kind = _(label(link.kind, "tie-kind")) if link.kind else _("Work together")
    return _("%(tie)s, since %(year)s", tie=kind, year=link.since) if link.since else kind


def _partners(
    live: network.Snapshot, profile: Profile, here: ecosystem.RegionNetwork, region: Region
) -> list[Partner]:
    """Those of the region first, then the best tied."""
    ties = live.matcher.pool_.network.partners
    code = address_code(region)
    rows = []
    links = {link.b if link.a == profile.id else link.a: link for link in live.ties_of([profile.id])}
    for other in live.people(links):
        url = url_for("networks.of", code=code, id=other.id)
        inside = other.id in here.people
        rows.append(Partner(other.id, other.name, other.kind, tie_words(links[other.id]), url, inside))
    return sorted(rows, key=lambda row: (not row.inside, -len(ties.get(row.id, ())), row.name))


def _ties(partners: list[Partner]) -> str:
    if not partners:
        return _("No tie yet.")
    said = ngettext("%(num)d tie", "%(num)d ties", len(partners))
    outside = sum(1 for one in partners if not one.inside)
    if not outside:
        return said
    return f"{said}, " + ngettext("%(num)d of them outside", "%(num)d of them outside", outside)


def _more(number: int) -> str:
    return ngettext("And %(num)d more.", "And %(num)d more.", number) if number > 0 else ""


def _suggestions_url(profile: Profile) -> str:
    if may(context.actor(), "suggestions.read", Placed(profile.id, profile.region)):
        return url_for("suggestions.show", id=profile.id)
    return ""


def _short(text: str) -> str:
    # The beginning, cut at a word.
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0].rstrip(",;:.") + " …"
