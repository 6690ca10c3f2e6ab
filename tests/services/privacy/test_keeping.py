"""What has been kept long enough goes, what has not stays; a second night finds nothing to do."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from matchmaker.config import Settings
from matchmaker.core.introductions.states import State
from matchmaker.core.notifications import MailState
from matchmaker.core.privacy import limits
from matchmaker.core.privacy.register import REGISTER
from matchmaker.core.privacy.terms import Limit
from matchmaker.db import Base, Database
from matchmaker.models import (
    AuditEntry,
    Import,
    Introduction,
    IntroductionMessage,
    Job,
    Mail,
    MessageFile,
    SignIn,
)
from matchmaker.models.jobs import JobState
from matchmaker.services import privacy
from matchmaker.services.privacy import keeping
from tests.services.privacy.lives import Life, dump, files_of

YEAR = timedelta(days=365)


UNUSED = {"half_sign_ins", "merge_requests"}
"""Tables of which the life that is lived here leaves no row."""

ON_ONE = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
"""What does not depend on the kind of database, after a life that takes a while to live."""


def night(database: Database, settings: Settings, now: datetime) -> Mapping[str, int]:
    """One run of the nightly job."""
    counts = privacy.sweep(database, folder=settings.folder, now=now)
    with database.transaction() as session:
        privacy.note_sweep(session, counts, now=now)
    return counts


@pytest.fixture
def over(database: Database, life: Life, now: datetime) -> Life:
    """All introductions were closed, all mails are done with, some work gave up."""
    with database.transaction() as session:
        session.execute(update(Introduction).values(state=State.CLOSED, state_since=now))
        session.execute(update(Mail).values(state=MailState.SENT))
        session.execute(update(Import).values(preview={"rows": []}))
        session.execute(update(Job).values(state=JobState.DEAD, finished_at=now))
    return life


def count(database: Database, *tables: Any) -> list[int]:
    with database.reading() as session:
        return [session.scalars(select(func.count()).select_from(one)).one() for one in tables]


def test_nothing_goes_before_its_time(
    database: Database, settings: Settings, over: Life, now: datetime
) -> None:
    before = dump(database)
    assert night(database, settings, now) == {}
    assert dump(database) == before


def test_after_years_only_what_has_no_limit_is_left(
    database: Database, settings: Settings, over: Life, now: datetime
) -> None:
    later = now + 4 * YEAR
    counts = night(database, settings, later)
    limited = {one.table for one in REGISTER if isinstance(one.kept, Limit)} | {"files"}
    assert set(counts) == limited - UNUSED
    with database.reading() as session:
        assert set(session.scalars(select(IntroductionMessage.text))) == {""}
        assert session.scalars(select(MessageFile)).all() == []
        assert {(one.address, one.name) for one in session.scalars(select(Mail))} == {("", "")}
        assert session.scalars(select(SignIn)).all() == []
        assert {str(one.preview) for one in session.scalars(select(Import))} == {"{}"}
        (entry,) = session.scalars(select(AuditEntry)).all()
        assert entry.act == "privacy.sweep"
        assert entry.details == dict(counts)
    assert [name for name, _ in files_of(settings.folder) if name.startswith(("uploads/", "copies/"))] == []


def test_a_second_night_finds_nothing_to_do(
    database: Database, settings: Settings, over: Life, now: datetime
) -> None:
    later = now + 4 * YEAR
    night(database, settings, later)
    once = dump(database)
    assert night(database, settings, later) == {}
    assert dump(database) == once


@ON_ONE
def test_small_batches_come_to_the_same_end(
    database: Database, settings: Settings, over: Life, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "BATCH", 2)
    night(database, settings, now + 4 * YEAR)
    assert night(database, settings, now + 4 * YEAR) == {}


@ON_ONE
@pytest.mark.parametrize(
    ("state", "kept"), [(State.CLOSED, False), (State.PARTNERSHIP, True), (State.INTRODUCED, True)]
)
def test_messages_go_when_their_introduction_came_to_nothing_long_ago(
    database: Database, settings: Settings, over: Life, now: datetime, state: State, kept: bool
) -> None:
    with database.transaction() as session:
        session.execute(update(Introduction).values(state=state))
    for days, there in ((limits.MESSAGES, True), (limits.MESSAGES + 1, kept)):
        night(database, settings, now + timedelta(days=days))
        with database.reading() as session:
            texts = set(session.scalars(select(IntroductionMessage.text)))
            assert (texts != {""}) is there
        assert bool(count(database, MessageFile)[0]) is there


@ON_ONE
def test_a_copy_is_gone_after_a_day_and_a_file_without_its_row_at_once(
    database: Database, settings: Settings, over: Life, now: datetime
) -> None:
    stray = settings.folder / "copies" / "x-stray.zip.part"
    stray.write_bytes(b"half a copy")
    night(database, settings, now)
    assert not stray.exists()
    assert len(list((settings.folder / "copies").iterdir())) == 1
    night(database, settings, now + timedelta(days=2))
    assert list((settings.folder / "copies").iterdir()) == []


@ON_ONE
def test_only_copies_that_an_update_made_are_deleted_when_they_are_old(
    database: Database, settings: Settings, now: datetime
) -> None:
    folder = settings.folder / "backups"
    folder.mkdir()
    for name, days in (("before-migrating-from-0009-1.db", 100), ("before-migrating-from-0010-1.db", 10),
                       ("mine.db", 100)):  # fmt: skip
        (folder / name).write_bytes(b"copy")
        moment = (now - timedelta(days=days)).timestamp()
        os.utime(folder / name, (moment, moment))
    night(database, settings, now)
    assert sorted(one.name for one in folder.iterdir()) == ["before-migrating-from-0010-1.db", "mine.db"]


def test_every_limit_of_the_register_can_be_asked_of_the_database(database: Database, now: datetime) -> None:
    with database.reading() as session:
        for entry in REGISTER:
            if isinstance(entry.kept, Limit):
                table = Base.metadata.tables[entry.table]
                session.execute(select(table).where(keeping.over(entry, entry.kept, now))).all()
