"""One record made of two: what a person chooses field by field, and what follows by rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from matchmaker.core.audience import FIELDS, NEEDED, TIES, audience_of
from matchmaker.core.imports.draft import PLACE

Fields = Mapping[str, Any]


class Pick(StrEnum):
    """Whose word counts for one field; `own` is what the person who merges writes instead."""

    KEPT = "kept"
    GONE = "gone"
    BOTH = "both"
    OWN = "own"


TEXTS = ("name", "about")
"""Fields that may be written anew."""

LISTS = ("languages", "themes")
"""Fields that may hold what both say."""

WHERE = "where"
"""Country, region, town and coordinates, which only mean something together."""

SINGLE = (
    "kind", "website", "email", "register_number", "legal_form", "people", "founded", "stage",
    "authority_level", "support_type",
)  # fmt: skip
CHOSEN = ("name", "kind", "about", WHERE, *LISTS, *(name for name in SINGLE if name != "kind"))
"""What a person chooses, in the order of the page."""

RULED: Mapping[str, str] = {
    "id": "the one that stays",
    "audiences": "the narrower of the two for each field",
    "opted_out": "whoever opted out stays out",
    "hidden": "as the one that stays",
    "asked_on": "as the one that stays: the one that goes was asked about its own words",
    "verified_on": "as the one that stays: nobody has confirmed the new whole",
    "source": "as the one that stays",
    "created_at": "as the one that stays",
    "updated_at": "now",
}
"""The other columns of a stakeholder, and what becomes of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was decided: who stays, whose word counts where, and the texts that were written anew."""

    keep: str
    picks: Mapping[str, Pick] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)


def columns_of(name: str) -> tuple[str, ...]:
    """The columns behind a field of the page."""
    return PLACE if name == WHERE else (name,)


def says(record: Fields, name: str) -> tuple[Any, ...]:
    """What a record says in a field; all blank where it says nothing."""
    return tuple(record[column] for column in columns_of(name))


def is_silent(record: Fields, name: str) -> bool:
    """Whether a record says nothing in a field."""
    return all(value is None or value in ("", []) for value in says(record, name))


def proposed(kept: Fields, gone: Fields, name: str) -> Pick:
    """What is likely meant: both of a list, else the one that stays unless only the other says something."""
    if name in LISTS and not is_silent(gone, name) and says(kept, name) != says(gone, name):
        return Pick.GONE if is_silent(kept, name) else Pick.BOTH
    return Pick.GONE if is_silent(kept, name) and not is_silent(gone, name) else Pick.KEPT


def allowed(name: str) -> tuple[Pick, ...]:
    """What may be chosen for a field."""
    more = (Pick.BOTH,) if name in LISTS else (Pick.OWN,) if name in TEXTS else ()
    return (Pick.KEPT, Pick.GONE, *more)


def merged(kept: Fields, gone: Fields, choice: Choice) -> dict[str, Any]:
    """The columns of the record that stays, as they are after the merge."""
    values: dict[str, Any] = {}
    for name in CHOSEN:
        pick = choice.picks.get(name, proposed(kept, gone, name))
        if pick is Pick.OWN and name in TEXTS:
            values[name] = choice.own.get(name, kept[name])
        elif pick is Pick.BOTH and name in LISTS:
            values[name] = list(dict.fromkeys([*kept[name], *gone[name]]))
        else:
            record = gone if pick is Pick.GONE else kept
            values |= {column: record[column] for column in columns_of(name)}
    values["audiences"] = _narrower(kept["audiences"], gone["audiences"])
    values["opted_out"] = bool(kept["opted_out"] or gone["opted_out"])
    return values


def decided(kept: Fields, gone: Fields, values: Fields) -> dict[str, Pick]:
    """Whose word counts where the one that went said something else than the one that stayed."""
    found = {}
    for name in CHOSEN:
        mine, other, now = (says(record, name) for record in (kept, gone, values))
        if mine == other or is_silent(gone, name):
            continue
        if now in (mine, other):
            found[name] = Pick.KEPT if now == mine else Pick.GONE
        else:
            found[name] = Pick.BOTH if name in LISTS else Pick.OWN
    return found


def filled(kept: Fields, gone: Fields, *, ties: bool = False) -> dict[str, Any]:
    """The columns of a record that only gets what it does not say: all else is as its people left it.

    So are its audiences and whether it is suggested; what comes from the other has the narrower audience.
    So have all ties where some come from the other (`ties`): they have one audience together.
    """
    silent = [name for name in CHOSEN if is_silent(kept, name) and not is_silent(gone, name)]
    picks = {name: Pick.GONE if name in silent else Pick.KEPT for name in CHOSEN}
    values = merged(kept, gone, Choice(keep=kept["id"], picks=picks))
    new = {column for name in silent for column in columns_of(name)}
    fields = (field for field, columns in FIELDS.items() if new & {*columns})
    with_ties = (*fields, TIES) if ties else fields
    told = {field: values["audiences"][field] for field in with_ties if field in values["audiences"]}
    return values | {"audiences": kept["audiences"] | told, "opted_out": kept["opted_out"]}


def _narrower(one: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
    """For each field the audience that lets fewer see it: a merge shows nothing to anybody new."""
    found = {}
    for name in sorted({*one, *other}):
        both = audience_of(name, one), audience_of(name, other)
        found[name] = max(both, key=lambda audience: NEEDED[audience]).value
    return found
