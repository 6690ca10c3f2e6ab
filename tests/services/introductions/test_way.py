"""The whole way of an introduction by the services alone, on both databases."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from matchmaker.core.introductions.states import (
    CloseReason,
    Consent,
    DeclineReason,
    Order,
    Side,
    State,
)
from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotFound
from matchmaker.models import (
    Disclosure,
    Introduction,
    Mail,
    MailLink,
    Need,
    Stakeholder,
    SuggestionVerdict,
    Tie,
)
from matchmaker.services import introductions, network
from tests.factories import make_need, make_tie
from tests.services.introductions.people import (
    ADDRESSES,
    Two,
    begin,
    hand,
    mails,
    step,
    story,
    together,
)


def test_the_whole_way_from_asking_to_a_tie(database: Database, two: Two, now: datetime) -> None:
    with database.transaction() as session:
        need_id = make_need(session, session.get_one(Stakeholder, two.a), "A workshop").id
    id_ = begin(database, two, now, need_id=need_id)
    assert story(database, two, id_, "ann", now).contacts == {}
    for side in Side:
        step(database, introductions.accept, hand(two, side), id_, now=now)
    read = story(database, two, id_, "ann", now)
    assert read.introduction.state is State.INTRODUCED
    assert [one.email for one in read.contacts[Side.B]] == ["info@werkstatt.example"]
    at = now + timedelta(days=3)
    step(database, introductions.offer_times, hand(two, Side.A), id_, times=[at], now=now)
    time_id = story(database, two, id_, "ann", now).times[0].id
    step(database, introductions.choose_time, hand(two, Side.B), id_, time_id=time_id, now=now)
    later = at + timedelta(hours=2)
    step(database, introductions.report, hand(two, Side.B), id_, met=True, now=later)
    step(database, introductions.agree_step, hand(two, Side.A), id_, what="Try one bench", now=later)
    step(database, introductions.finish_joint_step, hand(two, Side.A), id_, now=later)
    step(database, introductions.confirm, hand(two, Side.A), id_, now=later)
    done = step(database, introductions.confirm, hand(two, Side.B), id_, now=later)
    assert done.state is State.PARTNERSHIP
    with database.reading() as session:
        tie = session.scalars(select(Tie)).one()
        # What they agreed to do first is their own: a label of a tie is shown to everybody.
        assert (tie.source, tie.label) == ("introduction", "")
        assert (tie.confirmed_a, tie.confirmed_b) == (True, True)
        assert session.get_one(Need, need_id).state == "met"
        live = network.snapshot(session, today=now.date())
        assert two.b in live.matcher.pool_.network.neighbours(two.a)
        kinds = [kind for kind, _ in mails(session, done)]
    assert kinds == sorted(
        ["asked"] * 2 + ["introduced"] * 2 + ["meeting"] * 3 + ["outcome"] + ["follow_up"] * 2
        + ["partners"] * 3
    )  # fmt: skip


def test_a_no_ends_it_tells_the_other_little_and_teaches_the_engine(
    database: Database, two: Two, now: datetime
) -> None:
    id_ = begin(database, two, now, order=Order.B_FIRST)
    step(database, introductions.accept, hand(two, Side.B), id_, now=now)
    values = {"reason": DeclineReason.FAR, "note": "Too far for our van"}
    step(database, introductions.decline, hand(two, Side.A), id_, now=now, **values)
    with database.reading() as session:
        verdict = session.scalars(select(SuggestionVerdict)).one()
        assert (verdict.stakeholder_id, verdict.reason) == (two.a, "far")
    told = story(database, two, id_, "official", now)
    assert [one.note for one in told.steps if one.note] == ["Too far for our van"]
    with pytest.raises(Conflict):
        step(database, introductions.accept, hand(two, Side.A), id_, now=now)


def test_what_one_takes_back_is_shown_no_more(database: Database, two: Two, now: datetime) -> None:
    id_ = together(database, two, now)
    step(database, introductions.withdraw, hand(two, Side.B), id_, now=now)
    read = story(database, two, id_, "ann", now)
    assert (read.introduction.state, read.introduction.consent_b) == (State.WITHDRAWN, Consent.NO)
    assert read.contacts == {}
    with database.reading() as session:
        receipts = session.scalars(select(Disclosure)).all()
    assert {one.of_id for one in receipts} == {two.a, two.b}
    assert all(one.withdrawn_at for one in receipts)


def test_without_a_pilot_one_side_asks_the_other_directly(
    database: Database, two: Two, now: datetime
) -> None:
    with database.transaction() as session:
        one = introductions.ask_for(
            session, two.ann, for_id=two.a, with_id=two.b, message="We have benches.", now=now
        )
        assert one.state is State.ASKED
        assert mails(session, one) == [("asked", "info@werkstatt.example")]
        mail = session.scalars(select(Mail)).one()
        link = session.scalars(select(MailLink)).one()
        letter = introductions.WRITERS[MailKind.ASKED](session, mail, link, ADDRESSES)
    assert letter is not None
    assert letter.title == "Halle would like to meet you"
    assert letter.actions[0].url.startswith("https://match.example/i/k-")
    words = str(letter)
    assert "We have benches." in words
    assert two.ann.name not in words
    with pytest.raises(Conflict, match="under way"):
        begin(database, two, now)


def test_who_cannot_be_introduced_is_told_so(database: Database, two: Two, now: datetime) -> None:
    with pytest.raises(NotFound), database.transaction() as session:
        introductions.ask_for(session, two.ann, for_id=two.a, with_id="s-none", now=now)
    with database.transaction() as session:
        session.get_one(Stakeholder, two.b).email = ""
    with pytest.raises(Invalid, match="no address of Werkstatt"):
        begin(database, two, now)
    with database.transaction() as session:
        a, b = (session.get_one(Stakeholder, id_) for id_ in (two.a, two.b))
        make_tie(session, a, b)
    with pytest.raises(Conflict, match="partners already"):
        begin(database, two, now)


def test_strangers_see_nothing(database: Database, two: Two, now: datetime) -> None:
    id_ = begin(database, two, now)
    with pytest.raises(NotFound):
        story(database, two, id_, "stranger", now)


def test_the_clock_reminds_escalates_and_ends(database: Database, two: Two, now: datetime) -> None:
    id_ = begin(database, two, now)
    for day in range(1, 30):
        with database.transaction() as session:
            introductions.ring(session, id_, now=now + timedelta(days=day))
    with database.reading() as session:
        one = session.get_one(Introduction, id_)
        assert (one.state, one.close_reason) == (State.EXPIRED, CloseReason.NO_ANSWER)
        kinds = [kind for kind, _ in mails(session, one)]
        assert introductions.list_ringing(session, now=now + timedelta(days=900)) == []
    assert kinds.count("reminder") == 4
    assert kinds.count("waits") == 1
    assert kinds.count("ended") == 3


def test_the_desk_shows_what_waits_longest_first(database: Database, two: Two, now: datetime) -> None:
    id_ = begin(database, two, now)
    with database.reading() as session:
        desk = introductions.list_desk(session, two.official, now=now + timedelta(days=20))
        stages = introductions.read_pipeline(session, two.official, now=now + timedelta(days=2)).stages
    assert [row.introduction.id for row in desk.rows] == [id_]
    assert [(one.number, one.mean_days) for one in stages if one.number] == [(1, 2.0)]
