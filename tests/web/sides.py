"""The world of the access table: its own side in DE11, a foreign one in UKM8, and people for both.

What is true of the own side is true of the foreign one in a mirror: the official of one region is the far
official of the other, and whoever belongs to the one is a stranger to the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.duplicates.states import PairState
from matchmaker.core.entities import Kind, Part, Role
from matchmaker.models import ActingConsent, MergeRequest, RoleGrant, RoleInvitation, Stakeholder
from tests.factories import (
    NOW,
    grant,
    join_pilot,
    make_account,
    make_need,
    make_offer,
    make_pilot,
    make_stakeholder,
)
from tests.pages import PageClient
from tests.services.duplicates.twins import make_pair
from tests.web.alike import alike, merged_pair
from tests.web.world import ROLES as FIRST
from tests.web.world import World, begun, claimed, declared, make_fiche, proposed, reported, upload

ROLES = (*FIRST, "stranger", "owner", "acting", "other_organiser")
"""`member` edits the world's own stakeholder and `owner` owns it; `acting` is an official who acts for it;
`other` is a member of another; `other_organiser` organises the foreign pilot; a stranger has no role."""

MIRRORED = {
    "official": "far_official", "far_official": "official",
    "organiser": "other_organiser", "other_organiser": "organiser",
    "member": "stranger", "owner": "stranger", "acting": "stranger", "other": "stranger",
}  # fmt: skip
"""Who stands to the foreign side as whom to the own one; visitors, strangers, administrators do to both."""


@dataclass(frozen=True)
class Side:
    """The ids of one side, for the paths of the table."""

    own: str
    another: str
    unsorted: str
    need: str
    region: str
    pilot: str
    official: str
    organiser: str
    # The account that owns `own`.
    owner: str


@dataclass
class Sides:
    """The world with both of its sides."""

    world: World
    here: Side
    there: Side

    def client(self, role: str) -> PageClient:
        """A browser in which somebody of this role is signed in."""
        client = self.world.client(role)
        if role == "acting":
            with client.session_transaction() as cookie:
                cookie["acting_for"] = self.here.own
        return client


def make_sides(world: World) -> Sides:
    """The foreign side, and the people whom the world has not."""
    with world.database.transaction() as session:
        for name in ("stranger", "owner", "acting", "other_organiser", "far_owner"):
            world.accounts[name] = make_account(session, name=name.title(), demo_part=name)
        people = {name: account.id for name, account in world.accounts.items()}
        own = make_stakeholder(session, name="Clyde Repairs", region="UKM82", country="GB", place="Glasgow")
        need = make_need(session, own, "A course in mending radios for twelve learners")
        make_offer(session, own, "A hall with benches near the river")
        another = make_stakeholder(
            session, name="Radio School", kind=Kind.SUPPORT, email="post@radio.example", region="UKM82",
            country="GB", place="Glasgow", about="We teach how to mend radios.",
        )  # fmt: skip
        make_offer(session, another, "A course in mending radios, ten weeks long")
        unsorted = make_stakeholder(session, name="Of no kind there", kind=None, region="UKM82", country="GB")
        pilot = make_pilot(session, "UKM8", id="p-2", name="Repair in Glasgow")
        join_pilot(session, pilot, own)
        _give_roles(session, world, own.id)
        there = Side(
            own.id, another.id, unsorted.id, need.id, "UKM8", "p-2", "far_official", "other_organiser",
            people["far_owner"],
        )  # fmt: skip
    return Sides(world, own_side(world), there)


def own_side(world: World) -> Side:
    """The side that every world has."""
    owner = world.accounts.get("owner", world.accounts["member"])
    return Side(
        world.own, world.another, world.unsorted, world.need, "DE11", "p-1", "official", "organiser", owner.id
    )


def _give_roles(session: Session, world: World, far: str) -> None:
    people = world.accounts
    mine = RoleGrant.account_id == people["member"].id
    session.scalars(select(RoleGrant).where(mine)).one().part = Part.EDITOR
    grant(session, people["owner"], Role.MEMBER, world.own)
    grant(session, people["far_owner"], Role.MEMBER, far)
    grant(session, people["acting"], Role.OFFICIAL, "DE11")
    grant(session, people["other_organiser"], Role.ORGANISER, "p-2")
    session.add(_consent(world.own, Role.OFFICIAL, "DE11", people["acting"].id, given=True))


def _consent(own: str, role: Role, place: str, account_id: str, *, given: bool) -> ActingConsent:
    days = {"given_at": NOW, "until": NOW.date()} if given else {"asked_at": NOW, "reason": "To help."}
    return ActingConsent(stakeholder_id=own, role=role, place=place, account_id=account_id, **days)


def filled(path: str, world: World, side: Side) -> str:
    """A path with the ids of a side in it; what it names and is not there yet is made."""
    for name, make in MAKERS.items():
        if f"{{{name}}}" in path:
            path = path.replace(f"{{{name}}}", make(world, side))
    return path.format(**{name: getattr(side, name) for name in Side.__dataclass_fields__})


def _invited(world: World, side: Side) -> str:
    with world.database.transaction() as session:
        row = RoleInvitation(
            address="new@example.org", role=Role.MEMBER, part=Part.EDITOR, place=side.own,
            inviter_id=side.owner, made_at=NOW, expires_at=NOW.replace(year=NOW.year + 1),
        )  # fmt: skip
        session.add(row)
        session.flush()
        return row.id


def _consented(world: World, side: Side, *, given: bool) -> str:
    with world.database.transaction() as session:
        # By somebody without that role: nobody acts by it.
        row = _consent(side.own, Role.OFFICIAL, side.region, side.owner, given=given)
        session.add(row)
        session.flush()
        return row.id


def _questioned(world: World, side: Side) -> str:
    with world.database.transaction() as session:
        other = make_stakeholder(session, name="The same once more")
        pair = make_pair(session, session.get_one(Stakeholder, side.own), other)
        row = MergeRequest(
            pair_id=pair.id, a_id=pair.a_id, b_id=pair.b_id, keep_id=side.own, asked_at=NOW,
            choice={"picks": {}, "own": {}}, expires_at=NOW.replace(year=NOW.year + 1),
        )  # fmt: skip
        session.add(row)
        session.flush()
        return row.id


def _editor(world: World, side: Side) -> str:
    """Who belongs to the side's own stakeholder."""
    return "member" if side.own == world.own else "far_owner"


def _pair(side: Side) -> tuple[str, str]:
    return side.own, side.another


MAKERS: dict[str, Callable[[World, Side], str]] = {
    "imported": lambda world, side: upload(world, side.official),
    "fiche": lambda world, side: make_fiche(world, side.region, side.official),
    "waiting": lambda world, side: proposed(world, code=side.region, pair=_pair(side)),
    "dropped": lambda world, side: proposed(world, dropped=True, code=side.region, pair=_pair(side)),
    "introduced": lambda world, side: begun(world, _pair(side)),
    "person": lambda world, _side: world.accounts["far_official"].id,
    "said": lambda world, side: declared(world, side.own, _editor(world, side)),
    "reported": lambda world, side: reported(world, side.own),
    "pair": lambda world, side: alike(world, region=f"{side.region}1"),
    "apart": lambda world, side: alike(world, PairState.DIFFERENT, f"{side.region}1"),
    "question": _questioned,
    "merged": lambda world, side: merged_pair(world, f"{side.region}1"),
    "invitation": _invited,
    "claimed": lambda world, side: claimed(world, side.unsorted),
    "asked": lambda world, side: _consented(world, side, given=False),
    "consent": lambda world, side: _consented(world, side, given=True),
}
"""What makes a thing that a path names, anew each time."""
