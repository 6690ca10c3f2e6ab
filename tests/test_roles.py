"""docs/roles.md says what the table of permissions says: each permission, for each kind of actor."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchmaker.core.actors import Seat
from matchmaker.core.entities import Role
from matchmaker.permissions import TABLE, may
from matchmaker.services.duplicates.reading import PairPlace
from matchmaker.services.notifications import Outbox
from matchmaker.services.proposals.reading import ProposalPlace
from matchmaker.services.reports import ReportPlace
from tests.test_permissions import ACTORS, Area, Asked, Made, Place, Programme, claimed_in

ROLES = Path(__file__).resolve().parent.parent / "docs" / "roles.md"

COLUMNS = {
    "visitor": "visitor", "signed in": "person", "owner": "owner", "editor": "member", "acting": "acting",
    "official": "official", "organiser": "organiser", "administrator": "administrator",
}  # fmt: skip
"""The heads of the columns, and as whom test_permissions knows them."""

OURS = Place(claimed=True)
THEIRS = Place(id="s-theirs", region="FR101", claimed=True)
PROPOSALS = ProposalPlace(("DE11", "DE111", "")), ProposalPlace(("FR1", "FR101", "FR101"))


class Introduced(ProposalPlace):
    """An introduction, as far as permissions look at it."""

    pilot_id: str | None = "p-1"


class IntroducedElsewhere(ProposalPlace):
    """One of another pilot."""

    pilot_id: str | None = "p-2"


# What is one's own, and what is foreign, for each permission that asks for a thing.
THINGS: dict[str, tuple[tuple[object, ...], object]] = {
    "stakeholder.read": ((Place(hidden=True, claimed=True),), Place(id="s-x", region="FR1", hidden=True)),
    "stakeholder.edit": ((OURS,), THEIRS),
    "suggestions.read": ((OURS,), THEIRS),
    "suggestions.judge": ((OURS,), THEIRS),
    "region.plan": ((Area("DE11"),), Area("FR1")),
    "proposal.read": (PROPOSALS[:1], PROPOSALS[1]),
    "tie.confirm": ((OURS,), THEIRS),
    "duplicate.answer": ((Asked("s-ours", "s-x"),), Asked("s-x", "s-y")),
    "proposal.decide": (PROPOSALS[:1], PROPOSALS[1]),
    "report.decide": (
        (ReportPlace(("DE111",)), ReportPlace(("FR1",), "p-1", message=True)),
        ReportPlace(("FR1",), "p-2", message=True),
    ),
    "stakeholder.hide": ((OURS,), THEIRS),
    "hiding.object": ((OURS,), THEIRS),
    "hiding.answer": ((OURS,), THEIRS),
    "mail.read": ((Outbox(demo=True),), Outbox(demo=False)),
    "pilot.run": ((Programme(),), Programme("p-2")),
    "pilot.join": ((OURS,), THEIRS),
    "introduction.ask": ((OURS,), THEIRS),
    "introduction.broker": ((Introduced(("DE11", "DE111", "")),), IntroducedElsewhere(("FR1", "FR1", "FR1"))),
    "people.read": (
        (Seat(Role.MEMBER, "s-ours", claimed=True), Seat(Role.OFFICIAL, "DE11"), Seat(Role.ORGANISER, "p-1")),
        Seat(Role.ADMINISTRATOR),
    ),
    "people.manage": (
        (Seat(Role.MEMBER, "s-ours", claimed=True), Seat(Role.OFFICIAL, "DE11"), Seat(Role.ORGANISER, "p-1")),
        Seat(Role.ADMINISTRATOR),
    ),
    "people.leave": (
        (Seat(Role.MEMBER, "s-ours", claimed=True), Seat(Role.OFFICIAL, "DE1"), Seat(Role.ORGANISER, "p-1"),
         Seat(Role.ADMINISTRATOR)),
        Seat(Role.MEMBER, "s-theirs", claimed=True),
    ),
    "draft.keep": ((Made("a-1"),), Made("a-2")),
    "declaration.say": ((OURS,), THEIRS),
    "declaration.check": ((OURS,), THEIRS),
    "history.read": ((Place(hidden=True, claimed=True),), Place(id="s-x", region="FR1", hidden=True)),
    "history.restore": ((OURS,), THEIRS),
    "stakeholder.erase": ((OURS,), THEIRS),
    "duplicate.decide": ((PairPlace(("DE111", "DE112")),), PairPlace(("FR101", "FR102"))),
    "claim.withdraw": ((Made("a-1"),), Made("a-2")),
    "claim.decide": ((claimed_in("DE111", "p-1"),), claimed_in("FR101", "p-2")),
    "acting.ask": ((OURS,), THEIRS),
    "acting.consent": ((OURS,), THEIRS),
    "acting.withdraw": ((OURS,), THEIRS),
    "import.read": ((Made("a-1"),), Made("a-2")),
}  # fmt: skip


def cell(permission: str, name: str) -> str:
    """ "yes" for everything, "own" for what is one's own, "" for nothing."""
    actor = ACTORS[COLUMNS[name]]
    own, foreign = THINGS.get(permission, ((None,), None))
    if not any(may(actor, permission, thing) for thing in own):
        return ""
    return "yes" if may(actor, permission, foreign) else "own"


def row(permission: str) -> list[str]:
    """What the table says of a permission."""
    return [cell(permission, name) for name in COLUMNS]


def told() -> dict[str, list[str]]:
    """The rows of the document: permission -> cells, without the sentence that explains it."""
    lines = [line for line in ROLES.read_text("utf-8").splitlines() if line.startswith("| `")]
    cells = [[part.strip() for part in line.strip("|").split("|")] for line in lines]
    return {parts[0].strip("`"): parts[2:] for parts in cells}


def test_the_document_has_a_row_for_every_permission_and_no_other() -> None:
    assert list(told()) == list(TABLE)


def test_the_columns_are_the_kinds_of_actors() -> None:
    heads = f"| permission | for what | {' | '.join(COLUMNS)} |"
    assert heads in ROLES.read_text("utf-8")


@pytest.mark.parametrize("permission", TABLE)
def test_a_row_says_who_may(permission: str) -> None:
    assert told()[permission] == row(permission)


def test_every_permission_that_asks_for_a_thing_is_tried_with_one() -> None:
    plain = {name for name, rule in TABLE.items() if rule.thing.__name__ == "<lambda>"}
    assert set(THINGS) == set(TABLE) - plain
