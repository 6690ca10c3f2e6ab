"""Who may do what: the whole table, each permission against each kind of actor, own and foreign things."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from matchmaker.core.actors import SYSTEM, VISITOR, Actor, Grant, Seat
from matchmaker.core.entities import Part, Role
from matchmaker.errors import NotAllowed
from matchmaker.permissions import TABLE, may, may_enter, require
from matchmaker.services.claims.reading import ClaimPlace
from matchmaker.services.duplicates.reading import PairPlace
from matchmaker.services.notifications import Outbox
from matchmaker.services.proposals.reading import ProposalPlace
from matchmaker.services.reports import ReportPlace


@dataclass
class Place:
    """A stakeholder, as far as permissions look at it."""

    id: str = "s-ours"
    region: str = "DE111"
    hidden: bool = False
    claimed: bool = False


@dataclass
class Area:
    """A region, as far as permissions look at it."""

    code: str


@dataclass
class Programme:
    """A pilot, as far as permissions look at it."""

    id: str = "p-1"


@dataclass
class Made:
    """A thing that somebody made."""

    account_id: str | None


@dataclass
class Asked:
    """A question to the owners of two stakeholders."""

    a_id: str
    b_id: str


def holding(role: Role, place: str, part: Part = Part.OWNER, acting_for: str = "") -> Actor:
    return Actor("a-1", "Ada", frozenset({Grant(role, place, part)}), acting_for=acting_for)


def claimed_in(region: str, *pilots: str, by: str = "a-2") -> ClaimPlace:
    return ClaimPlace("s-free", by, region, frozenset(pilots))


ACTORS = {
    "visitor": VISITOR,
    "person": Actor("a-1", "Ada"),
    "owner": holding(Role.MEMBER, "s-ours"),
    "member": holding(Role.MEMBER, "s-ours", Part.EDITOR),
    "acting": holding(Role.MEMBER, "s-ours", Part.EDITOR, acting_for="s-ours"),
    "member elsewhere": holding(Role.MEMBER, "s-theirs"),
    "official": holding(Role.OFFICIAL, "DE1"),
    "official elsewhere": holding(Role.OFFICIAL, "DE2"),
    "organiser": holding(Role.ORGANISER, "p-1"),
    "administrator": holding(Role.ADMINISTRATOR, ""),
    "system": SYSTEM,
}
EVERYONE = set(ACTORS)
SIGNED_IN = EVERYONE - {"visitor"}
RUNNING = {"official", "official elsewhere", "organiser", "administrator", "system"}
OURS = {"owner", "member", "acting"}
EDITORS = OURS | {"official", "administrator", "system"}
ADMINISTRATORS = {"administrator", "system"}
PLANNERS = {"official", "organiser", "administrator", "system"}

DOORS = {
    "page.read": EVERYONE,
    "account.register": {"visitor", "system"},
    "account.sign-in": EVERYONE,
    "account.key": EVERYONE,
    "account.own": SIGNED_IN,
    "directory.read": EVERYONE,
    "stakeholder.read": EVERYONE,
    "stakeholder.create": SIGNED_IN - {"acting"},
    "stakeholder.edit": SIGNED_IN,
    "draft.begin": SIGNED_IN - {"acting"},
    "draft.keep": EVERYONE,
    "declaration.say": SIGNED_IN,
    "declaration.check": RUNNING,
    "stakeholder.answer": EVERYONE,
    "history.read": SIGNED_IN,
    "history.restore": SIGNED_IN,
    "statement.answer": EVERYONE,
    "origin.answer": EVERYONE,
    "stakeholder.erase": SIGNED_IN,
    "suggestions.read": SIGNED_IN,
    "suggestions.judge": SIGNED_IN,
    "suggestions.ask": EVERYONE,
    "region.read": EVERYONE,
    "region.plan": RUNNING,
    "network.read": EVERYONE,
    "survey.ask": RUNNING,
    "proposal.read": RUNNING,
    "proposal.decide": RUNNING,
    "mail.leave": EVERYONE,
    "mail.read": SIGNED_IN,
    "mail.retry": {"administrator", "system"},
    "people.read": SIGNED_IN,
    "people.manage": SIGNED_IN,
    "people.leave": SIGNED_IN,
    "people.join": EVERYONE,
    "acting.ask": RUNNING,
    "acting.stop": SIGNED_IN,
    "acting.consent": SIGNED_IN,
    "acting.withdraw": SIGNED_IN,
    "acting.answer": EVERYONE,
    "claim.make": SIGNED_IN - {"acting"},
    "claim.withdraw": SIGNED_IN - {"acting"},
    "claim.decide": RUNNING,
    "claim.answer": EVERYONE,
    "duplicate.decide": {"official", "official elsewhere", "administrator", "system"},
    "report.make": EVERYONE,
    "report.decide": RUNNING,
    "stakeholder.hide": {"official", "official elsewhere", "administrator", "system"},
    "hiding.object": SIGNED_IN,
    "hiding.answer": ADMINISTRATORS,
    "tie.confirm": SIGNED_IN,
    "duplicate.answer": SIGNED_IN,
    "shapes.install": {"administrator", "system"},
    "import.run": RUNNING,
    "pilot.read": EVERYONE,
    "pilot.create": {"administrator", "system"},
    "pilot.run": RUNNING,
    "pilot.join": SIGNED_IN,
    "pilot.answer": EVERYONE,
    "introduction.read": SIGNED_IN,
    "introduction.ask": SIGNED_IN,
    "introduction.broker": RUNNING,
    "introduction.answer": EVERYONE,
    "site.administer": {"administrator", "system"},
    "audit.read": {"administrator", "system"},
    "import.read": RUNNING,
    "export.read": RUNNING,
}

THINGS: list[tuple[str, object, set[str]]] = [
    ("stakeholder.read", Place(), EVERYONE),
    ("stakeholder.read", Place(hidden=True), EDITORS),
    ("stakeholder.edit", Place(), EDITORS),
    ("stakeholder.edit", Place(hidden=True), EDITORS),
    ("stakeholder.edit", Place(region="DE1"), EDITORS),
    ("stakeholder.edit", Place(region=""), EDITORS - {"official"}),
    ("stakeholder.edit", Place(region="DE211"), EDITORS - {"official"} | {"official elsewhere"}),
    ("stakeholder.edit", Place(id="s-other", region="FR101"), {"administrator", "system"}),
    ("draft.keep", Made("a-1"), SIGNED_IN),
    ("draft.keep", Made("a-2"), {"system"}),
    ("declaration.say", Place(), OURS | {"system"}),
    ("declaration.check", Place(), PLANNERS),
    ("declaration.check", Place(region="DE211"), PLANNERS - {"official"} | {"official elsewhere"}),
    ("stakeholder.edit", Place(claimed=True), EDITORS - {"official"}),
    ("stakeholder.read", Place(claimed=True, hidden=True), EDITORS),
    ("suggestions.read", Place(claimed=True), EDITORS | {"organiser"}),
    ("suggestions.judge", Place(claimed=True), EDITORS - {"official"}),
    ("people.read", Seat(Role.MEMBER, "s-ours", "DE111", claimed=True), OURS | ADMINISTRATORS),
    ("people.manage", Seat(Role.MEMBER, "s-ours", "DE111", claimed=True), {"owner"} | ADMINISTRATORS),
    ("people.manage", Seat(Role.MEMBER, "s-free", "DE111"), {"official"} | ADMINISTRATORS),
    ("people.manage", Seat(Role.MEMBER, "s-free"), ADMINISTRATORS),
    ("people.leave", Seat(Role.MEMBER, "s-ours", "DE111", claimed=True), OURS | {"system"}),
    ("people.manage", Seat(Role.OFFICIAL, "DE11"), {"official"} | ADMINISTRATORS),
    ("people.manage", Seat(Role.OFFICIAL, "DE1"), {"official"} | ADMINISTRATORS),
    ("people.manage", Seat(Role.OFFICIAL, "DE"), ADMINISTRATORS),
    ("people.leave", Seat(Role.OFFICIAL, "DE11"), {"system"}),
    ("people.manage", Seat(Role.ORGANISER, "p-1"), {"organiser"} | ADMINISTRATORS),
    ("people.manage", Seat(Role.ORGANISER, "p-2"), ADMINISTRATORS),
    ("people.manage", Seat(Role.ADMINISTRATOR), ADMINISTRATORS),
    ("acting.ask", Place(claimed=True), {"official", "organiser"} | ADMINISTRATORS),
    ("acting.ask", Place(), {"system"}),
    ("acting.ask", Place(claimed=True, hidden=True), {"official"} | ADMINISTRATORS),
    ("acting.consent", Place(claimed=True), {"owner", "system"}),
    ("acting.withdraw", Place(claimed=True), {"owner", "member", "system"}),
    ("stakeholder.erase", Place(claimed=True), {"owner"} | ADMINISTRATORS),
    ("suggestions.read", Place(), EDITORS | {"organiser"}),
    ("suggestions.judge", Place(), EDITORS),
    ("region.plan", Area("DE11"), PLANNERS),
    ("region.plan", Area("DE"), PLANNERS - {"official"}),
    ("region.plan", Area(""), PLANNERS - {"official"}),
    ("claim.withdraw", Made("a-1"), SIGNED_IN - {"acting"}),
    ("claim.withdraw", Made("a-2"), {"system"}),
    ("claim.decide", claimed_in("DE111"), {"official", "administrator", "system"}),
    ("claim.decide", claimed_in("DE111", "p-1"), PLANNERS),
    ("claim.decide", claimed_in("", "p-2"), ADMINISTRATORS),
    ("claim.decide", claimed_in("", by="a-1"), {"system"}),
    ("duplicate.decide", PairPlace(("DE111", "DE112")), {"official", "administrator", "system"}),
    ("duplicate.decide", PairPlace(("DE111", "")), {"administrator", "system"}),
    ("duplicate.decide", PairPlace(("DE111", "DE211")), {"administrator", "system"}),
    ("duplicate.decide", PairPlace(("", "")), {"administrator", "system"}),
    ("report.decide", ReportPlace(("DE111",)), {"official"} | ADMINISTRATORS),
    ("report.decide", ReportPlace(("",)), ADMINISTRATORS),
    ("report.decide", ReportPlace(("DE111",), parties=frozenset({"s-ours"})), {"official"} | ADMINISTRATORS),
    ("report.decide", ReportPlace(("DE111", "FR1"), "p-1", message=True), PLANNERS),
    ("report.decide", ReportPlace(("DE111", "FR1"), "p-2", message=True), {"official"} | ADMINISTRATORS),
    ("report.decide", ReportPlace(("FR1",), message=True), {"organiser"} | ADMINISTRATORS),
    ("report.decide", ReportPlace(("DE111",), message=True, writer="a-1"), {"system"}),
    ("stakeholder.hide", Place(claimed=True), {"official"} | ADMINISTRATORS),
    ("stakeholder.hide", Place(region=""), ADMINISTRATORS),
    ("hiding.object", Place(claimed=True, hidden=True), OURS | {"system"}),
    ("hiding.answer", Place(claimed=True, hidden=True), ADMINISTRATORS),
    ("tie.confirm", Place(), OURS | {"system"}),
    ("duplicate.answer", Asked("s-ours", "s-x"), {"owner", "system"}),
    ("duplicate.answer", Asked("s-x", "s-theirs"), {"member elsewhere", "system"}),
    ("proposal.read", ProposalPlace(("DE11", "DE111", "FRE11")), PLANNERS),
    ("proposal.read", ProposalPlace(("DE11", "DE2", "")), RUNNING),
    ("proposal.decide", ProposalPlace(("", "", "")), PLANNERS - {"official"}),
    ("mail.read", Outbox(demo=True), SIGNED_IN),
    ("mail.read", Outbox(demo=False), {"administrator", "system"}),
    ("pilot.read", Programme(), EVERYONE),
    ("pilot.run", Programme(), {"organiser", "administrator", "system"}),
    ("pilot.run", Programme("p-2"), {"administrator", "system"}),
    ("pilot.join", Place(), OURS | {"system"}),
    ("import.read", Made("a-1"), RUNNING),
    ("import.read", Made("a-2"), {"administrator", "system"}),
    ("import.read", Made(None), {"administrator", "system"}),
]


def allowed(permission: str, thing: object = None) -> set[str]:
    return {name for name, actor in ACTORS.items() if may(actor, permission, thing)}


def test_this_table_speaks_of_every_permission() -> None:
    assert set(DOORS) == set(TABLE)


@pytest.mark.parametrize("permission", DOORS)
def test_a_door_opens_for_whom_it_is_meant(permission: str) -> None:
    assert {name for name, actor in ACTORS.items() if may_enter(actor, permission)} == DOORS[permission]
    assert allowed(permission) == DOORS[permission]


@pytest.mark.parametrize(("permission", "thing", "actors"), THINGS)
def test_a_thing_is_for_its_own_people(permission: str, thing: object, actors: set[str]) -> None:
    assert allowed(permission, thing) == actors


def test_a_wider_region_does_not_open_a_neighbour_with_a_similar_code() -> None:
    official = holding(Role.OFFICIAL, "DE11")
    assert may(official, "stakeholder.edit", Place(region="DE111"))
    assert not may(official, "stakeholder.edit", Place(region="DE1"))
    assert not may(official, "stakeholder.edit", Place(region="DE12"))


def test_a_thing_behind_a_closed_door_stays_closed() -> None:
    """Somebody who lost the role no longer reads the imports made with it."""
    assert not may(Actor("a-1", "Ada"), "import.read", Made("a-1"))


def test_who_belongs_to_an_enterprise_does_not_check_what_it_says() -> None:
    both = Actor("a-1", "Ada", frozenset({Grant(Role.OFFICIAL, "DE1"), Grant(Role.MEMBER, "s-ours")}))
    assert may(both, "declaration.say", Place())
    assert not may(both, "declaration.check", Place())


def test_who_may_do_it_passes_and_others_are_told_what_to_do() -> None:
    require(ACTORS["member"], "stakeholder.edit", Place())
    with pytest.raises(NotAllowed, match="Sign in with an account that has the right role"):
        require(VISITOR, "stakeholder.edit", Place())


def test_a_permission_that_does_not_exist_is_a_mistake_in_the_program() -> None:
    with pytest.raises(KeyError):
        may(VISITOR, "stakeholder.explode")
