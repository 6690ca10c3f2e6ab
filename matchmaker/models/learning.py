"""The weights that a network learnt from its own past: sums over all, nothing about anybody."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.db import Base


class LearntWeights(Base):
    """What the signals weigh here, as learnt at one moment; only the newest row counts.

    A question that is not in `weights` is weighed as shipped: too little of the past was about it.
    """

    __tablename__ = "learnt_weights"

    id: Mapped[int] = mapped_column(primary_key=True)
    learnt_at: Mapped[datetime]
    # The release whose signals were weighed; those of another may measure something else by the same name.
    release: Mapped[str] = mapped_column(String(64))
    # core.answers.Question -> name of the signal -> weight.
    weights: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # core.answers.Question -> on how many questions of the past its weights rest.
    examples: Mapped[dict[str, Any]] = mapped_column(default=dict)
    partnerships: Mapped[int]
    judgements: Mapped[int]
