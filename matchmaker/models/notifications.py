"""Notifications: mails that wait to be sent, the links in them, and what each reader wants to hear of."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.core.notifications import Channel, MailKind, MailState
from matchmaker.db import Base
from matchmaker.models.columns import ID_LENGTH, words_of
from matchmaker.models.ids import new_id


class Mail(Base):
    """A mail in the outbox: what it is about, not its words; those are made when it is sent.

    `key` tells what it is sent for: the same thing never makes two mails to one address.
    """

    __tablename__ = "mails"
    __table_args__ = (Index("ix_mails_due", "state", "due_at"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "m"))
    key: Mapped[str] = mapped_column(String(128), unique=True)
    kind: Mapped[MailKind] = mapped_column(words_of(MailKind))
    address: Mapped[str] = mapped_column(String(320), index=True)
    name: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(String(8), default="en")
    # Whom it is for: an account, or a stakeholder without one.
    account_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    stakeholder_id: Mapped[str | None] = mapped_column(
        ForeignKey("stakeholders.id", ondelete="CASCADE"), index=True
    )
    introduction_id: Mapped[str | None] = mapped_column(
        ForeignKey("introductions.id", ondelete="CASCADE"), index=True
    )
    # Plain JSON: ids and small facts from which the words are made.
    params: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state: Mapped[MailState] = mapped_column(words_of(MailState), default=MailState.WAITING)
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class MailLink(Base):
    """A link in a mail by which somebody answers without signing in.

    The address carries the id and a signature made with the secret key: the database alone opens nothing.
    """

    __tablename__ = "mail_links"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "k"))
    mail_id: Mapped[str] = mapped_column(ForeignKey("mails.id", ondelete="CASCADE"), index=True)
    introduction_id: Mapped[str | None] = mapped_column(
        ForeignKey("introductions.id", ondelete="CASCADE"), index=True
    )
    # The side of the introduction for which it answers: "a", "b", or "" where none is meant.
    side: Mapped[str] = mapped_column(String(1), default="")
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class NotificationPreference(Base):
    """How somebody wants to hear of one kind of news; no row: at once."""

    __tablename__ = "notification_preferences"

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[MailKind] = mapped_column(words_of(MailKind), primary_key=True)
    channel: Mapped[Channel] = mapped_column(words_of(Channel))


class Unsubscription(Base):
    """An address that wants no mail of a kind any more; also those without an account."""

    __tablename__ = "unsubscriptions"

    address: Mapped[str] = mapped_column(String(320), primary_key=True)
    kind: Mapped[MailKind] = mapped_column(words_of(MailKind), primary_key=True)
    at: Mapped[datetime]
