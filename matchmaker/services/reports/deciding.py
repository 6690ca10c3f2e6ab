"""Deciding reports: one decision ends all that are open about the same thing, and everybody is told why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, select, update
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.reports import About, Decision, ReportState, state_after
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, Invalid
from matchmaker.models import Change, IntroductionMessage, MessageFile, Need, Offer, Report, Stakeholder
from matchmaker.services import audit, history
from matchmaker.services.profiles.checks import AGAIN
from matchmaker.services.reports.checks import checked
from matchmaker.services.reports.hiding import hide
from matchmaker.services.reports.reading import get_report, same_thing
from matchmaker.services.reports.telling import tell_of_removal, tell_reporter

WHY = N_("Give a reason. Who wrote it reads it, and who reported it.")
LATE = N_("Somebody has decided this report meanwhile.")


def decide(
    session: Session, actor: Actor, report_id: str, decision: Decision, *, reason: str, now: datetime
) -> Report:
    """Hide the profile, take away what was reported, or leave it; a reason is told.

    Raises:
        NotFound, NotAllowed; Conflict: it is decided; Invalid: no reason, or this cannot be done about it.
    """
    told = get_report(session, actor, report_id)
    report = told.report
    reason = checked(reason, "reason", missing=WHY)
    if decision not in told.decisions:
        raise Invalid(AGAIN, fields={"decision": N_("Choose what you do.")})
    if report.stakeholder_id and report.about is not About.MESSAGE:
        history.touch(session, [report.stakeholder_id])
    _hold(session, report)
    settled = _settled(session, report, decision)
    if decision is Decision.HIDE:
        _hide(session, actor, report, reason=reason, now=now)
    elif decision is Decision.REMOVE:
        _remove(session, report, now=now)
    for one in settled:
        one.state, one.decision, one.reason = state_after(decision), decision, reason
        one.decided_by, one.decided_at = actor.account_id, now
        tell_reporter(session, one, now=now)
    if decision is Decision.REMOVE:
        tell_of_removal(session, report, now=now)
    audit.record(session, actor, "report.decide", report.id, now=now, decision=decision.value)
    return report


def _hold(session: Session, report: Report) -> None:
    """Read it as the decider before us left it, and let nobody decide it until this is written."""
    session.refresh(report, with_for_update=True)
    if report.state is not ReportState.OPEN:
        raise Conflict(LATE)


def _settled(session: Session, report: Report, decision: Decision) -> Sequence[Report]:
    """The open reports that a decision ends; a hidden profile ends those about its offers and needs, too."""
    about: ColumnElement[bool] = same_thing(report)
    if decision is Decision.HIDE:
        about = and_(Report.stakeholder_id == report.stakeholder_id, Report.about != About.MESSAGE)
    query = select(Report).where(about, Report.state == ReportState.OPEN).order_by(Report.id)
    return session.scalars(query.with_for_update(), execution_options={"populate_existing": True}).all()


def _hide(session: Session, actor: Actor, report: Report, *, reason: str, now: datetime) -> None:
    found = session.get(Stakeholder, report.stakeholder_id or "")
    if found is not None and not found.hidden:
        hide(session, actor, found.id, reason=reason, now=now)


def _remove(session: Session, report: Report, *, now: datetime) -> None:
    """Take away an offer, a need, or the words and files of a message; what is gone already stays gone."""
    if report.about is About.MESSAGE:
        message = session.get(IntroductionMessage, report.about_id or "", with_for_update=True)
        if message is not None:
            message.text, message.taken_at, message.came_as = "", now, None
            session.execute(delete(MessageFile).where(MessageFile.message_id == message.id))
        return
    table: type[Offer] | type[Need] = Offer if report.about is About.OFFER else Need
    session.execute(delete(table).where(table.id == report.about_id))
    # The history would go on telling it.
    told = Change.subject == report.about_id, Change.stakeholder_id == report.stakeholder_id
    session.execute(update(Change).where(*told).values(before=None, after=None, evidence=""))
    session.expire_all()
