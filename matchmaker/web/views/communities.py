"""Communities of a network as pages name them: by what they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matchmaker.core.ecosystem.survey import Survey
from matchmaker.core.vocabulary import label
from matchmaker.web.words import _

FEWEST_NAMED = 3
"""Two who know nobody else are a pair, no community that needs a name in the picture."""

MOST_LISTED = 12


@dataclass(frozen=True, slots=True)
class Community:
    """One community with its name and how many of it are here."""

    number: int
    name: str
    size: int


def community_name(survey: Survey, number: int) -> str:
    """What a community is about; with its second theme where another one has the same first."""
    themes = survey.themes[number] if 0 <= number < len(survey.themes) else ()
    if not themes:
        return _("Group %(number)s", number=number + 1)
    alike = sum(1 for one in survey.themes if one[:1] == themes[:1])
    return ", ".join(_(label(key)) for key in themes[: 2 if alike > 1 else 1])


def communities_of(survey: Survey, ids: Iterable[str]) -> list[Community]:
    """The largest communities of these stakeholders, the largest first."""
    counts: Mapping[int, int] = Counter(survey.community.get(key, -1) for key in ids)
    found = sorted(
        ((size, number) for number, size in counts.items() if number >= 0 and size >= FEWEST_NAMED),
        key=lambda pair: (-pair[0], pair[1]),
    )
    return [Community(number, community_name(survey, number), size) for size, number in found[:MOST_LISTED]]
