"""Reading profiles and ties as the engine wants them."""

from __future__ import annotations

from datetime import date, datetime

from matchmaker.core.entities import Kind, Link, Profile, Reach, Statement
from matchmaker.db import Database
from matchmaker.services import history
from matchmaker.services.network.loading import list_touched, load_links, load_profiles, read_revision
from tests.factories import make_need, make_offer, make_stakeholder, make_tie


def test_a_profile_holds_all_that_the_engine_may_know(database: Database, now: datetime) -> None:
    until = date(2026, 12, 24)
    with database.transaction() as session:
        row = make_stakeholder(session, kind=Kind.SUPPORT, themes=["theme-food"], verified_on=now.date())
        need = make_need(
            session, row, cooperation=["space"], themes=["theme-food"], reach=Reach.LOCAL, valid_until=until
        )
        offer = make_offer(session, row)
    with database.reading() as session:
        [profile] = load_profiles(session, None, now.date())
    assert profile == Profile(
        id=row.id,
        name=row.name,
        kind=Kind.SUPPORT,
        about=row.about,
        offers=(Statement(offer.id, offer.text, created=now.date()),),
        needs=(Statement(need.id, need.text, ("space",), ("theme-food",), Reach.LOCAL, until, now.date()),),
        country="DE",
        region="DE111",
        place="Stuttgart",
        lat=48.78,
        lon=9.18,
        languages=("de",),
        themes=("theme-food",),
        verified=now.date(),
        rankable=True,
        created=now.date(),
    )


def test_some_are_loaded_by_id_and_unknown_ids_are_passed_over(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        rows = [make_stakeholder(session) for _ in range(3)]
        make_need(session, rows[0])
        make_need(session, rows[2])
    with database.reading() as session:
        found = load_profiles(session, [rows[0].id, "s-nothing"], now.date())
        assert [(one.id, len(one.needs)) for one in found] == [(rows[0].id, 1)]
        assert load_profiles(session, [], now.date()) == []
        assert len(load_profiles(session, None, now.date())) == 3


def test_ties_are_loaded_by_either_end_and_only_once(database: Database) -> None:
    with database.transaction() as session:
        one, other, third = (make_stakeholder(session) for _ in range(3))
        make_tie(session, one, other, since=2020)
        make_tie(session, other, third)
    a, b = sorted((one.id, other.id))
    with database.reading() as session:
        assert load_links(session, [one.id]) == [Link(a, b, "", 2020, 1.0)]
        assert len(load_links(session, [one.id, other.id])) == 2
        assert len(load_links(session, None)) == 2
        assert load_links(session, []) == []


def test_a_tie_whose_ends_are_in_different_runs_counts_once(database: Database) -> None:
    with database.transaction() as session:
        one, other = make_stakeholder(session), make_stakeholder(session)
        make_tie(session, one, other)
    between = [f"s-{number}" for number in range(history.BATCH)]
    with database.reading() as session:
        [link] = load_links(session, [one.id, *between, other.id])
    assert link.weight == 1.0


def test_who_was_touched_after_a_revision_is_listed(database: Database) -> None:
    for ids in (["s-1", "s-2"], ["s-2"], ["s-3"]):
        with database.transaction() as session:
            history.touch(session, ids)
    with database.reading() as session:
        assert read_revision(session) == 3
        assert sorted(list_touched(session, 0)) == ["s-1", "s-2", "s-3"]
        assert sorted(list_touched(session, 1)) == ["s-2", "s-3"]
        assert list_touched(session, 3) == []
