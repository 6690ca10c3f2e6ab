"""The rows of the access table: who gets which answer, for each role, on the own side and on the foreign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.web.sides import MIRRORED, ROLES, Sides, filled

EVERYBODY = frozenset(ROLES)
SIGNED_IN = EVERYBODY - {"visitor"}
FOR_THEMSELVES = SIGNED_IN - {"acting"}
# `acting` is an official who acts for the own stakeholder: one of its editors meanwhile, and nothing else.
MEMBERS = frozenset({"member", "owner", "acting"})
EDITORS = MEMBERS | {"administrator"}
OWNERS = frozenset({"owner"})
ADMINISTRATORS = frozenset({"administrator"})
EVERY_ORGANISER = frozenset({"organiser", "other_organiser"})
# Who brokers: they see the suggestions of everybody whom they may introduce.
SUGGESTERS = EDITORS | {"official"} | EVERY_ORGANISER
RUNNERS = ADMINISTRATORS | {"official", "far_official"} | EVERY_ORGANISER
# Who plans in the region of the side; the official of another region does not.
FAR = frozenset({"far_official"})
PLANNERS = RUNNERS - FAR
IMPORTERS = frozenset({"official", "administrator"})
OTHER_RUNNERS = RUNNERS - IMPORTERS
ORGANISERS = frozenset({"organiser", "administrator"})
# Who takes part in the introduction of the side's two, or brokers there.
INTRODUCERS = frozenset({"official", "organiser", "administrator"})
INTRODUCED = MEMBERS | INTRODUCERS | {"other"}
# Who says who belongs to the own stakeholder, looks after its region, organises its pilot.
GIVERS = OWNERS | ADMINISTRATORS
OFFICIALS = frozenset({"official", "administrator"})


@dataclass(frozen=True)
class Row:
    """Who gets which answer at one address; visitors are sent to the sign-in page unless they may enter."""

    allowed: frozenset[str]
    status: int = 200
    path: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    refused: int = 403
    # Who may come in by this door, but may not know that this thing is there.
    unknown: frozenset[str] = frozenset()

    def expected(self, role: str) -> int:
        """The status for a role."""
        if role in self.allowed:
            return self.status
        if role in self.unknown:
            return 404
        return 303 if role == "visitor" else self.refused


@dataclass(frozen=True)
class Case:
    """One row for one role on one side."""

    address: str
    row: Row
    role: str
    own: bool

    @property
    def path(self) -> str:
        """The path, with the names of ids in it."""
        plain = self.address.rpartition(" ")[0].replace("<id>", "{own}").replace("<other_id>", "{another}")
        return self.row.path or plain

    @property
    def method(self) -> str:
        """How the address is asked."""
        return self.address.rpartition(" ")[2]

    @property
    def expected(self) -> int:
        """The status that it is answered with."""
        if self.role == "acting" and self.row.allowed == FOR_THEMSELVES:
            # Who acts for somebody is not themselves on the foreign side either.
            return self.row.expected(self.role)
        return self.row.expected(self.role if self.own else MIRRORED.get(self.role, self.role))

    def asked(self, sides: Sides) -> str:
        """The path with the ids in it."""
        return filled(self.path, sides.world, sides.here if self.own else sides.there)
