"""Who has been without a tie, and since when: read from a survey on the day of reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from matchmaker.core.ecosystem.survey import Survey
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


def alone_of(profiles: Iterable[Profile], survey: Survey, today: date) -> Alone:
    """Sort those without a tie today by since when; each group by name. Who opted out is left out."""
    begin = today - timedelta(NEW_DAYS)
    lately, new, long = [], [], []
    for profile in sorted(profiles, key=lambda one: (one.name, one.id)):
        if not profile.rankable:
            continue
        spell = survey.alone.get(profile.id)
        # Whom the survey knew and did not find alone has lost the last tie since then.
        lost = spell.tied_before and spell.since >= begin if spell else profile.id in survey.community
        if lost:
            lately.append(profile.id)
        elif profile.created and profile.created >= begin:
            new.append(profile.id)
        else:
            long.append(profile.id)
    return Alone(tuple(lately), tuple(new), tuple(long))
