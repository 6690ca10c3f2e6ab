"""Reminding in one mail of what was asked in one, and the thread in which all of it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from matchmaker.core.actors import VISITOR
from matchmaker.core.entities import Role
from matchmaker.core.introductions.states import Mover
from matchmaker.core.notifications import Channel, MailKind
from matchmaker.db import Database
from matchmaker.mail import Letter
from matchmaker.models import Account, Introduction, Mail
from matchmaker.services import introductions, notifications
from matchmaker.services.introductions import Hand
from matchmaker.services.notifications import Ready
from tests.factories import make_actor
from tests.services.introductions.people import ADDRESSES, Two, ask, step

OWN = "info@werkstatt.example"
DAY = timedelta(days=1)
FIRST, OTHERS = Hand(Mover.A, VISITOR), Hand(Mover.B, VISITOR)
"""Werkstatt by a link: in the first it is a, in the others b."""


@pytest.fixture
def asked(database: Database, two: Two, held: list[str], now: datetime) -> list[str]:
    """Three about which Werkstatt was asked in one mail."""
    ask(database, two, held, now)
    return held


def ring(database: Database, ids: Sequence[str], now: datetime) -> None:
    """Their clocks ring, each in a transaction of its own, and once more as after a crash."""
    for id_ in (*ids, *ids):
        step(database, introductions.ring, id_, now=now)


def mails(database: Database, kind: MailKind, address: str = OWN) -> list[Mail]:
    """The mails of a kind to somebody, the oldest first."""
    with database.reading() as session:
        mine = Mail.address == address, Mail.kind == kind
        return list(session.scalars(select(Mail).where(*mine).order_by(Mail.created_at, Mail.id)))


def words(database: Database, mail: Mail) -> Letter | None:
    """What a mail says when it goes out."""
    with database.reading() as session:
        same = session.get_one(Mail, mail.id)
        return notifications.write(session, same, writers=introductions.WRITERS, addresses=ADDRESSES)


def thread(database: Database, mail: Mail, now: datetime) -> str | None:
    """To which mails this one says that it belongs."""
    with database.reading() as session:
        ready = notifications.prepare(
            session, mail.id, writers=introductions.WRITERS, addresses=ADDRESSES, now=now
        )
    assert isinstance(ready, Ready), ready
    return ready.message.headers.get("References")


def test_all_that_wait_for_an_answer_are_reminded_of_in_one_mail(
    database: Database, asked: list[str], now: datetime
) -> None:
    ring(database, asked, now + 5 * DAY)
    (mail,) = mails(database, MailKind.REMINDER)
    letter = words(database, mail)
    assert letter is not None
    assert letter.title == "May we have your answers about Radhof, Teilwerk and Sonnenhof?"
    assert [section.heading for section in letter.lists] == ["Radhof", "Teilwerk", "Sonnenhof"]
    assert len({action.url.partition("?")[0] for part in letter.lists for action in part.actions}) == 3
    assert len(mails(database, MailKind.REMINDER, "radhof@example.org")) == 1
    ring(database, asked, now + 10 * DAY)
    assert len(mails(database, MailKind.REMINDER)) == 2


def test_what_was_answered_or_put_off_is_left_out(
    database: Database, asked: list[str], now: datetime
) -> None:
    step(database, introductions.postpone, OTHERS, asked[2], now=now + DAY)
    ring(database, asked, now + 5 * DAY)
    (mail,) = mails(database, MailKind.REMINDER)
    assert mail.params["together"] == asked[:2]
    # What is answered before it goes out is not asked any more; the one that is left reads as any other.
    step(database, introductions.decline, FIRST, asked[0], now=now + 5 * DAY)
    letter = words(database, mail)
    assert letter is not None
    assert letter.title == "Teilwerk and you: may we have your answer?"
    for days in (10, 20):
        ring(database, asked, now + days * DAY)
    about = [mail.params.get("together") for mail in mails(database, MailKind.REMINDER)]
    assert about == [asked[:2], None, asked[1:]]


def test_a_clock_that_is_a_little_behind_writes_no_second_mail(
    database: Database, asked: list[str], now: datetime
) -> None:
    # The other side has said yes meanwhile, so that this clock began anew.
    step(database, introductions.accept, OTHERS, asked[0], now=now + 2 * DAY)
    for days in range(5, 9):
        ring(database, asked, now + days * DAY)
    (mail,) = mails(database, MailKind.REMINDER)
    assert mail.params["together"] == asked


def test_a_digest_leads_to_each_of_them(database: Database, two: Two, held: list[str], now: datetime) -> None:
    with database.transaction() as session:
        bea = make_actor(session, Role.MEMBER, two.b)
        notifications.set_preferences(session, bea, {MailKind.REMINDER: Channel.DAILY}, now=now)
        address = session.get_one(Account, bea.account_id).email
    ask(database, two, held, now)
    ring(database, held, now + 5 * DAY)
    step(database, notifications.bundle, bea.account_id, now=now + 7 * DAY)
    (digest,) = mails(database, MailKind.DIGEST, address)
    letter = words(database, digest)
    assert letter is not None
    (part,) = letter.lists
    assert [action.text for action in part.actions] == [
        f"Yes, introduce us to {name}" for name in ("Radhof", "Teilwerk", "Sonnenhof")
    ]


def test_what_follows_stands_below_the_mail_that_asked_about_all(
    database: Database, asked: list[str], now: datetime
) -> None:
    (question,) = mails(database, MailKind.ASKED)
    root = ADDRESSES.message_id(question.id)
    assert thread(database, question, now) is None
    ring(database, asked, now + 5 * DAY)
    (again,) = mails(database, MailKind.REMINDER)
    assert thread(database, again, now + 5 * DAY) == root
    step(database, introductions.decline, OTHERS, asked[0], now=now + 6 * DAY)
    (ended,) = mails(database, MailKind.ENDED)
    assert thread(database, ended, now + 6 * DAY) == f"{root} <{asked[0]}@match.example>"
    # Who was asked about one alone finds all of that one in its own thread.
    (single,) = mails(database, MailKind.ASKED, "teilwerk@example.org")
    assert thread(database, single, now + 6 * DAY) == f"<{asked[1]}@match.example>"


def test_one_who_still_brokers_signs_and_reads_the_reply(
    database: Database, two: Two, asked: list[str], now: datetime
) -> None:
    with database.transaction() as session:
        colleague = make_actor(session, Role.OFFICIAL, "DE1")
        for id_ in asked[:2]:
            session.get_one(Introduction, id_).broker_id = None
        session.get_one(Introduction, asked[2]).broker_id = colleague.account_id
        account = session.get_one(Account, colleague.account_id)
        account.name = "Moira Keane"
    (question,) = mails(database, MailKind.ASKED)
    letter = words(database, question)
    assert letter is not None
    assert (letter.signature, letter.reply_to) == ("Moira Keane", account.email)
    with database.transaction() as session:
        session.get_one(Account, colleague.account_id).disabled_at = now
    letter = words(database, question)
    assert letter is not None
    assert letter.reply_to == ""
    assert letter.foot.endswith("Nobody reads replies to this e-mail.")
