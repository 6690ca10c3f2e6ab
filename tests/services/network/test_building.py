"""When the index of a large network is built anew, and that it is: in a process beside the pages."""

from __future__ import annotations

from datetime import timedelta
from multiprocessing import active_children

import pytest

from matchmaker.config import Settings
from matchmaker.core.answers import Question
from matchmaker.core.audience import Closeness
from matchmaker.db import Database
from matchmaker.jobs.handlers import DAILY, HANDLERS, HOURLY, Handler
from matchmaker.jobs.worker import Worker
from matchmaker.services import history, jobs, network, quality
from matchmaker.services.network import Lesson, building, index
from matchmaker.services.network.building import Part, build_due, forget_older, list_due, list_parts
from matchmaker.store.folders.building import Outdated
from tests.factories import NOW
from tests.services.network.large import TODAY, change, look, make_network, names, root_of, version
from tests.store.folders.samples import flip

pytestmark = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
VISITOR, MEMBER = Closeness.VISITOR, Closeness.MEMBER
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def ids(database: Database) -> list[str]:
    """Those of a small network without an index."""
    with database.transaction() as session:
        return make_network(session, 8)


@pytest.fixture
def built(database: Database, ids: list[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The same, but it counts as large, and its index is there."""
    monkeypatch.setattr(index, "LARGE", -1)
    index.build(database, MEMBER, today=TODAY)
    return ids


def keep_from_visitors(database: Database, key: str) -> None:
    with change(database, key) as (_, [one]):
        one.audiences = {"about": "members"}


def test_in_a_network_of_usual_size_nothing_is_due(database: Database, ids: list[str]) -> None:
    assert list_due(database, today=TODAY) == []
    assert build_due(database, today=TODAY) == []
    assert list_parts(database) == []
    forget_older(database, today=TODAY)
    assert not root_of(database).exists()


def test_without_a_folder_to_put_it_nothing_is_due(database: Database, built: list[str]) -> None:
    homeless = Database(str(database.url))
    assert list_due(homeless, today=TODAY) == []
    assert list_parts(homeless) == []
    forget_older(homeless, today=TODAY)
    assert isinstance(look(homeless).profiles, dict), "it is held in memory"
    homeless.dispose()


def test_an_index_is_due_where_there_is_none_and_on_each_day(
    database: Database, built: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list_due(database, today=TODAY) == []
    assert list_due(database, today=TOMORROW) == [MEMBER]
    index.drop_index(database.folder or root_of(database))
    assert list_due(database, today=TODAY) == [MEMBER]


def test_it_is_due_where_much_has_changed(
    database: Database, built: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "MOST_CHANGES", 2)
    for number, due in ((2, []), (3, [MEMBER])):
        with database.transaction() as session:
            history.touch(session, built[:number])
        assert list_due(database, today=TODAY) == due


def test_it_is_due_where_other_weights_were_learnt(database: Database, built: list[str]) -> None:
    with database.transaction() as session:
        lesson = Lesson({Question.PROFILE: {"place": 0.5}}, dict.fromkeys(Question, 40), 20, 0)
        network.learn_weights(session, lesson, now=NOW)
    assert list_due(database, today=TODAY) == [MEMBER]
    index.build(database, MEMBER, today=TODAY)
    assert list_due(database, today=TODAY) == []
    assert look(database).matcher.weights_["place"] == 0.5


def test_it_is_due_where_a_version_is_damaged_though_the_one_before_answers(
    database: Database, built: list[str]
) -> None:
    index.build(database, MEMBER, today=TODAY)
    newest = root_of(database) / names(database)[-1]
    flip(newest / "seen.near.npy", 20)
    assert list_due(database, today=TODAY) == [MEMBER]


def test_it_is_due_after_an_update(
    database: Database, built: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quality, "installed", lambda: "99.9")
    assert list_due(database, today=TODAY) == [MEMBER]


def test_that_of_visitors_is_due_where_the_one_of_members_says_that_somebody_keeps_something(
    database: Database, built: list[str]
) -> None:
    keep_from_visitors(database, built[0])
    assert list_due(database, today=TODAY) == []
    index.build(database, MEMBER, today=TODAY)
    assert list_due(database, today=TODAY) == [VISITOR]
    index.build(database, VISITOR, today=TODAY)
    assert list_due(database, today=TODAY) == []
    assert list_due(database, today=TOMORROW) == [MEMBER, VISITOR]


def test_what_is_due_is_built_beside_the_pages_for_members_and_then_for_visitors(
    database: Database, ids: list[str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(index, "LARGE", -1)
    keep_from_visitors(database, ids[0])
    told = list[tuple[int, int]]()
    assert build_due(database, today=TODAY, progress=lambda *far: told.append(far)) == [MEMBER, VISITOR]
    assert set(told) == {(0, 2), (1, 2)}
    assert list_due(database, today=TODAY) == []
    assert capfd.readouterr().out == "", "what a command prints is its own"
    with change(database, ids[1]) as (_, [one]):
        one.name = "Rechristened"
    parts = [
        Part(name, 8, TODAY, version(database, near).revision, version(database, near).manifest.size, 1)
        for near, name in index.PARTS.items()
    ]
    assert list_parts(database) == parts
    assert len(names(database)) == len(names(database, VISITOR)) == 1


class Ended(Exception):
    """What a worker raises that shall end."""


def test_whoever_ends_the_work_ends_its_process_and_no_version_is_left(
    database: Database, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "LARGE", -1)

    def end(_done: int, _total: int) -> None:
        raise Ended

    with pytest.raises(Ended):
        build_due(database, today=TODAY, progress=end)
    assert active_children() == []
    assert names(database) == []
    assert index.build(database, MEMBER, today=TODAY), "nobody holds the lock"


def test_a_process_that_fails_is_told_of(
    database: Database, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "LARGE", -1)
    # It takes no such arguments.
    monkeypatch.setattr(building, "_build", int)
    with pytest.raises(RuntimeError, match="ended with 1"):
        build_due(database, today=TODAY)


def test_after_an_erasure_nothing_from_before_answers_lies_there_or_can_be_published(
    database: Database, built: list[str]
) -> None:
    index.build(database, VISITOR, today=TODAY)
    index.build(database, MEMBER, today=TODAY)
    before = {near: {version(database, near).revision, *names(database, near)} for near in index.PARTS}
    with change(database, built[0]) as (session, [one]):
        session.delete(one)
    forget_older(database, today=TODAY)
    assert database.folder is not None
    for near in index.PARTS:
        made = version(database, near)
        assert {made.name} == set(names(database, near))
        assert not before[near] & {made.name, made.revision}
        versions = index.versions_of(database.folder, near)
        with versions.building() as late, pytest.raises(Outdated):
            late.publish(revision=made.revision - 1)
        assert version(database, near).name == made.name
    assert built[0] not in look(database).profiles


def test_after_an_erasure_a_network_of_usual_size_has_no_index_any_more(
    database: Database, built: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "LARGE", 1_000)
    forget_older(database, today=TODAY)
    assert names(database) == []
    assert list_parts(database) == []


@pytest.fixture
def worker(database: Database, settings: Settings) -> Worker:
    """A worker that builds indexes and does nothing else: the work of a night takes longer."""
    idle: dict[str, Handler] = dict.fromkeys(HANDLERS, lambda _work: None)
    only = idle | {"index.build": HANDLERS["index.build"]}
    return Worker(database, settings, clock=lambda: NOW, handlers=only)


def test_the_worker_builds_on_each_day_and_in_each_hour_what_is_due(
    database: Database, ids: list[str], worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "index.build" in DAILY
    assert "index.build" in HOURLY
    worker.run_due()
    assert names(database) == [], "it is no large network"
    monkeypatch.setattr(index, "LARGE", -1)
    with database.transaction() as session:
        job = jobs.enqueue(session, "index.build", now=NOW)
    worker.run_due()
    with database.reading() as session:
        assert (found := jobs.find_job(session, job.id)) is not None
        assert (found.state.value, found.error) == ("done", "")
    assert len(names(database)) == 1
