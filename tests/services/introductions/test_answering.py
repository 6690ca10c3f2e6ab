"""Answers: yes, no, later, and taking it back; the other learns no more than it should."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, select

from matchmaker.core.actors import VISITOR
from matchmaker.core.introductions.states import CloseReason, DeclineReason, Mover, Side, State
from matchmaker.db import Database
from matchmaker.errors import Conflict, NotFound
from matchmaker.models import Introduction, MailLink, RoleGrant, Stakeholder
from matchmaker.services import introductions, notifications
from matchmaker.services.introductions import Hand
from tests.services.introductions.people import Two, begin, hand, kinds, step, story, together


def test_each_side_may_ask_for_more_time_twice(database: Database, two: Two, now: datetime) -> None:
    id_ = begin(database, two, now)
    for _ in range(2):
        one = step(database, introductions.postpone, hand(two, Side.A), id_, now=now)
    assert one.rings_at == now + timedelta(days=14 + 5)
    with pytest.raises(Conflict, match="2 times already"):
        step(database, introductions.postpone, hand(two, Side.A), id_, now=now)
    assert step(database, introductions.postpone, hand(two, Side.B), id_, now=now).postponed == 3


def test_who_was_asked_at_the_same_time_need_not_answer_any_more(
    database: Database, two: Two, now: datetime
) -> None:
    id_ = begin(database, two, now)
    step(database, introductions.decline, hand(two, Side.B), id_, reason=DeclineReason.NO_TIME, now=now)
    # The broker hears that it was declined, Ann that she need not answer.
    assert kinds(database, id_) == ["asked", "asked", "declined", "ended"]
    assert [one.note for one in story(database, two, id_, "ann", now).steps if one.note] == []


def test_without_a_broker_nobody_else_hears_of_a_no(database: Database, two: Two, now: datetime) -> None:
    one = step(database, introductions.ask_for, two.ann, for_id=two.a, with_id=two.b, now=now)
    step(database, introductions.decline, hand(two, Side.B), one.id, now=now)
    assert kinds(database, one.id) == ["asked", "declined"]


def test_a_side_that_was_not_asked_cannot_answer(database: Database, two: Two, now: datetime) -> None:
    one = step(database, introductions.ask_for, two.ann, for_id=two.a, with_id=two.b, now=now)
    for act in (introductions.accept, introductions.decline, introductions.postpone):
        with pytest.raises(Conflict):
            step(database, act, hand(two, Side.A), one.id, now=now)
    with pytest.raises(Conflict):
        step(database, introductions.accept, Hand(Mover.BROKER, two.official), one.id, now=now)


def test_a_link_answers_for_its_side_of_its_introduction_alone(
    database: Database, two: Two, now: datetime
) -> None:
    id_ = begin(database, two, now)
    with database.reading() as session:
        links = {one.side: one for one in session.scalars(select(MailLink))}
        one = session.get_one(Introduction, id_)
        assert introductions.hand_by_link(links["b"], one) == Hand(Mover.B, VISITOR)
        read = introductions.get_story_by_link(session, links["b"], now=now)
        assert (read.hand.mover, read.contacts, read.notes) == (Mover.B, {}, ())
        with pytest.raises(NotFound):
            introductions.hand_by_link(MailLink(introduction_id="n-other", side="b"), one)
        with pytest.raises(NotFound):
            introductions.hand_by_link(MailLink(introduction_id=id_, side=""), one)


def test_closing_says_why(database: Database, two: Two, now: datetime) -> None:
    id_ = together(database, two, now)
    values = {"reason": CloseReason.NO_MEANS, "note": "The grant fell through"}
    one = step(database, introductions.close, hand(two, Side.A), id_, now=now, **values)
    assert (one.state, one.close_reason, one.rings_at) == (State.CLOSED, CloseReason.NO_MEANS, None)
    # To the other side and to the broker, not to the one who closed it.
    assert kinds(database, id_).count("ended") == 2


def test_consent_is_taken_back_after_the_end_too(database: Database, two: Two, now: datetime) -> None:
    id_ = together(database, two, now)
    step(database, introductions.close, hand(two, Side.A), id_, now=now)
    assert story(database, two, id_, "ann", now).contacts
    before = kinds(database, id_).count("ended")
    one = step(database, introductions.withdraw, hand(two, Side.B), id_, now=now)
    read = story(database, two, id_, "ann", now)
    assert (one.state, read.contacts) == (State.CLOSED, {})
    assert all(receipt.withdrawn_at == now for receipt in read.disclosures)
    # The other side is told that nothing is shown any more.
    assert kinds(database, id_).count("ended") == before + 1
    for mover in (hand(two, Side.B), hand(two, Side.A), Hand(Mover.BROKER, two.official)):
        with pytest.raises(Conflict):
            step(database, introductions.withdraw, mover, id_, now=now)


def test_the_link_of_who_has_left_or_of_a_wrong_address_opens_nothing(
    database: Database, two: Two, now: datetime
) -> None:
    begin(database, two, now)
    with database.reading() as session:
        tokens = {
            one.side: notifications.link_token(one.id, "secret") for one in session.scalars(select(MailLink))
        }
        for token in tokens.values():
            assert notifications.read_link(session, token, "secret", now).used_at is None
    with database.transaction() as session:
        session.execute(delete(RoleGrant).where(RoleGrant.account_id == two.ann.account_id))
        session.get_one(Stakeholder, two.b).email = "other@werkstatt.example"
    with database.reading() as session:
        for token in tokens.values():
            with pytest.raises(NotFound, match="has left"):
                notifications.read_link(session, token, "secret", now)
