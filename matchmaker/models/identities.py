"""Who somebody is elsewhere: accounts of an identity provider by which they sign in here."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.db import Base


class Identity(Base):
    """One person at one provider. Only issuer and subject say who it is: addresses change hands."""

    __tablename__ = "identities"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    issuer: Mapped[str] = mapped_column(String(500))
    subject: Mapped[str] = mapped_column(String(255))
    # What the provider calls them, so that they know it again on their page.
    shown: Mapped[str] = mapped_column(String(320), default="")
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
