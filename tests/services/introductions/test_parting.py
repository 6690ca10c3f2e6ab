"""Nobody has to hear of somebody again: not in this introduction, nor in another of the two."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from matchmaker.core.introductions.states import Mover, Order, Side, State
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotAllowed
from matchmaker.services import introductions, suggestions
from matchmaker.services.introductions import Hand
from tests.racing import race
from tests.services.introductions.people import Two, begin, hand, kinds, make_two, step, story, together


def test_who_blocks_ends_it_and_is_never_introduced_again(
    database: Database, two: Two, now: datetime
) -> None:
    with database.reading() as session:
        page = suggestions.suggest(session, two.ann, two.a, now=now)
    assert two.b in [one.id for one in page.answer.suggestions]
    id_ = together(database, two, now)
    for _ in range(2):
        step(database, introductions.block, hand(two, Side.B), id_, now=now)
    read = story(database, two, id_, "ann", now)
    assert (read.introduction.state, read.contacts) == (State.WITHDRAWN, {})
    with database.reading() as session:
        page = suggestions.suggest(session, two.ann, two.a, now=now)
    assert two.b not in [one.id for one in page.answer.suggestions]
    with pytest.raises(Invalid, match="cannot be introduced"):
        begin(database, two, now)
    with pytest.raises(NotAllowed):
        step(database, introductions.block, Hand(Mover.BROKER, two.official), id_, now=now)


def test_partners_who_part_see_no_more_of_each_other(database: Database, two: Two, now: datetime) -> None:
    id_ = together(database, two, now)
    step(database, introductions.agree_step, hand(two, Side.A), id_, what="A visit", now=now)
    for side in Side:
        step(database, introductions.confirm, hand(two, side), id_, now=now)
    assert story(database, two, id_, "ann", now).contacts
    step(database, introductions.block, hand(two, Side.B), id_, now=now)
    read = story(database, two, id_, "ann", now)
    assert (read.introduction.state, read.contacts) == (State.PARTNERSHIP, {})
    with pytest.raises(Conflict):
        step(database, introductions.write, hand(two, Side.A), id_, text="Hello?", now=now)
    # Nobody is asked any more how it goes.
    before = kinds(database, id_)
    for days in range(0, 400, 10):
        step(database, introductions.ring, id_, now=now + timedelta(days=days))
    assert kinds(database, id_) == before


@pytest.mark.parametrize("order", Order)
def test_who_blocks_in_an_old_introduction_ends_the_new_one(
    database: Database, two: Two, now: datetime, order: Order
) -> None:
    """The broker begins another after a no; b says what it thinks on the page of the first."""
    old = begin(database, two, now)
    step(database, introductions.decline, hand(two, Side.B), old, now=now)
    new = begin(database, two, now, order=order)
    step(database, introductions.block, hand(two, Side.B), old, now=now)
    read = story(database, two, new, "official", now).introduction
    # Who was not asked yet has no step to take: then it ends as if its time were over.
    assert read.state is (State.EXPIRED if order is Order.A_FIRST else State.DECLINED)
    with pytest.raises(Conflict):
        step(database, introductions.accept, hand(two, Side.A), new, now=now)


def test_what_an_older_introduction_showed_is_shown_no_more_either(
    database: Database, two: Two, now: datetime
) -> None:
    old = together(database, two, now)
    step(database, introductions.close, hand(two, Side.A), old, now=now)
    assert story(database, two, old, "ann", now).contacts
    # The other way round this time.
    new = step(database, introductions.begin, two.official, a=two.b, b=two.a, now=now).id
    step(database, introductions.block, Hand(Mover.A, hand(two, Side.B).actor), new, now=now)
    assert story(database, two, old, "ann", now).contacts == {}
    assert story(database, two, new, "official", now).introduction.state is State.DECLINED


def test_the_same_button_twice_at_once_blocks_once(database: Database, two: Two, now: datetime) -> None:
    id_ = together(database, two, now)

    def run() -> object:
        return step(database, introductions.block, hand(two, Side.B), id_, now=now).stakeholder_id

    found = race(run, run)
    # One of them may find that the other has ended it already, and is told so.
    assert two.b in found
    assert {type(one) for one in found} <= {str, Conflict}


@pytest.mark.parametrize("other_act", ["withdraw", "write"])
def test_who_blocks_and_who_acts_at_once_do_not_lock_each_other_out(
    database: Database, now: datetime, trials: Callable[[int], int], other_act: str
) -> None:
    for _ in range(trials(200)):
        two = make_two(database)
        id_ = together(database, two, now)

        def block(two: Two = two, id_: str = id_) -> object:
            step(database, introductions.block, hand(two, Side.B), id_, now=now)
            return "block"

        def other(two: Two = two, id_: str = id_) -> object:
            values = {"text": "Hello"} if other_act == "write" else {}
            step(database, getattr(introductions, other_act), hand(two, Side.A), id_, now=now, **values)
            return other_act

        found = race(block, other)
        assert found[0] == "block", found
        assert found[1] == other_act or isinstance(found[1], Conflict), found
