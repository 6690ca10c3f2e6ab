"""What the permissions ask of the things that somebody wants to read or change."""

from __future__ import annotations

from typing import Protocol


class InPlace(Protocol):
    """What the predicates ask of a stakeholder."""

    id: str
    region: str
    hidden: bool
    claimed: bool


class Identified(Protocol):
    """What the predicates ask of a pilot."""

    id: str


class Coded(Protocol):
    """What the predicates ask of a region."""

    code: str


class Owned(Protocol):
    """What the predicates ask of a thing that one account made."""

    account_id: str | None


class Placed(Protocol):
    """What the predicates ask of a proposal: its region and those of the two."""

    @property
    def regions(self) -> tuple[str, ...]:
        """NUTS codes; "" where a place is not known."""


class Between(Placed, Protocol):
    """What the predicates ask of an introduction: its regions, and the pilot whose rules it follows."""

    @property
    def pilot_id(self) -> str | None:
        """None: of no pilot."""


class Twofold(Protocol):
    """What the predicates ask of two records that may be the same."""

    @property
    def regions(self) -> tuple[str, ...]:
        """NUTS codes of the two; "" where a place is not known."""


class Reported(Between, Protocol):
    """What the predicates ask of a report: besides its places, whose it is and what it is about."""

    @property
    def message(self) -> bool:
        """Whether it is about a message of an introduction."""

    @property
    def parties(self) -> frozenset[str]:
        """The stakeholders that it concerns."""

    @property
    def writer(self) -> str | None:
        """The account that wrote the message; None where it is about none."""


class ClaimedIn(Protocol):
    """What the predicates ask of a claim: whose it is, of what, and where that is."""

    @property
    def stakeholder_id(self) -> str:
        """The record."""

    @property
    def account_id(self) -> str:
        """Who claims it."""

    @property
    def region(self) -> str:
        """The region of the record; "" where its place is not known."""

    @property
    def pilots(self) -> frozenset[str]:
        """The pilots that the record has joined."""


class Paired(Protocol):
    """What the predicates ask of a question about two stakeholders."""

    a_id: str
    b_id: str


class Shared(Protocol):
    """What the predicates ask of an outbox."""

    @property
    def demo(self) -> bool:
        """Whether all mails in it are made up."""
