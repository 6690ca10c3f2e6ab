"""How a network shares out attention: a price for everybody, as reckoned at one moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.db import Base


class SharedAttention(Base):
    """What `core.fairness.attention.Attention` holds; there is only the newest row.

    The ids are those of the day: of who was removed since they say nothing, and tomorrow they are gone.
    """

    __tablename__ = "shared_attention"

    id: Mapped[int] = mapped_column(primary_key=True)
    shared_at: Mapped[datetime]
    # The release whose scores the prices belong to.
    release: Mapped[str] = mapped_column(String(64))
    # By id of the stakeholder.
    price: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reach: Mapped[dict[str, Any]] = mapped_column(default=dict)
    community: Mapped[dict[str, Any]] = mapped_column(default=dict)
    unit: Mapped[float]
    floor: Mapped[float]
    gini: Mapped[float]
    coverage: Mapped[float]
    floor_share: Mapped[float]
    loss: Mapped[float]
