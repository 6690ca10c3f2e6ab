"""The meeting: times offered and chosen, the entry for the calendar, and how it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from matchmaker.core.introductions.states import Side, State
from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotFound
from matchmaker.mail import Letter
from matchmaker.models import Mail, Stakeholder
from matchmaker.services import introductions
from tests.services.introductions.people import (
    ADDRESSES,
    Two,
    begin,
    hand,
    kinds,
    step,
    story,
    together,
)

AT = datetime(2026, 12, 1, 13, 30, tzinfo=UTC)


@pytest.fixture
def agreed(database: Database, two: Two, now: datetime) -> str:
    """Both said yes, and chose a time."""
    id_ = together(database, two, now)
    values = {"times": [AT, AT + timedelta(days=1)], "minutes": 45, "place": "Station hall"}
    step(database, introductions.offer_times, hand(two, Side.A), id_, now=now, **values)
    time_id = story(database, two, id_, "ann", now).times[0].id
    later = now + timedelta(hours=1)
    step(database, introductions.choose_time, hand(two, Side.B), id_, time_id=time_id, now=later)
    return id_


def last(database: Database, id_: str, kind: MailKind, address: str) -> Letter:
    """The words of the newest mail of a kind to an address."""
    with database.reading() as session:
        mine = (Mail.introduction_id == id_, Mail.kind == kind, Mail.address == address)
        newest = select(Mail).where(*mine).order_by(Mail.created_at.desc(), Mail.id).limit(1)
        mail = session.scalars(newest).one()
        letter = introductions.WRITERS[kind](session, mail, None, ADDRESSES)
    assert letter is not None
    return letter


def test_before_both_said_yes_no_time_is_offered(database: Database, two: Two, now: datetime) -> None:
    id_ = begin(database, two, now)
    with pytest.raises(Conflict):
        step(database, introductions.offer_times, hand(two, Side.A), id_, times=[AT], now=now)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"times": []}, "times"),
        ({"times": [datetime(2026, 11, 1, tzinfo=UTC)]}, "times"),
        ({"times": [datetime(2028, 11, 1, tzinfo=UTC)]}, "times"),
        ({"times": [AT + timedelta(hours=one) for one in range(6)]}, "times"),
        ({"times": [AT], "minutes": 5}, "minutes"),
        ({"times": [AT], "place": "x" * 4_001}, "place"),
    ],
)
def test_times_that_cannot_be(
    database: Database, two: Two, now: datetime, values: dict[str, object], field: str
) -> None:
    id_ = together(database, two, now)
    with pytest.raises(Invalid) as refused:
        step(database, introductions.offer_times, hand(two, Side.A), id_, now=now, **values)
    assert list(refused.value.fields) == [field]


def test_the_other_side_chooses(database: Database, two: Two, now: datetime) -> None:
    id_ = together(database, two, now)
    step(database, introductions.offer_times, hand(two, Side.A), id_, times=[AT], now=now)
    time_id = story(database, two, id_, "ann", now).times[0].id
    with pytest.raises(Invalid, match="yourself"):
        step(database, introductions.choose_time, hand(two, Side.A), id_, time_id=time_id, now=now)
    with pytest.raises(NotFound):
        step(database, introductions.choose_time, hand(two, Side.B), id_, time_id=time_id + 1, now=now)
    late = AT + timedelta(minutes=1)
    with pytest.raises(Invalid, match="passed"):
        step(database, introductions.choose_time, hand(two, Side.B), id_, time_id=time_id, now=late)


def test_times_that_were_left_over_lead_nobody_back(database: Database, two: Two, now: datetime) -> None:
    """Whoever has agreed on a first step has no use for a time that was offered before."""
    id_ = together(database, two, now)
    step(database, introductions.offer_times, hand(two, Side.A), id_, times=[AT], now=now)
    time_id = story(database, two, id_, "ann", now).times[0].id
    step(database, introductions.agree_step, hand(two, Side.A), id_, what="A visit", now=now)
    with pytest.raises(Conflict):
        step(database, introductions.choose_time, hand(two, Side.B), id_, time_id=time_id, now=now)


def test_both_get_an_entry_for_the_calendar_in_both_zones(
    database: Database, two: Two, agreed: str, now: datetime
) -> None:
    with database.transaction() as session:
        session.get_one(Stakeholder, two.b).country = "GB"
    letter = last(database, agreed, MailKind.MEETING, "info@werkstatt.example")
    when = letter.lists[0].lines
    assert [str(line).rpartition(", ")[2].strip(".") for line in when[:2]] == ["13:30", "14:30"]
    assert when[2] == "Station hall"
    (entry,) = letter.attachments
    assert entry.mime == "text/calendar; method=PUBLISH"
    calendar = Calendar.from_ical(entry.content)
    (event,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "PUBLISH"
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (AT, AT + timedelta(minutes=45))
    assert b"DTSTART:20261201T133000Z" in entry.content
    assert event["UID"] == f"{agreed}@match.example"
    assert event["LOCATION"] == "Station hall"


def test_what_is_taken_back_leaves_the_calendar(
    database: Database, two: Two, agreed: str, now: datetime
) -> None:
    step(database, introductions.withdraw, hand(two, Side.A), agreed, now=now)
    letter = last(database, agreed, MailKind.ENDED, "info@werkstatt.example")
    assert letter.attachments[0].mime == "text/calendar; method=CANCEL"
    (event,) = Calendar.from_ical(letter.attachments[0].content).walk("VEVENT")
    assert (event["STATUS"], event["UID"]) == ("CANCELLED", f"{agreed}@match.example")
    assert "shown no more" in letter.paragraphs[0]


def test_nobody_tells_of_a_meeting_that_is_still_to_come(
    database: Database, two: Two, agreed: str, now: datetime
) -> None:
    with pytest.raises(Invalid, match="still to come"):
        step(database, introductions.report, hand(two, Side.A), agreed, met=True, now=now)


def test_a_meeting_that_was_missed_is_arranged_anew(
    database: Database, two: Two, agreed: str, now: datetime
) -> None:
    later = AT + timedelta(days=1)
    one = step(database, introductions.report, hand(two, Side.A), agreed, met=False, now=later)
    assert (one.state, one.meeting_at) == (State.INTRODUCED, None)
    letter = last(database, agreed, MailKind.REMINDER, "info@werkstatt.example")
    assert letter.title == "The meeting with Halle did not take place"
    other = later + timedelta(days=5)
    step(database, introductions.offer_times, hand(two, Side.B), agreed, times=[other], now=later)
    time_id = story(database, two, agreed, "ann", now).times[0].id
    step(database, introductions.choose_time, hand(two, Side.A), agreed, time_id=time_id, now=later)
    assert kinds(database, agreed).count("meeting") == 6


def test_after_the_meeting_the_clock_asks_how_it_was(
    database: Database, two: Two, agreed: str, now: datetime
) -> None:
    with database.transaction() as session:
        assert introductions.list_ringing(session, now=AT) == []
        introductions.ring(session, agreed, now=AT + timedelta(days=1))
    assert kinds(database, agreed).count("outcome") == 2
    letter = last(database, agreed, MailKind.OUTCOME, "info@werkstatt.example")
    assert letter.title == "How was it with Halle?"
