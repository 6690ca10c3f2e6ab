"""Attention, shared out over everybody once a day, with the weights that were learnt just before.

Like learning it is reckoned while no transaction is open. Who opted out or is hidden takes no part.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import structlog
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM
from matchmaker.core.answers import Query
from matchmaker.core.fairness.attention import Attention
from matchmaker.core.reader import FloatArray
from matchmaker.core.sharing import FEWEST, attend
from matchmaker.core.signals.pool import BoolArray
from matchmaker.models import NetworkRevision, SharedAttention
from matchmaker.services import audit, history, quality
from matchmaker.services.network.fitting import new_matcher
from matchmaker.services.network.learning import Past
from matchmaker.services.network.loading import Weights
from matchmaker.services.network.shared import load_shared

FEWEST_SHARED, MOST_SHARED = FEWEST, 8_000
"""In smaller networks everybody is on nearly every list; larger ones may need more memory than there is."""

Progress = Callable[[int, int], None]

log = structlog.get_logger()


def silent(_done: int, _total: int) -> None:
    """Tell nobody."""


def share_out(past: Past, weights: Weights, *, today: date, progress: Progress = silent) -> Attention | None:
    """Prices for everybody, corrected by who was really shown; None where attention is not shared out.

    It takes minutes in a large network; no session is needed.
    """
    number = len(past.profiles)
    if number > MOST_SHARED:
        log.info("attention is not shared out", stakeholders=number, most=MOST_SHARED)
    if not FEWEST_SHARED <= number <= MOST_SHARED:
        return None
    matcher = new_matcher(weights).fit(past.profiles, past.links, today=today, levels=False)

    def ask(asker: int) -> tuple[FloatArray, BoolArray]:
        progress(asker + 1, number)
        scored = matcher.score(Query(matcher.pool_.profiles[asker]))
        return scored.score, scored.allowed

    found = attend(matcher, ask)
    return found.corrected(past.shown, frozenset(one.id for one in past.profiles))


def keep_attention(session: Session, attention: Attention | None, *, now: datetime) -> None:
    """Write down how attention is shared out from now on, or that it is not.

    All processes take it up with their next answer.
    """
    # Our turn first, as in learning.
    session.execute(select(NetworkRevision.id).with_for_update())
    before = load_shared(session).attention
    if attention is None and before is None:
        return
    changed = attention != before
    if changed:
        history.touch(session, ())
    # The new row before the old one goes: SQLite would give it the same number, and nobody would look.
    row = _row(attention, now) if attention is not None else None
    if row is not None:
        session.add(row)
        session.flush()
    session.execute(delete(SharedAttention).where(SharedAttention.id != (row.id if row is not None else 0)))
    audit.record(session, SYSTEM, "attention.share", "", now=now, changed=changed)


def _row(attention: Attention, now: datetime) -> SharedAttention:
    return SharedAttention(
        shared_at=now,
        release=quality.installed(),
        price=dict(attention.price),
        reach=dict(attention.reach),
        community=dict(attention.community),
        unit=attention.unit,
        floor=attention.floor,
        gini=attention.gini,
        coverage=attention.coverage,
        floor_share=attention.floor_share,
        loss=attention.loss,
    )
