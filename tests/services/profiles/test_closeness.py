"""How near a reader is: who was introduced, who is a partner, and what ends it; on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from matchmaker.core.actors import VISITOR, Actor
from matchmaker.core.audience import Closeness
from matchmaker.core.entities import Role
from matchmaker.core.introductions.states import CloseReason, Side
from matchmaker.db import Database
from matchmaker.models import Introduction, Stakeholder
from matchmaker.services import introductions, profiles
from matchmaker.services.introductions.tying import make_partners
from matchmaker.services.profiles.closeness import imagined, matched_with, reader_of
from tests.factories import make_actor, make_stakeholder, make_tie
from tests.services.introductions.people import Two, begin, hand, make_two, step, together
from tests.web.world import counted


@pytest.fixture
def two(database: Database) -> Two:
    """One with a member, one with an address only; an official brokers."""
    return make_two(database)


def matched(database: Database, *own: str) -> frozenset[str]:
    """Whom these are matched with."""
    with database.reading() as session:
        return matched_with(session, own)


def test_two_are_matched_once_both_said_yes_and_not_before(
    database: Database, two: Two, now: datetime
) -> None:
    id_ = begin(database, two, now)
    assert matched(database, two.a) == frozenset()
    step(database, introductions.accept, hand(two, Side.A), id_, now=now)
    assert matched(database, two.a) == matched(database, two.b) == frozenset(), "one yes is not enough"
    step(database, introductions.accept, hand(two, Side.B), id_, now=now)
    assert [matched(database, own) for own in (two.a, two.b)] == [{two.b}, {two.a}]


def withdraw(database: Database, two: Two, id_: str, now: datetime) -> None:
    step(database, introductions.withdraw, hand(two, Side.A), id_, now=now)


def block(database: Database, two: Two, id_: str, now: datetime) -> None:
    step(database, introductions.block, hand(two, Side.B), id_, now=now)


def close(database: Database, two: Two, id_: str, now: datetime) -> None:
    step(database, introductions.close, hand(two, Side.A), id_, reason=CloseReason.NO_FIT, now=now)


@pytest.mark.parametrize(("end", "stay"), [(withdraw, False), (block, False), (close, True)])
def test_who_takes_back_the_consent_is_matched_no_more_and_an_end_leaves_it(
    database: Database, two: Two, now: datetime, end: Callable[..., None], stay: bool
) -> None:
    """The same rule as for contact persons: what was learnt in an introduction that ended is not unlearnt."""
    end(database, two, together(database, two, now), now)
    assert (matched(database, two.a) == {two.b}) == stay
    assert (matched(database, two.b) == {two.a}) == stay


def test_partners_who_both_say_so_are_matched(database: Database, two: Two) -> None:
    with database.transaction() as session:
        a, b = (session.get_one(Stakeholder, id_) for id_ in (two.a, two.b))
        tie = make_tie(session, a, b, confirmed_a=True)
    assert matched(database, two.a) == frozenset(), "one alone could say it of anybody"
    with database.transaction() as session:
        session.merge(tie).confirmed_b = True
    assert [matched(database, own) for own in (two.a, two.b)] == [{two.b}, {two.a}]


def test_a_partnership_stays_matched_when_its_introduction_is_gone(
    database: Database, two: Two, now: datetime
) -> None:
    id_ = together(database, two, now)
    with database.transaction() as session:
        make_partners(session, session.get_one(Introduction, id_), now=now)
    with database.transaction() as session:
        session.delete(session.get_one(Introduction, id_))
    assert matched(database, two.a) == {two.b}


def test_a_reader_is_as_near_as_its_own_places_say_in_one_query(
    database: Database, two: Two, now: datetime
) -> None:
    together(database, two, now)
    with database.transaction() as session:
        far = make_stakeholder(session)
        bob = make_actor(session, Role.MEMBER, two.b)
    actors = {"visitor": VISITOR, "stranger": two.stranger, "ann": two.ann, "bob": bob}
    with database.reading() as session:
        a, b, c = (session.get_one(Stakeholder, id_) for id_ in (two.a, two.b, far.id))
        with counted(database) as asked:
            readers = {name: reader_of(session, actor) for name, actor in actors.items()}
            found = {name: [near(one) for one in (a, b, c)] for name, near in readers.items()}
    assert found == {
        "visitor": [Closeness.VISITOR] * 3,
        "stranger": [Closeness.MEMBER] * 3,
        "ann": [Closeness.OURSELVES, Closeness.MATCHED, Closeness.MEMBER],
        "bob": [Closeness.MATCHED, Closeness.OURSELVES, Closeness.MEMBER],
    }
    assert len(asked) == 2, "one for each who has a place, none for the others"


def test_an_imagined_reader_is_near_to_one_alone() -> None:
    near = imagined("s-1", Closeness.MATCHED)
    assert [near(Stakeholder(id=id_)) for id_ in ("s-1", "s-2")] == [Closeness.MATCHED, Closeness.MEMBER]
    assert imagined("s-1", Closeness.VISITOR)(Stakeholder(id="s-2")) is Closeness.VISITOR


def test_several_are_seen_each_by_its_own_rule(database: Database, two: Two, now: datetime) -> None:
    together(database, two, now)
    with database.transaction() as session:
        far = make_stakeholder(session, email="far@example.org")
        session.get_one(Stakeholder, two.a).email = "halle@example.org"
    with database.reading() as session:
        records = [session.get_one(Stakeholder, id_) for id_ in (far.id, two.b, two.a)]
        seen = profiles.see(session, two.ann, records)
    assert [one.email for one in seen] == ["", "info@werkstatt.example", "halle@example.org"]
    assert [one.withheld for one in seen] == [{"email"}, frozenset(), frozenset()]


def test_nobody_is_matched_with_anybody_without_a_place(database: Database) -> None:
    with database.reading() as session, counted(database) as asked:
        assert reader_of(session, Actor("a-1"))(Stakeholder(id="s-1")) is Closeness.MEMBER
    assert asked == []
