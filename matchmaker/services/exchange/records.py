"""The records that an import meets, as the plan compares them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import false, func, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.audience import Closeness, withheld
from matchmaker.core.entities import Role
from matchmaker.core.imports.draft import Value, Values
from matchmaker.core.imports.plan import Existing
from matchmaker.models import Alias, Need, NetworkRevision, Offer, RoleGrant, Stakeholder
from matchmaker.permissions import may
from matchmaker.services import duplicates
from matchmaker.services.profiles.closeness import closeness_of

S = TypeVar("S", Offer, Need)

COLUMNS = (
    "name", "about", "country", "region", "place", "lat", "lon", "website", "email", "themes", "languages",
    "register_number", "legal_form", "people", "founded",
)  # fmt: skip
"""The fields of an import that are columns of a stakeholder, besides its kind."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """By what an import notices that somebody wrote between its plan and its own writing."""

    revision: int
    aliases: tuple[int, int]
    members: int


def read_fingerprint(session: Session) -> Fingerprint:
    """The state of all that a plan depends on: records, aliases and claims."""
    count, last = session.execute(select(func.count(), func.coalesce(func.max(Alias.id), 0))).one()
    members = select(func.count()).where(RoleGrant.role == Role.MEMBER)
    return Fingerprint(
        session.scalars(select(NetworkRevision.revision)).one(), (count, last), session.scalars(members).one()
    )


def list_existing(session: Session, actor: Actor, source: str) -> list[Existing]:
    """All records that this import may meet, in a fixed order.

    Records that the actor may not know of stay out, unless this source brought them. A record is locked when
    somebody has claimed it, and foreign when the actor may not edit it and another source made it: who runs
    one place does not fill in the records of another. Its own id counts as seen for those who may edit it, so
    that an export can be edited and brought back.
    """
    seen = _seen(session, source)
    claimed = _claimed(session)
    former: dict[str, list[str]] = defaultdict(list)
    for gone, kept in duplicates.list_former(session).items():
        former[kept].append(gone)
    offers, needs = _texts(session, Offer), _texts(session, Need)
    found = []
    # Plain columns, no objects: nothing is changed through the session, and 50,000 of them stay small.
    columns = (
        Stakeholder.id,
        Stakeholder.kind,
        Stakeholder.hidden,
        Stakeholder.source,
        Stakeholder.audiences,
        # Left aside: who looks after a region knows a claimed record by its id too; `locked` keeps it.
        false().label("claimed"),
        *(getattr(Stakeholder, name) for name in COLUMNS),
    )
    for one in session.execute(select(*columns).order_by(Stakeholder.created_at, Stakeholder.id)):
        if one.id not in seen and not may(actor, "stakeholder.read", one):
            continue
        values = values_of(one, offers.get(one.id, []), needs.get(one.id, []))
        known = dict(seen.get(one.id, {}))
        editable = may(actor, "stakeholder.edit", one)
        if editable:
            # An export that was made before a merge names the record by an id that it had then.
            known |= dict.fromkeys((one.id, *former[one.id]), values)
        foreign = not editable and one.source != source
        # Nobody finds out by an import what the page would not show them.
        near = _nearness(actor, one, claimed=one.id in claimed)
        if foreign or (editable and near < Closeness.OURSELVES):
            values |= dict.fromkeys(withheld(near, one.audiences) & values.keys())
        found.append(Existing(one.id, values, known, locked=one.id in claimed, foreign=foreign))
    return found


def _nearness(actor: Actor, one: Any, *, claimed: bool) -> Closeness:
    """How near the importer is: who looks after a region sees of a claimed record what members see."""
    own = one.id in actor.places(Role.MEMBER) or actor.administrator
    return Closeness.MEMBER if claimed and not own else closeness_of(actor, one)


def values_of(one: Any, offers: list[str], needs: list[str]) -> Values:
    """The values of a stakeholder, or of a row with its columns, under the keys of `Draft.values()`."""
    values: Values = {name: _plain(getattr(one, name)) for name in COLUMNS}
    values["kind"] = one.kind.value if one.kind else None
    return values | {"offers": offers, "needs": needs}


def _plain(value: Any) -> Value:
    return list(value) if isinstance(value, tuple) else value


def find_ids(session: Session, source: str, wanted: Iterable[str]) -> dict[str, str]:
    """The ids that rows of ties use -> ours: those of the same source first, else ours, else any source's.

    An id that several other sources know for different stakeholders stands for none of them.
    """
    ids = sorted(set(wanted))
    former = duplicates.list_former(session)
    ours = {one: former[one] for one in ids if one in former}
    same: dict[str, str] = {}
    others: dict[str, set[str]] = defaultdict(set)
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        ours |= {one: one for one in session.scalars(select(Stakeholder.id).where(Stakeholder.id.in_(some)))}
        rows = select(Alias.source, Alias.source_id, Alias.stakeholder_id).where(Alias.source_id.in_(some))
        for named, source_id, stakeholder_id in session.execute(rows):
            if named == source:
                same[source_id] = stakeholder_id
            others[source_id].add(stakeholder_id)
    unique = {source_id: next(iter(found)) for source_id, found in others.items() if len(found) == 1}
    return unique | ours | same


BATCH = 5_000


def _seen(session: Session, source: str) -> dict[str, dict[str, Values]]:
    seen: dict[str, dict[str, Values]] = defaultdict(dict)
    rows = select(Alias.stakeholder_id, Alias.source_id, Alias.seen).where(Alias.source == source)
    for stakeholder_id, source_id, values in session.execute(rows):
        seen[stakeholder_id][source_id] = values
    return seen


def _claimed(session: Session) -> frozenset[str]:
    return frozenset(session.scalars(select(RoleGrant.place).where(RoleGrant.role == Role.MEMBER)))


def _texts(session: Session, table: type[S]) -> Mapping[str, list[str]]:
    """The texts of all offers or needs, closed ones too: what was withdrawn must not come back."""
    texts: dict[str, list[str]] = defaultdict(list)
    rows: Any = select(table.stakeholder_id, table.text).order_by(table.created_at, table.id)
    for stakeholder_id, text in session.execute(rows):
        texts[stakeholder_id].append(text)
    return texts
