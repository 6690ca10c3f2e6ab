"""The audit log: searched, paged and taken away; nothing in it is changed."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta

import pytest

from matchmaker.core.actors import VISITOR, Actor
from matchmaker.core.entities import Role
from matchmaker.db import Database
from matchmaker.errors import NotAllowed
from matchmaker.services import administration, audit
from matchmaker.services.administration import Search
from matchmaker.services.administration.trail import BATCH, PAGE
from tests.factories import make_account, make_actor


@pytest.fixture
def root(database: Database) -> Actor:
    """An administrator."""
    with database.transaction() as session:
        return make_actor(session, Role.ADMINISTRATOR, "")


@pytest.fixture
def ada(database: Database, now: datetime) -> Actor:
    """Somebody who did three things on three days."""
    with database.transaction() as session:
        account = make_account(session, name="Ada Adler", email="ada@example.org")
        actor = Actor(account.id, account.name)
        for days, act in enumerate(("soup.cook", "soup.eat", "table.clear")):
            moment = now + timedelta(days=days)
            audit.record(session, actor, act, "s-soup", now=moment, note="=1+1", days=days)
        return actor


def acts(database: Database, root: Actor, search: Search) -> list[str]:
    with database.reading() as session:
        return [row.entry.act for row in administration.list_trail(session, root, search).rows]


def test_each_field_of_a_search_narrows_it(
    database: Database, root: Actor, ada: Actor, now: datetime
) -> None:
    first = now.date()
    assert acts(database, root, Search(who="adler")) == ["table.clear", "soup.eat", "soup.cook"]
    assert acts(database, root, Search(who=ada.account_id or "")) == ["table.clear", "soup.eat", "soup.cook"]
    assert acts(database, root, Search(who="%")) == []
    with database.transaction() as session:
        audit.record(session, Actor("a-gone"), "soup.spill", "s-floor", now=now)
    assert acts(database, root, Search(who="a-gone")) == ["soup.spill"], "whose account has gone"
    assert acts(database, root, Search(act="soup.eat")) == ["soup.eat"]
    assert acts(database, root, Search(subject="s-soup", since=first + timedelta(days=1))) == [
        "table.clear", "soup.eat",
    ]  # fmt: skip
    assert acts(database, root, Search(subject="s-soup", until=first)) == ["soup.cook"]
    assert acts(database, root, Search(until=date(1, 1, 1))) == []


def test_pages_follow_each_other_without_a_gap(database: Database, root: Actor, now: datetime) -> None:
    with database.transaction() as session:
        for number in range(PAGE + 5):
            audit.record(session, root, "many", str(number), now=now)
    with database.reading() as session:
        first = administration.list_trail(session, root, Search(act="many"))
        rest = administration.list_trail(session, root, Search(act="many"), before=first.before)
    subjects = [int(row.entry.subject) for row in (*first.rows, *rest.rows)]
    assert subjects == list(range(PAGE + 4, -1, -1))
    assert rest.before == 0


def test_the_table_holds_all_and_no_cell_is_a_formula(
    database: Database, root: Actor, ada: Actor, now: datetime
) -> None:
    with database.transaction() as session:
        audit.record(session, ada, "=HYPERLINK()", "+1+2", now=now)
        content = b"".join(administration.export_trail(session, root, Search(who="adler")))
        kinds = administration.list_acts(session, root)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0] == ["at", "act", "subject", "account", "name", "details"]
    assert rows[1] == [
        "2026-11-23T09:00:00+00:00", "soup.cook", "s-soup", ada.account_id, "Ada Adler",
        '{"days": 0, "note": "=1+1"}',
    ]  # fmt: skip
    assert rows[-1][1:3] == ["'=HYPERLINK()", "'+1+2"]
    assert {"soup.cook", "soup.eat", "table.clear"} <= set(kinds)


def test_only_administrators_read_it(database: Database, ada: Actor) -> None:
    with database.reading() as session:
        for actor in (VISITOR, ada):
            with pytest.raises(NotAllowed):
                administration.list_trail(session, actor, Search())
            with pytest.raises(NotAllowed):
                administration.export_trail(session, actor, Search())
            with pytest.raises(NotAllowed):
                administration.list_acts(session, actor)


def test_a_long_table_comes_piece_by_piece(database: Database, root: Actor, now: datetime) -> None:
    with database.transaction() as session:
        for number in range(BATCH + 200):
            audit.record(session, root, "soup.cook", f"s-{number}", now=now, note="x" * 100)
    with database.reading() as session:
        pieces = list(administration.export_trail(session, root, Search(act="soup.cook")))
    rows = list(csv.reader(io.StringIO(b"".join(pieces).decode("utf-8-sig"))))[1:]
    assert len(pieces) > 1
    assert [one[2] for one in rows if one[4]] == [f"s-{number}" for number in range(BATCH + 200)]
