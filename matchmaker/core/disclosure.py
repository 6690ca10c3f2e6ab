"""What a typical strong suggestion of a network owes to each signal: measured on its own lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from matchmaker.core.answers import Query
from matchmaker.core.entities import Level
from matchmaker.core.matcher import Matcher

SAMPLE = 24
"""So many stakeholders are asked, spread evenly over the ids: as many as for the cut-offs of levels."""


@dataclass(frozen=True, slots=True)
class Shares:
    """The mean share of the score by signal, in [0, 1], over so many strong suggestions of so many lists."""

    shares: Mapping[str, float]
    suggestions: int
    lists: int


def typical_shares(matcher: Matcher) -> Shares:
    """Ask for a sample of the network and divide up what its strong suggestions scored."""
    asking = [one for one in matcher.pool_.profiles if one.needs or one.about]
    places = sorted(set(np.linspace(0, len(asking) - 1, SAMPLE).astype(int))) if asking else []
    given: defaultdict[str, float] = defaultdict(float)
    count = 0
    for place in places:
        strong = frozenset({Level.STRONG})
        for found in matcher.suggest(Query(asking[place], levels=strong)):
            count += 1
            for part in found.signals:
                given[part.signal] += part.contribution / found.score
    return Shares({name: total / count for name, total in given.items()}, count, len(places))
