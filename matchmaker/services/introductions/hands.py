"""Who acts on an introduction: one of the two, or whoever brokers between them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from matchmaker.core.actors import VISITOR, Actor
from matchmaker.core.entities import Role
from matchmaker.core.introductions.states import Consent, Mover, Side
from matchmaker.core.words import N_
from matchmaker.errors import NotAllowed, NotFound
from matchmaker.models import Introduction, MailLink, Stakeholder
from matchmaker.permissions import may

GONE = N_("There is no such introduction, or it is not yours to see.")


@dataclass(frozen=True, slots=True)
class Hand:
    """Who moves, and the account behind it; who answers by a link needs none."""

    mover: Mover
    actor: Actor


@dataclass(frozen=True, slots=True)
class IntroductionPlace:
    """Where an introduction belongs, as the permissions look at it."""

    regions: tuple[str, ...]
    pilot_id: str | None


def hand_of(session: Session, actor: Actor, introduction: Introduction) -> Hand:
    """In which part somebody acts. Whoever is of one of the two acts for it, whatever else they are.

    Raises:
        NotFound: in none, or their side was not asked yet and knows nothing of it.
    """
    mine = actor.places(Role.MEMBER)
    sides = (
        (Mover.A, introduction.a_id, introduction.consent_a),
        (Mover.B, introduction.b_id, introduction.consent_b),
    )
    for mover, own, consent in sides:
        if own in mine:
            if consent is Consent.OPEN:
                raise NotFound(GONE)
            return Hand(mover, actor)
    if may(actor, "introduction.broker", place_of(session, introduction)):
        return Hand(Mover.BROKER, actor)
    raise NotFound(GONE)


def hand_by_link(link: MailLink, introduction: Introduction) -> Hand:
    """The side for which a link answers.

    Raises:
        NotFound: it belongs to another introduction.
    """
    if link.introduction_id != introduction.id or link.side not in (Side.A, Side.B):
        raise NotFound(GONE)
    return Hand(Mover(link.side), VISITOR)


def get_introduction(session: Session, introduction_id: str) -> Introduction:
    """One introduction, as it is in the database now.

    Raises:
        NotFound.
    """
    found = session.get(Introduction, introduction_id, populate_existing=True)
    if found is None:
        raise NotFound(GONE)
    return found


def get_as_broker(session: Session, actor: Actor, introduction_id: str) -> tuple[Introduction, Hand]:
    """One introduction, for whoever brokers it.

    Raises:
        NotFound; NotAllowed: one of the two, who may see it but does not broker.
    """
    introduction = get_introduction(session, introduction_id)
    hand = hand_of(session, actor, introduction)
    if hand.mover is not Mover.BROKER:
        raise NotAllowed("Only who brokers this introduction may do this.")
    return introduction, hand


def place_of(session: Session, introduction: Introduction) -> IntroductionPlace:
    """The regions that an introduction is about."""
    sides = (session.get(Stakeholder, id_) for id_ in (introduction.a_id, introduction.b_id))
    theirs = [one.region for one in sides if one]
    return IntroductionPlace((introduction.region, *theirs), introduction.pilot_id)
