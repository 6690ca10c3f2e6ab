"""One match to show to everybody: short, convincing for both sides, and from the real network."""

from __future__ import annotations

from datetime import datetime
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from matchmaker.core.audience import Closeness
from matchmaker.core.entities import Level, Profile
from matchmaker.core.explain import Fragment, render
from matchmaker.core.matcher import Query, Suggestion
from matchmaker.db import Database, database_of
from matchmaker.services import network
from matchmaker.services.network import Snapshot
from matchmaker.services.suggestions.asking import Example

# Each teller costs one question to the engine, so only those are asked whose own words are short.
MOST_TELLERS, EACH = 60, 3
MOST_READ = 1_000
"""So many profiles of a large network are looked at for short words."""

LONGEST = 420
"""Letters that the reasons of an example may have together: the card has to fit beside the heading."""
LEAST_MARKED = 15
"""Percent of its best sentence that an example must have in common."""

Pair = tuple[str, str]


def find_example(session: Session, *, now: datetime) -> Example | None:
    """A suggestion that two profiles give today; the same pair as long as it is a good one.

    The search goes through the profiles with the shortest statements; the answer depends on the network
    alone. None where nobody is suggested to anybody.
    """
    # On the first page everybody reads it, whoever looks at the moment.
    live = network.snapshot(session, today=now.date(), closeness=Closeness.VISITOR)
    if live in _shown:
        return _shown[live]
    database = database_of(session)
    with _choosing:
        known = _chosen.get(database)
        found = _again(live, known) if known else None
        if found is None:
            found = _search(live)
        if found is not None:
            _chosen[database] = (found.profile.id, found.item.id)
        _shown[live] = found
    return found


def warm(database: Database, *, now: datetime) -> None:
    """Read the network and choose the example before the first reader comes; quick when both are known."""
    network.warm(database, today=now.date())
    with database.reading() as session:
        find_example(session, now=now)


def _again(live: Snapshot, pair: Pair) -> Example | None:
    """The pair of the last time, if it is still worth showing."""
    own, other = pair
    profile = live.profiles.get(own)
    if profile is None or not profile.rankable or other not in live.profiles:
        return None
    # Asked as a list, not for the one: present partners and who opted out must drop out.
    items = live.matcher.suggest(Query(profile), top=EACH)
    item = next((item for item in items if item.id == other), None)
    return Example(profile, item, live.profiles) if item and merit(item, profile, live)[0] else None


def _search(live: Snapshot) -> Example | None:
    tellers = [one for one in live.some(MOST_READ) if one.rankable and one.needs and one.offers]
    tellers.sort(key=lambda one: (max(len(said.text) for said in one.needs + one.offers), one.id))
    found = [
        (merit(item, profile, live), profile, item)
        for profile in tellers[:MOST_TELLERS]
        for item in live.matcher.suggest(Query(profile), top=EACH)
    ]
    if not found:
        return None
    # The first of the best: `max` keeps the order of the tellers.
    _, profile, item = max(found, key=lambda one: one[0])
    return Example(profile, item, live.profiles)


def merit(item: Suggestion, profile: Profile, live: Snapshot) -> tuple[int, int]:
    """How good an example a suggestion is; the first number is zero where it is not convincing.

    Convincing is a strong match with something for both sides and several reasons, short enough, the first
    of them an exchange. Among those, two kinds beat one, a partner of both beats none, and the larger the
    marked part of a sentence the better.
    """
    told = [render(reason, str) for reason in item.reasons]
    length = sum(len(piece.text) for pieces in told for piece in pieces)
    marked = max((_share(pieces) for pieces in told), default=0)
    convincing = (
        item.level is Level.STRONG
        and bool(item.you_give and item.they_give)
        and len(item.reasons) > 1
        and item.reasons[0].signal == "exchange"
        and length <= LONGEST
        and marked >= LEAST_MARKED
    )
    other = live.profiles[item.id]
    kinds = profile.kind is not None and other.kind is not None and profile.kind is not other.kind
    return (1 + 2 * kinds + (len(item.chain) == 1)) * convincing, marked if length <= LONGEST else -length


def _share(pieces: list[Fragment]) -> int:
    """How much of a sentence is marked, in percent."""
    whole = sum(len(piece.text) for piece in pieces)
    return round(100 * sum(len(piece.text) for piece in pieces if piece.marked) / whole) if whole else 0


_chosen: WeakKeyDictionary[Database, Pair] = WeakKeyDictionary()
_shown: WeakKeyDictionary[Snapshot, Example | None] = WeakKeyDictionary()
"""As long as nothing changes the first page asks the engine nothing."""

_choosing = Lock()
