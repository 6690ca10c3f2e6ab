"""Reading introductions: one with all that belongs to it, and those of somebody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Role
from matchmaker.core.explain import Reason
from matchmaker.core.introductions.clocks import ends_at
from matchmaker.core.introductions.priority import Waiting
from matchmaker.core.introductions.states import Consent, Mover, Side, State
from matchmaker.core.introductions.steps import Step, steps_of, waits_for
from matchmaker.core.seen import Seen, seen_as
from matchmaker.models import (
    Account,
    BrokerNote,
    Disclosure,
    Introduction,
    IntroductionMessage,
    IntroductionStep,
    MailLink,
    MessageFile,
    OfferedTime,
    Stakeholder,
)
from matchmaker.permissions import require
from matchmaker.services import pilots
from matchmaker.services.introductions.disclosing import ContactPerson, contacts_for, list_disclosures
from matchmaker.services.introductions.files import list_files
from matchmaker.services.introductions.hands import Hand, get_introduction, hand_by_link, hand_of
from matchmaker.services.introductions.meeting import list_times, times_by_introduction
from matchmaker.services.introductions.messages import list_messages
from matchmaker.services.introductions.moving import position_of
from matchmaker.services.introductions.nearness import near_of
from matchmaker.services.introductions.reasons import reasons_for

MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Taken:
    """One step that was taken, as the reader may see it."""

    at: datetime
    step: Step
    mover: Mover
    after: State
    note: str


@dataclass(frozen=True, slots=True)
class Story:
    """One introduction as one reader may see it, and of the two what is for that reader.

    `contacts` are the contact persons by side: only those of the other, only once both agreed; brokers see
    both. `notes` are for brokers alone. `ends_at` is when time ends it, where nobody does anything.
    """

    introduction: Introduction
    hand: Hand
    a: Seen
    b: Seen
    steps: Sequence[Taken]
    messages: Sequence[IntroductionMessage]
    files: Sequence[MessageFile]
    times: Sequence[OfferedTime]
    disclosures: Sequence[Disclosure]
    contacts: Mapping[Side, Sequence[ContactPerson]]
    allowed: tuple[Step, ...]
    waits_for: frozenset[Mover]
    ends_at: datetime | None = None
    reasons: tuple[Reason, ...] = ()
    notes: Sequence[BrokerNote] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One introduction in a list, with the two and whose turn it is.

    `waiting` tells what its place in the broker's queue depends on, where it stands in that order; `times`
    are those that are offered, in a list of one's own.
    """

    introduction: Introduction
    a: Stakeholder
    b: Stakeholder
    waits_for: frozenset[Mover]
    waiting: Waiting | None = None
    times: Sequence[OfferedTime] = ()


def get_story(session: Session, actor: Actor, introduction_id: str, *, now: datetime) -> Story:
    """One introduction with all that the actor may see of it.

    Raises:
        NotFound: there is none, or it is not theirs to see.
    """
    one = get_introduction(session, introduction_id)
    # Loaded before the permissions look at where the two are.
    people = _people(session, {one.a_id, one.b_id})
    return _story(session, one, people, hand_of(session, actor, one), now.date())


def get_story_by_link(session: Session, link: MailLink, *, now: datetime) -> Story:
    """The same for the side that a link of a mail answers for.

    Raises:
        NotFound.
    """
    one = get_introduction(session, link.introduction_id or "")
    people = _people(session, {one.a_id, one.b_id})
    return _story(session, one, people, hand_by_link(link, one), now.date())


def list_mine(session: Session, actor: Actor) -> list[Row]:
    """The introductions of all stakeholders that the actor is a member of, the newest change first.

    Raises:
        NotAllowed: who asks has not signed in.
    """
    require(actor, "introduction.read")
    own = actor.places(Role.MEMBER)
    if not own:
        return []
    # What was not asked yet is known to brokers alone.
    theirs = or_(
        and_(Introduction.a_id.in_(own), Introduction.consent_a != Consent.OPEN),
        and_(Introduction.b_id.in_(own), Introduction.consent_b != Consent.OPEN),
    )
    a, b = aliased(Stakeholder), aliased(Stakeholder)
    query = select(Introduction, a, b).join(a, a.id == Introduction.a_id).join(b, b.id == Introduction.b_id)
    query = query.where(theirs).order_by(Introduction.state_since.desc(), Introduction.id)
    found = session.execute(query.limit(MOST_LISTED)).all()
    times = times_by_introduction(session, [one.id for one, _a, _b in found])
    return [replace(row_of(*row), times=times.get(row[0].id, ())) for row in found]


def row_of(one: Introduction, a: Stakeholder, b: Stakeholder) -> Row:
    """An introduction with its two."""
    return Row(one, a, b, waits_for(position_of(one)))


def _story(
    session: Session, one: Introduction, people: Mapping[str, Stakeholder], hand: Hand, today: date
) -> Story:
    position, broker, near = position_of(one), hand.mover is Mover.BROKER, near_of(session, one, hand)
    steps = select(IntroductionStep).where(IntroductionStep.introduction_id == one.id)
    notes = select(BrokerNote).where(BrokerNote.introduction_id == one.id).order_by(BrokerNote.id)
    return Story(
        introduction=one,
        hand=hand,
        a=seen_as(people[one.a_id], near(people[one.a_id])),
        b=seen_as(people[one.b_id], near(people[one.b_id])),
        steps=[_taken(step, hand) for step in session.scalars(steps.order_by(IntroductionStep.id))],
        messages=(messages := list_messages(session, one)),
        files=list_files(session, one, hand) if messages else (),
        times=list_times(session, one),
        disclosures=list_disclosures(session, one),
        contacts=contacts_for(session, one, hand.mover.side),
        allowed=steps_of(position, hand.mover),
        waits_for=waits_for(position),
        ends_at=ends_at(one.state, one.rings_at, one.rung) if one.rings_at else None,
        reasons=reasons_for(session, one, hand.mover.side, today=today),
        notes=session.scalars(notes).all() if broker else (),
    )


def _taken(one: IntroductionStep, hand: Hand) -> Taken:
    """What a side wrote with a no or an end is for the brokers, and for itself."""
    note = one.note if hand.mover in (Mover.BROKER, one.mover) else ""
    return Taken(one.at, one.step, one.mover, one.after, note)


def _people(session: Session, ids: set[str]) -> dict[str, Stakeholder]:
    return {one.id: one for one in session.scalars(select(Stakeholder).where(Stakeholder.id.in_(ids)))}


def list_colleagues(session: Session, one: Introduction) -> list[Account]:
    """Who brokers this introduction, by name."""
    wanted = pilots.brokers_of(session, one)
    return list(session.scalars(select(Account).where(Account.id.in_(wanted)).order_by(Account.name)))
