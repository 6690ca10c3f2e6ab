"""Messages: each has its mail, and one may be reported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from matchmaker.core.files.choosing import Upload
from matchmaker.core.introductions.states import Mover, Side
from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotAllowed, NotFound
from matchmaker.models import Mail
from matchmaker.services import introductions
from matchmaker.services.introductions import Hand
from matchmaker.services.introductions.messages import MOST_A_DAY
from tests.core.files import samples
from tests.racing import race
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


def test_a_message_that_waits_tells_nobody_how_to_reach_who_took_that_back(
    database: Database, two: Two, now: datetime
) -> None:
    """Written in the quiet hours, sent after them: meanwhile the two parted."""
    id_ = together(database, two, now)
    step(database, introductions.agree_step, hand(two, Side.A), id_, what="A visit", now=now)
    for side in Side:
        step(database, introductions.confirm, hand(two, side), id_, now=now)
    write(database, two, Side.A, id_, "Hello", now)
    (person,) = story(database, two, id_, "official", now).contacts[Side.A]
    step(database, introductions.block, hand(two, Side.A), id_, now=now)
    with database.reading() as session:
        mail = session.scalars(select(Mail).where(Mail.kind == MailKind.MESSAGE)).one()
        letter = introductions.WRITERS[MailKind.MESSAGE](session, mail, None, ADDRESSES)
    assert person.email not in repr(letter)
    assert person.name not in repr(letter)


def test_the_same_button_twice_writes_once(
    database: Database, two: Two, now: datetime, trials: Callable[[int], int]
) -> None:
    id_ = together(database, two, now)
    for number in range(min(trials(500), MOST_A_DAY - 5)):
        run = partial(write, database, two, Side.A, id_, f"Hello {number}", now)
        first, second = race(run, run)
        assert first == second
        assert run() == first
    files = (Upload("plan.pdf", samples.PDF),)
    other = step(
        database, introductions.write, hand(two, Side.A), id_, text=f"Hello {number}", files=files, now=now
    )
    assert other.id != first
    assert write(database, two, Side.A, id_, "Hello 0", now + timedelta(minutes=2)) not in (first, other.id)


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
