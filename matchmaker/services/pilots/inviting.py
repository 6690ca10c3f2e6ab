"""Inviting stakeholders to a pilot: from a list that somebody pastes, or all of a segment."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Kind
from matchmaker.core.names import fold
from matchmaker.errors import Invalid
from matchmaker.models import Alias, Pilot, PilotMember, Stakeholder
from matchmaker.permissions import require
from matchmaker.services import audit, network
from matchmaker.services.pilots import mailing
from matchmaker.services.pilots.reading import get_pilot

MOST = 2_000
"""So many are invited at once."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Whom to invite, as the directory looks for them."""

    text: str = ""
    kinds: frozenset[Kind] = frozenset()
    region: str = ""
    themes: tuple[str, ...] = ()

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for: nobody invites everybody by leaving a form empty."""
        return bool(self.text or self.kinds or self.region or self.themes)


@dataclass(frozen=True, slots=True)
class Invited:
    """What became of an invitation: who is new, who was there already, which lines name nobody or several."""

    new: int = 0
    already: int = 0
    unknown: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    unwilling: tuple[str, ...] = ()


def invite_list(session: Session, actor: Actor, pilot_id: str, text: str, *, now: datetime) -> Invited:
    """Invite those whom a list names, one a line: our id, a source's id, an address, or the exact name.

    Raises:
        NotFound, NotAllowed; Invalid: the list is empty or too long.
    """
    pilot = _mine(session, actor, pilot_id)
    lines = list(dict.fromkeys(line for part in text.splitlines() if (line := " ".join(part.split()))))
    if not lines:
        raise Invalid("Write one name or id a line.", fields={"names": "Write one name or id a line."})
    _check_size(len(lines))
    known = _known(session, lines)
    unknown = tuple(line for line in lines if not known[line])
    several = tuple(line for line in lines if len(known[line]) > 1)
    found = [next(iter(known[line])) for line in lines if len(known[line]) == 1]
    people = {one.id: one for one in session.scalars(select(Stakeholder).where(Stakeholder.id.in_(found)))}
    willing = [key for key in dict.fromkeys(found) if not people[key].opted_out]
    unwilling = tuple(one.name for one in people.values() if one.opted_out)
    new, already = _invite(session, actor, pilot, willing, now)
    return Invited(new, already, unknown, several, unwilling)


def count_segment(
    session: Session, actor: Actor, pilot_id: str, segment: Segment, *, now: datetime
) -> Invited:
    """What inviting a segment would do: nothing is written.

    Raises:
        NotFound, NotAllowed.
    """
    pilot = _mine(session, actor, pilot_id)
    ids = _ids_of(session, segment, now)
    present = _present(session, pilot, ids)
    return Invited(len(ids) - len(present), len(present))


def invite_segment(
    session: Session, actor: Actor, pilot_id: str, segment: Segment, *, now: datetime
) -> Invited:
    """Invite all of a segment who may be suggested and were not invited yet.

    Raises:
        NotFound, NotAllowed; Invalid: nothing is asked for, or too many are meant.
    """
    pilot = _mine(session, actor, pilot_id)
    if not segment.narrows:
        raise Invalid("Choose a region, a kind, a theme or a word first.")
    ids = _ids_of(session, segment, now)
    _check_size(len(ids))
    return Invited(*_invite(session, actor, pilot, ids, now))


def _mine(session: Session, actor: Actor, pilot_id: str) -> Pilot:
    pilot = get_pilot(session, pilot_id)
    require(actor, "pilot.run", pilot)
    return pilot


def _check_size(size: int) -> None:
    if size > MOST:
        raise Invalid("These are more than %(most)s at once. Invite them in parts.", most=MOST)


def _known(session: Session, lines: Sequence[str]) -> dict[str, set[str]]:
    """Whom each line means: by our id, the id of a source, the address of the record, or the exact name."""
    seen = Stakeholder.hidden.is_(False)
    ours = set(session.scalars(select(Stakeholder.id).where(Stakeholder.id.in_(lines), seen)))
    aliases = select(Alias.source_id, Alias.stakeholder_id).join(Stakeholder).where(seen)
    theirs = _sets(session.execute(aliases.where(Alias.source_id.in_(lines))))
    addresses = {line.lower() for line in lines if "@" in line}
    mailed = select(func.lower(Stakeholder.email), Stakeholder.id).where(seen)
    theirs |= _sets(session.execute(mailed.where(func.lower(Stakeholder.email).in_(addresses))))
    rest = {fold(line): line for line in lines if line not in ours and line not in theirs}
    named = _named(session, rest.keys()) if rest else {}
    return {
        line: {line}
        if line in ours
        else theirs.get(line) or theirs.get(line.lower()) or named.get(fold(line)) or set()
        for line in lines
    }


def _named(session: Session, wanted: Collection[str]) -> dict[str, set[str]]:
    """Who bears each of some folded names."""
    rows = session.execute(
        select(Stakeholder.name, Stakeholder.id).where(Stakeholder.hidden.is_(False))
    ).all()
    # One call folds all names: a call for each is many times slower.
    names = fold("\n".join(name.replace("\n", " ") for name, _ in rows)).split("\n") if rows else []
    return _sets((name, row.id) for name, row in zip(names, rows, strict=True) if name in wanted)


def _sets(pairs: Iterable[Iterable[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key, value in pairs:
        found.setdefault(key, set()).add(value)
    return found


def _ids_of(session: Session, segment: Segment, now: datetime) -> list[str]:
    live = network.snapshot(session, today=now.date())
    page = live.directory.search(
        segment.text,
        kinds=segment.kinds or None,
        region=segment.region,
        themes=segment.themes,
        per_page=max(1, len(live.profiles)),
    )
    return [one.id for one in live.people(page.ids) if one.rankable]


def _present(session: Session, pilot: Pilot, ids: Sequence[str]) -> set[str]:
    query = select(PilotMember.stakeholder_id).where(PilotMember.pilot_id == pilot.id)
    return set(session.scalars(query)) & set(ids)


def _invite(
    session: Session, actor: Actor, pilot: Pilot, ids: Sequence[str], now: datetime
) -> tuple[int, int]:
    """Write the new ones; who left stays outside, for who left said so."""
    # The same button twice at once: the second waits here, and finds that all are invited.
    session.get_one(Pilot, pilot.id, with_for_update=True, populate_existing=True)
    present = _present(session, pilot, ids)
    new = [key for key in ids if key not in present]
    session.add_all(
        PilotMember(pilot_id=pilot.id, stakeholder_id=key, invited_at=now, invited_by=actor.account_id)
        for key in new
    )
    session.flush()
    mailing.put_down(session, pilot, new, now=now)
    audit.record(session, actor, "pilot.invite", pilot.id, now=now, invited=len(new))
    return len(new), len(present)
