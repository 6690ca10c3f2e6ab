"""The exposure log: sums by day, of nobody's visit, that survive what a busy site does to them."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import delete, select

from matchmaker.config import Settings
from matchmaker.core.actors import SYSTEM, VISITOR, Actor
from matchmaker.core.entities import Kind
from matchmaker.db import Database
from matchmaker.instance import open_database
from matchmaker.jobs.worker import run_due_jobs
from matchmaker.models import Exposure, Stakeholder
from matchmaker.services import network, suggestions
from matchmaker.services.suggestions import exposure
from matchmaker.services.suggestions.exposure import HAND_OVER, add_exposure
from tests.factories import make_actor, make_stakeholder


@pytest.fixture
def three(database: Database) -> list[str]:
    with database.transaction() as session:
        return [make_stakeholder(session, kind=Kind.SUPPORT).id for _ in range(3)]


@pytest.fixture
def reader(database: Database) -> Actor:
    with database.transaction() as session:
        return make_actor(session)


def show(database: Database, actor: Actor, ids: list[str], now: datetime) -> None:
    with database.reading() as session:
        suggestions.note_shown(session, actor, ids, now=now)


def rows(database: Database) -> list[tuple[date, str, int]]:
    with database.reading() as session:
        query = select(Exposure.day, Exposure.stakeholder_id, Exposure.times)
        return [(day, id_, times) for day, id_, times in session.execute(query.order_by(Exposure.day))]


def put(database: Database, times: dict[str, int], day: date) -> None:
    with database.transaction() as session:
        add_exposure(session, Counter({(day, id_): often for id_, often in times.items()}))


def test_what_was_shown_is_summed_by_day_and_handed_over_once(
    database: Database, reader: Actor, three: list[str], now: datetime
) -> None:
    one, two, _ = three
    show(database, reader, [one, two], now)
    show(database, reader, [one], now)
    assert rows(database) == [], "showing writes nothing"
    assert suggestions.hand_over(database) == 2
    assert suggestions.hand_over(database) == 0
    show(database, reader, [one], now)
    suggestions.hand_over(database)
    assert sorted(rows(database)) == sorted([(now.date(), one, 3), (now.date(), two, 1)])


def test_only_those_who_are_signed_in_count(database: Database, three: list[str], now: datetime) -> None:
    for actor in (VISITOR, SYSTEM):
        show(database, actor, three, now)
    assert suggestions.hand_over(database) == 0


def test_numbers_wait_a_minute(database: Database, reader: Actor, three: list[str], now: datetime) -> None:
    show(database, reader, three, now)
    assert suggestions.hand_over(database, now=now + HAND_OVER / 2) == 0
    show(database, reader, three, now + HAND_OVER / 2)
    assert suggestions.hand_over(database, now=now + HAND_OVER) == 3
    assert suggestions.hand_over(database, now=now + HAND_OVER) == 0


def test_the_worker_hands_over_what_its_process_showed(
    database: Database, settings: Settings, reader: Actor, three: list[str], now: datetime
) -> None:
    show(database, reader, three, now)
    run_due_jobs(database, settings, now=now + HAND_OVER)
    assert len(rows(database)) == 3


def test_whoever_is_gone_meanwhile_is_passed_over_and_takes_its_numbers_along(
    database: Database, reader: Actor, three: list[str], now: datetime
) -> None:
    show(database, reader, three, now)
    with database.transaction() as session:
        session.execute(delete(Stakeholder).where(Stakeholder.id == three[0]))
    suggestions.hand_over(database)
    assert {id_ for _, id_, _ in rows(database)} == set(three[1:])
    with database.transaction() as session:
        session.execute(delete(Stakeholder).where(Stakeholder.id == three[1]))
    assert [id_ for _, id_, _ in rows(database)] == three[2:]


def test_what_could_not_be_written_waits_for_the_next_time(
    database: Database, reader: Actor, three: list[str], now: datetime
) -> None:
    show(database, reader, three, now)
    gone = Database("sqlite:////nowhere/at/all.db")
    exposure._buffers[gone] = exposure._buffer(database)
    with pytest.raises(Exception, match="unable to open"):
        suggestions.hand_over(gone)
    assert suggestions.hand_over(database) == 3
    gone.dispose()


def test_threads_and_processes_at_once_lose_nothing(
    database: Database, settings: Settings, reader: Actor, three: list[str], now: datetime
) -> None:
    # A second process has a database object, and so a buffer, of its own.
    other = open_database(settings)

    def busy(number: int) -> None:
        mine = (database, other)[number % 2]
        for _ in range(10):
            show(mine, reader, three, now)
            suggestions.hand_over(mine)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(busy, range(8)))
    other.dispose()
    assert sorted(times for _, _, times in rows(database)) == [80, 80, 80]


def test_a_buffer_takes_no_new_numbers_when_it_is_full(
    monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    monkeypatch.setattr(exposure, "MOST_WAITING", 2)
    buffer = exposure.Buffer()
    for name in ("a", "b", "c", "a"):
        buffer.add(Counter([(now.date(), name)]), now)
    assert buffer.take() == {(now.date(), "a"): 2, (now.date(), "b"): 1}


def test_counts_for_the_matcher_reach_back_to_a_day(
    database: Database, three: list[str], now: datetime
) -> None:
    today = now.date()
    put(database, {three[0]: 4}, today)
    put(database, {three[0]: 2, three[1]: 1}, today - timedelta(days=5))
    with database.reading() as session:
        assert network.exposure_counts(session, today) == {three[0]: 4}
        assert network.exposure_counts(session, today - timedelta(days=5)) == {three[0]: 6, three[1]: 1}


def test_the_spread_is_over_all_who_can_be_suggested(
    database: Database, three: list[str], now: datetime
) -> None:
    with database.reading() as session:
        assert suggestions.find_spread(session, now=now) is None
        assert suggestions.find_attention(session, three[0], now=now) is None
    put(database, {three[0]: 6, three[1]: 3}, now.date())
    put(database, {three[2]: 50}, now.date() - timedelta(days=90))
    with database.reading() as session:
        spread = suggestions.find_spread(session, now=now)
        attention = suggestions.find_attention(session, three[1], now=now)
    assert spread is not None
    assert attention is not None
    assert (spread.stakeholders, spread.average, spread.least) == (3, 3.0, 0)
    assert spread.floor_share == pytest.approx(2 / 3)
    assert spread.coverage == pytest.approx(2 / 3)
    assert spread.gini == pytest.approx(4 / 9)
    assert (attention.times, attention.average, attention.days) == (3, 3.0, 90)


def test_who_opted_out_does_not_lower_the_average(
    database: Database, three: list[str], now: datetime
) -> None:
    put(database, {three[0]: 6, three[1]: 3}, now.date())
    with database.transaction() as session:
        make_stakeholder(session, opted_out=True)
    with database.reading() as session:
        spread = suggestions.find_spread(session, now=now)
    assert spread is not None
    assert (spread.stakeholders, spread.average) == (3, 3.0)


def test_days_are_forgotten_after_400(
    database: Database, settings: Settings, three: list[str], now: datetime
) -> None:
    for days in (0, 400, 401):
        put(database, {three[0]: 1}, now.date() - timedelta(days=days))
    run_due_jobs(database, settings, now=now)
    assert [day for day, _, _ in rows(database)] == [now.date() - timedelta(days=400), now.date()]
