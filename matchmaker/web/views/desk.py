"""The view of the broker’s desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for

from matchmaker import context
from matchmaker.core.ecosystem.effects import Effect
from matchmaker.core.ecosystem.proposals import ProposalState
from matchmaker.core.entities import Kind, Profile
from matchmaker.core.explain import Fragment, render
from matchmaker.services import places
from matchmaker.services.proposals import Desk, Waiting
from matchmaker.web.layout import day
from matchmaker.web.views.effects import effect_said
from matchmaker.web.views.paging import Choice, Pages
from matchmaker.web.views.ways import region_title
from matchmaker.web.words import _, ngettext

REASONS = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One proposal."""

    id: str
    title: str
    a: Profile
    b: Profile
    a_kind: Kind | None
    b_kind: Kind | None
    age: str
    sent: str
    note: str
    effect: list[Fragment]
    reasons: list[list[Fragment]]
    partners: bool
    opted_out: bool
    move_url: str
    region_url: str


@dataclass(frozen=True, slots=True)
class DeskView:
    """What the page shows."""

    rows: list[Row]
    regions: list[Choice]
    states: list[Choice]
    dropped: bool
    pages: Pages
    undo_url: str


def desk_view(desk: Desk, state: ProposalState, region: str, undo_id: str) -> DeskView:
    """A page of the desk; `undo_id` is the proposal that was dropped just now."""
    dropped = state is ProposalState.DROPPED
    here: dict[str, Any] = {"state": state.value if dropped else None, "region": region or None}
    return DeskView(
        rows=[_row(one, desk, dropped) for one in desk.rows],
        regions=_regions(desk, region, here["state"]),
        states=[
            Choice(url_for("proposals.index"), _("Waiting"), not dropped),
            Choice(url_for("proposals.index", state="dropped"), _("Dropped"), dropped),
        ],
        dropped=dropped,
        pages=Pages("", url_for("proposals.index", **here, after=desk.after) if desk.after else ""),
        undo_url=url_for("proposals.again", id=undo_id) if undo_id else "",
    )


def age_said(since: datetime) -> str:
    """How long something has waited."""
    days = (context.now() - since).days
    return _("Since today") if days < 1 else ngettext("%(num)d day", "%(num)d days", days)


def _row(one: Waiting, desk: Desk, dropped: bool) -> Row:
    proposal = one.proposal
    moved = "proposals.again" if dropped else "proposals.drop"
    sent = {"name": one.sender, "day": day(proposal.created_at), "region": _region(proposal.region)}
    return Row(
        id=proposal.id,
        title=_("%(a)s and %(b)s", a=one.a.name, b=one.b.name),
        a=one.a,
        b=one.b,
        a_kind=one.a.kind,
        b_kind=one.b.kind,
        age=age_said(proposal.created_at),
        sent=_("Sent by %(name)s on %(day)s for %(region)s.", **sent)
        if one.sender
        else _("Sent on %(day)s for %(region)s.", **sent),
        note=proposal.note,
        effect=effect_said(Effect.of(proposal.effect), desk.people) if proposal.effect else [],
        reasons=[render(reason, _) for reason in (one.reasons or ())[:REASONS]],
        partners=one.partners,
        opted_out=one.reasons is None,
        move_url=url_for(moved, id=proposal.id),
        region_url=url_for("proposals.worth", code=proposal.region or places.EVERYWHERE),
    )


def _regions(desk: Desk, chosen: str, state: str | None) -> list[Choice]:
    """The regions that proposals were made for, and all of them; nothing where there is only one."""
    if len(desk.regions) < 2 and not chosen:
        return []
    every = Choice(url_for("proposals.index", state=state), _("All regions"), not chosen)
    codes = [code or places.EVERYWHERE for code in desk.regions]
    return [
        every,
        *(
            Choice(url_for("proposals.index", state=state, region=code), _region(code), code == chosen)
            for code in codes
        ),
    ]


def _region(code: str) -> str:
    found = places.get_regions().get(code)
    return region_title(found) if found else region_title(places.get_region(places.EVERYWHERE))
