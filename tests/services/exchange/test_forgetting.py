"""Files of imports that must go: of who is erased, with their address in them, or kept long enough."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO

import pytest

from matchmaker.config import Settings
from matchmaker.core.actors import Actor
from matchmaker.core.entities import Role
from matchmaker.core.privacy import limits
from matchmaker.db import Database
from matchmaker.models import Import
from matchmaker.models.imports import ImportState
from matchmaker.services import exchange
from tests.factories import make_actor

LIST = "id,name,country,city,about\n1,Rain Barrel Workshop,Germany,Stuttgart,Write to Ada@Example.org\n"


@pytest.fixture
def official(database: Database) -> Actor:
    with database.transaction() as session:
        return make_actor(session, Role.OFFICIAL, "DE11")


def bring(database: Database, settings: Settings, actor: Actor, now: datetime, *, run: bool = False) -> str:
    store = exchange.store_of(settings.folder, megabytes=1, rows=100)
    files = {exchange.STAKEHOLDERS: ("list.csv", BytesIO(LIST.encode()))}
    with database.transaction() as session:
        made = exchange.upload(session, actor, files, source="", strict=False, store=store, now=now)
        if run:
            exchange.start_import(session, actor, made.id, strict=False, store=store, now=now)
        return made.id


@pytest.mark.parametrize(
    ("run", "address", "own", "found", "state"),
    [
        (False, "ada@example.org", False, True, ImportState.REFUSED),
        (True, "ada@example.org", False, True, ImportState.DONE),
        (False, "other@example.org", False, False, ImportState.UPLOADED),
        (False, "other@example.org", True, True, None),
        (True, "other@example.org", True, True, ImportState.DONE),
    ],
)
def test_what_becomes_of_an_import_when_somebody_is_erased(
    database: Database,
    settings: Settings,
    official: Actor,
    now: datetime,
    run: bool,
    address: str,
    own: bool,
    found: bool,
    state: ImportState | None,
) -> None:
    made = bring(database, settings, official, now, run=run)
    who = official.account_id if own else "a-somebody"
    with database.transaction() as session:
        gone = exchange.drop_uploads(session, who or "", [address], folder=settings.folder, now=now)
    assert gone == ([made] if found else [])
    with database.reading() as session:
        left = session.get(Import, made)
        assert (left.state if left else None) is state
        if state is ImportState.REFUSED:
            assert left is not None
            assert left.preview == {}


@pytest.mark.parametrize("run", [True, False])
def test_files_are_old_after_so_many_days(
    database: Database, settings: Settings, official: Actor, now: datetime, run: bool
) -> None:
    made = bring(database, settings, official, now, run=run)
    with database.reading() as session:
        for days, old in ((limits.UPLOADS, []), (limits.UPLOADS + 1, [made])):
            assert exchange.list_old(session, now=now + timedelta(days=days)) == old
