"""Whether an organisation is here already, before somebody describes it once more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.entities import Profile, Role
from matchmaker.models import RoleGrant
from matchmaker.services import network

LONGEST = 200
"""Signs of a name that are compared: no organisation needs more, and the time grows with them."""


@dataclass(frozen=True, slots=True)
class Found:
    """A record that may be the same organisation; `claimed` tells whether somebody looks after it."""

    profile: Profile
    claimed: bool


def list_same_name(session: Session, name: str, *, today: date) -> list[Found]:
    """The records of the same name, or nearly so; the unclaimed ones first."""
    live = network.snapshot(session, today=today)
    people = live.people(live.directory.alike(name[:LONGEST]))
    ids = [one.id for one in people]
    query = select(RoleGrant.place).where(RoleGrant.role == Role.MEMBER, RoleGrant.place.in_(ids))
    claimed = set(session.scalars(query)) if ids else set()
    return sorted((Found(one, one.id in claimed) for one in people), key=lambda one: one.claimed)
