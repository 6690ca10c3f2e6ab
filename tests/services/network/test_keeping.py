"""A large network: what is committed lies over its version at once, and much of it makes a new one."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import delete
from structlog.testing import capture_logs

from matchmaker.core.audience import Closeness
from matchmaker.core.entities import Kind
from matchmaker.db import Database
from matchmaker.models import Stakeholder, Tie
from matchmaker.services import history
from matchmaker.services.network import Snapshot, index, keeping
from matchmaker.services.network.keeping import KeptNetwork
from matchmaker.services.network.live import LiveNetwork
from matchmaker.store.folders.disk import CannotWrite, NoRoom
from matchmaker.store.folders.places import Busy
from tests.factories import make_need, make_offer, make_stakeholder, make_tie
from tests.racing import race
from tests.services.network.large import (
    TODAY,
    change,
    fitted,
    look,
    make_network,
    names,
    root_of,
    same_answers,
    same_people,
    version,
)
from tests.store.folders.samples import in_child

pytestmark = pytest.mark.usefixtures("large")

ON_ONE = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
"""What does not depend on the kind of database."""


@pytest.fixture
def ids(database: Database) -> list[str]:
    """Those of a network whose version is there already."""
    with database.transaction() as session:
        made = make_network(session)
    look(database)
    return made


def rename(database: Database, ids: list[str]) -> None:
    with change(database, ids[3]) as (_, [one]):
        one.name, one.about = "Rechristened", "We mend other things."


def add(database: Database, ids: list[str]) -> None:
    with database.transaction() as session:
        new = make_stakeholder(session, name="Newcomer", about="We mend bicycles and boats.", region="PL911")
        make_need(session, new, "Somebody who knows bread")
        make_tie(session, new, session.get_one(Stakeholder, ids[0]))


def remove(database: Database, ids: list[str]) -> None:
    with change(database, ids[4]) as (session, [one]):
        session.delete(one)


def hide(database: Database, ids: list[str]) -> None:
    with change(database, ids[5]) as (_, [one]):
        one.hidden = True


def tie(database: Database, ids: list[str]) -> None:
    with change(database, ids[1], ids[9]) as (session, [one, other]):
        make_tie(session, one, other, since=2024)


def untie(database: Database, ids: list[str]) -> None:
    with change(database, ids[1], ids[2]) as (session, _):
        a, b = sorted(ids[1:3])
        session.execute(delete(Tie).where(Tie.a_id == a, Tie.b_id == b))


def opt_out(database: Database, ids: list[str]) -> None:
    with change(database, ids[6]) as (_, [one]):
        one.opted_out = True


def keep_to_members(database: Database, ids: list[str]) -> None:
    with change(database, ids[7]) as (_, [one]):
        one.audiences = {"about": "members", "ties": "members"}


def keep_to_oneself(database: Database, ids: list[str]) -> None:
    with change(database, ids[8]) as (_, [one]):
        one.audiences = {"about": "ourselves", "ties": "ourselves", "region": "ourselves"}


def move(database: Database, ids: list[str]) -> None:
    with change(database, ids[10]) as (_, [one]):
        one.region, one.country, one.lat, one.lon, one.kind = "ITC4C", "IT", 45.46, 9.19, Kind.SUPPORT


CHANGES = (rename, add, remove, hide, tie, untie, opt_out, keep_to_members, keep_to_oneself, move)


def test_each_change_shows_at_once_and_makes_no_new_version(database: Database, ids: list[str]) -> None:
    memory, made = LiveNetwork(), names(database)
    for done in CHANGES:
        before = look(database)
        done(database, ids)
        after = look(database)
        assert after.revision > before.revision
        same_people(after, memory.snapshot(database, TODAY))
    # Whoever opens the version now comes to the same as who saw one change after the other.
    opened = KeptNetwork(Closeness.MEMBER).snapshot(database, TODAY)
    assert opened is not None
    same_people(opened, fitted(database))
    same_answers(opened, look(database))
    assert names(database) == made


@ON_ONE
def test_where_no_count_has_changed_the_answers_are_those_of_a_network_fitted_anew(
    database: Database, ids: list[str]
) -> None:
    same_answers(look(database), fitted(database))
    # Two who swap what they write: as many texts as before use each word.
    with change(database, ids[2], ids[11]) as (_, [one, other]):
        one.about, other.about = other.about, one.about
        one.languages, other.opted_out = ["fr", "de"], True
    same_answers(look(database), fitted(database))
    assert ids[11] not in look(database).willing


@ON_ONE
def test_what_was_hidden_or_changed_and_is_back_as_it_was_is_answered_as_before(
    database: Database, ids: list[str]
) -> None:
    for gone in (True, False):
        with change(database, ids[5], ids[6]) as (_, [one, other]):
            one.hidden, other.opted_out = gone, gone
        same_people(look(database), fitted(database))
    same_answers(look(database), fitted(database))


def test_on_a_new_day_what_the_calendar_has_changed_lies_over_the_version(
    database: Database, ids: list[str]
) -> None:
    with change(database, ids[0]) as (session, [one]):
        make_offer(session, one, "A boat until tonight", valid_until=TODAY)
        make_need(session, one, "A boat from today on", valid_until=TODAY + timedelta(days=9))
    made, tomorrow = names(database), TODAY + timedelta(days=1)
    assert len(look(database).profiles[ids[0]].offers) == 2
    assert len(look(database, today=tomorrow).profiles[ids[0]].offers) == 1
    same_people(look(database, today=tomorrow), fitted(database, today=tomorrow))
    same_people(look(database), fitted(database))
    assert names(database) == made


def touch_many(database: Database, ids: list[str]) -> None:
    with database.transaction() as session:
        history.touch(session, ids)


def test_more_changes_than_may_lie_over_a_version_make_one_new_version(
    database: Database, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_CHANGES", 3)
    monkeypatch.setattr(keeping, "MOST_SHARE", 0.0)
    made = names(database)
    touch_many(database, ids[:3])
    look(database)
    assert names(database) == made
    touch_many(database, ids[:4])
    with capture_logs() as said:
        after = look(database)
        look(database)
    assert [one["event"] for one in said] == ["index.built"]
    assert len(names(database)) == len(made) + 1
    same_answers(after, fitted(database))


def test_a_share_of_a_network_may_lie_over_its_version_however_many_that_are(
    database: Database, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_CHANGES", 0)
    monkeypatch.setattr(keeping, "MOST_SHARE", 0.5)
    made = names(database)
    touch_many(database, ids[:6])
    look(database)
    assert names(database) == made
    touch_many(database, ids[:7])
    look(database)
    assert names(database) != made


def test_several_threads_at_once_build_once(database: Database) -> None:
    with database.transaction() as session:
        make_network(session)
    readers = [KeptNetwork(Closeness.MEMBER) for _ in range(3)]
    with capture_logs() as said:
        found = race(*(partial(one.snapshot, database, TODAY) for one in [*readers, readers[0]]))
    assert len(names(database)) == 1
    assert [one["event"] for one in said] == ["index.built"]
    for one in found:
        assert isinstance(one, Snapshot), one
        assert one.revision == look(database).revision


def test_several_processes_at_once_build_once(database: Database) -> None:
    with database.transaction() as session:
        make_network(session)
    # A process that was forked must not talk through the connections of this one.
    database.dispose()

    def work() -> str:
        apart = Database(
            database.url.render_as_string(hide_password=False), folder=database.folder, secret=database.secret
        )
        look(apart)
        return version(apart).name

    children = [in_child(work) for _ in range(3)]
    assert {child.answer() for child in children} == set(names(database))
    assert len(names(database)) == 1


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> list[Closeness]:
    """A disk that is full: whoever tries to build is written down."""
    tried = list[Closeness]()

    def refuse(database: Database, closeness: Closeness, **_given: object) -> bool:
        tried.append(closeness)
        raise NoRoom(root_of(database), needed=1_000, free=10)

    monkeypatch.setattr(keeping, "build", refuse)
    return tried


@pytest.mark.parametrize("error", [Busy("Somebody else builds."), CannotWrite("The disk is read-only.")])
@ON_ONE
def test_whoever_may_not_build_now_has_the_network_in_memory(
    database: Database, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(*_given: object, **_named: object) -> bool:
        raise error

    monkeypatch.setattr(keeping, "build", refuse)
    with database.transaction() as session:
        make_network(session)
    with capture_logs() as said:
        found = look(database)
    assert [(one["event"], one["log_level"]) for one in said] == [("index.not_built", "error")]
    assert isinstance(found.profiles, dict)
    same_answers(found, fitted(database))


@ON_ONE
def test_without_a_version_a_full_disk_is_tried_once_a_day_and_changes_show_all_the_same(
    database: Database, refused: list[Closeness]
) -> None:
    with database.transaction() as session:
        ids = make_network(session)
    for done in (rename, hide):
        look(database)
        done(database, ids)
    same_people(look(database), fitted(database))
    assert refused == [Closeness.MEMBER]
    tomorrow = TODAY + timedelta(days=1)
    same_people(look(database, today=tomorrow), fitted(database, today=tomorrow))
    assert refused == [Closeness.MEMBER] * 2


def test_on_a_full_disk_the_old_version_goes_on_answering_with_all_changes_over_it(
    database: Database, ids: list[str], refused: list[Closeness], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_CHANGES", 1)
    monkeypatch.setattr(keeping, "MOST_SHARE", 0.0)
    made = names(database)
    memory = LiveNetwork()
    for done in CHANGES:
        done(database, ids)
        found = look(database)
        assert not isinstance(found.profiles, dict), "the version answers"
        same_people(found, memory.snapshot(database, TODAY))
    assert (names(database), refused) == (made, [Closeness.MEMBER])


def test_what_is_not_there_is_built_when_the_disk_has_room_again(
    database: Database, refused: list[Closeness], monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.transaction() as session:
        make_network(session)
    look(database)
    assert refused
    # As the job of the day does.
    index.build(database, Closeness.MEMBER, today=TODAY)
    assert not isinstance(look(database).profiles, dict)
    assert len(refused) == 1
