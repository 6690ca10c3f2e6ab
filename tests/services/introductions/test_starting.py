"""Beginning: who may ask for whom, how often, and what a broker may bring together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Role
from matchmaker.core.introductions.states import Mover, Order, Side, State
from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotAllowed, NotFound, TooMany
from matchmaker.models import Account, Introduction, Stakeholder, Unsubscription
from matchmaker.services import accounts, introductions, places, proposals
from matchmaker.services.introductions import Hand
from tests.factories import grant, join_pilot, make_actor, make_need, make_pilot, make_stakeholder
from tests.racing import race
from tests.services.introductions.people import Two, begin, hand, kinds, step, story


def ask(database: Database, two: Two, now: datetime, **values: object) -> Introduction:
    """Ann asks for her organisation."""
    given = {"for_id": two.a, "with_id": two.b, "now": now} | values
    return step(database, introductions.ask_for, two.ann, **given)


def new_other(database: Database, **values: object) -> str:
    """Somebody else who can be asked."""
    with database.transaction() as session:
        return make_stakeholder(session, **({"email": "post@other.example"} | values)).id


def test_nobody_asks_for_a_stakeholder_of_others(database: Database, two: Two, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        step(database, introductions.ask_for, two.stranger, for_id=two.a, with_id=two.b, now=now)
    with pytest.raises(NotAllowed):
        step(database, introductions.begin, two.ann, a=two.a, b=two.b, now=now)


def test_who_brokers_and_is_of_one_of_the_two_asks_as_everybody_does(
    database: Database, two: Two, now: datetime
) -> None:
    """Else they would be bound by no limit, and by nobody's no."""
    with database.transaction() as session:
        account = session.get_one(Account, two.official.account_id)
        grant(session, account, Role.MEMBER, two.a)
        both = accounts.actor_of(session, account)
        other = make_stakeholder(session, email="post@other.example").id
    with pytest.raises(NotAllowed, match="belong to one of the two"):
        step(database, introductions.begin, both, a=two.b, b=two.a, now=now)
    held = step(database, introductions.begin, both, a=two.b, b=other, hold=True, now=now).id
    with pytest.raises(NotAllowed, match="belong to one of the two"):
        step(database, introductions.swap, both, held, side=Side.B, other_id=two.a, now=now)


def test_two_who_ask_each_other_at_once_make_one_introduction(
    database: Database, two: Two, now: datetime, trials: Callable[[int], int]
) -> None:
    for _ in range(trials(200)):
        with database.transaction() as session:
            pair = [make_stakeholder(session, email=f"{side}@one.example").id for side in "ab"]
            actors = [make_actor(session, Role.MEMBER, id_) for id_ in pair]

        def run(side: int, pair: list[str] = pair, actors: list[Actor] = actors) -> object:
            about = {"for_id": pair[side], "with_id": pair[1 - side], "now": now}
            return step(database, introductions.ask_for, actors[side], **about).id

        found = race(partial(run, 0), partial(run, 1))
        assert sorted(type(one).__name__ for one in found) == ["UnderWay", "str"], found


def test_a_named_region_gives_no_right_to_broker(database: Database, two: Two, now: datetime) -> None:
    with database.transaction() as session:
        far = make_actor(session, Role.OFFICIAL, "UKM8")
    with pytest.raises(NotAllowed):
        step(database, introductions.begin, far, a=two.a, b=two.b, region="UKM8", now=now)
    with pytest.raises(Invalid, match="in this region"):
        begin(database, two, now, region="UKM8")


def test_where_the_pilot_is_brokered_a_broker_decides_first(
    database: Database, two: Two, now: datetime
) -> None:
    with database.transaction() as session:
        pilot = make_pilot(session, "DE11", brokered=True)
        join_pilot(session, pilot, *(session.get_one(Stakeholder, id_) for id_ in (two.a, two.b)))
        bea = make_actor(session, Role.MEMBER, two.b)
    one = ask(database, two, now)
    assert (one.state, one.pilot_id) == (State.PROPOSED, pilot.id)
    assert kinds(database, one.id) == ["waits"]
    # The other side knows nothing of it before the broker has asked.
    with database.reading() as session:
        assert introductions.list_mine(session, bea) == []
        with pytest.raises(NotFound):
            introductions.get_story(session, bea, one.id, now=now)
    step(database, introductions.approve, two.official, one.id, reason="You both mend.", now=now)
    assert kinds(database, one.id) == ["asked", "waits"]
    with database.reading() as session:
        assert [row.introduction.id for row in introductions.list_mine(session, bea)] == [one.id]


def test_one_asks_only_so_often_in_a_week(database: Database, two: Two, now: datetime) -> None:
    for _ in range(5):
        one = ask(database, two, now, with_id=new_other(database))
        step(database, introductions.withdraw, hand(two, Side.A), one.id, now=now)
    with pytest.raises(TooMany) as refused:
        ask(database, two, now + timedelta(days=6), with_id=new_other(database))
    assert refused.value.seconds == 24 * 60 * 60
    assert ask(database, two, now + timedelta(days=7), with_id=new_other(database)).state is State.ASKED


def test_what_a_broker_began_is_no_request_of_theirs(database: Database, two: Two, now: datetime) -> None:
    for _ in range(6):
        other = new_other(database)
        id_ = step(database, introductions.begin, two.official, a=two.a, b=other, now=now).id
        step(database, introductions.withdraw, Hand(Mover.BROKER, two.official), id_, now=now)
    assert ask(database, two, now).state is State.ASKED


def test_only_so_many_are_under_way(database: Database, two: Two, now: datetime) -> None:
    for number in range(10):
        day = now + timedelta(days=8 * (number // 5))
        ask(database, two, day, with_id=new_other(database))
    with pytest.raises(Invalid, match="Too many of your introductions"):
        ask(database, two, now + timedelta(days=20), with_id=new_other(database))


def test_who_said_no_is_not_asked_again_by_the_same_one(database: Database, two: Two, now: datetime) -> None:
    one = ask(database, two, now)
    step(database, introductions.decline, hand(two, Side.B), one.id, now=now)
    with pytest.raises(Conflict, match="not long ago"):
        ask(database, two, now + timedelta(days=30))
    assert ask(database, two, now + timedelta(days=200)).state is State.ASKED


def test_a_need_of_somebody_else_is_no_cause(database: Database, two: Two, now: datetime) -> None:
    with database.transaction() as session:
        need = make_need(session, make_stakeholder(session)).id
    with pytest.raises(NotFound, match="offer or need"):
        ask(database, two, now, need_id=need)
    with pytest.raises(NotFound, match="offer or need"):
        begin(database, two, now, need_id=need)


def test_who_left_such_mails_and_has_no_account_cannot_be_asked(
    database: Database, two: Two, now: datetime
) -> None:
    with database.transaction() as session:
        session.add(Unsubscription(address="info@werkstatt.example", kind=MailKind.ASKED, at=now))
    with pytest.raises(Invalid, match="no address of Werkstatt to which we may write"):
        ask(database, two, now)


def test_who_opted_out_is_not_introduced(database: Database, two: Two, now: datetime) -> None:
    with pytest.raises(Invalid, match="does not want to be introduced"):
        ask(database, two, now, with_id=new_other(database, opted_out=True))
    with pytest.raises(NotFound):
        ask(database, two, now, with_id=new_other(database, hidden=True))


def test_a_proposal_is_taken_once(database: Database, two: Two, now: datetime) -> None:
    region = places.get_region("DE11")
    made = step(database, proposals.propose, two.official, region=region, a=two.a, b=two.b, now=now)
    id_ = begin(database, two, now, proposal_id=made.id, order=Order.B_FIRST)
    with database.reading() as session:
        assert proposals.get_proposal(session, two.official, made.id).state == "taken"
    # Only the first was asked so far; Ann knows nothing yet.
    assert kinds(database, id_) == ["asked"]
    with pytest.raises(NotFound):
        story(database, two, id_, "ann", now)
    step(database, introductions.decline, hand(two, Side.B), id_, now=now)
    with pytest.raises(Conflict, match="faster"):
        begin(database, two, now, proposal_id=made.id)


def test_a_broker_may_hold_it_first(database: Database, two: Two, now: datetime) -> None:
    id_ = begin(database, two, now, hold=True, note="Ask Ute first")
    assert kinds(database, id_) == []
    assert [note.text for note in story(database, two, id_, "official", now).notes] == ["Ask Ute first"]
