"""Who reads decides what is in the network: that of members, and that of everybody, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from matchmaker.core.audience import Closeness
from matchmaker.core.entities import Audience
from matchmaker.db import Database
from matchmaker.models import Stakeholder
from matchmaker.services import history, network
from matchmaker.services.network import Snapshot
from tests.factories import make_offer, make_stakeholder, make_tie


@pytest.fixture
def two(database: Database) -> tuple[str, str]:
    """Two who keep nothing from anybody."""
    with database.transaction() as session:
        return make_stakeholder(session).id, make_stakeholder(session, name="Radhof").id


@contextmanager
def change(database: Database, stakeholder_id: str) -> Iterator[tuple[Session, Stakeholder]]:
    """One change, as services write it down."""
    with database.transaction() as session:
        yield session, session.get_one(Stakeholder, stakeholder_id)
        history.touch(session, [stakeholder_id])


def both(database: Database, now: datetime) -> tuple[Snapshot, Snapshot]:
    """The network as members see it, and as everybody does."""
    with database.reading() as session:
        return (
            network.snapshot(session, today=now.date(), closeness=Closeness.MEMBER),
            network.snapshot(session, today=now.date(), closeness=Closeness.VISITOR),
        )


def test_visitors_share_the_network_of_members_while_nothing_is_kept_from_them(
    database: Database, two: tuple[str, str], now: datetime
) -> None:
    of_members, of_visitors = both(database, now)
    assert of_members is of_visitors
    with change(database, two[0]) as (_session, one):
        one.audiences = {"email": "ourselves", "website": "members"}
    of_members, of_visitors = both(database, now)
    assert of_members is of_visitors, "the engine reads neither address"


def test_visitors_have_a_network_of_their_own_where_something_is_kept_from_them(
    database: Database, two: tuple[str, str], now: datetime
) -> None:
    one, other = two
    both(database, now)
    with change(database, one) as (_session, row):
        row.about, row.audiences = "We build zeppelins.", {"about": "members"}
    of_members, of_visitors = both(database, now)
    assert of_members.profiles[one].about == "We build zeppelins."
    assert of_visitors.profiles[one].about == ""
    assert (of_members.closeness, of_visitors.closeness) == (Closeness.MEMBER, Closeness.VISITOR)
    assert of_visitors.profiles[other] == of_members.profiles[other]
    assert of_members.directory.search("zeppelins").total == 1
    assert of_visitors.directory.search("zeppelins").total == 0
    words = of_visitors.matcher.reader.vocabulary
    assert not [word for word in words if word.startswith("zeppelin")], "not even a word of it was read"
    with change(database, one) as (_session, row):
        row.audiences = {}
    of_members, of_visitors = both(database, now)
    assert of_members is of_visitors
    assert of_visitors.profiles[one].about == "We build zeppelins."


def test_the_network_of_visitors_follows_every_change(
    database: Database, two: tuple[str, str], now: datetime
) -> None:
    one, other = two
    with change(database, one) as (_session, row):
        row.audiences = {"about": "members"}
    both(database, now)
    with change(database, other) as (_session, row):
        row.name = "Anders"
    of_members, of_visitors = both(database, now)
    assert of_members.profiles[other].name == of_visitors.profiles[other].name == "Anders"
    with change(database, other) as (session, row):
        session.delete(row)
    assert all(other not in snapshot.profiles for snapshot in both(database, now))


@pytest.mark.parametrize(
    ("audience", "members", "visitors"),
    [
        ("public", True, True),
        ("members", True, False),
        ("matched", False, False),
        ("ourselves", False, False),
    ],
)
def test_an_offer_is_for_whom_it_is_meant(
    database: Database, two: tuple[str, str], now: datetime, audience: str, members: bool, visitors: bool
) -> None:
    with change(database, two[0]) as (session, one):
        make_offer(session, one, "We lend zeppelins.", audience=Audience(audience))
    found = [bool(snapshot.profiles[two[0]].offers) for snapshot in both(database, now)]
    assert found == [members, visitors]


@pytest.mark.parametrize("end", [0, 1])
def test_a_tie_is_there_where_both_ends_show_it(
    database: Database, two: tuple[str, str], now: datetime, end: int
) -> None:
    one, other = two
    with database.transaction() as session:
        make_tie(session, *(session.get_one(Stakeholder, id_) for id_ in two))
    for audience, members, visitors in (
        ("members", True, False),
        ("matched", False, False),
        ("public", True, True),
    ):
        with change(database, two[end]) as (_session, row):
            row.audiences = {"ties": audience}
        with change(database, two[1 - end]) as (_session, row):
            row.about = f"Touched while {audience}."
        snapshots = both(database, now)
        assert [bool(snapshot.links) for snapshot in snapshots] == [members, visitors], audience
        assert [snapshot.shows_tie(one, other) for snapshot in snapshots] == [members, visitors]


def test_a_session_reads_for_everybody_until_somebody_says_for_whom(
    database: Database, two: tuple[str, str], now: datetime
) -> None:
    with change(database, two[0]) as (_session, one):
        one.audiences = {"about": "members"}
    with database.reading() as session:
        assert network.reader_in(session) is Closeness.VISITOR
        assert not network.snapshot(session, today=now.date()).profiles[two[0]].about
        network.read_as(session, Closeness.OURSELVES)
        assert network.reader_in(session) is Closeness.MEMBER, "the network knows nobody nearer"
        assert network.snapshot(session, today=now.date()).profiles[two[0]].about


@pytest.mark.parametrize("first", [True, False])
def test_what_is_hidden_now_is_gone_from_the_next_answer_to_a_visitor(
    database: Database, two: tuple[str, str], now: datetime, first: bool
) -> None:
    one, other = two
    with database.transaction() as session:
        make_tie(session, *(session.get_one(Stakeholder, id_) for id_ in two))
    with change(database, other) as (_session, row):
        row.audiences = {} if first else {"about": "members"}
    both(database, now)
    with change(database, one) as (_session, row):
        row.audiences = {"about": "members", "place": "ourselves", "ties": "members"}
    of_members, of_visitors = both(database, now)
    seen = of_visitors.profiles[one]
    assert (seen.about, seen.place, seen.lat, of_visitors.links) == ("", "", None, ())
    assert of_members.profiles[one].about
    assert of_members.links
    with change(database, one) as (_session, row):
        row.audiences = {}
    _, of_visitors = both(database, now)
    assert of_visitors.profiles[one].about
    assert of_visitors.links


def test_of_those_who_keep_nothing_back_visitors_see_what_members_see(
    database: Database, two: tuple[str, str], now: datetime
) -> None:
    one, other = two
    with change(database, one) as (_session, row):
        row.audiences = {"about": "members"}
    of_members, of_visitors = both(database, now)
    assert of_visitors.profiles[other] is of_members.profiles[other], "it is not held in memory twice"
    assert of_visitors.matcher.cutoffs_ == of_members.matcher.cutoffs_
    with change(database, other) as (_session, row):
        row.about = "We build boats."
    hidden = of_visitors.profiles[one]
    of_members, of_visitors = both(database, now)
    assert of_visitors.profiles[other] is of_members.profiles[other]
    assert of_visitors.profiles[one] is hidden, "who has not changed is not read again"
