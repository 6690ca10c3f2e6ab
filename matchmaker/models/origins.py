"""Telling contacts of records that nobody claimed where these come from; what was removed at their wish."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.core.origins import Answered, Known
from matchmaker.db import Base
from matchmaker.models.columns import ID_LENGTH, words_of


class OriginNotice(Base):
    """That the address of a record is told that we keep it: in which mail, by which link, what was answered.

    Whether the mail went out stands in the mail. Without one this address wants no such mail.
    """

    __tablename__ = "origin_notices"

    id: Mapped[int] = mapped_column(primary_key=True)
    stakeholder_id: Mapped[str] = mapped_column(ForeignKey("stakeholders.id", ondelete="CASCADE"), index=True)
    # In small letters, as the database writes them: by it one sees that the address of the record is another.
    address: Mapped[str] = mapped_column(String(320))
    mail_id: Mapped[str | None] = mapped_column(ForeignKey("mails.id", ondelete="SET NULL"), index=True)
    link_id: Mapped[str | None] = mapped_column(ForeignKey("mail_links.id", ondelete="SET NULL"), index=True)
    told_at: Mapped[datetime]
    answered: Mapped[Answered | None] = mapped_column(words_of(Answered))
    answered_at: Mapped[datetime | None]


class Removal(Base):
    """By what an erased record is known again, so that no list brings it back: a hash with a salt of its own.

    `shelf` is a number of twelve bits of what was hashed: only what lies on the same shelf is compared.
    """

    __tablename__ = "removals"
    __table_args__ = (Index("ix_removals_shelf", "known", "shelf"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    # The id of the record that is gone; it leads to nobody.
    subject: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    known: Mapped[Known] = mapped_column(words_of(Known))
    shelf: Mapped[int]
    hash: Mapped[str] = mapped_column(String(96))
    # Whether it was removed by the link of a mail.
    by_link: Mapped[bool]
    at: Mapped[datetime]
