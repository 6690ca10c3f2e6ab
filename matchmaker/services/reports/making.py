"""Reporting a profile, an offer, a need, or a message that one received."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, false, or_, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.entities import StatementState
from matchmaker.core.reports import About, ReportState, Trouble, joined
from matchmaker.core.words import N_
from matchmaker.db import database_of
from matchmaker.errors import Invalid, NotFound
from matchmaker.models import Introduction, IntroductionMessage, Need, Offer, Report, Stakeholder
from matchmaker.permissions import require
from matchmaker.services import audit, profiles
from matchmaker.services.accounts.checks import clean_address
from matchmaker.services.profiles import ProfilePage
from matchmaker.services.profiles.checks import AGAIN
from matchmaker.services.reports.checks import checked
from matchmaker.services.reports.limits import count_report
from matchmaker.services.reports.telling import tell_deciders

SHOWN = ("name", "about", "place", "website", "register_number", "email")
"""What of a profile is kept as it stood, as far as the reporter saw it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says: what is wrong with what. A visitor may leave an address for an answer."""

    about: About = About.PROFILE
    about_id: str | None = None
    trouble: Trouble
    words: str = ""
    address: str = ""
    language: str = ""


def get_reportable(session: Session, actor: Actor, stakeholder_id: str, *, now: datetime) -> ProfilePage:
    """The profile as the reporter sees it: only what others see can be reported, so nothing that is closed.

    Raises:
        NotFound.
    """
    page, today = profiles.get_page(session, actor, stakeholder_id, today=now.date()), now.date()

    def open_still(one: Offer | Need) -> bool:
        return one.state is StatementState.OPEN and (one.valid_until is None or one.valid_until >= today)

    return replace(
        page,
        offers=[one for one in page.offers if open_still(one)],
        needs=[one for one in page.needs if open_still(one)],
    )


def report(
    session: Session,
    actor: Actor,
    stakeholder_id: str,
    said: Said,
    *,
    origin: str,
    earlier: Collection[str] = (),
    now: datetime,
) -> Report:
    """Report a profile, or an offer or need of it. The same person adds to what they said first.

    `origin` is the network address by which visitors are slowed down, `earlier` are the ids of what this
    browser reported before.

    Raises:
        NotFound; Invalid: an answer is missing, or no address; TooMany.
    """
    count_report(database_of(session), actor, origin=origin, stakeholder_id=stakeholder_id, now=now)
    require(actor, "report.make")
    page = get_reportable(session, actor, stakeholder_id, now=now)
    address, wrong = clean_address(said.address) if said.address and not actor.account_id else ("", "")
    if wrong:
        raise Invalid(AGAIN, fields={"address": wrong})
    row = Report(
        about=said.about,
        about_id=None if said.about is About.PROFILE else said.about_id,
        stakeholder_id=stakeholder_id,
        trouble=said.trouble,
        words=_words(said),
        stood=_stood(page, said),
        account_id=actor.account_id,
        address=address,
        language=said.language,
        made_at=now,
    )
    return _keep(session, actor, row, earlier=earlier, now=now)


def add_about_message(
    session: Session,
    actor: Actor,
    introduction: Introduction,
    message: IntroductionMessage,
    said: Said,
    *,
    writer_id: str | None,
    now: datetime,
) -> Report:
    """Keep that one of the two reports a message; `writer_id` is the stakeholder that wrote it.

    Raises:
        Invalid: an answer is missing.
    """
    row = Report(
        about=About.MESSAGE,
        about_id=message.id,
        stakeholder_id=writer_id,
        introduction_id=introduction.id,
        trouble=said.trouble,
        words=_words(said),
        stood={"text": message.text},
        account_id=actor.account_id,
        language=said.language,
        made_at=now,
    )
    return _keep(session, actor, row, earlier=(), now=now)


def _words(said: Said) -> str:
    missing = N_("Say in a sentence what is wrong.") if said.trouble is Trouble.OTHER else ""
    return checked(said.words, "words", missing=missing)


def _stood(page: ProfilePage, said: Said) -> dict[str, Any]:
    """What stands there now, as the reporter sees it."""
    if said.about is About.PROFILE:
        found = {name: str(getattr(page.stakeholder, name)) for name in SHOWN}
        return {name: value for name, value in found.items() if value}
    rows = page.offers if said.about is About.OFFER else page.needs
    text = next((one.text for one in rows if one.id == said.about_id), None)
    if text is None or said.about is About.MESSAGE:
        raise NotFound("There is no such offer or need. It may have been withdrawn.")
    return {"text": text}


def _keep(session: Session, actor: Actor, row: Report, *, earlier: Collection[str], now: datetime) -> Report:
    """A new report, or one more word to that of the same person, as long as nobody decided it."""
    if row.stakeholder_id:
        # Who presses twice queues here, and is seen.
        session.get(Stakeholder, row.stakeholder_id, with_for_update={"key_share": True})
    before: Report | None = session.scalar(_same(row, earlier))
    if before is not None:
        before.words, before.trouble = joined(before.words, row.words), row.trouble
        before.address = row.address or before.address
        audit.record(session, actor, "report.add", before.id, now=now)
        return before
    session.add(row)
    session.flush()
    audit.record(session, actor, "report.make", row.id, now=now, about=row.about.value)
    tell_deciders(session, row, now=now)
    return row


def _same(row: Report, earlier: Collection[str]) -> Any:
    """The open report of the same thing by the same person: their account, their address, their browser."""
    by: list[ColumnElement[bool]] = [false()]
    if row.account_id:
        by.append(Report.account_id == row.account_id)
    else:
        by.append(Report.account_id.is_(None) & Report.id.in_(list(earlier)))
        if row.address:
            by.append(Report.account_id.is_(None) & (Report.address == row.address))
    what = Report.about == row.about, Report.about_id.is_not_distinct_from(row.about_id)
    whose = Report.stakeholder_id.is_not_distinct_from(row.stakeholder_id)
    query = select(Report).where(*what, whose, Report.state == ReportState.OPEN, or_(*by))
    return query.order_by(Report.made_at, Report.id).limit(1).execution_options(populate_existing=True)
