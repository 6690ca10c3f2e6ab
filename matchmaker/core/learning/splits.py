"""A network's past, cut at earlier days: what was known then, and which ties formed after.

Everything is rebuilt as it stood: a tie weighs what the activities begun by then gave it, texts of later
activities are not there yet, and who came later is not there at all. Offers, needs and when a profile was
confirmed are of today: what is open still is what no partner of the past has met, so to learn from it would
teach that meeting a need does not matter. They are left out, and their weights stay as shipped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations, pairwise

import numpy as np

from matchmaker.core.entities import Activity, Link, Profile

CUTS = (0.4, 0.55, 0.7, 0.85)
"""The past is cut where so much of it had begun."""

FOLDS = 4
"""Where no day is known, every tie is left out once, a quarter of them at a time."""

ENOUGH_RIGHT = 4
"""With fewer right answers a need has no country."""

FEWEST = 4
"""With fewer ties there is nothing to learn from."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sought:
    """What was looked for, in the words of what came of it, from which country, and who took part."""

    text: str
    country: str
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Split:
    """The network at one day, and what came next.

    `new` maps a stakeholder who was there already to its later partners, who were there as well.
    """

    today: date
    profiles: tuple[Profile, ...]
    links: tuple[Link, ...]
    activities: tuple[Activity, ...]
    new: Mapping[str, frozenset[str]]
    needs: tuple[Sought, ...]


def splits(
    profiles: Sequence[Profile],
    links: Sequence[Link],
    activities: Sequence[Activity] = (),
    *,
    today: date,
    seed: int = 1,
) -> tuple[Split, ...]:
    """The splits of a past, the earliest first; none where it is too short.

    Where nothing has a day, ties are left out in turn instead.
    """
    profiles = [replace(one, offers=(), needs=(), verified=None) for one in profiles]
    dated: list[Activity | Link] = [*activities, *links]
    days = sorted(day for one in dated if (day := begun(one)) is not None and day <= today)
    if len(links) < FEWEST:
        return ()
    if len(days) < FEWEST:
        return _folds(profiles, links, activities, today, np.random.default_rng(seed))
    # What has no day may have come later than any cut, so it is not there at all.
    ties = _Ties(links, [one for one in activities if begun(one) is not None])
    cuts = sorted({days[int(share * len(days))] for share in CUTS})
    ends = [*cuts, days[-1] + timedelta(days=1)]
    made = (_at(profiles, ties, begin, end, np.random.default_rng(seed)) for begin, end in pairwise(ends))
    return tuple(split for split in made if split.new)


def begun(one: Activity | Link) -> date | None:
    """When it began: its day, or the middle of its year."""
    if one.day is not None:
        return one.day
    since = one.since if isinstance(one, Link) else None
    return date(since, 7, 1) if since is not None else None


class _Ties:
    """Each tie with the activities that it stands on."""

    def __init__(self, links: Iterable[Link], activities: Iterable[Activity]) -> None:
        self.links, self.activities = tuple(links), tuple(activities)
        known = {(link.a, link.b) for link in self.links}
        self.stands_on: defaultdict[Pair, list[Activity]] = defaultdict(list)
        for one in self.activities:
            for pair in combinations(sorted(set(one.members)), 2):
                if pair in known:
                    self.stands_on[pair].append(one)

    def before(self, link: Link, day: date) -> Link | None:
        """The tie as it stood on a day; None if it had not begun."""
        stands_on = self.stands_on.get((link.a, link.b))
        if not stands_on:
            first = begun(link)
            return link if first is not None and first < day else None
        shares = [(_share(one), (when := begun(one)) is not None and when < day) for one in stands_on]
        then = sum(share for share, known in shares if known)
        total = sum(share for share, _ in shares)
        return replace(link, weight=link.weight * then / total) if then else None

    def first(self, link: Link) -> date | None:
        """The day on which a tie began."""
        days = [day for one in self.stands_on.get((link.a, link.b), ()) if (day := begun(one)) is not None]
        return min(days, default=begun(link))


def _share(activity: Activity) -> float:
    """What one activity adds to a tie: less, the more took part."""
    return 1.0 / max(1, len(set(activity.members)) - 1)


def _at(
    profiles: Sequence[Profile], ties: _Ties, begin: date, end: date, chance: np.random.Generator
) -> Split:
    early = tuple(one for one in ties.activities if (day := begun(one)) is not None and day < begin)
    links = tuple(known for link in ties.links if (known := ties.before(link, begin)) is not None)
    met = {member for one in early for member in one.members}
    met |= {end for link in links for end in (link.a, link.b)}
    country = {one.id: one.country for one in profiles}
    there = met & country.keys()
    standing = {(link.a, link.b) for link in links}
    fresh = [
        link
        for link in ties.links
        if (link.a, link.b) not in standing
        and {link.a, link.b} <= there
        and (day := ties.first(link)) is not None
        and begin <= day < end
    ]
    later = [one for one in ties.activities if (day := begun(one)) is not None and begin <= day < end]
    return Split(
        begin,
        tuple(one for one in profiles if one.id in there),
        links,
        early,
        _both_ways(fresh),
        tuple(_sought(one, there, country, chance) for one in later if not there.isdisjoint(one.members)),
    )


def _sought(
    activity: Activity, there: set[str], country: Mapping[str, str], chance: np.random.Generator
) -> Sought:
    """A later activity as what somebody who took part in it was looking for before.

    It comes from the country of one member, drawn by chance, unless few are known: where the asker is one of
    the right answers, place would be learnt to be the answer.
    """
    right = frozenset(activity.members) & there
    members = sorted(activity.members)
    home = country.get(members[int(chance.integers(len(members)))], "")
    return Sought(activity.text, home if len(right) >= ENOUGH_RIGHT else "", right)


def _folds(
    profiles: Sequence[Profile],
    links: Sequence[Link],
    activities: Sequence[Activity],
    today: date,
    chance: np.random.Generator,
) -> tuple[Split, ...]:
    mixed = [links[i] for i in chance.permutation(len(links))]
    parts = [mixed[fold::FOLDS] for fold in range(FOLDS)]
    found = []
    for out in parts:
        known, deeds = without({(link.a, link.b) for link in out}, mixed, activities)
        found.append(Split(today, tuple(profiles), known, deeds, _both_ways(out), ()))
    return tuple(found)


def without(
    pairs: AbstractSet[Pair], links: Iterable[Link], activities: Iterable[Activity]
) -> tuple[tuple[Link, ...], tuple[Activity, ...]]:
    """The ties and activities that give none of these pairs (the lesser id first) away."""
    return (
        tuple(link for link in links if (link.a, link.b) not in pairs),
        tuple(one for one in activities if pairs.isdisjoint(combinations(sorted(set(one.members)), 2))),
    )


def _both_ways(links: Iterable[Link]) -> dict[str, frozenset[str]]:
    new: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        new[link.a].add(link.b)
        new[link.b].add(link.a)
    return {one: frozenset(others) for one, others in sorted(new.items())}
