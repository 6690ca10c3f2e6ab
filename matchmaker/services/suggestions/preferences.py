"""The own weights of a stakeholder's list: read, set, and given up for the network's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.answers import Question
from matchmaker.core.preferences import Emphasis
from matchmaker.core.signals import Signal
from matchmaker.errors import Invalid
from matchmaker.models import RankingPreference, Stakeholder
from matchmaker.permissions import require
from matchmaker.services import audit, network, profiles


@dataclass(frozen=True, slots=True)
class Weights:
    """The comparisons that weigh something here, how much for each question, and what one wishes for."""

    stakeholder: Stakeholder
    signals: tuple[Signal, ...]
    learnt: Mapping[Question, Mapping[str, float]]
    chosen: Mapping[str, Emphasis]


def get_weights(session: Session, actor: Actor, stakeholder_id: str, *, now: datetime) -> Weights:
    """All comparisons with the network's weights and the own wishes.

    Raises:
        NotFound, NotAllowed.
    """
    stakeholder = profiles.get_stakeholder(session, actor, stakeholder_id)
    require(actor, "suggestions.judge", stakeholder)
    matcher = network.snapshot(session, today=now.date()).matcher
    weights = matcher.weights_by_
    used = [one for one in matcher.signals if any(of[one.name] > 0 for of in weights.values())]
    used.sort(key=lambda one: -matcher.weights_[one.name])
    wished = find_wishes(session, stakeholder_id)
    chosen = {signal.name: wished.get(signal.name, Emphasis.LEARNT) for signal in used}
    return Weights(stakeholder, tuple(used), weights, chosen)


def find_wishes(session: Session, stakeholder_id: str) -> dict[str, Emphasis]:
    """What a stakeholder wishes for; empty where all counts as the network learnt it."""
    row = session.get(RankingPreference, stakeholder_id)
    return {name: Emphasis(word) for name, word in row.weights.items()} if row else {}


def set_weights(
    session: Session, actor: Actor, stakeholder_id: str, chosen: Mapping[str, Emphasis], *, now: datetime
) -> None:
    """Keep the wishes; a later word replaces an earlier one. All as learnt is the same as no wish.

    Raises:
        NotFound, NotAllowed; Invalid: a comparison that there is not, or all of them off.
    """
    known = get_weights(session, actor, stakeholder_id, now=now)
    if unknown := sorted(set(chosen) - set(known.chosen)):
        raise Invalid("There is no comparison called %(name)s.", name=unknown[0])
    wishes = {name: wish for name, wish in {**known.chosen, **chosen}.items() if wish is not Emphasis.LEARNT}
    if list(wishes.values()) == [Emphasis.OFF] * len(known.signals):
        raise Invalid("Leave at least one comparison on: with all of them off there is no order.")
    row = session.get(RankingPreference, stakeholder_id)
    if row is None:
        row = _first(session, RankingPreference(stakeholder_id=stakeholder_id, weights=wishes, at=now))
    row.weights = {name: wish.value for name, wish in wishes.items()}
    row.account_id, row.at = actor.account_id, now
    session.flush()
    audit.record(session, actor, "suggestion.weights", stakeholder_id, now=now, weights=dict(row.weights))


def reset_weights(session: Session, actor: Actor, stakeholder_id: str, *, now: datetime) -> None:
    """Let everything count as the network learnt it.

    Raises:
        NotFound, NotAllowed.
    """
    stakeholder = profiles.get_stakeholder(session, actor, stakeholder_id)
    require(actor, "suggestions.judge", stakeholder)
    session.execute(delete(RankingPreference).where(RankingPreference.stakeholder_id == stakeholder_id))
    audit.record(session, actor, "suggestion.weights-reset", stakeholder_id, now=now)


def _first(session: Session, row: RankingPreference) -> RankingPreference:
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        # Somebody else of the stakeholder was faster; their row is there now, and the last word counts.
        return session.get_one(RankingPreference, row.stakeholder_id)
    return row
