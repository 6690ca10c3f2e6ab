"""A small network that is answered as a large one is, and the same fitted in memory to compare it with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from matchmaker.core.answers import Query
from matchmaker.core.audience import Closeness
from matchmaker.core.kept.words import hash_of
from matchmaker.db import Database
from matchmaker.models import Stakeholder
from matchmaker.services import history, network
from matchmaker.services.network import Snapshot, index
from matchmaker.services.network.live import LiveNetwork, PublicNetwork
from matchmaker.store.folders.opening import Version
from tests.factories import NOW, make_need, make_offer, make_stakeholder, make_tie

TODAY = NOW.date()
TRADES = ("bicycles", "furniture", "bread", "gardens", "choirs", "boats", "bees", "puppets")


def make_network(session: Session, size: int = 12) -> list[str]:
    """So many who each know two trades, in a ring of ties; their ids."""
    rows = []
    for number in range(size):
        one, other = TRADES[number % 8], TRADES[(3 * number + 1) % 8]
        row = make_stakeholder(
            session, name=f"Workshop {number:02}", about=f"We mend {one} and teach {other} to young people.",
            country=("DE", "FR")[number % 2], region=("DE111", "FRK26")[number % 2], themes=["theme-food"],
        )  # fmt: skip
        make_offer(session, row, f"A course about {one}, {number + 2} weeks long")
        make_need(session, row, f"Somebody who knows {other} and benches near a station")
        rows.append(row)
    for number in range(size):
        make_tie(session, rows[number], rows[(number + 1) % size])
    return [row.id for row in rows]


@contextmanager
def change(database: Database, *ids: str) -> Iterator[tuple[Session, list[Stakeholder]]]:
    """One committed change of some stakeholders."""
    with database.transaction() as session:
        yield session, [session.get_one(Stakeholder, key) for key in ids]
        history.touch(session, ids)


def look(database: Database, closeness: Closeness = Closeness.MEMBER, today: date = TODAY) -> Snapshot:
    """What a request that comes in now sees."""
    with database.reading() as session:
        return network.snapshot(session, today=today, closeness=closeness)


def fitted(database: Database, closeness: Closeness = Closeness.MEMBER, today: date = TODAY) -> Snapshot:
    """The same network, read and fitted in memory from nothing."""
    members = LiveNetwork().snapshot(database, today)
    return members if closeness is Closeness.MEMBER else PublicNetwork().snapshot(database, members)


def version(database: Database, closeness: Closeness = Closeness.MEMBER) -> Version:
    """The version that answers."""
    assert database.folder is not None
    found = index.versions_of(database.folder, closeness).current().version
    assert found is not None
    return found


def names(database: Database, closeness: Closeness = Closeness.MEMBER) -> list[str]:
    """The names of all versions that lie on the disk."""
    return sorted(one.name for one in root_of(database, closeness).glob("version-*"))


def root_of(database: Database, closeness: Closeness = Closeness.MEMBER) -> Path:
    """Where the versions lie."""
    assert database.folder is not None
    return index.versions_of(database.folder, closeness).root


def contents(database: Database, closeness: Closeness) -> bytes:
    """All that lies in the files of an index."""
    return b"".join(path.read_bytes() for path in sorted(root_of(database, closeness).rglob("*.npy")))


def hashes_of(database: Database, words: set[str]) -> dict[str, bytes]:
    """The bytes that stand for words in files."""
    salt = index._salt(database)
    return {word: hash_of(word, salt).to_bytes(8, "little") for word in words}


def same_people(found: Snapshot, expected: Snapshot) -> None:
    """All that is read or counted without a score is the same."""
    assert dict(found.profiles) == dict(expected.profiles)
    assert found.revision == expected.revision
    assert (found.willing, found.inhabited) == (expected.willing, expected.inhabited)
    assert dict(found.reserved) == dict(expected.reserved)
    # Of whom visitors see less is asked of the network of members alone.
    assert found.parted == expected.parted or found.closeness is Closeness.VISITOR
    assert sorted(map(str, found.links)) == sorted(map(str, expected.links))
    assert len(found.links) == len(expected.links)
    assert sorted(found.directory.ids()) == sorted(expected.directory.ids())
    for words in ("", *TRADES, "workshop", "rechristened"):
        one, other = found.directory.search(words), expected.directory.search(words)
        assert (one.total, set(one.ids)) == (other.total, set(other.ids)), words
    for key in expected.profiles:
        assert sorted(map(str, found.ties_of([key]))) == sorted(map(str, expected.ties_of([key])))
        assert found.matcher.acquainted(key) == expected.matcher.acquainted(key)


def answers(snapshot: Snapshot) -> dict[str, dict[str, float]]:
    """For each profile whom it is suggested, with the scores."""
    return {
        key: {one.id: one.score for one in snapshot.matcher.answer(Query(profile), top=50).suggestions}
        for key, profile in sorted(snapshot.profiles.items())
    }


def same_answers(found: Snapshot, expected: Snapshot) -> None:
    """Everybody is suggested the same others, with the same scores."""
    one, other = answers(found), answers(expected)
    assert one.keys() == other.keys()
    for key in one:
        assert one[key].keys() == other[key].keys(), key
        assert one[key] == pytest.approx(other[key], abs=1e-9), key
