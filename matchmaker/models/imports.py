"""Imports: files that were brought in, what became of each row, and mappings worth keeping."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.db import Base
from matchmaker.models.columns import ID_LENGTH, words_of
from matchmaker.models.ids import new_id


class ImportState(StrEnum):
    """Where an import is; `looking`, `queued` and `undoing` wait for a worker."""

    LOOKING = "looking"
    UPLOADED = "uploaded"
    QUEUED = "queued"
    DONE = "done"
    REFUSED = "refused"
    UNDOING = "undoing"
    UNDONE = "undone"


class Import(Base):
    """A file of stakeholders, one of ties, or both, brought in together; an empty file name means none."""

    __tablename__ = "imports"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "i"))
    filename: Mapped[str] = mapped_column(default="")
    ties_filename: Mapped[str] = mapped_column(default="")
    # Whose ids these are: the same source and id is the same stakeholder.
    source: Mapped[str] = mapped_column(String(64), index=True)
    state: Mapped[ImportState] = mapped_column(words_of(ImportState), default=ImportState.UPLOADED)
    strict: Mapped[bool] = mapped_column(default=False)
    # Both as docs/import.md describes a mapping.
    mapping: Mapped[dict[str, Any]] = mapped_column(default=dict)
    ties_mapping: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # Row number -> "new", "skip", "row:" and a number, or the id to merge into, as decided by hand.
    decisions: Mapped[dict[str, str]] = mapped_column(default=dict)
    # What the preview shows, as services.exchange.previews makes it.
    preview: Mapped[dict[str, Any]] = mapped_column(default=dict)
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    ties_counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # Why it was refused: a source sentence and its values.
    message: Mapped[dict[str, Any]] = mapped_column(default=dict)
    job_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    account_id: Mapped[str | None] = mapped_column(String(ID_LENGTH), index=True)
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]


class ImportRow(Base):
    """What became of one row of an import's file of stakeholders or (`part` is `ties`) of ties.

    `changes` holds, per field of a record that was there, what was before and after; `before` what else the
    undo needs; `reasons` are source sentences with their values.
    """

    __tablename__ = "import_rows"

    import_id: Mapped[str] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True)
    part: Mapped[str] = mapped_column(String(16), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    outcome: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(default="")
    subject: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    reasons: Mapped[Any] = mapped_column(JSON, default=list)
    changes: Mapped[Any] = mapped_column(JSON, default=dict)
    before: Mapped[Any] = mapped_column(JSON, default=dict)
    # After an undo: "undone" or "kept"; then the last reason says why.
    undo: Mapped[str] = mapped_column(String(16), default="")


class SavedMapping(Base):
    """Which column means what, remembered for the next file with the same headers."""

    __tablename__ = "saved_mappings"

    signature: Mapped[str] = mapped_column(String(64), primary_key=True)
    mapping: Mapped[dict[str, Any]] = mapped_column(default=dict)
    account_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    updated_at: Mapped[datetime]
