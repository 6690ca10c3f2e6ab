"""kill -9 in the midst of an import and of saves: nothing acknowledged is lost, nothing half-written."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest

from matchmaker.config import Settings
from matchmaker.core.entities import Role
from matchmaker.instance import open_database
from tests.factories import PASSWORD, grant, make_account, make_stakeholder
from tests.soak.processes import Browser, address_of, start

pytestmark = pytest.mark.soak

ROWS = 300
OFTEN, USUALLY = 100, 4


@pytest.fixture
def often(trials: Callable[[int], int]) -> int:
    """100 kills under `make soak`, a few otherwise: each one starts a process anew."""
    return OFTEN if trials(OFTEN) == OFTEN else USUALLY


def ask(settings: Settings, query: str) -> list[tuple[Any, ...]]:
    """Look into the database as the next process would find it."""
    with closing(sqlite3.connect(settings.folder / "matchmaker.db")) as connection:
        return connection.execute(query).fetchall()


def one(settings: Settings, query: str) -> Any:
    """A single value."""
    return ask(settings, query)[0][0]


def import_file(folder: Path, trial: int) -> Path:
    """A file whose rows no other trial has."""
    path = folder / f"list{trial}.csv"
    rows = (
        f"{row},Organisation {trial} {row * 7919},Stuttgart,We mend {row} barrels." for row in range(ROWS)
    )
    path.write_text("id,name,city,offers\n" + "\n".join(rows), "utf-8")
    return path


def test_an_import_that_is_killed_is_there_wholly_or_not_at_all(
    sqlite_settings: Settings, tmp_path: Path, often: int
) -> None:
    chance = random.Random(1)
    began = time.monotonic()
    first = start(sqlite_settings, "import", str(import_file(tmp_path, 0)))
    assert "This is import" in first.communicate()[0]
    whole = time.monotonic() - began
    expected, finished = 1, 0
    for trial in range(1, often + 1):
        process = start(sqlite_settings, "import", str(import_file(tmp_path, trial)))
        # Spread over the whole run, so that some come before the end however busy the machine was at first.
        killer = threading.Timer(whole * (0.2 + 0.9 * (trial - chance.random()) / often), process.kill)
        killer.start()
        said, _ = process.communicate()
        killer.cancel()
        acknowledged = "This is import" in said
        finished += acknowledged
        imports = one(sqlite_settings, "SELECT count(*) FROM imports WHERE state = 'done'")
        assert imports in ({expected + 1} if acknowledged else {expected, expected + 1})
        expected = imports
        check_whole(sqlite_settings, imports)
    assert finished < often, "no kill came before the end: the moments are badly chosen"


def check_whole(settings: Settings, imports: int) -> None:
    """Each import has all its rows in all tables, and nothing else is there."""
    assert one(settings, "PRAGMA integrity_check") == "ok"
    assert ask(settings, "PRAGMA foreign_key_check") == []
    assert one(settings, "SELECT count(*) FROM imports") == imports
    for table in ("stakeholders", "aliases", "offers", "import_rows", "touched"):
        assert one(settings, f"SELECT count(*) FROM {table}") == imports * ROWS, table


def test_a_save_that_was_acknowledged_survives_a_killed_server(sqlite_settings: Settings, often: int) -> None:
    chance = random.Random(2)
    email, stakeholder_id = make_member(sqlite_settings)
    browser, acknowledged = Browser(), set[int]()
    for trial in range(often):
        server = start(sqlite_settings, "serve", "--port", "0")
        base = address_of(server)
        url = f"{base}/stakeholders/{stakeholder_id}/need/new"
        if trial == 0:
            browser.sign_in(base, email, PASSWORD)
        browser.renew(url)
        acknowledged |= save_until_killed(browser, server, url, trial * 10_000, chance.uniform(0.02, 0.6))
        check_saves(sqlite_settings, acknowledged)
    assert len(acknowledged) > often, "hardly anything was saved between the kills"


def make_member(settings: Settings) -> tuple[str, str]:
    """Somebody with a profile: the mail address and the profile's id."""
    database = open_database(settings)
    with database.transaction() as session:
        stakeholder, account = make_stakeholder(session), make_account(session)
        grant(session, account, Role.MEMBER, stakeholder.id)
        made = account.email, stakeholder.id
    database.dispose()
    return made


def save_until_killed(
    browser: Browser, server: subprocess.Popen[str], url: str, first: int, seconds: float
) -> set[int]:
    """Save needs one after the other until the server dies; the answer are those that got their 303."""
    saved, number = set(), first
    killer = threading.Timer(seconds, server.kill)
    killer.start()
    try:
        while True:
            if browser.post(url, text=f"We look for barrel number {number}.", reach="regional") == 303:
                saved.add(number)
            number += 1
    except (OSError, HTTPException):
        # The server is gone: whatever was under way was not acknowledged.
        pass
    killer.join()
    server.communicate()
    return saved


def check_saves(settings: Settings, acknowledged: set[int]) -> None:
    """Each need is there with its history and its audit entry, the acknowledged ones among them."""
    assert one(settings, "PRAGMA integrity_check") == "ok"
    needs = {int(text.split()[-1].rstrip(".")) for (text,) in ask(settings, "SELECT text FROM needs")}
    assert acknowledged <= needs
    told = one(
        settings, "SELECT count(DISTINCT subject) FROM changes WHERE subject IN (SELECT id FROM needs)"
    )
    noted = one(settings, "SELECT count(*) FROM audit_entries WHERE act = 'need.add'")
    assert told == noted == len(needs) == one(settings, "SELECT count(*) FROM needs")
