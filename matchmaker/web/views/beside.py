"""What stands beside a profile and on the page of a person: openings, declarations, drafts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from matchmaker import context
from matchmaker.core.entities import Kind
from matchmaker.permissions import may
from matchmaker.services import claims, profiles, reports
from matchmaker.services.profiles import ProfilePage
from matchmaker.web.views.claims import claim_link, own_rows
from matchmaker.web.views.declarations import standing_view
from matchmaker.web.views.drafts import draft_rows
from matchmaker.web.views.openings import profile_openings
from matchmaker.web.views.questions import asked_rows


@dataclass(frozen=True, slots=True)
class TogetherRow:
    """Somebody who wants to note a partnership with one's own, and for what."""

    asker: str
    own: str
    text: str
    yes_url: str
    no_url: str


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A declaration that came back, with why."""

    id: str
    name: str
    reason: str


def beside(page: ProfilePage) -> dict[str, Any]:
    """What a profile says of being a social enterprise, and what more facts would open for its people."""
    one, session, today = page.stakeholder, context.session(), context.now().date()
    standing = profiles.find_standing(session, one.id) if one.kind is Kind.ENTERPRISE else None
    own = may(context.actor(), "declaration.say", one)
    facts = profiles.openings_of_page(session, page, standing, declares=own, today=today)
    return {
        "declaration": standing_view(standing, evidence=own),
        "declare_url": url_for("declarations.edit", id=one.id) if own else "",
        "claim": claim_link(page),
        "open": profile_openings(facts, one.id),
    }


def waiting_here() -> dict[str, Any]:
    """What waits for a person: drafts, questions, declarations to check and those that came back."""
    session, actor = context.session(), context.actor()
    returned = profiles.list_returned(session, actor)
    return {
        "drafts": draft_rows(profiles.list_drafts(session, actor)),
        "claims": own_rows(claims.list_own(session, actor)),
        "claims_to_decide": claims.count_to_decide(session, actor),
        "to_check": profiles.count_to_check(session, actor),
        "reports_to_decide": reports.count_open(session, actor),
        "asked": asked_rows(),
        "together": [_together(one) for one in profiles.list_together(session, actor)],
        "returned": [ReturnedRow(owner.id, owner.name, one.reason) for one, owner in returned],
    }


def _together(one: profiles.TogetherAsked) -> TogetherRow:
    ids: dict[str, Any] = {"what": one.what, "statement_id": one.statement_id}
    yes, no = (url_for("closing.together", **ids, act=act) for act in ("yes", "no"))
    return TogetherRow(one.asker, one.own, one.text, yes, no)
