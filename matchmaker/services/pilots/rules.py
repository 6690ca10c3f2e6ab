"""Which pilot's rules hold for two who may be introduced, and who brokers between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from matchmaker.core.entities import Role
from matchmaker.models import Account, Introduction, Pilot, PilotMember, PilotRegion, RoleGrant, Stakeholder

WEEKLY_REQUESTS, OPEN_LIMIT = 5, 10
"""The limits where no pilot sets its own."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How two are introduced: by a broker or directly, and how often one of them may ask.

    `weekly_requests` is the most that one stakeholder asks for in seven days, `open_limit` the most that it
    has under way.
    """

    pilot_id: str | None = None
    brokered: bool = False
    weekly_requests: int = WEEKLY_REQUESTS
    open_limit: int = OPEN_LIMIT


def rule_for(session: Session, a: Stakeholder, b: Stakeholder, *, today: date) -> Rule:
    """The rule of the running pilot that has both; else of one that has one of them; else that of nobody.

    A pilot has whoever joined it, and whoever lies in one of its regions and did not leave it. Of several,
    the one that more of the two joined goes first, then one with a broker, then the oldest.
    """
    pilots = list(session.scalars(select(Pilot).where(is_running(today))))
    if not pilots:
        return Rule()
    found = [one.id for one in pilots]
    regions = _regions_of(session, found)
    joined, left = _members_of(session, found, (a.id, b.id))
    ranked = []
    for pilot in pilots:
        keys = [(pilot.id, one.id) for one in (a, b)]
        inside = [
            key in joined or (key not in left and lies_in(one.region, regions.get(pilot.id, ())))
            for key, one in zip(keys, (a, b), strict=True)
        ]
        if any(inside):
            members = sum(key in joined for key in keys)
            ranked.append(((-sum(inside), -members, not pilot.brokered, pilot.created_at, pilot.id), pilot))
    if not ranked:
        return Rule()
    best = min(ranked, key=lambda one: one[0])[1]
    return Rule(best.id, best.brokered, best.weekly_requests, best.open_limit)


def brokers_of(session: Session, introduction: Introduction) -> list[str]:
    """The accounts that broker an introduction, by id.

    They are the organisers of its pilot and the officials of its regions; where there is none of them, the
    administrators. Whoever is of one of the two is none of them: that side may not know of it yet.
    """
    sides = [introduction.a_id, introduction.b_id]
    theirs = select(Stakeholder.region).where(Stakeholder.id.in_(sides))
    regions = {introduction.region, *session.scalars(theirs)} - {""}
    official = RoleGrant.role == Role.OFFICIAL
    wanted = [
        and_(official, RoleGrant.place.in_(sorted({part for code in regions for part in _around(code)})))
    ]
    if introduction.pilot_id:
        wanted.append(and_(RoleGrant.role == Role.ORGANISER, RoleGrant.place == introduction.pilot_id))
    return _holders(session, or_(*wanted), sides) or _holders(
        session, RoleGrant.role == Role.ADMINISTRATOR, sides
    )


def is_running(today: date) -> ColumnElement[bool]:
    """Whether a pilot's period holds this day; an open end never passes."""
    return and_(
        or_(Pilot.starts_on.is_(None), Pilot.starts_on <= today),
        or_(Pilot.ends_on.is_(None), Pilot.ends_on >= today),
    )


def is_over(pilot: Pilot, today: date) -> bool:
    """Whether a pilot's last day has passed."""
    return pilot.ends_on is not None and today > pilot.ends_on


def runs(pilot: Pilot, today: date) -> bool:
    """Whether a pilot has begun and is not over: `is_running` for one."""
    return (pilot.starts_on is None or pilot.starts_on <= today) and not is_over(pilot, today)


def is_member() -> ColumnElement[bool]:
    """Whether an invited stakeholder joined and has not left."""
    return and_(PilotMember.joined_at.is_not(None), PilotMember.left_at.is_(None))


def lies_in(region: str, regions: Iterable[str]) -> bool:
    """Whether a place is in one of these regions; a NUTS code begins with its parents'."""
    return bool(region) and any(region.startswith(code) for code in regions)


def _regions_of(session: Session, pilots: list[str]) -> dict[str, list[str]]:
    query = select(PilotRegion.pilot_id, PilotRegion.region).where(PilotRegion.pilot_id.in_(pilots))
    found: dict[str, list[str]] = {}
    for pilot_id, region in session.execute(query):
        found.setdefault(pilot_id, []).append(region)
    return found


def _members_of(
    session: Session, pilots: list[str], sides: tuple[str, str]
) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Which of the two joined which pilot, and which left it again."""
    query = select(PilotMember).where(PilotMember.pilot_id.in_(pilots), PilotMember.stakeholder_id.in_(sides))
    rows = list(session.scalars(query))
    left = {(one.pilot_id, one.stakeholder_id) for one in rows if one.left_at}
    return {(one.pilot_id, one.stakeholder_id) for one in rows if one.joined_at} - left, left


def _around(code: str) -> Iterable[str]:
    return (code[:length] for length in range(2, len(code) + 1))


def _holders(session: Session, wanted: ColumnElement[bool], sides: list[str]) -> list[str]:
    query = select(Account.id).join(RoleGrant, RoleGrant.account_id == Account.id)
    theirs = select(RoleGrant.account_id).where(RoleGrant.role == Role.MEMBER, RoleGrant.place.in_(sides))
    query = query.where(wanted, Account.disabled_at.is_(None), Account.id.not_in(theirs))
    return list(session.scalars(query.distinct().order_by(Account.id)))
