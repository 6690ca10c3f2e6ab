"""The views of claims: the ways to prove one, one's own, and what waits for those who decide."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from matchmaker import context
from matchmaker.core.claims.proving import NoMail
from matchmaker.core.claims.states import ClaimState
from matchmaker.core.entities import Role
from matchmaker.core.words import N_
from matchmaker.services.claims import AskedOfRecord, Claimable, OwnClaim, ToDecide, Waiting, Weighed
from matchmaker.services.profiles import ProfilePage
from matchmaker.web.layout import day
from matchmaker.web.views.record_fields import near
from matchmaker.web.words import _, ngettext

STATES = {
    ClaimState.WAITING: N_("It waits for an answer."),
    ClaimState.GIVEN: N_("You got it."),
    ClaimState.REFUSED: N_("You did not get it."),
    ClaimState.WITHDRAWN: N_("You took it back."),
    ClaimState.EXPIRED: N_("Nobody answered for 30 days."),
}
WHY_NOT = {
    NoMail.NOTHING: N_("The profile names no website and no address of its own, so no other address counts."),
    NoMail.BIG: N_(
        "Many people have an address at a public body or a university, so no other address counts here."
    ),
    NoMail.SHARED: N_("Several profiles stand under this domain, so no other address counts here."),
}


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """The way from a profile to claiming it; `main` where nobody looks after it."""

    url: str
    text: str
    main: bool


@dataclass(frozen=True, slots=True)
class WaysView:
    """The page on which one claims a record."""

    id: str
    name: str
    url: str
    where: str
    claimed: bool
    at_once: str
    contact: str
    domains: str
    why: str
    waiting: str
    words: str
    withdraw_url: str


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One of the reader's own claims."""

    name: str
    url: str
    said: str
    withdraw_url: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim for those who decide: what is said, and what speaks for it."""

    title: str
    record: str
    record_url: str
    words: str
    meta: str
    signs: list[tuple[str, bool]]
    more: str
    url: str
    disputes: bool


@dataclass(frozen=True, slots=True)
class QueueView:
    """One page of the claims that wait."""

    rows: list[ClaimRow]
    older_url: str


@dataclass(frozen=True, slots=True)
class DecisionView:
    """One claim with the others of the same record."""

    id: str
    one: ClaimRow
    others: list[ClaimRow]


@dataclass(frozen=True, slots=True)
class LinkView:
    """A claim as the link of its mail shows it."""

    title: str
    name: str
    address: str
    record: str
    where: str
    record_url: str
    token: str


def claim_link(page: ProfilePage) -> ClaimLink | None:
    """From a profile to claiming it, for who does not belong to it and acts for nobody."""
    actor, one = context.actor(), page.stakeholder
    if actor.acting_for or one.id in actor.places(Role.MEMBER):
        return None
    url = url_for("claims.claim", id=one.id)
    if not page.claimed:
        return ClaimLink(url, _("This is us"), True)
    return ClaimLink(url, _("This is us, and nobody lets us in"), False) if actor.signed_in else None


def ways_view(found: Claimable) -> WaysView:
    """The ways to claim a record, and where one stands."""
    one, ways, own = found.stakeholder, found.ways, found.own
    return WaysView(
        id=one.id,
        name=one.name,
        url=url_for("stakeholders.show", id=one.id),
        where=_where(one.place, one.region),
        claimed=one.claimed,
        at_once=found.account.email if ways.at_once else "",
        contact=ways.contact,
        domains=" · ".join(ways.names),
        why=_(WHY_NOT[ways.why]) if ways.why else "",
        waiting=_("You asked on %(day)s. Your claim waits for an answer.", day=day(own.asked_at))
        if own
        else "",
        words=own.words if own else "",
        withdraw_url=url_for("claims.withdraw", id=own.id) if own else "",
    )


def own_rows(claims: list[OwnClaim]) -> list[OwnRow]:
    """The reader's own claims, each with what became of it."""
    rows = []
    for row in claims:
        one = row.claim
        waits = one.state is ClaimState.WAITING
        said = [day(one.decided_at or one.asked_at) + ":", _(STATES[one.state])]
        if one.reason:
            said.append(f"“{one.reason}”")
        to = "stakeholders.show" if one.state is ClaimState.GIVEN else "claims.claim"
        drop = url_for("claims.withdraw", id=one.id) if waits else ""
        rows.append(OwnRow(row.name, url_for(to, id=one.stakeholder_id), " ".join(said), drop))
    return rows


def queue_view(found: Waiting) -> QueueView:
    """The list of those who decide."""
    older = url_for("claims.index", after=found.after) if found.after else ""
    return QueueView([claim_row(row) for row in found.rows], older)


def decision_view(found: ToDecide) -> DecisionView:
    """One claim to decide."""
    return DecisionView(found.one.claim.id, claim_row(found.one), [claim_row(row) for row in found.others])


def claim_row(row: Weighed) -> ClaimRow:
    """One claim, and what speaks for it."""
    one, names = row.stakeholder, {"name": row.name, "record": row.stakeholder.name}
    title = _("%(name)s disputes %(record)s") if row.disputes else _("%(name)s claims %(record)s")
    asked = _("Asked on %(day)s.", day=day(row.claim.asked_at))
    where = _where(one.place, one.region)
    return ClaimRow(
        title=title % names,
        record=one.name,
        record_url=url_for("stakeholders.show", id=one.id),
        words=row.claim.words,
        meta=f"{where}. {asked}" if where else asked,
        signs=_signs(row),
        more=_more(row),
        url=url_for("claims.show", id=row.claim.id) if row.claim.words else "",
        disputes=row.disputes,
    )


def link_view(asked: AskedOfRecord, token: str) -> LinkView:
    """The page behind the link of a mail."""
    one = asked.stakeholder
    return LinkView(
        title=_("Does %(name)s belong to %(record)s?", name=asked.name, record=one.name),
        name=asked.name,
        address=asked.address,
        record=one.name,
        where=_where(one.place, one.region),
        record_url=url_for("stakeholders.show", id=one.id),
        token=token,
    )


def _signs(row: Weighed) -> list[tuple[str, bool]]:
    """What speaks for a claim, or does not, each as one sentence."""
    at = (
        _("%(address)s is at the domain of the profile.")
        if row.same_domain
        else _("%(address)s is not at the domain of the profile.")
    )
    named = (
        _("The person’s name stands in this address.")
        if row.named
        else _("The person’s name does not stand in this address.")
    )
    return [(at % {"address": row.address}, row.same_domain), (named, row.named)]


def _more(row: Weighed) -> str:
    """What else there is to know."""
    says = [_("The account was made on %(day)s.", day=day(row.since))]
    if row.claim.address:
        says.append(_("We also wrote to an address of the profile; nobody has answered yet."))
    if row.others:
        waits = ngettext(
            "%(num)d other claim waits for the same profile.",
            "%(num)d other claims wait for the same profile.",
            row.others,
        )
        says.append(waits)
    if row.reports:
        reported = ngettext(
            "%(num)d report about the profile waits: read it first.",
            "%(num)d reports about the profile wait: read them first.",
            row.reports,
        )
        says.append(reported)
    if row.disputes:
        says.append(_("Somebody looks after the profile already."))
    return " ".join(says)


def _where(place: str, region: str) -> str:
    return ", ".join(near(place, region))
