"""A network's past, cut at one day: what was known before, and what formed after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from matchmaker.core.entities import Activity, Link, Profile

NO_DAY = date(2000, 1, 1)
"""The split of a past in which nothing has a day."""


@dataclass(frozen=True, slots=True)
class EvaluationNeed:
    """What somebody was looking for after the split; `country` is an ISO code or ""."""

    id: str
    text: str
    country: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Past:
    """What an evaluation folder holds.

    `organisations`, `ties` and `activities` were known at the split; `new_ties` and `needs` came later.
    `need_partners` maps a need to the organisations that took part. `words` maps an organisation to its kind
    as the source writes it, `left_out` a reason to how many rows were left out for it.
    """

    organisations: tuple[Profile, ...]
    ties: tuple[Link, ...] = ()
    new_ties: tuple[Link, ...] = ()
    needs: tuple[EvaluationNeed, ...] = ()
    need_partners: Mapping[str, frozenset[str]] = field(default_factory=dict)
    activities: tuple[Activity, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def number(self) -> Mapping[str, int]:
        """The place of each organisation in the folder's order, by its id."""
        return {one.id: place for place, one in enumerate(self.organisations)}

    @cached_property
    def split(self) -> date:
        """The day of the split: the engine knows what was there before it.

        It is the day after the latest tie or activity, or the earliest day of a new tie or a need if that
        comes first; `NO_DAY` where no day is known at all.
        """
        before = _days([*self.ties, *self.activities])
        after = _days([*self.new_ties, *self.needs])
        found = [max(before) + timedelta(days=1)] if before else []
        return min([*found, *after], default=NO_DAY)


def _days(dated: Iterable[Link | Activity | EvaluationNeed]) -> list[date]:
    return [one.day for one in dated if one.day is not None]
