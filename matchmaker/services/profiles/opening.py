"""What a profile, or a draft of one, would open next, by what the live network weighs."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from matchmaker.core.drafts import Answers
from matchmaker.core.entities import Kind, Profile, Statement
from matchmaker.core.openings import Fact, facts_of, list_openings
from matchmaker.services import network
from matchmaker.services.profiles.declaring import Standing
from matchmaker.services.profiles.publishing import profile_of, statement_of
from matchmaker.services.profiles.reading import ProfilePage


def openings_of_draft(session: Session, answers: Answers, *, today: date) -> tuple[Fact, ...]:
    """What the missing answers of a draft would open."""
    values = profile_of(answers)
    stated = {what: statement_of(answers, what) for what in ("need", "offer")}
    profile = Profile(
        id="",
        name=values.name,
        about=values.about,
        place=values.place,
        themes=values.themes,
        languages=values.languages,
        needs=tuple(Statement("", one.text) for one in [stated["need"]] if one),
        offers=tuple(Statement("", one.text) for one in [stated["offer"]] if one),
    )
    known = facts_of(profile) | _others(website=values.website, declared=bool(answers.get("declaration")))
    return list_openings(known, _weights(session, today), asked=_asked(values.kind))


def openings_of_page(
    session: Session, page: ProfilePage, standing: Standing | None, *, declares: bool, today: date
) -> tuple[Fact, ...]:
    """What the missing facts of a profile would open; nothing for who may not change it.

    `declares` tells whether the reader may say what makes it a social enterprise.
    """
    if not page.may_edit:
        return ()
    one = page.stakeholder
    profile = Profile(
        id=one.id,
        name=one.name,
        about=one.about,
        place=one.place,
        region=one.region,
        themes=tuple(one.themes),
        languages=tuple(one.languages),
        needs=tuple(Statement(need.id, need.text) for need in page.needs),
        offers=tuple(Statement(offer.id, offer.text) for offer in page.offers),
    )
    known = facts_of(profile) | _others(website=one.website, declared=standing is not None)
    return list_openings(known, _weights(session, today), asked=_asked(one.kind if declares else None))


def _others(*, website: str, declared: bool) -> set[Fact]:
    said = {Fact.WEBSITE: bool(website), Fact.DECLARATION: declared}
    return {fact for fact, there in said.items() if there}


def _asked(kind: Kind | None) -> list[Fact]:
    return [fact for fact in Fact if fact is not Fact.DECLARATION or kind is Kind.ENTERPRISE]


def _weights(session: Session, today: date) -> dict[str, float]:
    return network.snapshot(session, today=today).matcher.weights_
