"""An erased person is found nowhere: not in a table, not in a file, not in the bytes of the database."""

from __future__ import annotations

from datetime import datetime

from matchmaker.config import Settings
from matchmaker.db import Database
from matchmaker.services import privacy
from tests.factories import PASSWORD
from tests.services.privacy.lives import (
    NAME,
    Life,
    dump,
    files_of,
    secrets_of,
    work_off,
)


def erase(
    database: Database, settings: Settings, life: Life, now: datetime, *, profiles: tuple[str, ...] = ()
) -> None:
    with database.transaction() as session:
        privacy.erase_account(
            session,
            life.actor,
            name=NAME,
            password=PASSWORD,
            profiles=profiles,
            folder=settings.folder,
            now=now,
        )
    work_off(database, settings)


def test_nothing_of_them_is_left_in_any_table_or_file(
    database: Database, settings: Settings, life: Life, now: datetime
) -> None:
    before = dump(database)
    missing = [word for word in secrets_of() if word not in before]
    assert missing == [], "what is searched for was there, or the test says nothing"
    erase(database, settings, life, now, profiles=(life.profile,))
    after = dump(database)
    assert [line[:300] for line in after.splitlines() if any(word in line for word in secrets_of())] == []
    assert [line[:200] for line in after.splitlines() if life.id in line] == [
        line[:200] for line in after.splitlines() if line.startswith("erasures") and life.id in line
    ]
    database.dispose()
    found = [
        (name, word)
        for name, content in files_of(settings.folder)
        for word in secrets_of()
        if word.casefold().encode() in content.lower() or word.encode() in content
    ]
    assert found == []
