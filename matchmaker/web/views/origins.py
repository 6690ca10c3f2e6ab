"""The page of a contact who was told that a record is kept: the record, its source, and what one may do."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from matchmaker import context
from matchmaker.services import origins
from matchmaker.services.origins import seen_by, source_in_words
from matchmaker.services.profiles import ProfilePage
from matchmaker.web.views.profile import ProfileView, profile_view


@dataclass(frozen=True, slots=True)
class OriginView:
    """One record for its contact; `page` and `profile` are None where nobody sees it at present."""

    token: str
    name: str
    address: str
    source: str
    seen_by: list[str]
    claim_url: str
    page: ProfilePage | None
    profile: ProfileView | None


def origin_view(found: origins.Opened, token: str) -> OriginView:
    """The page behind the link of a mail."""
    language = context.language()
    return OriginView(
        token=token,
        name=found.facts.name,
        address=found.address,
        source=source_in_words(found.facts.source, language),
        seen_by=seen_by(found.facts, language),
        claim_url=claim_url(found.record.id),
        page=found.page,
        profile=profile_view(found.page) if found.page else None,
    )


def claim_url(stakeholder_id: str) -> str:
    """Where somebody of the organisation makes a record their own."""
    return url_for("stakeholders.show", id=stakeholder_id)
