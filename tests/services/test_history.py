"""The history of the network: what changed, and the revisions by which readers notice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from threading import Event, Thread

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM, Actor
from matchmaker.core.entities import Kind
from matchmaker.db import Database
from matchmaker.errors import Conflict
from matchmaker.models import Change, NetworkRevision, Stakeholder, Touched
from matchmaker.services import history
from tests.factories import make_stakeholder
from tests.racing import race

ADA = Actor("a-1", "Ada")


def record(session: Session, now: datetime, before: dict[str, object], after: dict[str, object]) -> object:
    return history.record(
        session,
        ADA,
        stakeholder_id="s-1",
        subject="n-1",
        before=before,
        after=after,
        source=history.FORM,
        now=now,
    )


def touched(database: Database) -> dict[str, int]:
    with database.reading() as session:
        return {row.stakeholder_id: row.revision for row in session.scalars(select(Touched))}


def revision(database: Database) -> int:
    with database.reading() as session:
        return session.scalars(select(NetworkRevision.revision)).one()


def test_only_fields_that_differ_are_written_down(database: Database, now: datetime) -> None:
    before: dict[str, object] = {"name": "Old", "kind": Kind.ENTERPRISE, "themes": ["food"], "gone": 1}
    after: dict[str, object] = {
        "name": "New",
        "kind": Kind.ENTERPRISE,
        "themes": ["food", "care"],
        "founded": None,
    }
    with database.transaction() as session:
        assert record(session, now, before, after) == {
            "name": ("Old", "New"),
            "themes": (["food"], ["food", "care"]),
        }
    with database.reading() as session:
        rows = {row.field: row for row in history.list_changes(session, "s-1")}
        assert set(rows) == {"name", "themes"}
        name = rows["name"]
        assert (name.before, name.after, name.subject, name.source) == ("Old", "New", "n-1", "form")
        assert (name.account_id, name.at) == ("a-1", now)


def test_days_are_kept_as_iso_8601_and_compared_as_days(database: Database, now: datetime) -> None:
    day, later = date(2026, 11, 23), date(2026, 12, 24)
    with database.transaction() as session:
        assert record(session, now, {"valid_until": day}, {"valid_until": day}) == {}
        record(session, now, {"valid_until": None}, {"valid_until": later})
    with database.reading() as session:
        [change] = history.list_changes(session, "s-1")
        assert (change.before, change.after) == (None, "2026-12-24")


def test_the_newest_change_comes_first_and_others_stay_out(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        for number in range(3):
            record(session, now, {"name": number}, {"name": number + 1})
            session.flush()
        session.add(
            Change(
                at=now, stakeholder_id="s-2", subject="s-2", field="name", before="", after="x", source="demo"
            )
        )
    with database.reading() as session:
        assert [change.after for change in history.list_changes(session, "s-1")] == [3, 2, 1]


def test_a_write_raises_the_revision_by_one_and_marks_whom_it_touched(database: Database) -> None:
    with database.transaction() as session:
        assert history.touch(session, ["s-1", "s-2", "s-1"]) == 1
    with database.transaction() as session:
        assert history.touch(session, ["s-2", "s-3"]) == 2
    assert touched(database) == {"s-1": 1, "s-2": 2, "s-3": 2}
    assert revision(database) == 2


def test_a_write_that_is_rolled_back_leaves_the_revision_alone(database: Database) -> None:
    with database.reading() as session:
        history.touch(session, ["s-1"])
        session.flush()
    assert (revision(database), touched(database)) == (0, {})


def test_more_stakeholders_than_one_query_holds_are_all_marked(database: Database) -> None:
    ids = [f"s-{number}" for number in range(2 * history.BATCH + 1)]
    for expected in (1, 2):
        with database.transaction() as session:
            history.touch(session, ids)
        assert touched(database) == dict.fromkeys(ids, expected)


def test_ids_are_cut_into_runs() -> None:
    assert [list(run) for run in history.batched(["a", "b", "c"], 2)] == [["a", "b"], ["c"]]
    assert list(history.batched([], 2)) == []


def test_a_second_writer_waits_and_its_revision_is_the_later_one(database: Database) -> None:
    """The numbers become visible in order, so a reader that saw revision 2 has seen all of revision 1."""
    started, numbers = Event(), list[int]()

    def second() -> None:
        with database.transaction() as session:
            started.set()
            numbers.append(history.touch(session, ["s-2"]))

    with database.transaction() as session:
        history.touch(session, ["s-1"])
        session.flush()
        thread = Thread(target=second)
        thread.start()
        assert started.wait(5)
        thread.join(0.2)
        assert numbers == [], "it must wait until the first one is done"
        assert revision(database) == 0
    thread.join(20)
    assert numbers == [2]
    assert touched(database) == {"s-1": 1, "s-2": 2}


def test_many_writers_at_once_get_numbers_without_gaps(
    database: Database, trials: Callable[[int], int]
) -> None:
    """While they write, a reader never sees a revision whose stakeholders are not there yet."""
    rounds, writers = trials(100), 4
    for number in range(rounds):

        def write(number: int = number) -> int:
            with database.transaction() as session:
                return history.touch(session, [f"s-{number}", "s-shared"])

        def look() -> bool:
            with database.reading() as session:
                seen = session.scalars(select(NetworkRevision.revision)).one()
                newest = max(session.scalars(select(Touched.revision)), default=0)
                return newest >= seen

        *numbers, in_order = race(*[write] * writers, look)
        first = number * writers + 1
        assert sorted(numbers) == list(range(first, first + writers))  # type: ignore[type-var]  # all are int
        assert in_order is True
    assert revision(database) == rounds * writers
    assert touched(database)["s-shared"] == rounds * writers


def test_the_system_leaves_no_account_behind(database: Database) -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    with database.transaction() as session:
        history.record(
            session,
            SYSTEM,
            stakeholder_id="s-1",
            subject="s-1",
            before={},
            after={"name": "x"},
            source="demo",
            now=now,
        )
    with database.reading() as session:
        [change] = history.list_changes(session, "s-1")
        assert (change.account_id, change.before, change.source) == (None, None, "demo")


def test_our_turn_shows_the_row_as_the_writer_before_us_left_it(database: Database) -> None:
    with database.transaction() as session:
        one = make_stakeholder(session, name="First")
    read, renamed, seen = Event(), Event(), list[str]()

    def second() -> None:
        with database.session(write=True) as session:
            row = session.get_one(Stakeholder, one.id) if not database.is_sqlite else None
            read.set()
            assert renamed.wait(10)
            row = row or session.get_one(Stakeholder, one.id)
            history.take_turn(session, row, row.id)
            seen.append(row.name)
            session.commit()

    thread = Thread(target=second)
    thread.start()
    assert read.wait(10)
    with database.transaction() as session:
        history.touch(session, [one.id])
        session.get_one(Stakeholder, one.id).name = "Renamed"
    renamed.set()
    thread.join(20)
    assert seen == ["Renamed"]


def test_what_was_removed_before_our_turn_is_a_conflict(database: Database) -> None:
    with database.transaction() as session:
        one = make_stakeholder(session)
    with database.transaction() as session:
        row = session.get_one(Stakeholder, one.id)
        session.execute(delete(Stakeholder).execution_options(synchronize_session=False))
        with pytest.raises(Conflict, match="Go back and look again"):
            history.take_turn(session, row, row.id)
