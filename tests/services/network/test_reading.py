"""Profiles and ties of a large network are those of the state that one looked at, or are not read at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from matchmaker.core.audience import Closeness
from matchmaker.db import Database
from matchmaker.services.network import Moved, Snapshot, reading
from matchmaker.services.network.reading import KeptProfiles
from tests.factories import make_tie
from tests.services.network.large import change, fitted, look, make_network
from tests.web.world import counted

pytestmark = pytest.mark.usefixtures("large")

ON_ONE = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)


@pytest.fixture
def ids(database: Database) -> list[str]:
    """Those of a network, of whom none was read yet."""
    with database.transaction() as session:
        made = make_network(session, 8)
    look(database)
    return made


def rename(database: Database, key: str) -> None:
    with change(database, key) as (_, [one]):
        one.name = "Rechristened"


def hide(database: Database, key: str) -> None:
    with change(database, key) as (_, [one]):
        one.hidden = True


def delete(database: Database, key: str) -> None:
    with change(database, key) as (session, [one]):
        session.delete(one)


def keep(database: Database, key: str) -> None:
    with change(database, key) as (_, [one]):
        one.audiences = {"about": "members", "ties": "members"}


@pytest.mark.parametrize("done", [rename, hide, delete, keep], ids=lambda one: one.__name__)
def test_whoever_was_touched_since_is_not_read_as_if_nothing_had_happened(
    database: Database, ids: list[str], done: Callable[[Database, str], None]
) -> None:
    before = look(database, Closeness.VISITOR)
    done(database, ids[3])
    with pytest.raises(Moved):
        before.profiles[ids[3]]
    with pytest.raises(Moved):
        before.people(ids)
    with pytest.raises(Moved):
        list(before.profiles.values())
    assert [one.id for one in before.people(ids[5:])] == ids[5:], "the others are as they were"
    assert set(look(database).people(ids)) == set(fitted(database).people(ids))


def test_what_was_read_before_a_change_stays_as_it_was(database: Database, ids: list[str]) -> None:
    before = look(database)
    read = before.people(ids)
    for key, done in zip(ids, (rename, hide, delete), strict=False):
        done(database, key)
    assert before.people(ids) == read


@ON_ONE
def test_who_changed_after_one_change_is_of_the_second(database: Database, ids: list[str]) -> None:
    rename(database, ids[3])
    before = look(database)
    assert before.profiles[ids[3]].name == "Rechristened"
    rename(database, ids[4])
    assert before.profiles[ids[3]].name == "Rechristened", "it is at hand"
    with pytest.raises(Moved):
        before.profiles[ids[4]]


def tie(database: Database, one: str, other: str) -> None:
    with change(database, one, other) as (session, [a, b]):
        make_tie(session, a, b)


@pytest.mark.parametrize("of", [0, 4])
def test_ties_that_were_made_or_unmade_since_are_not_read_as_if_they_had_been_there(
    database: Database, ids: list[str], of: int
) -> None:
    before = look(database, Closeness.VISITOR)
    with change(database, ids[0], ids[4]) as (session, [one, other]):
        one.audiences = {"ties": "members"}
        make_tie(session, one, other)
    with pytest.raises(Moved):
        before.ties_of([ids[of]])
    with pytest.raises(Moved):
        list(before.links)
    assert len(before.ties_of([ids[2]])) == 2
    after = look(database, Closeness.VISITOR)
    assert ids[0] not in {end for link in after.links for end in (link.a, link.b)}
    assert after.ties_of([ids[4]]) == fitted(database, Closeness.VISITOR).ties_of([ids[4]])


def test_ties_to_somebody_who_was_removed_since_are_not_just_missing(
    database: Database, ids: list[str]
) -> None:
    before = look(database)
    # The partners of who goes are not touched.
    delete(database, ids[4])
    with pytest.raises(Moved):
        before.ties_of([ids[3]])
    assert len(look(database).ties_of([ids[3]])) == 1


@ON_ONE
def test_many_profiles_take_as_many_queries_as_one(database: Database, ids: list[str]) -> None:
    live = look(database)
    with counted(database) as few:
        live.people(ids[:1])
    with counted(database) as many:
        live.people(ids)
    assert len(many) == len(few)
    with counted(database) as none:
        live.people(ids)
    assert none == []


@ON_ONE
def test_what_is_remembered_has_an_end(
    database: Database, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "REMEMBERED", 3)
    live = look(database)
    for key in (*ids, *ids):
        assert live.profiles[key].id == key
    assert isinstance(live.profiles, KeptProfiles)
    assert len(live.profiles._stored._known) <= 5


def every_way(live: Snapshot, ids: list[str]) -> list[list[str]]:
    """Everybody by each way of walking through the profiles."""
    profiles = live.profiles
    return [
        sorted(profiles),
        sorted(profiles.keys()),
        sorted(one.id for one in profiles.values()),
        sorted(key for key, one in profiles.items() if key == one.id),
        sorted(one.id for one in live.people(ids)),
        sorted(one.id for one in live.some(100)),
        sorted(live.inside("")),
        sorted(key for key in ids if key in profiles and profiles[key].id == key),
    ]


@ON_ONE
def test_all_ways_to_the_profiles_lead_to_the_same_people(database: Database, ids: list[str]) -> None:
    assert every_way(look(database), ids) == [sorted(ids)] * 8
    rename(database, ids[0])
    delete(database, ids[1])
    hide(database, ids[2])
    there = sorted({*ids} - {ids[1], ids[2]})
    live = look(database)
    assert every_way(live, ids) == [there] * 8
    assert len(live.profiles) == len(there)
    assert [one.id for one in live.people([ids[5], "s-none", ids[1], ids[0]])] == [ids[5], ids[0]]
    assert live.profiles.get("s-none") is live.profiles.get(ids[1]) is None
    with pytest.raises(KeyError):
        live.profiles[ids[2]]
    assert len(live.some(3)) == 3


@ON_ONE
def test_ties_are_read_in_the_order_of_their_ends(database: Database, ids: list[str]) -> None:
    tie(database, ids[0], ids[4])
    live, links = look(database), sorted(fitted(database).links, key=lambda one: (one.a, one.b))
    assert list(live.links) == links
    assert (live.links[0], live.links[-1], list(live.links[2:4])) == (links[0], links[-1], links[2:4])
    assert len(live.links) == len(links) == 9
    assert live.ties_of([]) == []
