"""Pairs that are under way already: who asks again is led there. And those that nobody may bring together."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import and_, or_, select, union_all
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Role
from matchmaker.core.introductions.states import LIVE, Consent
from matchmaker.errors import NotFound
from matchmaker.models import Block, Introduction
from matchmaker.services.introductions.hands import get_introduction, hand_of
from matchmaker.services.introductions.starting import pair_of


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


def list_closed(session: Session, pairs: Iterable[tuple[str, str]]) -> set[frozenset[str]]:
    """Those of these that nobody can bring together: one does not want the other, or it is under way."""
    both = list(pairs)
    if not both:
        return set()
    wanted = {frozenset(pair) for pair in both}
    live = select(Introduction.a_id, Introduction.b_id).where(
        Introduction.state.in_(LIVE), Introduction.pair.in_([pair_of(*pair) for pair in both])
    )
    people = frozenset[str]().union(*wanted)
    blocked = select(Block.stakeholder_id, Block.other_id).where(Block.stakeholder_id.in_(people))
    return {frozenset((one, other)) for one, other in session.execute(union_all(live, blocked))} & wanted


def find_readable(session: Session, actor: Actor, introduction_id: str) -> str:
    """The id of an introduction if the actor may read it, else ""."""
    try:
        hand_of(session, actor, get_introduction(session, introduction_id))
    except NotFound:
        return ""
    return introduction_id
