"""After an erasure no file of the index of a large network is older, and none leads to who was erased."""

from __future__ import annotations

from datetime import datetime

import pytest

from matchmaker.config import Settings
from matchmaker.core.audience import Closeness
from matchmaker.db import Database
from matchmaker.models import Stakeholder
from matchmaker.services import history
from matchmaker.services.network import index
from tests.services.network.large import (
    contents,
    fitted,
    hashes_of,
    look,
    names,
    root_of,
    same_people,
    version,
)
from tests.services.privacy.lives import CONTACT, NAME, WORDS, Life, erase

pytestmark = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)


@pytest.fixture
def built(database: Database, life: Life, now: datetime, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Two versions of each index with them in it; the answer are the words that only they use."""
    monkeypatch.setattr(index, "LARGE", -1)
    today = now.date()
    for about in ("", " And more."):
        with database.transaction() as session:
            mine = session.get_one(Stakeholder, life.profile)
            # Something is kept from visitors, so that there are two indexes.
            mine.audiences, mine.about = {"languages": "members"}, mine.about + about
            history.touch(session, [life.profile])
        for closeness in index.PARTS:
            index.build(database, closeness, today=today)
    return {word for word in fitted(database, today=today).matcher.reader.vocabulary if "quokka" in word}


def files(database: Database) -> set[tuple[str, int]]:
    """The names and numbers on the disk of all files in versions."""
    paths = [path for near in index.PARTS for path in root_of(database, near).rglob("*.*")]
    return {(str(path), path.stat().st_ino) for path in paths if "version-" in str(path)}


def test_who_was_erased_is_in_no_file_of_the_index(
    database: Database, settings: Settings, life: Life, built: set[str], now: datetime
) -> None:
    told = hashes_of(database, built)
    secrets = [life.profile.encode(), b"Quokka Atelier", b"quokkaabout", NAME.encode(), CONTACT.encode()]
    before = contents(database, Closeness.MEMBER) + contents(database, Closeness.VISITOR)
    assert built
    assert [word for word, hashed in told.items() if hashed not in before] == []
    assert life.profile.encode() in before
    assert b"quokkaabout" in before, "the directory finds words as they are"
    old = files(database)
    erase(database, settings, life, now, profiles=(life.profile,))
    after = contents(database, Closeness.MEMBER) + contents(database, Closeness.VISITOR)
    assert [word for word, hashed in told.items() if hashed in after] == []
    assert [one for one in secrets if one in after] == []
    assert not {path for path, _ in old} & {path for path, _ in files(database)}
    for closeness in index.PARTS:
        assert len(names(database, closeness)) == 1
        assert version(database, closeness).revision == look(database, today=now.date()).revision
    same_people(look(database, today=now.date()), fitted(database, today=now.date()))


def test_who_leaves_a_profile_behind_is_named_in_no_file_of_the_index(
    database: Database, settings: Settings, life: Life, built: set[str], now: datetime
) -> None:
    name = NAME.split()[0].casefold()
    assert name.encode() in contents(database, Closeness.MEMBER)
    erase(database, settings, life, now)
    for closeness in index.PARTS:
        found = contents(database, closeness)
        assert name.encode() not in found
        assert [word for word, hashed in hashes_of(database, {name}).items() if hashed in found] == []
    assert life.profile in look(database, today=now.date()).profiles
    assert WORDS["about"].split(",")[0].casefold().encode() in contents(database, Closeness.MEMBER)


def test_in_a_network_of_usual_size_the_index_goes_as_a_whole(
    database: Database,
    settings: Settings,
    life: Life,
    built: set[str],
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(index, "LARGE", 1_000)
    erase(database, settings, life, now)
    assert [one for near in index.PARTS for one in names(database, near)] == []
    assert contents(database, Closeness.MEMBER) == contents(database, Closeness.VISITOR) == b""
