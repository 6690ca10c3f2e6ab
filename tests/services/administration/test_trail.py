"""The audit log: searched, paged and taken away; nothing in it is changed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

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


def plans(database: Database, session: Session, read: Callable[[], object]) -> str:
    """How the database goes about what is read; the tables are too small to prefer an index by themselves."""
    found: list[str] = []
    explain = "EXPLAIN QUERY PLAN" if database.is_sqlite else "EXPLAIN"

    def look(connection: Any, cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        other = connection.connection.cursor()
        other.execute(f"{explain} {statement}", parameters)
        found.extend(str(row) for row in other.fetchall())
        other.close()

    if not database.is_sqlite:
        session.execute(text("SET LOCAL enable_seqscan = off"))
        session.execute(text("SET LOCAL enable_bitmapscan = off"))
        session.execute(text("SET LOCAL enable_sort = off"))
    event.listen(session.connection(), "before_cursor_execute", look)
    read()
    return "\n".join(found)


def test_the_kinds_of_acts_are_found_by_their_index_from_each_to_the_next(
    database: Database, root: Actor, now: datetime
) -> None:
    with database.transaction() as session:
        session.execute(text("DELETE FROM audit_entries"))
        assert administration.list_acts(session, root) == [], "an empty log"
        for act in ("b", "", "c", "a", "b", "c", "c"):
            audit.record(session, root, act, "s-soup", now=now)
    with database.reading() as session:
        assert administration.list_acts(session, root) == ["", "a", "b", "c"]
        plan = plans(database, session, lambda: administration.list_acts(session, root))
    assert "ix_audit_entries_act" in plan, plan
    assert "Seq Scan" not in plan, plan


@pytest.mark.parametrize("search", [Search(act="soup.eat"), Search(who="Ada Adler"), Search(who="a-gone")])
def test_a_page_of_one_act_or_one_person_is_read_from_the_end_of_an_index(
    database: Database, root: Actor, ada: Actor, search: Search
) -> None:
    with database.reading() as session:
        plan = plans(database, session, lambda: administration.list_trail(session, root, search))
    assert f"ix_audit_entries_{'act' if search.act else 'account'}" in plan, plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


def test_several_people_of_one_name_are_all_found(
    database: Database, root: Actor, ada: Actor, now: datetime
) -> None:
    with database.transaction() as session:
        other = make_account(session, name="Bea Adler", email="bea@example.org")
        audit.record(session, Actor(other.id), "soup.cook", "s-soup", now=now)
    assert acts(database, root, Search(who="adler", act="soup.cook")) == ["soup.cook"] * 2
    assert acts(database, root, Search(who="bea@", act="soup.cook")) == ["soup.cook"]
