"""What readers did with suggestions; the suggestions themselves are computed when they are asked for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.core.entities import Dismissal, Verdict
from matchmaker.db import Base
from matchmaker.models.columns import ID_LENGTH, words_of


class SuggestionVerdict(Base):
    """The word of one stakeholder about another that was suggested to it; the last word counts."""

    __tablename__ = "suggestion_verdicts"
    __table_args__ = (UniqueConstraint("stakeholder_id", "other_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    stakeholder_id: Mapped[str] = mapped_column(ForeignKey("stakeholders.id", ondelete="CASCADE"))
    other_id: Mapped[str] = mapped_column(ForeignKey("stakeholders.id", ondelete="CASCADE"), index=True)
    need_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    verdict: Mapped[Verdict] = mapped_column(words_of(Verdict))
    reason: Mapped[Dismissal | None] = mapped_column(words_of(Dismissal))
    account_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    at: Mapped[datetime]


class RankingPreference(Base):
    """How much each comparison shall count in the own list of one stakeholder; no row: as the network's."""

    __tablename__ = "ranking_preferences"

    stakeholder_id: Mapped[str] = mapped_column(
        ForeignKey("stakeholders.id", ondelete="CASCADE"), primary_key=True
    )
    # Signal name -> core.preferences.Emphasis; a signal of a later release is simply not in it.
    weights: Mapped[dict[str, str]] = mapped_column(default=dict)
    account_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    at: Mapped[datetime]
