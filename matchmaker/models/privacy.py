"""Privacy: what people agreed to, copies of their data on the way to them, and what was erased."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from functools import partial

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.core.privacy.consents import Asked
from matchmaker.db import Base
from matchmaker.models.columns import ID_LENGTH, words_of
from matchmaker.models.ids import new_id


class Consent(Base):
    """One answer to one version of a text; the newest of its kind counts. Rows are added and closed.

    A no has no `given_at`. What was agreed to and taken back has both moments.
    """

    __tablename__ = "consents"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    # The profile that it is about; None where a person answers for themselves.
    stakeholder_id: Mapped[str | None] = mapped_column(
        ForeignKey("stakeholders.id", ondelete="CASCADE"), index=True
    )
    what: Mapped[Asked] = mapped_column(words_of(Asked))
    version: Mapped[str] = mapped_column(String(16))
    asked_at: Mapped[datetime]
    given_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class CopyState(StrEnum):
    """Where a copy of somebody's data is."""

    BUILDING = "building"
    READY = "ready"


class DataExport(Base):
    """A copy of all that is kept of somebody, made for them; the file lies beside the database for a day."""

    __tablename__ = "data_exports"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "x"))
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    # The hash of the sign-in that gave its password for it: no other one may fetch it.
    asked_with: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(8))
    job_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    state: Mapped[CopyState] = mapped_column(words_of(CopyState), default=CopyState.BUILDING)
    size: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime]


class ErasedKind(StrEnum):
    """What was erased."""

    ACCOUNT = "account"
    PROFILE = "profile"


class Erasure(Base):
    """That something was erased: its id, which names nobody any more, so that it can be erased once more."""

    __tablename__ = "erasures"

    # No foreign key: what it names is gone.
    subject: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    what: Mapped[ErasedKind] = mapped_column(words_of(ErasedKind))
    at: Mapped[datetime]
