"""Invitations to a role in a place, and the consents by which somebody acts for a stakeholder."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.core.entities import Part, Role
from matchmaker.db import Base
from matchmaker.models.columns import ID_LENGTH, words_of
from matchmaker.models.ids import new_id


class RoleInvitation(Base):
    """An address that is invited to a role in a place; whoever reads its mail may take the role."""

    __tablename__ = "role_invitations"
    __table_args__ = (
        CheckConstraint("(role = 'administrator') = (place = '')", name="only_administrators_everywhere"),
        Index("ix_role_invitations_place", "role", "place"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "v"))
    # In lower case, as accounts keep theirs.
    address: Mapped[str] = mapped_column(String(320), index=True)
    role: Mapped[Role] = mapped_column(words_of(Role))
    part: Mapped[Part] = mapped_column(words_of(Part), default=Part.OWNER)
    place: Mapped[str] = mapped_column(String(ID_LENGTH))
    # Empty when the account was closed; then the invitation is dead.
    inviter_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"), index=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    accepted_by: Mapped[str | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="SET NULL"), index=True
    )
    declined_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class ActingConsent(Base):
    """Whether an official or organiser may act for a stakeholder: asked for, given, refused or over.

    It holds for all who have the role in the place, or for `account_id` alone as long as they have it.
    """

    __tablename__ = "acting_consents"
    __table_args__ = (
        CheckConstraint("(role = 'administrator') = (place = '')", name="only_administrators_everywhere"),
        CheckConstraint("(given_at IS NULL) = (until IS NULL)", name="given_until"),
        CheckConstraint("role <> 'member'", name="no_members"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "c"))
    stakeholder_id: Mapped[str] = mapped_column(ForeignKey("stakeholders.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role] = mapped_column(words_of(Role))
    place: Mapped[str] = mapped_column(String(ID_LENGTH))
    account_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    # Why somebody asks to act; empty where a member gave the consent unasked.
    reason: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime | None]
    given_at: Mapped[datetime | None]
    given_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"), index=True)
    until: Mapped[date | None]
    refused_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
