"""What an introduction leaves in the network: a tie, a need that is met, a word about a suggestion."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM
from matchmaker.core.entities import Dismissal, StatementState, Verdict
from matchmaker.core.introductions.states import DeclineReason, Side
from matchmaker.core.notifications import MailKind
from matchmaker.core.statements.life import Step, take
from matchmaker.models import Introduction, IntroductionStep, Mail, MailLink, Need, SuggestionVerdict, Tie
from matchmaker.services import audit, history
from matchmaker.services.introductions.telling import id_of
from matchmaker.services.profiles.partnering import write_tie

SOURCE = "introduction"

WORDS = {
    DeclineReason.OTHER_SUBJECT: Dismissal.OTHER_SUBJECT,
    DeclineReason.KNOWN: Dismissal.KNOWN,
    DeclineReason.FAR: Dismissal.FAR,
    DeclineReason.LATER: Dismissal.LATER,
}
"""What a no says about the suggestion itself; no time, or nothing said, is no word about it."""


def make_partners(session: Session, one: Introduction, *, now: datetime) -> Tie:
    """Write the tie that both confirmed; if a need led to it, that need is met.

    It has no label: profiles show that to everybody, and what the two agreed to do first is their own.
    """
    tie = write_tie(session, one.a_id, one.b_id, source=SOURCE, now=now)
    one.tie_id = tie.id
    audit.record(session, SYSTEM, "tie.make", tie.id, now=now, introduction=one.id)
    _meet_need(session, one, now)
    return tie


def learn_from_no(session: Session, one: Introduction, taken: IntroductionStep, *, now: datetime) -> None:
    """A reason that is about the other becomes the word of the one who gave it about that suggestion."""
    side = taken.mover.side
    word = WORDS.get(one.decline_reason) if one.decline_reason else None
    if side is None or word is None:
        return
    mine, other = id_of(one, side), id_of(one, side.other)
    of_both = (SuggestionVerdict.stakeholder_id == mine, SuggestionVerdict.other_id == other)
    row = session.scalar(select(SuggestionVerdict).where(*of_both))
    if row is None:
        row = SuggestionVerdict(stakeholder_id=mine, other_id=other, verdict=Verdict.NOT_RELEVANT, at=now)
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError:
            row = session.scalars(select(SuggestionVerdict).where(*of_both)).one()
    row.verdict, row.reason, row.at = Verdict.NOT_RELEVANT, word, now
    row.account_id = taken.account_id


def has_mail(session: Session, introduction_id: str, kind: MailKind, side: Side) -> bool:
    """Whether somebody of this side was written to already."""
    query = select(Mail.id).join(MailLink, MailLink.mail_id == Mail.id)
    # By the link: one mail may ask about several introductions.
    mine = (MailLink.introduction_id == introduction_id, Mail.kind == kind, MailLink.side == side.value)
    return bool(session.scalar(select(exists(query.where(*mine)))))


def _meet_need(session: Session, one: Introduction, now: datetime) -> None:
    need = session.get(Need, one.need_id) if one.need_id else None
    if need is None or need.state is not StatementState.OPEN:
        return
    before = {"state": need.state, "met_by_id": need.met_by_id}
    need.state, need.updated_at, need.asked_on = take(need.state, Step.MEET), now, None
    need.met_by_id = one.b_id if need.stakeholder_id == one.a_id else one.a_id
    history.record(
        session,
        SYSTEM,
        stakeholder_id=need.stakeholder_id,
        subject=need.id,
        before=before,
        after={"state": need.state, "met_by_id": need.met_by_id},
        source=SOURCE,
        now=now,
    )
