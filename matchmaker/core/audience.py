"""Who may see which field: the one answer for pages, exports, search and engine."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from matchmaker.core.entities import Audience


class Closeness(IntEnum):
    """How near the reader is to the stakeholder whose field it is."""

    VISITOR = 0
    MEMBER = 1
    MATCHED = 2
    OURSELVES = 3


NEEDED = {
    Audience.PUBLIC: Closeness.VISITOR,
    Audience.MEMBERS: Closeness.MEMBER,
    Audience.MATCHED: Closeness.MATCHED,
    Audience.OURSELVES: Closeness.OURSELVES,
}

# Private by default where a person may be behind it; the rest is what a directory is for.
DEFAULTS: Mapping[str, Audience] = {
    "email": Audience.MATCHED,
    "people": Audience.MEMBERS,
}


def audience_of(field: str, chosen: Mapping[str, str]) -> Audience:
    """The audience of a field: what the stakeholder chose, else its default, else everyone."""
    return Audience(chosen.get(field, DEFAULTS.get(field, Audience.PUBLIC)))


def visible_to(closeness: Closeness, field: str, chosen: Mapping[str, str]) -> bool:
    """Whether a reader of this closeness may see the field."""
    return closeness >= NEEDED[audience_of(field, chosen)]
