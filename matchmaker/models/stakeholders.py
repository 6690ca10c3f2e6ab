"""Stakeholders: who can be matched, and the names under which other sources know them."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, exists
from sqlalchemy.orm import Mapped, column_property, mapped_column

from matchmaker.core.entities import Kind, Role
from matchmaker.db import Base
from matchmaker.models.accounts import RoleGrant
from matchmaker.models.columns import ID_LENGTH, words_of
from matchmaker.models.ids import new_id


class Stakeholder(Base):
    """An organisation, or a person acting as one. Unclaimed as long as no account is a member of it."""

    __tablename__ = "stakeholders"
    __table_args__ = (
        CheckConstraint("(lat IS NULL) = (lon IS NULL)", name="coordinates_in_pairs"),
        CheckConstraint("lat BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("lon BETWEEN -180 AND 180", name="longitude"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "s"))
    name: Mapped[str] = mapped_column(index=True)
    # Empty: imported, and the source does not say.
    kind: Mapped[Kind | None] = mapped_column(words_of(Kind))
    about: Mapped[str] = mapped_column(default="")

    # ISO 3166-1 code; NUTS code of any level; both may be empty ("place not known").
    country: Mapped[str] = mapped_column(String(2), default="")
    region: Mapped[str] = mapped_column(String(8), default="", index=True)
    place: Mapped[str] = mapped_column(default="")
    lat: Mapped[float | None]
    lon: Mapped[float | None]

    languages: Mapped[list[str]] = mapped_column(default=list)
    themes: Mapped[list[str]] = mapped_column(default=list)
    website: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    # As written, with or without its country: the number in a public register or for value added tax.
    register_number: Mapped[str] = mapped_column(String(64), default="", server_default="")

    # What the four kinds tell besides: each form asks only for its own.
    legal_form: Mapped[str] = mapped_column(default="")
    people: Mapped[str] = mapped_column(String(16), default="")
    founded: Mapped[int | None]
    stage: Mapped[str] = mapped_column(String(32), default="")
    authority_level: Mapped[str] = mapped_column(String(32), default="")
    support_type: Mapped[str] = mapped_column(String(32), default="")

    # Field name -> core.entities.Audience, where it differs from the default of core.audience.
    audiences: Mapped[dict[str, str]] = mapped_column(default=dict)
    verified_on: Mapped[date | None]
    # When its people were last asked whether all is still true; an answer is a later `verified_on`.
    asked_on: Mapped[date | None]
    opted_out: Mapped[bool] = mapped_column(default=False)
    hidden: Mapped[bool] = mapped_column(default=False)

    source: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    # Read with each record: whether it has members decides who may change it.
    claimed: Mapped[bool] = column_property(
        exists().where(RoleGrant.role == Role.MEMBER, RoleGrant.place == id).correlate_except(RoleGrant)
    )


class Alias(Base):
    """The id of a stakeholder in another source; merged records keep all theirs."""

    __tablename__ = "aliases"
    __table_args__ = (UniqueConstraint("source", "source_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    stakeholder_id: Mapped[str] = mapped_column(ForeignKey("stakeholders.id", ondelete="CASCADE"), index=True)
    source: Mapped[str] = mapped_column(String(64))
    source_id: Mapped[str] = mapped_column(String(256), index=True)
    # What the source's row said when it was last imported: tells what it says anew from what people edit.
    seen: Mapped[dict[str, Any]] = mapped_column(default=dict)
