"""When those of the demo came here, stated what they offer and look for, and entered their ties."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from matchmaker.services.demo.dates import moved
from matchmaker.store.demo import Demo, DemoStakeholder, DemoTie

SPAN, LATELY = timedelta(days=3 * 365), timedelta(days=90)
NEWCOMERS, NEW_TIES = 6, 10
NEEDED, OFFERED = (30, 420), (30, 840)
"""Needs and offers were stated so many days ago, at least and at most."""

ENTERED = 180
"""A tie is entered at most so many days after both of its ends are here."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of everybody by key, and of the ties; the same on every day, counted back from `today`."""

    today: date
    joined: dict[str, date]
    entered: dict[DemoTie, date]

    def stated(self, one: DemoStakeholder, what: str) -> list[date]:
        """The days on which its needs (`what` is "n") or offers ("o") were stated, in their order."""
        least, most = NEEDED if what == "n" else OFFERED
        count = len(one.needs if what == "n" else one.offers)
        joined = self.joined[one.key]
        last = _confirmed(one, self.today)
        shares = (share_of(f"{what} {one.key} {number}") for number in range(count))
        days = (self.today - timedelta(days=round(least + share * (most - least))) for share in shares)
        # Who came only last month stated it on the day of coming; nothing is newer than its confirmation.
        return sorted(min(max(joined, day), last) for day in days)


def calendar_of(demo: Demo, today: date) -> Calendar:
    """Spread the demo over the three years before `today`: it follows from the keys alone."""
    new = _newcomers(demo, today)
    joined = {one.key: _joined(one, today, one.key in new) for one in demo.stakeholders}
    return Calendar(today, joined, _entered(demo.ties, joined, today))


def at(day: date, number: int = 0) -> datetime:
    """A moment of a day, the later the higher the number."""
    return datetime.combine(day, time(7, 30), UTC) + timedelta(minutes=number)


def share_of(key: str) -> float:
    """A number from 0 to 1 that follows from a key, evenly spread over many of them."""
    return int.from_bytes(hashlib.sha256(f"calendar {key}".encode()).digest()[:6]) / 256**6


def _newcomers(demo: Demo, today: date) -> set[str]:
    """The youngest of those with hardly any tie: they came lately."""
    ties = Counter(end for tie in demo.ties for end in (tie.a, tie.b))
    fit = [
        one
        for one in demo.stakeholders
        if ties[one.key] < 2 and one.founded and _confirmed(one, today) > today - LATELY + timedelta(days=9)
    ]
    fit.sort(key=lambda one: (-(one.founded or 0), share_of(one.key)))
    return {one.key for one in fit[:NEWCOMERS]}


def _joined(one: DemoStakeholder, today: date, new: bool) -> date:
    begin, end = today - SPAN, today - LATELY - timedelta(days=1)
    if new:
        begin, end = today - LATELY + timedelta(days=1), today - timedelta(days=3)
    if one.founded:
        begin = max(begin, date(one.founded, 1, 1))
    return _between(begin, min(end, _confirmed(one, today)), one.key)


def _entered(ties: Iterable[DemoTie], joined: dict[str, date], today: date) -> dict[DemoTie, date]:
    """A tie is entered when both are here, in the year in which it began if that may be.

    The newest of them have been entered lately, whatever they waited for.
    """
    ready = {tie: max(joined[tie.a], joined[tie.b], date(tie.since or 1, 1, 1)) for tie in ties}
    order = sorted(ready, key=lambda tie: (-(tie.since or 0), share_of(_name(tie))))
    waits = [tie for tie in order if ready[tie] >= today - LATELY]
    late = {*waits, *[tie for tie in order if tie not in waits][: max(NEW_TIES - len(waits), 0)]}
    found = {}
    for tie, day in ready.items():
        begin, end = day, min(day + timedelta(days=ENTERED), today - LATELY - timedelta(days=1))
        if tie in late:
            begin, end = max(day, today - LATELY + timedelta(days=1)), today - timedelta(days=2)
        elif tie.since == day.year:
            end = min(end, date(day.year, 12, 31))
        found[tie] = _between(begin, end, _name(tie))
    return found


def _name(tie: DemoTie) -> str:
    return f"{tie.a} {tie.b} {tie.label}"


def _between(begin: date, end: date, key: str) -> date:
    """A day from `begin` to `end`; `end` where that is the earlier."""
    return min(begin, end) + timedelta(days=round(share_of(key) * (end - begin).days)) if begin < end else end


def _confirmed(one: DemoStakeholder, today: date) -> date:
    """The day of its confirmation; today for those who never confirmed."""
    return moved(one.verified, today) if one.verified else today
