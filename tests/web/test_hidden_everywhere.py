"""A hidden profile is gone at once: from pages, search, exports, suggestions, network, in every worker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

import pytest
from flask import Flask

from matchmaker.config import Settings
from matchmaker.core.actors import SYSTEM
from matchmaker.core.entities import Audience
from matchmaker.services import reports
from tests.conftest import make_app, opened
from tests.factories import NOW
from tests.web.guarded import MARKERS, NEAR, Guarded, make_guarded
from tests.web.test_audiences import WAYS

NAME = "Werkstatt Neckar"

KEPT: Mapping[str, frozenset[str]] = {
    # Its own people and the official of its region go on seeing it.
    "/stakeholders/{own}": frozenset({"member", "official"}),
    "/stakeholders/{own}?seen_by={another}": frozenset({"member", "official"}),
    "/exports/stakeholders.csv": frozenset({"official"}),
    # Buttons of its own people: to leave the pilot, to block the other one.
    "/pilots/p-1": frozenset({"member"}),
    "/stakeholders/{another}": frozenset({"member"}),
    # What the two know of each other from their introduction stays theirs and the broker's.
    "/introductions": frozenset({"other"}),
    "/introductions/{introduction}": frozenset({"other", "organiser"}),
    "/introductions/{introduction}/brief": frozenset({"other", "organiser"}),
    "/account/data/introductions.json": frozenset({"other"}),
    "/desk": frozenset({"organiser"}),
    # A report of an event stays as it was made.
    "/fiches/{fiche}": frozenset({"official"}),
}
"""Where its name stays, and for whom."""


@pytest.fixture
def guarded(sqlite_app: Flask) -> Guarded:
    """The world in which it stands wherever one can stand."""
    found = make_guarded(sqlite_app)
    found.guard(dict.fromkeys(MARKERS, Audience.PUBLIC))
    return found


@pytest.fixture
def elsewhere(guarded: Guarded, sqlite_settings: Settings, now: datetime) -> Iterator[Guarded]:
    """The same seen through another worker, with a network of its own in memory."""
    database = opened(sqlite_settings)
    yield replace(guarded, world=replace(guarded.world, app=make_app(sqlite_settings, database, now)))
    database.dispose()


def found_in(guarded: Guarded) -> set[tuple[str, str]]:
    """Where its name stands, and for whom."""
    searches = ("/stakeholders?q=Zeppelinhaven", "/regions/DE/network/names?q=Werkstatt")
    ways = [(one.path, one.readers) for one in WAYS] + [(path, tuple(NEAR)) for path in searches]
    clients = {name: guarded.world.client(name) for name in NEAR}
    return {
        (path, reader)
        for path, readers in ways
        for reader in readers
        if NAME in guarded.read(clients[reader], path)
    }


def test_it_is_gone_with_the_next_request_of_every_worker_and_comes_back_with_the_next(
    guarded: Guarded, elsewhere: Guarded
) -> None:
    before = found_in(guarded), found_in(elsewhere)
    assert before[0] == before[1]
    assert len({path for path, _reader in before[0]}) >= 20
    with guarded.world.database.transaction() as session:
        reports.hide(session, SYSTEM, guarded.world.own, reason="It is not real.", now=NOW)
    for worker in (elsewhere, guarded):
        left = {(path, reader) for path, reader in found_in(worker) if reader not in KEPT.get(path, ())}
        assert not left, sorted(left)
    with guarded.world.database.transaction() as session:
        reports.show(session, SYSTEM, guarded.world.own, reason="It is real.", now=NOW)
    assert found_in(elsewhere) == before[1]
