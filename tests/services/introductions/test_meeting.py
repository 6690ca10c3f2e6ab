"""The meeting: times offered and chosen, the entry for the calendar, and how it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from matchmaker.config import Settings
from matchmaker.core.introductions.states import Side, State
from matchmaker.core.notifications import MailKind, MailState
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotFound
from matchmaker.jobs.worker import run_due_jobs
from matchmaker.mail import Letter
from matchmaker.models import Mail, Stakeholder
from matchmaker.services import introductions, notifications
from matchmaker.services.notifications import Outcome, Ready
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


def near(database: Database, id_: str, now: datetime) -> list[Mail]:
    """The reminders of a meeting after the clocks were heard at this moment, twice."""
    for _ in range(2):
        step(database, introductions.remind_of_meetings, now=now)
    with database.reading() as session:
        mine = Mail.introduction_id == id_, Mail.kind == MailKind.MEETING
        found = session.scalars(select(Mail).where(*mine).order_by(Mail.created_at, Mail.address)).all()
        return [mail for mail in found if mail.params.get("near")]


def prepared(database: Database, mail: Mail, now: datetime) -> Ready | Outcome | None:
    """The mail as it would go out now, or why it does not."""
    with database.reading() as session:
        return notifications.prepare(
            session, mail.id, writers=introductions.WRITERS, addresses=ADDRESSES, now=now
        )


def test_a_day_before_both_are_reminded_once(database: Database, two: Two, agreed: str) -> None:
    with database.transaction() as session:
        session.get_one(Stakeholder, two.b).country = "GB"
    assert near(database, agreed, AT - timedelta(hours=25)) == []
    for hours in (24, 23, 5):
        mails = near(database, agreed, AT - timedelta(hours=hours))
        assert len(mails) == 2
    (guest,) = (mail for mail in mails if mail.address == "info@werkstatt.example")
    (member,) = (mail for mail in mails if mail is not guest)
    letter = last(database, agreed, MailKind.MEETING, guest.address)
    assert letter.title == "Your meeting with Halle: 1 December 2026, 13:30"
    assert "For them it is 1 December 2026, 14:30." in letter.lists[0].lines
    assert "Station hall" in letter.lists[0].lines
    assert letter.attachments[0].mime == "text/calendar; method=PUBLISH"
    assert [action.text for action in letter.actions] == ["See the introduction"]
    letter = last(database, agreed, MailKind.MEETING, member.address)
    assert letter.actions[1].url == f"https://match.example/introductions/{agreed}/meeting.ics"
    assert letter.title == "Your meeting with Werkstatt: 1 December 2026, 14:30"
    assert len(near(database, agreed, AT + timedelta(hours=1))) == 2


def test_a_reminder_waits_for_the_morning_and_never_comes_after_the_meeting(
    database: Database, agreed: str
) -> None:
    night = AT - timedelta(hours=16)
    mail = near(database, agreed, night)[0]
    assert mail.due_at > night
    assert isinstance(prepared(database, mail, mail.due_at), Ready)
    late = prepared(database, mail, AT)
    assert isinstance(late, Outcome)
    assert late.state is MailState.DROPPED


def test_a_meeting_that_was_moved_or_called_off_is_not_reminded_of_by_its_old_time(
    database: Database, two: Two, agreed: str
) -> None:
    before = AT - timedelta(hours=23)
    mail = near(database, agreed, before)[0]
    other = AT + timedelta(days=3)
    step(database, introductions.offer_times, hand(two, Side.A), agreed, times=[other], now=before)
    assert isinstance(prepared(database, mail, before), Ready), "the old time holds until another is chosen"
    time_id = story(database, two, agreed, "ann", before).times[0].id
    step(database, introductions.choose_time, hand(two, Side.B), agreed, time_id=time_id, now=before)
    assert isinstance(prepared(database, mail, before), Outcome)
    assert len(near(database, agreed, other - timedelta(hours=20))) == 4
    step(database, introductions.withdraw, hand(two, Side.A), agreed, now=other - timedelta(hours=19))
    newest = near(database, agreed, other - timedelta(hours=18))[-1]
    assert isinstance(prepared(database, newest, other - timedelta(hours=18)), Outcome)


def test_what_was_just_agreed_needs_no_reminder(database: Database, two: Two, now: datetime) -> None:
    id_ = together(database, two, now)
    soon = now + timedelta(hours=20)
    step(database, introductions.offer_times, hand(two, Side.A), id_, times=[soon], now=now)
    time_id = story(database, two, id_, "ann", now).times[0].id
    step(database, introductions.choose_time, hand(two, Side.B), id_, time_id=time_id, now=now)
    assert near(database, id_, now + timedelta(hours=1)) == []


def test_the_worker_reminds_within_the_hour(
    database: Database, settings: Settings, two: Two, agreed: str
) -> None:
    sent = {}
    for hours in (26, 25, 23, 22):
        run_due_jobs(database, settings, now=AT - timedelta(hours=hours))
        with database.reading() as session:
            mails = session.scalars(select(Mail).where(Mail.introduction_id == agreed)).all()
        sent[hours] = [mail.state for mail in mails if mail.params.get("near")]
    assert sent[25] == []
    assert sent[23] == sent[22] == [MailState.SENT] * 2


def test_the_mail_about_offered_times_says_which(database: Database, two: Two, now: datetime) -> None:
    id_ = together(database, two, now)
    at = datetime(2026, 12, 1, 13, 30, tzinfo=UTC)
    step(database, introductions.offer_times, hand(two, Side.A), id_, times=[at], place="By video", now=now)
    with database.reading() as session:
        wanted = (Mail.introduction_id == id_, Mail.kind == MailKind.MEETING)
        letter = introductions.WRITERS[MailKind.MEETING](
            session, session.scalars(select(Mail).where(*wanted)).one(), None, ADDRESSES
        )
    assert letter is not None
    (times,) = letter.lists
    assert "By video" in times.lines[0]
    assert "1 December 2026" in times.lines[0]
