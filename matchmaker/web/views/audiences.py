"""Who sees what of a profile, in words, and the ways to look at it through the eyes of others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.audience import TIES, Closeness
from matchmaker.core.entities import Audience
from matchmaker.core.words import N_
from matchmaker.services.profiles import ProfilePage
from matchmaker.web.words import _

NAMES: Mapping[str, str] = {
    "about": N_("what you do"),
    "place": N_("the town"),
    "region": N_("the region"),
    "languages": N_("languages"),
    "themes": N_("themes"),
    "website": N_("the website"),
    "email": N_("the mail address"),
    "register_number": N_("the register number"),
    "legal_form": N_("the legal form"),
    "people": N_("how many people work there"),
    "founded": N_("since which year"),
    "stage": N_("how far you are"),
    "authority_level": N_("the level of government"),
    "support_type": N_("the kind of support"),
    TIES: N_("whom you work with"),
}
"""What has an audience, in a sentence that lists it."""

SENTENCES: Mapping[Audience, str] = {
    Audience.MEMBERS: N_("Only for signed-in members: %(what)s."),
    Audience.MATCHED: N_("Only for those you are introduced to: %(what)s."),
    Audience.OURSELVES: N_("Only for you: %(what)s."),
}

IN_STATEMENTS: Mapping[Audience, str] = {
    Audience.MEMBERS: N_("Only signed-in members see it."),
    Audience.MATCHED: N_("Only those you are introduced to see it. It finds no suggestions."),
    Audience.OURSELVES: N_("Only you see it. It finds no suggestions."),
}
"""What is said beside an offer or a need that is not for everybody."""

READERS: Mapping[str, Closeness] = {
    "visitor": Closeness.VISITOR,
    "member": Closeness.MEMBER,
    "matched": Closeness.MATCHED,
}
"""Through whose eyes one may look at one's page, by the word in the address."""

WHO: Mapping[str, str] = {
    "visitor": N_("Everybody"),
    "member": N_("Signed-in members"),
    "matched": N_("Those you are introduced to"),
}


@dataclass(frozen=True, slots=True)
class Eyes:
    """One kind of reader, and the address of the page as they see it."""

    text: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class AudiencesView:
    """Who sees what, a sentence for each audience, and the ways to look through other eyes."""

    lines: list[str]
    eyes: list[Eyes]
    own_url: str = ""


def audiences_view(page: ProfilePage) -> AudiencesView | None:
    """What those who look after a page are told; None for all others."""
    if not page.may_edit:
        return None
    lines = [_line(page, audience) for audience in SENTENCES]
    return AudiencesView([line for line in lines if line], eyes_of(page.stakeholder.id))


def preview_view(page: ProfilePage, reader: str) -> AudiencesView:
    """The banner above the page as others see it."""
    one = page.stakeholder
    return AudiencesView([], eyes_of(one.id, reader), url_for("stakeholders.show", id=one.id))


def eyes_of(stakeholder_id: str, current: str = "") -> list[Eyes]:
    """The kinds of readers through whose eyes one may look."""
    return [
        Eyes(_(WHO[word]), url_for("stakeholders.seen_as", id=stakeholder_id, reader=word), word == current)
        for word in READERS
    ]


def _line(page: ProfilePage, audience: Audience) -> str:
    names = [_(NAMES[name]) for name, chosen in page.audiences.items() if chosen is audience]
    if not names:
        return ""
    return _(SENTENCES[audience], what=i18n.list_of(names, context.language()))
