"""Who acts: a frozen value made at the door, so that no service needs to know how one signed in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from matchmaker.core.entities import Part, Role

RUNNING = frozenset({Role.OFFICIAL, Role.ORGANISER, Role.ADMINISTRATOR})
"""Roles in which one sees and changes what belongs to others: they take a second factor."""


@dataclass(frozen=True, slots=True)
class Grant:
    """One role in one place: a stakeholder's id, a NUTS code, a pilot's id, or "" for the whole site."""

    role: Role
    place: str = ""
    # Only members of a stakeholder have parts; every other role is held whole.
    part: Part = Part.OWNER


@dataclass(frozen=True, slots=True)
class Seat:
    """A role that somebody may hold in a place; `region` and `claimed` are those of a stakeholder."""

    role: Role
    place: str = ""
    region: str = ""
    claimed: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who acts; `account_id` is None for a visitor.

    `system` marks the shell and the worker, which act for the operator and may do everything. While
    somebody acts for a stakeholder with its consent, `acting_for` is its id, and they hold no role but that
    of an editor of it.
    """

    account_id: str | None = None
    name: str = ""
    grants: frozenset[Grant] = field(default_factory=frozenset)
    system: bool = False
    acting_for: str = ""

    def places(self, role: Role) -> frozenset[str]:
        """The places where this actor holds `role`."""
        return frozenset(grant.place for grant in self.grants if grant.role is role)

    @property
    def running(self) -> bool:
        """Whether this actor holds a role that takes a second factor."""
        return any(grant.role in RUNNING for grant in self.grants)

    def without_running(self) -> Actor:
        """The same person without the roles that take a second factor."""
        return replace(self, grants=frozenset(one for one in self.grants if one.role not in RUNNING))

    @property
    def owned(self) -> frozenset[str]:
        """The stakeholders of which this actor is an owner."""
        mine = (grant for grant in self.grants if grant.role is Role.MEMBER and grant.part is Part.OWNER)
        return frozenset(grant.place for grant in mine)

    @property
    def signed_in(self) -> bool:
        """Whether there is an account behind this actor."""
        return self.account_id is not None

    @property
    def administrator(self) -> bool:
        """Whether this actor may do what administrators do."""
        return self.system or bool(self.places(Role.ADMINISTRATOR))


VISITOR = Actor()
SYSTEM = Actor(name="system", system=True)
