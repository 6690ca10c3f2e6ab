"""The live network: what is committed shows in the next answer, and nothing else ever does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy.orm import Session

from matchmaker.config import Settings
from matchmaker.core.actors import SYSTEM
from matchmaker.core.audience import Closeness
from matchmaker.core.ecosystem.scene import members_of
from matchmaker.core.entities import Kind, Link, StatementState
from matchmaker.db import Database
from matchmaker.instance import open_database
from matchmaker.models import Stakeholder
from matchmaker.services import history, network, places, profiles
from matchmaker.services.network import Snapshot, index
from matchmaker.services.profiles import ProfileValues, StatementValues
from tests.factories import make_need, make_offer, make_stakeholder, make_tie
from tests.racing import race


@pytest.fixture(params=["in memory", "from an index"], autouse=True)
def kept(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the network is large, as far as the program knows: both kinds say the same."""
    if request.param == "from an index":
        monkeypatch.setattr(index, "LARGE", -1)
    return bool(index.LARGE < 0)


@pytest.fixture
def look(database: Database, now: datetime) -> Callable[[], Snapshot]:
    """What a request of somebody who is signed in sees, if it comes in now."""

    def answer(days: int = 0) -> Snapshot:
        with database.reading() as session:
            network.read_as(session, Closeness.MEMBER)
            return network.snapshot(session, today=now.date() + timedelta(days=days))

    return answer


@contextmanager
def change(database: Database, stakeholder_id: str) -> Iterator[tuple[Session, Stakeholder]]:
    with database.transaction() as session:
        yield session, session.get_one(Stakeholder, stakeholder_id)
        history.touch(session, [stakeholder_id])


@pytest.fixture
def two(database: Database) -> tuple[str, str]:
    """Two stakeholders that work together."""
    with database.transaction() as session:
        one, other = make_stakeholder(session, name="Rad & Tat"), make_stakeholder(session, name="Werkbank")
        make_need(session, one)
        make_offer(session, other, "We have a workshop near the station.")
        make_tie(session, one, other)
    return one.id, other.id


def test_an_empty_network_is_a_network(look: Callable[[], Snapshot], now: datetime) -> None:
    empty = look()
    assert (empty.revision, empty.today, empty.profiles, tuple(empty.links)) == (0, now.date(), {}, ())


def test_all_readers_share_one_snapshot_until_something_changes(
    database: Database, two: tuple[str, str], look: Callable[[], Snapshot], kept: bool
) -> None:
    first = look()
    assert look() is first
    if kept:
        # Read before the change: what is read after it is not of this state any more.
        dict(first.profiles)
    with change(database, two[0]) as (_, one):
        one.about = "New."
    assert look() is not first
    assert first.profiles[two[0]].about != "New.", "who still reads the old one is not disturbed"


def test_a_change_shows_in_the_next_snapshot(
    database: Database, two: tuple[str, str], look: Callable[[], Snapshot], now: datetime
) -> None:
    look()
    with database.transaction() as session:
        made = profiles.create_stakeholder(
            session, SYSTEM, ProfileValues(name="Neu", kind=Kind.SUPPORT, place="Lyon"), now=now
        )
    assert look().profiles[made.id].region == "FRK26"
    with database.transaction() as session:
        values = StatementValues(text="We look for a lawyer.")
        need = profiles.add_statement(session, SYSTEM, made.id, "need", values, now=now)
    assert [one.text for one in look().profiles[made.id].needs] == ["We look for a lawyer."]
    with database.transaction() as session:
        profiles.set_state(session, SYSTEM, "need", need.id, StatementState.MET, now=now)
    assert look().profiles[made.id].needs == ()
    with database.transaction() as session:
        profiles.update_stakeholder(
            session, SYSTEM, made.id, ProfileValues(name="Alt", kind=Kind.SUPPORT), now=now
        )
    assert look().profiles[made.id].name == "Alt"


def test_the_matcher_and_the_directory_see_what_the_snapshot_sees(
    database: Database, two: tuple[str, str], look: Callable[[], Snapshot]
) -> None:
    look()
    with database.transaction() as session:
        third = make_stakeholder(session, name="Zahnradwerk", about="We mend gear wheels of mills.")
    snapshot = look()
    assert set(snapshot.matcher.pool_.number) == {*two, third.id}
    assert set(snapshot.directory.ids()) == {*two, third.id}
    with change(database, third.id) as (session, row):
        session.delete(row)
    snapshot = look()
    assert set(snapshot.matcher.pool_.number) == set(two)
    assert set(snapshot.directory.ids()) == set(two)


def test_what_is_not_committed_does_not_show_even_to_the_one_who_writes(
    database: Database, two: tuple[str, str], look: Callable[[], Snapshot], now: datetime
) -> None:
    before = look()
    with database.transaction() as session:
        session.get_one(Stakeholder, two[0]).name = "Not yet"
        history.touch(session, [two[0]])
        session.flush()
        assert network.snapshot(session, today=now.date()) is before
        assert look() is before
    assert look().profiles[two[0]].name == "Not yet"


def test_what_was_rolled_back_never_shows(
    database: Database, two: tuple[str, str], look: Callable[[], Snapshot], now: datetime
) -> None:
    before = look()
    with database.session(write=True) as session:
        make_stakeholder(session, name="Never")
        session.get_one(Stakeholder, two[0]).name = "Never"
        session.flush()
        network.snapshot(session, today=now.date())
        session.rollback()
    assert look() is before
    with change(database, two[1]) as (_, other):
        other.name = "After all"
    assert {one.name for one in look().profiles.values()} == {"Rad & Tat", "After all"}


def test_who_is_deleted_is_gone_with_its_ties(
    database: Database, two: tuple[str, str], look: Callable[[], Snapshot]
) -> None:
    assert len(look().links) == 1
    with change(database, two[1]) as (session, other):
        session.delete(other)
    assert set(look().profiles) == {two[0]}
    assert tuple(look().links) == ()


def test_who_is_hidden_is_gone_until_it_comes_back_with_its_ties(
    database: Database, two: tuple[str, str], look: Callable[[], Snapshot]
) -> None:
    before = look()
    profiles, links = dict(before.profiles), tuple(before.links)
    with change(database, two[1]) as (_, other):
        other.hidden = True
    assert set(look().profiles) == {two[0]}
    assert tuple(look().links) == ()
    with change(database, two[1]) as (_, other):
        other.hidden = False
    assert look().profiles == profiles
    assert tuple(look().links) == links


def test_who_opted_out_stays_in_the_network_and_is_never_ranked(
    database: Database, two: tuple[str, str], look: Callable[[], Snapshot]
) -> None:
    with change(database, two[1]) as (_, other):
        other.opted_out = True
    assert not look().profiles[two[1]].rankable
    assert look().profiles[two[0]].rankable
    assert len(look().links) == 1


@pytest.mark.parametrize("warm", [True, False])
def test_a_renewed_snapshot_equals_one_that_is_made_afresh(
    database: Database, two: tuple[str, str], look: Callable[[int], Snapshot], settings: Settings, warm: bool
) -> None:
    if warm:
        look(0)
    with database.transaction() as session:
        third = make_stakeholder(session)
        make_tie(session, third, session.get_one(Stakeholder, two[0]), label="Fair")
        make_tie(session, third, session.get_one(Stakeholder, two[0]), label="Market", since=2020)
    renewed = look(0)
    other = open_database(settings)
    with other.reading() as session:
        fresh = network.snapshot(session, today=renewed.today)
    assert fresh.profiles == renewed.profiles
    assert sorted(fresh.links, key=str) == sorted(renewed.links, key=str)
    assert fresh.revision == renewed.revision
    other.dispose()


def test_several_ties_between_two_are_one_link_with_their_number_and_the_first_year(
    database: Database, look: Callable[[], Snapshot]
) -> None:
    with database.transaction() as session:
        one, other = make_stakeholder(session), make_stakeholder(session)
        make_tie(session, one, other, label="x")
        make_tie(session, one, other, label="y", kind="project", since=2022)
        make_tie(session, one, other, label="z", kind="", since=2019)
    a, b = sorted((one.id, other.id))
    assert tuple(look().links) == (Link(a, b, "project", 2019, 3.0),)


def test_needs_and_offers_leave_on_the_day_after_their_last(
    database: Database, look: Callable[[int], Snapshot], now: datetime
) -> None:
    with database.transaction() as session:
        one = make_stakeholder(session)
        make_need(session, one, "We look for help until today.", valid_until=now.date())
        make_offer(session, one, "We give help until tomorrow.", valid_until=now.date() + timedelta(days=1))
    counts = [
        (len(look(day).profiles[one.id].needs), len(look(day).profiles[one.id].offers)) for day in range(3)
    ]
    assert counts == [(1, 1), (0, 1), (0, 0)]


def test_a_new_day_reads_no_text_again(
    look: Callable[[int], Snapshot], two: tuple[str, str], monkeypatch: pytest.MonkeyPatch, kept: bool
) -> None:
    if kept:
        # A version is opened again for the new day: the very same arrays, and nothing else is read.
        first, second = look(0), look(1)
        assert second.matcher.pool_.index.idf_.base is not None
        assert second.directory.search("werkbank").ids == first.directory.search("werkbank").ids == (two[1],)
        return
    first, read = look(0), list[str]()

    def split(text: str) -> list[str]:
        read.append(text)
        return text.casefold().split()

    for reader in (first.matcher.reader, first.matcher.name_reader):
        monkeypatch.setattr(reader, "split", split)
    second = look(1)
    assert second.today > first.today
    assert second.directory.search("werkbank").ids == (two[1],)
    assert second.directory.layers_.columns[0] is first.directory.layers_.columns[0]
    # The levels are learnt anew by questions about parts of texts; a description or a name is none of them.
    known = {text for one in first.profiles.values() for text in (one.about, one.name, one.place)}
    assert not known.intersection(read)


@pytest.mark.parametrize("audience", ["public", "members"])
def test_the_engine_reads_what_members_may_see(
    database: Database, look: Callable[[], Snapshot], audience: str
) -> None:
    chosen = dict.fromkeys(("about", "languages", "themes"), audience)
    with database.transaction() as session:
        one = make_stakeholder(session, audiences=chosen, themes=["theme-food"])
    profile = look().profiles[one.id]
    assert (bool(profile.about), profile.languages, profile.themes) == (True, ("de",), ("theme-food",))


@pytest.mark.parametrize("audience", ["matched", "ourselves"])
def test_the_engine_does_not_learn_what_members_may_not_see(
    database: Database, look: Callable[[], Snapshot], audience: str
) -> None:
    chosen = dict.fromkeys(("about", "languages", "themes"), audience)
    with database.transaction() as session:
        one = make_stakeholder(session, audiences=chosen, themes=["theme-food"])
    profile = look().profiles[one.id]
    assert (profile.about, profile.languages, profile.themes) == ("", (), ())


def test_two_databases_have_two_networks(
    database: Database,
    two: tuple[str, str],
    look: Callable[[], Snapshot],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("other")
    other = open_database(Settings(instance=str(folder)))
    with other.reading() as session:
        assert network.snapshot(session, today=look().today).profiles == {}
    assert set(look().profiles) == set(two)
    other.dispose()


def test_readers_and_writers_at_once_never_see_half_a_change(
    database: Database, two: tuple[str, str], look: Callable[[], Snapshot], trials: Callable[[int], int]
) -> None:
    """Each write renames both stakeholders; a snapshot with two different names would be half a change."""
    one, other = two
    with database.transaction() as session:
        for id_ in two:
            session.get_one(Stakeholder, id_).name = "Same"
        history.touch(session, two)

    def write(name: str) -> None:
        with database.transaction() as session:
            history.touch(session, two)
            for id_ in two:
                session.get_one(Stakeholder, id_).name = name

    def read() -> set[str]:
        return {look().profiles[id_].name for id_ in (one, other)}

    for number in range(trials(100) // 2):
        name = f"Name {number}"
        _, *seen = race(partial(write, name), look, look)
        for snapshot in seen:
            assert isinstance(snapshot, Snapshot), snapshot
            assert len({snapshot.profiles[id_].name for id_ in two}) == 1
        assert read() == {name}


def test_a_session_that_looks_back_sees_the_network_of_today(
    database: Database, two: tuple[str, str], now: datetime
) -> None:
    earlier = (now - timedelta(days=90)).date()
    with database.reading() as session:
        live = network.snapshot(session, today=now.date())
        network.look_back(session, live, today=earlier)
        seen = network.snapshot(session, today=earlier)
        assert (seen.matcher, seen.today) == (live.matcher, earlier)
        assert set(two) <= seen.profiles.keys()
    with database.reading() as session:
        assert network.snapshot(session, today=now.date()) is live


def test_who_is_in_a_region_is_who_stands_in_it_or_below(
    database: Database, look: Callable[[], Snapshot], now: datetime
) -> None:
    with database.transaction() as session:
        for place in (
            {"region": "DE111"},
            {"region": "DE1"},
            {"country": "GB"},
            {"country": "", "region": ""},
        ):
            make_stakeholder(session, **{"region": "", "country": "DE", **place})
        make_stakeholder(session, kind=None, region="DEX99", country="DE")
    for gone in (False, True):
        snapshot = look()
        members = members_of(snapshot.profiles.values(), places.get_regions())
        assert {"", "DE", "DE1", "DE11", "DE111", "UK"} <= members.keys() or gone
        for code in (*members, "DEX", "DEX99", "PL9", "XX", "D"):
            assert tuple(snapshot.inside(code)) == members.get(code, ())
        kinds = {code: Counter(snapshot.profiles[key].kind for key in ids) for code, ids in members.items()}
        assert snapshot.inhabited == kinds
        with change(database, members["DE111"][0] if not gone else members[""][0]) as (session, row):
            session.delete(row)


def test_nobody_is_anywhere_in_an_empty_network(look: Callable[[], Snapshot]) -> None:
    assert look().inhabited == {"": {}}
    assert look().inside("") == look().inside("DE") == {}
