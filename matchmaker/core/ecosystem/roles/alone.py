"""Who has been without a tie, and since when: read from a survey on the day of reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from matchmaker.core.ecosystem.survey import Spell
from matchmaker.core.entities import Profile

NEW_DAYS = 90


@dataclass(frozen=True, slots=True)
class Alone:
    """Ids of who has no tie: `lately` lost their last one in `NEW_DAYS` days, `new` came in them."""

    lately: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    long: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.lately) + len(self.new) + len(self.long)


def alone_of(profiles: Iterable[Profile], spells: Mapping[str, Spell], today: date) -> Alone:
    """Sort those without a tie by since when; each group by name. Who opted out is left out."""
    begin = today - timedelta(NEW_DAYS)
    lately, new, long = [], [], []
    for profile in sorted(profiles, key=lambda one: (one.name, one.id)):
        spell = spells.get(profile.id)
        if spell is None or not profile.rankable:
            continue
        if spell.tied_before and spell.since >= begin:
            lately.append(profile.id)
        elif profile.created and profile.created >= begin:
            new.append(profile.id)
        else:
            long.append(profile.id)
    return Alone(tuple(lately), tuple(new), tuple(long))
