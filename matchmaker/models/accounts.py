"""Accounts, their roles in places, their sign-ins, and the counters that slow down guessing."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.core.entities import Part, Role
from matchmaker.db import Base
from matchmaker.models.columns import ID_LENGTH, words_of
from matchmaker.models.ids import new_id


class Account(Base):
    """A person who signs in."""

    __tablename__ = "accounts"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "a"))
    # Kept in lower case: two people never differ by the case of their address alone.
    email: Mapped[str] = mapped_column(String(320), unique=True)
    name: Mapped[str]
    # "" where somebody signs in by an identity provider or passkeys alone.
    password_hash: Mapped[str]
    language: Mapped[str] = mapped_column(String(8), default="en")
    # Set for the three people whom one may try in demo mode: enterprise, official, organiser.
    demo_part: Mapped[str | None] = mapped_column(String(16), unique=True)
    # Hours of the day, in the reader's own zone, between which no mail goes out; the same: none is quiet.
    quiet_from: Mapped[int] = mapped_column(default=21)
    quiet_until: Mapped[int] = mapped_column(default=7)
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class RoleGrant(Base):
    """A role of an account in a place: a stakeholder's id, a NUTS code, a pilot's id, "" for the site."""

    __tablename__ = "role_grants"
    __table_args__ = (
        UniqueConstraint("account_id", "role", "place"),
        CheckConstraint("(role = 'administrator') = (place = '')", name="only_administrators_everywhere"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    role: Mapped[Role] = mapped_column(words_of(Role))
    place: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    # Only members of a stakeholder have parts; every other role is held whole, as an owner holds it.
    part: Mapped[Part] = mapped_column(words_of(Part), default=Part.OWNER, server_default=Part.OWNER.value)
    granted_at: Mapped[datetime]


class SignIn(Base):
    """One signed-in browser: the cookie holds a secret, the table only its hash."""

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    agent: Mapped[str] = mapped_column(default="")
    started_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    # When a password, a code or a passkey was last shown in it; changing how one signs in asks for a new one.
    confirmed_at: Mapped[datetime | None]
    # When a second factor was first shown in it; None: by a password alone.
    strong_at: Mapped[datetime | None]


class Throttle(Base):
    """How often something was tried since the window began; the key says what and by whom."""

    __tablename__ = "throttles"

    key: Mapped[str] = mapped_column(String(128), primary_key=True)
    since: Mapped[datetime]
    count: Mapped[int]
