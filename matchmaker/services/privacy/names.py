"""The names behind the ids of a copy: of profiles that the person may see, and of pilots."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matchmaker.models import Pilot, Stakeholder
from matchmaker.services import history
from matchmaker.services.privacy.gathering import Sheet
from matchmaker.services.privacy.people import Person

ID = re.compile(r"[ps]-[0-9a-z]{1,18}")
BATCH = 5_000


def names_of(session: Session, sheets: Iterable[Sheet], person: Person) -> list[tuple[str, str]]:
    """Id and name of all profiles and pilots that the sheets name; hidden ones only where they are theirs."""
    found = {one for sheet in sheets for row in sheet.rows.values() for one in _ids(row.values())}
    names: list[tuple[str, str]] = []
    for some in history.batched(sorted(found), BATCH):
        seen = or_(Stakeholder.hidden.is_(False), Stakeholder.id.in_(person.theirs))
        people = select(Stakeholder.id, Stakeholder.name).where(Stakeholder.id.in_(some), seen)
        pilots = select(Pilot.id, Pilot.name).where(Pilot.id.in_(some))
        names += [(id_, name) for query in (people, pilots) for id_, name in session.execute(query)]
    return sorted(names)


def _ids(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str) and ID.fullmatch(value):
            yield value
        elif isinstance(value, dict):
            yield from _ids(value.values())
        elif isinstance(value, list):
            yield from _ids(value)
