"""Processes that change a large network and ask it meanwhile: each answer is that of one committed state."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session
from structlog import ReturnLoggerFactory, configure

from matchmaker.config import Settings
from matchmaker.core.answers import Query
from matchmaker.db import Database
from matchmaker.models import Stakeholder, Tie
from matchmaker.services import history
from matchmaker.services.network import Moved, Snapshot, index, keeping
from tests.conftest import opened
from tests.factories import make_stakeholder, make_tie
from tests.services.network.large import look, root_of
from tests.store.folders.samples import in_child

pytestmark = pytest.mark.soak

PROCESSES = 4
OFTEN, LONG, SHORT = 1_000, 60.0, 2.0
"""Seconds of work under `make soak`, and otherwise."""

LEAST = 4
"""So many changes each process makes, however busy the machine is."""


@dataclass
class House:
    """What one process alone changes, so that it knows what everybody has to see of it.

    `pair` bear the same name, of `twins` one is hidden, one of them is tied to the first of the pair, and
    there is one guest at any time: each change keeps all of this, in one transaction.
    """

    pair: tuple[str, str]
    twins: tuple[str, str]
    guest: str
    name: str
    shown: int = 0
    tied: int = 0
    gone: list[str] = field(default_factory=list)


def build_house(session: Session, number: int) -> House:
    """A new one, in the state in which its process finds it."""
    rows = [
        make_stakeholder(session, name=f"Name {number} 0", about=f"We mend {what} and teach bicycles.")
        for what in ("bread", "boats", "bells", "books", "bees")
    ]
    rows[3].hidden = True
    make_tie(session, rows[0], rows[2])
    ids = [one.id for one in rows]
    rows[4].name = f"Guest {number} 0"
    return House((ids[0], ids[1]), (ids[2], ids[3]), ids[4], f"Name {number} 0")


def rename(session: Session, house: House, turn: int) -> None:
    """Both have another name."""
    history.touch(session, house.pair)
    house.name = f"{house.name.rpartition(' ')[0]} {turn}"
    for key in house.pair:
        session.get_one(Stakeholder, key).name = house.name


def swap(session: Session, house: House, _turn: int) -> None:
    """The other one of the twins is hidden."""
    history.touch(session, house.twins)
    house.shown = 1 - house.shown
    for place, key in enumerate(house.twins):
        session.get_one(Stakeholder, key).hidden = place != house.shown


def tie_anew(session: Session, house: House, _turn: int) -> None:
    """The tie is one to the other of the twins."""
    history.touch(session, (house.pair[0], *house.twins))
    for column in (Tie.a_id, Tie.b_id):
        session.execute(delete(Tie).where(column == house.pair[0]))
    house.tied = 1 - house.tied
    first, other = (session.get_one(Stakeholder, key) for key in (house.pair[0], house.twins[house.tied]))
    make_tie(session, first, other)


def receive(session: Session, house: House, turn: int) -> None:
    """The guest goes, and another one comes."""
    history.touch(session, [house.guest])
    session.delete(session.get_one(Stakeholder, house.guest))
    house.gone.append(house.guest)
    guest = f"Guest {house.name.split()[1]} {turn}"
    house.guest = make_stakeholder(session, name=guest, about="We mend bicycles and bells.").id


TURNS = (rename, swap, tie_anew, receive)


def check_all(live: Snapshot, houses: list[House], chance: random.Random) -> None:
    """What holds in each committed state, whoever changed what."""
    names = {key: one.name for key, one in live.profiles.items()}
    guests = sorted(name.split()[1] for name in names.values() if name.startswith("Guest"))
    assert guests == sorted(str(number) for number in range(len(houses)))
    assert sorted(names) == sorted(live.directory.ids())
    for house in houses:
        a, b = house.pair
        assert names[a] == names[b], "half a change"
        [shown] = [key for key in house.twins if key in names]
        # Of the two the tie may be to the one that is hidden.
        partners = {end for link in live.ties_of([a]) for end in (link.a, link.b)} - {a}
        assert partners in ({shown}, set())
        assert live.matcher.acquainted(a) == partners
    asked = chance.choice([house.pair[0] for house in houses])
    found = live.matcher.answer(Query(live.profiles[asked]), top=50).suggestions
    assert found
    assert {one.id: one.name for one in found} == {one.id: names[one.id] for one in found}
    assert not {one.id for one in found} & live.matcher.acquainted(asked)


def check_own(live: Snapshot, house: House) -> None:
    """What a process has committed itself is in its next answer."""
    assert {live.profiles[key].name for key in house.pair} == {house.name}
    assert house.guest in live.profiles
    assert not live.profiles.keys() & {*house.gone, house.twins[1 - house.shown]}
    there = {house.twins[house.tied]} if house.tied == house.shown else set()
    assert live.matcher.acquainted(house.pair[0]) == there


def work(settings: Settings, houses: list[House], mine: int, seconds: float) -> str:
    """Change and ask until the time is over; how often, and how often one had to ask again."""
    configure(logger_factory=ReturnLoggerFactory())
    database, chance, house = opened(settings), random.Random(mine), houses[mine]
    turns, again, until = 0, 0, time.monotonic() + seconds
    while time.monotonic() < until or turns < LEAST:
        turns += 1
        with database.transaction() as session:
            chance.choice(TURNS)(session, house, turns)
        while True:
            try:
                live = look(database)
                check_own(live, house)
                check_all(live, houses, chance)
                break
            except Moved:
                again += 1
    return f"{turns} {again}"


def test_each_answer_is_of_one_state_whatever_other_processes_write_and_publish(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch, trials: Callable[[int], int]
) -> None:
    monkeypatch.setattr(index, "LARGE", -1)
    # Every few turns somebody builds a version.
    monkeypatch.setattr(keeping, "MOST_CHANGES", 5)
    monkeypatch.setattr(keeping, "MOST_SHARE", 0.0)
    with database.transaction() as session:
        houses = [build_house(session, number) for number in range(PROCESSES)]
    # Processes that are forked must not talk through the connections of this one.
    database.dispose()
    seconds = LONG if trials(OFTEN) == OFTEN else SHORT
    children = [in_child(partial(work, settings, houses, number, seconds)) for number in range(PROCESSES)]
    told = [child.answer() for child in children]
    assert [one for one in told if not one.replace(" ", "").isdigit()] == []
    assert all(int(one.split()[0]) >= LEAST for one in told)
    newest = max(int(one.name.split("-")[1]) for one in root_of(database).glob("version-*"))
    assert newest > 1, "no version was published meanwhile"
