"""Duplicates: pairs of records that may be one organisation, and what each merge did."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.core.duplicates.states import PairState, RequestState
from matchmaker.db import Base
from matchmaker.models.columns import ID_LENGTH, words_of
from matchmaker.models.ids import new_id


class DuplicatePair(Base):
    """Two stakeholders that may be the same; unordered, so `a_id` is always the smaller id."""

    __tablename__ = "duplicate_pairs"
    __table_args__ = (
        UniqueConstraint("a_id", "b_id"),
        CheckConstraint("a_id < b_id", name="ordered"),
        Index("ix_duplicate_pairs_best", "state", "score", "id"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "y"))
    # No foreign keys: a pair that was merged tells of a record that is gone.
    a_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    b_id: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    # 0 to 100, as `core.duplicates.weighing` counts its points.
    score: Mapped[int]
    # [core.duplicates.states.Likeness, its values] for each, the weightiest first.
    reasons: Mapped[Any] = mapped_column(JSON, default=list)
    # Of the facts that were compared: who said "not the same" is asked again only when they have changed.
    fingerprint: Mapped[str] = mapped_column(String(32))
    state: Mapped[PairState] = mapped_column(words_of(PairState), default=PairState.OPEN)
    decided_by: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    decided_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class MergeRequest(Base):
    """A question to the owners of two records that people look after: may the two be made one?

    It is about the two ids as they were: a pair that leads to others since is asked about anew. What was said
    counts for what the reader saw: `seen_a` and `seen_b` tell whether the records still say that.
    """

    __tablename__ = "merge_requests"
    __table_args__ = (
        # One question about a pair at a time.
        Index(
            "uq_merge_requests_open",
            "pair_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "q"))
    pair_id: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    a_id: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    b_id: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    keep_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    # What `core.duplicates.choosing.Choice` holds besides: {"picks": …, "own": …}.
    choice: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state: Mapped[RequestState] = mapped_column(words_of(RequestState), default=RequestState.OPEN)
    asked_by: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    # Who said yes for each of the two, and what they saw then.
    agreed_a_by: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    agreed_b_by: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    seen_a: Mapped[str] = mapped_column(String(32), default="")
    seen_b: Mapped[str] = mapped_column(String(32), default="")
    refused_by: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    closed_at: Mapped[datetime | None]


class Merge(Base):
    """One merge: the record `gone_id` went up into `kept_id`. While it is not undone the old id leads on.

    `journal` holds every row that was changed, moved or removed, as it was and as it became, so that the undo
    does not guess. It is emptied when the time for undoing is over.
    """

    __tablename__ = "merges"
    __table_args__ = (
        # Two at once: a record goes up into one other only.
        Index(
            "uq_merges_gone",
            "gone_id",
            unique=True,
            sqlite_where=text("undone_at IS NULL"),
            postgresql_where=text("undone_at IS NULL"),
        ),
        CheckConstraint("kept_id <> gone_id", name="two"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "x"))
    # That of the network, in which it was done: merges are undone from the newest on.
    revision: Mapped[int] = mapped_column(BigInteger, index=True)
    pair_id: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    kept_id: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    gone_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    gone_name: Mapped[str]
    # Table -> how many of its rows followed.
    followed: Mapped[dict[str, Any]] = mapped_column(default=dict)
    journal: Mapped[Any] = mapped_column(JSON, default=list, deferred=True)
    # "table key" of each row in the journal: a merge that a later one built upon is undone after that one.
    touches: Mapped[list[str]] = mapped_column(default=list, deferred=True)
    # Whether the journal is still there.
    undoable: Mapped[bool] = mapped_column(default=True)
    account_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    made_at: Mapped[datetime] = mapped_column(index=True)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    # What the undo could not bring back: [table, column, why] each.
    left: Mapped[Any] = mapped_column(JSON, default=list)
