"""Not the same: one tap, and nobody is asked again unless the facts change; and taking that back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.duplicates.states import PairState
from matchmaker.errors import Conflict
from matchmaker.models import DuplicatePair
from matchmaker.services import audit
from matchmaker.services.duplicates.merging import LATE
from matchmaker.services.duplicates.reading import get_pair
from matchmaker.services.duplicates.requests import close_open


def tell_apart(session: Session, actor: Actor, pair_id: str, *, now: datetime) -> DuplicatePair:
    """Say that the two are not the same.

    Raises:
        NotFound; Conflict: somebody has decided already.
    """
    decided = {"decided_by": actor.account_id, "decided_at": now}
    pair = _step(session, actor, pair_id, PairState.OPEN, PairState.DIFFERENT, decided, now)
    close_open(session, pair.id, now=now)
    return pair


def ask_again(session: Session, actor: Actor, pair_id: str, *, now: datetime) -> DuplicatePair:
    """Put a pair that was told apart back on the list.

    Raises:
        NotFound; Conflict: it is there, or the two were merged.
    """
    undecided = {"decided_by": None, "decided_at": None}
    return _step(session, actor, pair_id, PairState.DIFFERENT, PairState.OPEN, undecided, now)


def _step(
    session: Session,
    actor: Actor,
    pair_id: str,
    before: PairState,
    after: PairState,
    values: Mapping[str, object],
    now: datetime,
) -> DuplicatePair:
    pair = get_pair(session, actor, pair_id)
    # The database decides who was first.
    mine = DuplicatePair.id == pair.id, DuplicatePair.state == before
    query = (
        update(DuplicatePair).where(*mine).values(dict(values) | {"state": after}).returning(DuplicatePair.id)
    )
    if not session.scalars(query, execution_options={"synchronize_session": False}).all():
        raise Conflict(LATE)
    session.refresh(pair)
    audit.record(session, actor, f"duplicate.{after.value}", pair.id, now=now, a=pair.a_id, b=pair.b_id)
    return pair
