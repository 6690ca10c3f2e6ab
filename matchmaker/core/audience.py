"""Who may see which field: the one answer for pages, exports, search and engine."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from functools import lru_cache

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

TIES = "ties"
"""The audience of whom a stakeholder works with; no column, but rows of another table."""

PLACE = ("place", "lat", "lon")

FIELDS: Mapping[str, tuple[str, ...]] = {
    "about": ("about",),
    # The town and the point on the map; who may not see them may still see the region.
    "place": PLACE,
    # Without the region the town says nothing, or it would say the region.
    "region": ("region", *PLACE),
    "languages": ("languages",),
    "themes": ("themes",),
    "website": ("website",),
    "email": ("email",),
    "register_number": ("register_number",),
    "legal_form": ("legal_form",),
    "people": ("people",),
    "founded": ("founded",),
    "stage": ("stage",),
    "authority_level": ("authority_level",),
    "support_type": ("support_type",),
    TIES: (),
}
"""What has an audience of its own -> the columns of a stakeholder that it covers."""

ALWAYS_SEEN = ("id", "name", "kind", "country", "verified_on", "source", "created_at", "updated_at")
"""Columns that everybody sees who may see the page at all: without them there is no directory."""

NEVER_SHOWN = ("audiences", "opted_out", "hidden", "asked_on")
"""Columns that say how the others are used; only the form shows them."""

# Private by default where a person may be behind it; the rest is what a directory is for.
DEFAULTS: Mapping[str, Audience] = {
    "email": Audience.MATCHED,
    "people": Audience.MEMBERS,
    # Of somebody who works alone it leads to their own name.
    "register_number": Audience.MATCHED,
}


def audience_of(field: str, chosen: Mapping[str, str]) -> Audience:
    """The audience of a field: what the stakeholder chose, else its default, else everyone."""
    return Audience(chosen.get(field, DEFAULTS.get(field, Audience.PUBLIC)))


def reaches(closeness: Closeness, audience: Audience) -> bool:
    """Whether a reader of this closeness belongs to an audience."""
    return closeness >= NEEDED[audience]


def visible_to(closeness: Closeness, field: str, chosen: Mapping[str, str]) -> bool:
    """Whether a reader of this closeness may see the field."""
    return reaches(closeness, audience_of(field, chosen))


def withheld(closeness: Closeness, chosen: Mapping[str, str]) -> frozenset[str]:
    """The columns of a stakeholder that a reader of this closeness may not see."""
    return _withheld(closeness, tuple(sorted(chosen.items())))


def closes(before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Whether visitors see less by a new choice than by the old one."""
    return any(
        visible_to(Closeness.VISITOR, one, before) > visible_to(Closeness.VISITOR, one, after)
        for one in FIELDS
    )


def shows_tie(one: Closeness, of_one: Audience, other: Closeness, of_other: Audience) -> bool:
    """Whether a reader may see a tie: it tells of both ends, so the narrower audience holds.

    `one` and `other` say how near the reader is to each end. Who is of one of the two knows of it anyway.
    """
    if Closeness.OURSELVES in (one, other):
        return True
    return reaches(one, of_one) and reaches(other, of_other)


@lru_cache(maxsize=4096)
def _withheld(closeness: Closeness, chosen: tuple[tuple[str, str], ...]) -> frozenset[str]:
    # Most stakeholders choose nothing: for all of them this is worked out once.
    said = dict(chosen)
    fields = (field for field in FIELDS if not visible_to(closeness, field, said))
    return frozenset(column for field in fields for column in FIELDS[field])
