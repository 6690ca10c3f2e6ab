"""What changed in the network: the history of fields, and the numbers by which readers notice a change."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.db import Base
from matchmaker.models.columns import ID_LENGTH


class Change(Base):
    """One field of one record before and after; rows are added and never changed.

    `source` is `form`, `demo`, `clock`, `introduction`, `restore`, `mail`, or the id of an import.
    """

    __tablename__ = "changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    account_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    stakeholder_id: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    subject: Mapped[str] = mapped_column(String(ID_LENGTH))
    field: Mapped[str] = mapped_column(String(64))
    before: Mapped[Any] = mapped_column(JSON)
    after: Mapped[Any] = mapped_column(JSON)
    source: Mapped[str] = mapped_column(String(32))
    # How somebody knows it who is not of the organisation: a text or the address of a page.
    evidence: Mapped[str] = mapped_column(default="", server_default="")


class NetworkRevision(Base):
    """The single row that counts the writes to the network.

    A writer raises it first, so writers of the network queue and their numbers become visible in order.
    """

    __tablename__ = "network_revision"
    __table_args__ = (CheckConstraint("id = 1", name="single_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    revision: Mapped[int] = mapped_column(BigInteger)


class Touched(Base):
    """In which revision a stakeholder (its offers, needs and ties included) last changed or went away."""

    __tablename__ = "touched"

    # No foreign key: the row stays when the stakeholder is deleted, so that readers drop it too.
    stakeholder_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    revision: Mapped[int] = mapped_column(BigInteger, index=True)
