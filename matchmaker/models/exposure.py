"""How often each stakeholder was suggested to others: sums by day, nobody's visit."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.db import Base


class Exposure(Base):
    """So often one stakeholder was shown in suggestions on one day (UTC).

    Whom it was shown to is not kept.
    """

    __tablename__ = "exposures"

    day: Mapped[date] = mapped_column(primary_key=True)
    stakeholder_id: Mapped[str] = mapped_column(
        ForeignKey("stakeholders.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    times: Mapped[int]
