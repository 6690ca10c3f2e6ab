"""A fiche: what a report about one region says, as frozen values that go into JSON and come back.

Organisations stand in it by id alone. Their names are looked up when the fiche is read, so that who has left
is no longer named in any of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any

from matchmaker.core.ecosystem.measures import Figures

FORMAT = 1
"""Raised when a field changes its meaning, so that old fiches can still be read as they were meant."""

Pair = tuple[str, str]
Count = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Gap:
    """What nobody near offers: the kind of help, the theme, how many ask, and the nearest answer elsewhere.

    `owner` and `statement` are those of the oldest need of the kind; `there` is "" where nobody answers.
    """

    kind: str
    theme: str
    people: int
    owner: str = ""
    statement: str = ""
    there: str = ""
    km: float | None = None


@dataclass(frozen=True, slots=True)
class Worth:
    """A tie worth making: how many steps the two are apart, None where no way leads from one to the other.

    `newly` is how many would come within two steps of somebody new.
    """

    a: str
    b: str
    steps: int | None = None
    newly: int = 0


@dataclass(frozen=True, slots=True)
class Lacking:
    """How many of one kind, out of how many, have no tie to anybody of another kind."""

    kind: str
    other: str
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Content:
    """All that one fiche says; ids, keys and numbers, no words."""

    region: str
    day: date
    release: str
    # The day of the survey that it rests on; None where none was taken yet.
    counted: date | None = None
    since: date | None = None
    """The day of the fiche before."""

    members: tuple[str, ...] = ()
    kinds: Mapping[str, int] = field(default_factory=dict)
    districts: tuple[Count, ...] = ()
    themes: tuple[Count, ...] = ()
    fresh: int = 0
    old: int = 0
    never: int = 0
    offers: int = 0
    needs: int = 0

    figures: Figures = field(default_factory=dict)
    years: tuple[tuple[int, int], ...] = ()
    joins: tuple[str, ...] = ()
    """Who joins groups that would hardly meet otherwise."""
    alone: tuple[str, ...] = ()
    """Who has no tie at all."""
    outside: tuple[str, ...] = ()
    """Who has ties only to others outside of the region."""

    unanswered: int | None = None
    gaps: tuple[Gap, ...] = ()
    lacking: tuple[Lacking, ...] = ()
    worth: tuple[Worth, ...] = ()
    alone_then: int | None = None
    """How many would still have no tie inside the region if all of `worth` were made."""
    made: tuple[Pair, ...] = ()
    made_count: int = 0
    came: tuple[Pair, ...] = ()
    """Ties that the fiche before held to be worth making, and that are there now."""
    proposals: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Differences:
    """What has changed from one fiche to the next; ids are in the order of the later one."""

    figures: tuple[tuple[str, float, float], ...]
    new: tuple[str, ...]
    gone: int
    no_longer_alone: tuple[str, ...]
    newly_alone: tuple[str, ...]


def as_json(content: Content) -> dict[str, Any]:
    """What `models.Fiche.content` holds."""
    days = {name: day.isoformat() for name in DAYS if (day := getattr(content, name))}
    return {"format": FORMAT} | asdict(content) | dict.fromkeys(DAYS) | days


def from_json(kept: Mapping[str, Any]) -> Content:
    """The fiche that was kept; what a later release has added to it is passed over."""
    known = {one.name for one in fields(Content)}
    values = {name: _frozen(value) for name, value in kept.items() if name in known}
    values |= {name: date.fromisoformat(kept[name]) for name in DAYS if kept.get(name)}
    values["gaps"] = tuple(Gap(**one) for one in kept.get("gaps", ()))
    values["lacking"] = tuple(Lacking(**one) for one in kept.get("lacking", ()))
    values["worth"] = tuple(Worth(**one) for one in kept.get("worth", ()))
    return Content(**values)


def compare(before: Content, after: Content) -> Differences:
    """What is different; a figure that was not measured both times is left out."""
    was_there, was_alone = set(before.members), set(before.alone)
    still_alone, there = set(after.alone), set(after.members)
    figures = [
        (name, then, now)
        for name, now in after.figures.items()
        if now is not None and (then := before.figures.get(name)) is not None
    ]
    return Differences(
        figures=tuple(figures),
        new=tuple(key for key in after.members if key not in was_there),
        gone=len(was_there - there),
        no_longer_alone=tuple(key for key in before.alone if key in there and key not in still_alone),
        newly_alone=tuple(key for key in after.alone if key in was_there and key not in was_alone),
    )


DAYS = ("day", "counted", "since")


def _frozen(value: Any) -> Any:
    """JSON's lists as tuples."""
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value
