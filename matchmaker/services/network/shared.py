"""Reading how attention is shared out, and how often everybody was really shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matchmaker.core.fairness.attention import Attention
from matchmaker.models import Exposure, SharedAttention
from matchmaker.services import quality

PERIOD_DAYS = 90


@dataclass(frozen=True, slots=True)
class Shared:
    """The attention in force, by the number and time of its row; None where none is shared out."""

    row: tuple[int, datetime] | None = None
    attention: Attention | None = None


def load_shared(session: Session, known: Shared | None = None) -> Shared:
    """How attention is shared out now; what is `known` is not read again."""
    table = SharedAttention
    # Prices belong to scores: after an update they do not count until the next day.
    query = select(table.id, table.shared_at).where(table.release == quality.installed())
    newest = session.execute(query.order_by(table.id.desc()).limit(1)).one_or_none()
    if newest is None:
        return Shared()
    id_, shared_at = newest
    if known is not None and known.row == (id_, shared_at):
        return known
    row = session.get_one(table, id_)
    attention = Attention(
        price=row.price,
        reach=row.reach,
        community=row.community,
        unit=row.unit,
        floor=row.floor,
        gini=row.gini,
        coverage=row.coverage,
        floor_share=row.floor_share,
        loss=row.loss,
    )
    return Shared((id_, shared_at), attention)


def find_shared_at(session: Session) -> datetime | None:
    """When attention was shared out last."""
    query = select(SharedAttention.shared_at).order_by(SharedAttention.id.desc()).limit(1)
    return session.scalar(query)


def exposure_counts(session: Session, since: date) -> dict[str, int]:
    """How often each was shown since a day; who never was is not among them."""
    query = select(Exposure.stakeholder_id, func.sum(Exposure.times)).where(Exposure.day >= since)
    return {id_: int(times) for id_, times in session.execute(query.group_by(Exposure.stakeholder_id))}


def shown_lately(session: Session, *, now: datetime) -> Mapping[str, int]:
    """How often each was shown in the last `PERIOD_DAYS` days, today among them."""
    return exposure_counts(session, now.date() - timedelta(PERIOD_DAYS - 1))
