"""A matcher with all changes since its version was fitted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from typing import cast

import numpy as np

from matchmaker.core.changed.columns import columns_with, sorts_with, territory_with
from matchmaker.core.changed.company import Touched, company_with
from matchmaker.core.changed.finding import candidates_with
from matchmaker.core.changed.over import Over, patched
from matchmaker.core.changed.people import ChangedIds, ChangedNumbers, ChangedProfiles
from matchmaker.core.changed.reading import Read, read
from matchmaker.core.changed.rows import ChangedRows
from matchmaker.core.changed.sets import sets_with, stated_with
from matchmaker.core.changed.texts import index_with, naming_with
from matchmaker.core.changed.ties import Ends, network_with, record_with
from matchmaker.core.changed.turns import Turns
from matchmaker.core.entities import Link, Profile, Statement
from matchmaker.core.fair import Fair
from matchmaker.core.fairness.attention import eagerness
from matchmaker.core.index import Field, TextIndex
from matchmaker.core.kept.people import Passages
from matchmaker.core.kept.tied import Tied
from matchmaker.core.matcher import Matcher
from matchmaker.core.reader import Numbers
from matchmaker.core.signals import Pool
from matchmaker.core.signals.pool import themes_of
from matchmaker.core.signals.stated import Stated


@dataclass(frozen=True, eq=False)
class Changes:
    """All that is different now from what a version was fitted with.

    `profiles` are those that changed or are new, as they are now, by id, and whoever has another tie now,
    such as the partners of who is gone; `gone` the ids of those who are no longer there; `links` all present
    ties of those in `profiles`, whose both ends are there; `days` how many have passed since the fit.
    """

    profiles: Mapping[str, Profile] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    links: Sequence[Link] = ()
    days: int = 0


@dataclass(frozen=True, eq=False)
class Known:
    """What a matcher with changes has found out, for the next one made of the same `base`."""

    base: Matcher
    read: Mapping[str, Read]
    number: Mapping[str, int]
    first: Mapping[str, int]
    company: Touched | None


@dataclass(frozen=True, eq=False)
class Placed:
    """The changes by number: `now` in the order of `over`, None for who is gone."""

    over: Over
    now: Sequence[Profile | None]
    ids: ChangedIds
    number: ChangedNumbers
    gone: frozenset[int]
    turns: Turns
    found: Mapping[str, int]
    """The numbers of all ids that the changes name: looking one up in a version takes some microseconds."""

    @property
    def profiles(self) -> list[Profile]:
        """The same, with somebody of whom nothing is known in place of who is gone."""
        return [GONE if one is None else one for one in self.now]


GONE = Profile(id="", name="", rankable=False)


def changed(base: Matcher, changes: Changes, earlier: Matcher | None = None) -> Matcher:
    """The matcher that `kept.matcher` opened, with all `changes` since it was fitted.

    `earlier` is one made of the same base: what it read of profiles that are the same is taken over, and
    so its answers do not depend on the way. Neither is altered, and all three may be asked at once. Numbers
    stay: newcomers have those behind all others, in the order of their ids, and who is gone keeps one that
    nobody is found by. Equal scores fall in the order of the ids.
    """
    known = earlier.changes_ if earlier is not None else None
    if not isinstance(known, Known) or known.base is not base:
        known = Known(base, {}, {}, {}, None)
    placed = _placed(base.pool_, changes, known)
    readings = _read(base, placed, known)
    pool, company = _pool(base, placed, readings, changes, known)
    matcher = copy(base)
    matcher.over(pool, _fair(base.fairness_, pool, placed.over), None, base.cutoffs_)
    matcher.candidates_ = candidates_with(base.candidates_, pool, placed.over)
    there = {one.profile.id: one for one in readings if one is not None}
    matcher.changes_ = Known(base, there, placed.found, placed.turns.first, company)
    return matcher


def _placed(pool: Pool, changes: Changes, known: Known) -> Placed:
    """The numbers of all whom the changes name."""
    named = {*changes.profiles, *changes.gone}
    named |= {link.a for link in changes.links} | {link.b for link in changes.links}
    found = {key: number for key, number in known.number.items() if key in named}
    unknown = ((key, pool.number.get(key)) for key in named - found.keys())
    found |= {key: number for key, number in unknown if number is not None}
    size = len(pool.network.ids)
    late = sorted(changes.profiles.keys() - found.keys())
    newer = {key: size + place for place, key in enumerate(late)}
    lost = changes.gone - changes.profiles.keys()
    gone = frozenset(found[key] for key in lost if key in found)
    now: dict[int, Profile | None] = dict.fromkeys(gone)
    now |= {newer.get(key, found.get(key, -1)): one for key, one in changes.profiles.items()}
    numbers = np.array(sorted(now), np.int64)
    ids = ChangedIds(pool.network.ids, late, gone)
    return Placed(
        Over(numbers, size + len(late)),
        [now[number] for number in numbers.tolist()],
        ids,
        ChangedNumbers(ids, pool.number, newer),
        gone,
        Turns(pool.network.ids, late, known.first),
        found,
    )


def _read(base: Matcher, placed: Placed, known: Known) -> list[Read | None]:
    """The texts of all who changed, those that were read before as they were read."""
    index, naming, labels = base.pool_.index, base.pool_.naming.index, base.labels or {}

    def once(profile: Profile) -> Read:
        before = known.read.get(profile.id)
        if before is not None and (before.profile is profile or before.profile == profile):
            return before
        return read(profile, index, naming, labels)

    return [None if one is None else once(one) for one in placed.now]


def _pool(
    base: Matcher, placed: Placed, readings: Sequence[Read | None], changes: Changes, known: Known
) -> tuple[Pool, Touched]:
    """The pool of all, with those who changed in it."""
    before, over, profiles = base.pool_, placed.over, placed.profiles
    old = over.numbers[over.numbers < len(before.network.ids)]
    index = index_with(before.index, over, readings)
    there = {**placed.found, **placed.number.newer}
    there = {key: number for key, number in there.items() if number not in placed.gone}
    ends = Ends.of(changes.links, there, base.today_)
    network = network_with(cast(Tied, before.network), placed.ids, placed.number, ends, over, placed.turns)
    columns = columns_with(before, over, profiles, base.today_, changes.days)
    now = {n: one for n, one in zip(over.numbers.tolist(), placed.now, strict=True) if one is not None}
    everybody = ChangedProfiles(before.profiles, now, placed.gone)
    present = np.setdiff1d(np.arange(over.size), np.array(sorted(placed.gone), np.int64), assume_unique=True)
    company, touched = company_with(before, index, network, over, known.company)
    pool = replace(
        before,
        profiles=everybody,
        texts=Passages(everybody, base.labels or {}),
        number=placed.number,
        index=index,
        network=network,
        record=record_with(before.record, over, ends),
        company=company,
        territory=territory_with(before.territory, over, columns),
        naming=naming_with(before.naming, over, readings),
        sorts=sorts_with(before.sorts, over, profiles),
        themes=sets_with(before.themes, over, [themes_of(one) for one in profiles], old),
        languages=sets_with(before.languages, over, [one.languages for one in profiles], old),
        offers=_stated(before.offers, index, Field.OFFERS, [one.offers for one in profiles], old),
        needs=_stated(before.needs, index, Field.NEEDS, [one.needs for one in profiles], old),
        present=present,
        turns=placed.turns if placed.turns.first else None,
        **columns,
    )
    return pool, touched


def _stated(
    base: Stated, index: TextIndex, field: Field, own: Iterable[Sequence[Statement]], old: Numbers
) -> Stated:
    """The offers or needs, in the rows that the index has for them."""
    rows = cast(ChangedRows, index.rows_[field])
    return stated_with(base, rows.stacked.over, list(own), rows.base.spans(old))


def _fair(base: Fair, pool: Pool, over: Over) -> Fair:
    """Attention as it was shared out; who came later has no price, and belongs to no community yet."""
    late = np.arange(len(base.price), over.size)
    newer, numbers = Over(late, over.size), over.numbers
    nobody = Fair.nobody(len(late))
    eager = eagerness(pool.record.times[numbers], pool.record.recent[numbers])
    return Fair(
        patched(base.price, newer, nobody.price),
        patched(base.reach, newer, nobody.reach),
        patched(base.community, newer, nobody.community),
        patched(base.eager, over, eager),
    )
