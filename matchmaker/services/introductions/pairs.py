"""Pairs that are under way already: who asks again is led to the introduction that exists."""

from __future__ import annotations

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Role
from matchmaker.core.introductions.states import LIVE, Consent
from matchmaker.errors import NotFound
from matchmaker.models import Introduction
from matchmaker.services.introductions.hands import get_introduction, hand_of


def list_under_way(session: Session, actor: Actor) -> dict[tuple[str, str], str]:
    """The introductions of the actor's stakeholders that are under way, by (own, other).

    What a stakeholder was not asked yet is known to brokers alone.
    """
    own = actor.places(Role.MEMBER)
    if not own:
        return {}
    one, unasked = Introduction, Consent.OPEN
    mine = or_(
        and_(one.a_id.in_(own), one.consent_a != unasked), and_(one.b_id.in_(own), one.consent_b != unasked)
    )
    query = select(one.id, one.a_id, one.b_id, one.consent_a, one.consent_b)
    found = {}
    for id_, a, b, by_a, by_b in session.execute(query.where(one.state.in_(LIVE), mine)):
        if a in own and by_a is not unasked:
            found[a, b] = id_
        if b in own and by_b is not unasked:
            found[b, a] = id_
    return found


def find_readable(session: Session, actor: Actor, introduction_id: str) -> str:
    """The id of an introduction if the actor may read it, else ""."""
    try:
        hand_of(session, actor, get_introduction(session, introduction_id))
    except NotFound:
        return ""
    return introduction_id
