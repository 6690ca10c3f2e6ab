"""Messages: each has its mail, one may be reported, and nobody has to hear of somebody again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from matchmaker.core.introductions.states import Mover, Side, State
from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotAllowed, NotFound
from matchmaker.models import Mail
from matchmaker.services import introductions, suggestions
from matchmaker.services.introductions import Hand
from tests.services.introductions.people import ADDRESSES, Two, begin, hand, kinds, step, story, together


def write(database: Database, two: Two, side: Side, id_: str, text: str, now: datetime) -> str:
    """One writes to the other."""
    return step(database, introductions.write, hand(two, side), id_, text=text, now=now).id


def test_nobody_writes_before_both_said_yes(database: Database, two: Two, now: datetime) -> None:
    id_ = begin(database, two, now)
    with pytest.raises(Conflict):
        write(database, two, Side.A, id_, "Hello", now)


def test_two_messages_are_two_mails_and_an_answer_reaches_who_wrote(
    database: Database, two: Two, now: datetime
) -> None:
    id_ = together(database, two, now)
    for minutes, text in enumerate(("Hello", "And one thing more")):
        write(database, two, Side.A, id_, text, now + timedelta(minutes=minutes))
    with pytest.raises(Invalid):
        write(database, two, Side.A, id_, "  ", now)
    assert [one.text for one in story(database, two, id_, "ann", now).messages] == [
        "Hello", "And one thing more",
    ]  # fmt: skip
    with database.reading() as session:
        mails = session.scalars(select(Mail).where(Mail.kind == MailKind.MESSAGE)).all()
        letters = [introductions.WRITERS[MailKind.MESSAGE](session, one, None, ADDRESSES) for one in mails]
    assert {one.address for one in mails} == {"info@werkstatt.example"}
    assert len(letters) == 2
    (person,) = story(database, two, id_, "official", now).contacts[Side.A]
    assert {one.reply_to for one in letters if one} == {person.email}


def test_a_broker_writes_to_both(database: Database, two: Two, now: datetime) -> None:
    id_ = together(database, two, now)
    broker = Hand(Mover.BROKER, two.official)
    step(database, introductions.write, broker, id_, text="Well met", now=now)
    assert kinds(database, id_).count("message") == 2


def test_a_message_is_reported_by_the_other_side_once(database: Database, two: Two, now: datetime) -> None:
    id_ = together(database, two, now)
    first, second = (write(database, two, Side.A, id_, text, now) for text in ("Rude", "Ruder"))
    with pytest.raises(NotAllowed):
        step(database, introductions.report_message, hand(two, Side.A), id_, message_id=first, now=now)
    with pytest.raises(NotFound):
        step(database, introductions.report_message, hand(two, Side.B), id_, message_id="g-none", now=now)
    for message in (first, first, second):
        found = step(
            database, introductions.report_message, hand(two, Side.B), id_, message_id=message, now=now
        )
        assert found.reported_by is Side.B
    assert kinds(database, id_).count("waits") == 2


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
        write(database, two, Side.A, id_, "Hello?", now)
