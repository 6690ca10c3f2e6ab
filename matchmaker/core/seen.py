"""A record as one reader may see it: the copy that pages, files and mails get in its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Protocol, TypeVar

from matchmaker.core.audience import Closeness, reaches, withheld
from matchmaker.core.entities import Audience, Kind


class Record(Protocol):
    """What a stakeholder is, whoever keeps it: a row of the database, or a copy that was narrowed already."""

    id: str
    name: str
    kind: Kind | None
    about: str
    country: str
    region: str
    place: str
    lat: float | None
    lon: float | None
    languages: list[str]
    themes: list[str]
    website: str
    email: str
    register_number: str
    legal_form: str
    people: str
    founded: int | None
    stage: str
    authority_level: str
    support_type: str
    audiences: dict[str, str]
    verified_on: date | None
    source: str
    created_at: datetime
    updated_at: datetime


class Stated(Protocol):
    """What is asked of an offer or a need."""

    audience: Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A stakeholder as one reader sees it: what is not for the reader is empty.

    `withheld` names the columns that were emptied although they say something.
    """

    id: str
    name: str
    kind: Kind | None
    about: str = ""
    country: str = ""
    region: str = ""
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    languages: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    website: str = ""
    email: str = ""
    register_number: str = ""
    legal_form: str = ""
    people: str = ""
    founded: int | None = None
    stage: str = ""
    authority_level: str = ""
    support_type: str = ""
    verified_on: date | None
    source: str
    created_at: datetime
    updated_at: datetime
    withheld: frozenset[str] = frozenset()


COLUMNS = tuple(one.name for one in fields(Seen) if one.name != "withheld")
LISTS = frozenset({"languages", "themes"})
S = TypeVar("S", bound=Stated)


def seen_as(record: Record, closeness: Closeness) -> Seen:
    """The record as a reader of this closeness may see it. All doors show this, and nothing else of it."""
    hidden = withheld(closeness, record.audiences)
    shown = {name: getattr(record, name) for name in COLUMNS if name not in hidden}
    lists = {name: tuple(shown[name]) for name in LISTS & shown.keys()}
    kept_back = frozenset(name for name in hidden if getattr(record, name) not in (None, "", [], ()))
    return Seen(**{**shown, **lists}, withheld=kept_back)


def statements_as(statements: Iterable[S], closeness: Closeness) -> list[S]:
    """The offers or needs that a reader of this closeness may see."""
    return [one for one in statements if reaches(closeness, one.audience)]
