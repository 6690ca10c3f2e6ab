"""Offers and needs: what a stakeholder brings, and what it looks for."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.core.entities import Audience, Reach, StatementState, Together
from matchmaker.db import Base
from matchmaker.models.columns import ID_LENGTH, words_of
from matchmaker.models.ids import new_id


class StatementColumns:
    """The columns that offers and needs have in common."""

    stakeholder_id: Mapped[str] = mapped_column(ForeignKey("stakeholders.id", ondelete="CASCADE"), index=True)
    text: Mapped[str]
    cooperation: Mapped[list[str]] = mapped_column(default=list)
    themes: Mapped[list[str]] = mapped_column(default=list)
    reach: Mapped[Reach] = mapped_column(words_of(Reach), default=Reach.EUROPEAN)
    # The last day on which it holds; empty: until further notice.
    valid_until: Mapped[date | None]
    state: Mapped[StatementState] = mapped_column(words_of(StatementState), default=StatementState.OPEN)
    # Who may read it; what is not at least for members is not matched with anything either.
    audience: Mapped[Audience] = mapped_column(
        words_of(Audience), default=Audience.PUBLIC, server_default=Audience.PUBLIC.value
    )
    confirmed_on: Mapped[date | None]
    # The day on which its people were asked whether it still holds; empty: not asked, or answered since.
    asked_on: Mapped[date | None]
    # Who answered the need, or took the offer, if its people said so.
    met_by_id: Mapped[str | None] = mapped_column(
        ForeignKey("stakeholders.id", ondelete="SET NULL"), index=True
    )
    # Whether its people asked who met it to note a partnership, and the answer. Until a yes there is no tie.
    together: Mapped[Together | None] = mapped_column(words_of(Together))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class Offer(StatementColumns, Base):
    """What a stakeholder brings."""

    __tablename__ = "offers"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "o"))


class Need(StatementColumns, Base):
    """What a stakeholder looks for."""

    __tablename__ = "needs"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "n"))
