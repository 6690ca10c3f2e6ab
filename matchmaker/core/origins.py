"""When contacts of records that nobody claimed are told, and by what a removed record is known again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from matchmaker.core.imports.names import name_key

DEADLINE = timedelta(days=30)
"""So long after an address came in its reader must have been told (Article 14(3)(a) GDPR)."""

SETTLES = timedelta(days=2)
"""So long one waits before telling: an import that was a mistake can be taken back unheard of."""

ANSWERABLE = timedelta(days=365)
"""So long the links of such a mail work."""

AGAIN = timedelta(days=365)
"""So long after it was told, an address that has not answered is told and asked once more."""

SILENT = timedelta(days=365)
"""So long after it was told nobody has answered: then the page says so."""

MOST_IN_ONE = 20
"""So many records of one address stand in one mail; the others come on the next day."""

MADE_UP = "demo"
"""The source of the records of a demonstration: behind their addresses there is nobody to tell."""

SHELVES = 4096


class Answered(StrEnum):
    """What the reader of such a mail said; who wants the record removed is not remembered with a name."""

    KEPT = "kept"
    """Keep it, and do not write to us."""
    WRONG = "wrong"
    """This is not our address."""


class Known(StrEnum):
    """By what a removed record is known again."""

    SOURCE = "source"
    """The id in its source."""
    ADDRESS = "address"
    NAME = "name"
    """The name and the region, else the country."""


def traits(values: Mapping[str, object], ids: Iterable[tuple[str, str]] = ()) -> Iterator[tuple[Known, str]]:
    """All by which a record or a row is known: its ids in sources, its address, its name in its place."""
    for source, source_id in ids:
        yield Known.SOURCE, f"{source}\n{source_id}"
    if address := _text(values, "email").strip().lower():
        yield Known.ADDRESS, address
    if name := name_key(_text(values, "name")):
        yield Known.NAME, f"{name}\n{_text(values, 'region') or _text(values, 'country')}"


def shelf_of(known: Known, text: str) -> int:
    """The shelf on which a trait lies: one of a few thousand, so that it says next to nothing about it."""
    digest = hashlib.sha256(f"{known.value}\n{text}".encode()).digest()
    return int.from_bytes(digest[:2], "big") % SHELVES


def hashed(text: str, salt: str) -> str:
    """What is kept of a trait: the salt and a hash, as of an address that wants no mails."""
    return f"{salt}:{hashlib.sha256(f'{salt}{text}'.encode()).hexdigest()}"


def matches(kept: str, text: str) -> bool:
    """Whether a trait is the one of which this was kept."""
    return kept == hashed(text, kept.partition(":")[0])


def late(since: Iterable[datetime], *, a_day: int, now: datetime) -> int:
    """How many addresses would be told too late, the oldest first and so many a day."""
    return sum(
        now + timedelta(days=place // max(a_day, 1)) > begun + DEADLINE
        for place, begun in enumerate(sorted(since))
    )


def _text(values: Mapping[str, object], key: str) -> str:
    found = values.get(key)
    return found if isinstance(found, str) else ""
