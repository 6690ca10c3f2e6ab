"""What a community is about: the themes that its members share more than others do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from matchmaker.core.entities import Profile
from matchmaker.core.signals.pool import themes_of
from matchmaker.core.vocabulary import label

MOST_THEMES = 3
FEWEST_SHARING = 2
"""What only one member does is not what a community is about."""

PLAIN = ("theme-", "group-")
"""These make the better names; sectors, rights and goals are long, and come after them."""

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CommunityName:
    """How a community is called: by `themes` (keys of `core.vocabulary`), else by whom it is around.

    `around` is the name of its best-tied member, "" where the themes are enough to tell it from the others.
    """

    themes: Keys = ()
    around: str = ""


def themes_of_communities(profiles: Mapping[str, Profile], community: Mapping[str, int]) -> tuple[Keys, ...]:
    """The themes of each community, the most telling first, at most `MOST_THEMES`.

    Those of a profile and of its open offers and needs count. Where no theme tells a community from the
    others, those come first that most of its members share.
    """
    own: dict[int, Counter[str]] = {}
    sizes = Counter(community.values())
    everywhere: Counter[str] = Counter()
    for key, number in community.items():
        mine = themes_of(profiles[key])
        everywhere.update(mine)
        own.setdefault(number, Counter()).update(mine)
    total = len(community)
    return tuple(
        _telling(own.get(number, Counter()), sizes[number], everywhere, total)
        for number in range(max(community.values(), default=-1) + 1)
    )


def heads_of_communities(
    profiles: Mapping[str, Profile], community: Mapping[str, int], degree: Mapping[str, float], *, count: int
) -> tuple[str, ...]:
    """The best-tied member of each of `count` communities; "" where there is none.

    Who opted out is not held up.
    """
    best: dict[int, tuple[float, str]] = {}
    for key, number in community.items():
        if profiles[key].rankable:
            best[number] = min(best.get(number, (1.0, "")), (-degree.get(key, 0.0), key))
    return tuple(best.get(number, (0, ""))[1] for number in range(count))


def name_communities(
    themes: Sequence[Keys], heads: Sequence[str], profiles: Mapping[str, Profile]
) -> list[CommunityName]:
    """A name for each: one theme, or as many as tell it from the larger ones, and whom it is around.

    `heads` are ids; who is gone since names nothing.
    """
    firsts = Counter(keys[:1] for keys in themes)
    taken: set[Keys] = set()
    found = []
    for number, keys in enumerate(themes):
        # Where the first theme is not its own, two are the least that are shown.
        least = 1 if firsts[keys[:1]] == 1 else 2
        tried = [keys[:size] for size in range(min(least, len(keys)), len(keys) + 1) if size]
        free = next((one for one in tried if one not in taken), None)
        head = profiles.get(heads[number]) if number < len(heads) else None
        taken.add(chosen := free or keys[:least])
        found.append(CommunityName(chosen, head.name if head and free is None else ""))
    return found


def english(name: CommunityName) -> str:
    """A name in English, for where there is no reader with a language."""
    words = ", ".join(label(key) for key in name.themes)
    if not name.around:
        return words
    return f"{words}, around {name.around}" if words else f"Around {name.around}"


def _telling(own: Counter[str], size: int, everywhere: Counter[str], total: int) -> Keys:
    shared = [key for key, count in own.items() if count >= FEWEST_SHARING]
    telling = {key: _log_odds(own[key], size, everywhere[key], total) for key in shared}
    best = {key for key, value in telling.items() if value > 0} or set(shared)
    ordered = sorted(best, key=lambda key: (not key.startswith(PLAIN), -telling[key], -own[key], key))
    return tuple(ordered[:MOST_THEMES])


def _log_odds(inside: int, size: int, everywhere: int, total: int) -> float:
    """How many standard errors more often members have a theme than others do.

    The log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn, "Fightin' Words",
    Political Analysis 16, 2008, equations 16 and 22), the whole network as the prior with the weight of one
    member.
    """
    prior = everywhere / total
    without = 1.0 - prior + 1e-9
    mine, others = inside + prior, everywhere - inside + prior
    ours = log(mine / (size - inside + without))
    theirs = log(others / (total - size - (everywhere - inside) + without))
    return (ours - theirs) / sqrt(1 / mine + 1 / others)
