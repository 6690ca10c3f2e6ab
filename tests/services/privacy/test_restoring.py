"""The index beside the database: no backup holds it, and it goes when an old copy was put back."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest

from matchmaker.backup import back_up
from matchmaker.config import Settings
from matchmaker.core.audience import Closeness
from matchmaker.db import Database
from matchmaker.services import privacy
from matchmaker.services.network import index
from matchmaker.store.folders.places import Busy
from matchmaker.store.folders.versions import Versions

WORDS = np.frombuffer(b"quokka sanctuary", np.uint8)


@pytest.fixture(params=[Closeness.MEMBER, Closeness.VISITOR])
def versions(request: pytest.FixtureRequest, settings: Settings) -> Versions:
    """One of the two indexes of this instance, with words of somebody in it."""
    found = index.versions_of(settings.folder, request.param)
    with found.building() as build:
        build.put("words", WORDS)
        build.publish(revision=40)
    return found


def test_a_backup_holds_the_database_and_no_index(
    versions: Versions, settings: Settings, database: Database
) -> None:
    copy = settings.folder / "copy"
    back_up(database, copy)
    assert WORDS.tobytes() not in copy.read_bytes()
    assert copy.read_bytes().startswith(b"SQLite format 3" if database.is_sqlite else b"PGDMP")
    assert versions.current().version is not None


def test_after_an_old_copy_was_put_back_no_index_of_the_other_database_answers(
    versions: Versions, settings: Settings, database: Database, now: datetime
) -> None:
    with database.transaction() as session:
        assert privacy.erase_again(session, folder=settings.folder, now=now) == 0
    found = versions.current()
    assert found.version is None
    assert found.wants_building
    left = [one for one in settings.folder.rglob("*") if one.is_file() and one.parent.name != "backups"]
    assert [one.name for one in left if WORDS.tobytes() in one.read_bytes()] == []
    with versions.building() as build:
        build.put("words", WORDS)
        build.publish(revision=3)
    assert versions.current().version is not None, "its numbers may be lower than before"


def test_nothing_is_erased_again_while_the_index_is_built(
    versions: Versions, settings: Settings, database: Database, now: datetime
) -> None:
    with versions.building(), database.transaction() as session, pytest.raises(Busy):
        privacy.erase_again(session, folder=settings.folder, now=now)
    assert versions.current().version is not None
