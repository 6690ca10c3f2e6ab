"""Why two should meet, for whoever writes to them: the engine's reasons told of both by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.audience import Closeness
from matchmaker.core.entities import Level, Profile, Role
from matchmaker.core.explain import Reason
from matchmaker.core.thirdhand import of_both
from matchmaker.models import RoleGrant
from matchmaker.services import network
from matchmaker.services.proposals.looking import seen_by


@dataclass(frozen=True, slots=True)
class Between:
    """What the engine sees between two; `chain` are those through whom they are linked already."""

    a: Profile
    b: Profile
    level: Level | None = None
    reasons: tuple[Reason, ...] = ()
    you_give: str = ""
    they_give: str = ""
    chain: tuple[Profile, ...] = ()


def describe(session: Session, a_id: str, b_id: str, *, now: datetime) -> Between | None:
    """What the engine sees in the second for the first; None where one of them is not in the network.

    Without reasons where one of the two does not want to be suggested. They may end in a letter to either:
    where one has no account, they quote only what is for everybody.
    """
    live = network.snapshot(session, today=now.date())
    people = live.profiles
    if not {a_id, b_id} <= people.keys():
        return None
    a, b = people[a_id], people[b_id]
    # Most networks keep nothing from anybody: then there is nothing to ask.
    quoted = live if not live.parted or _both_have_accounts(session, a_id, b_id) else _open(session, now)
    found = seen_by(quoted, [(a_id, b_id)]).get((a_id, b_id)) if a.rankable and b.rankable else None
    if found is None:
        return Between(a, b)
    return Between(
        a=a,
        b=b,
        level=found.level,
        reasons=of_both(found.reasons, a.name, b.name),
        you_give=found.you_give,
        they_give=found.they_give,
        chain=tuple(people[key] for key in found.chain if key in people),
    )


def _both_have_accounts(session: Session, *ids: str) -> bool:
    places = select(RoleGrant.place).where(RoleGrant.role == Role.MEMBER, RoleGrant.place.in_(ids))
    return len(set(session.scalars(places))) == len(ids)


def _open(session: Session, now: datetime) -> network.Snapshot:
    return network.snapshot(session, today=now.date(), closeness=Closeness.VISITOR)
