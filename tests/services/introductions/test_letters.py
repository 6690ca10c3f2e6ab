"""The words of the mails: no contacts of the other before both agreed, one main action, in each language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.entities import Role
from matchmaker.core.introductions.states import Side
from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.jobs.posting import WRITERS
from matchmaker.mail import Frame, Letter, render
from matchmaker.models import Account, Mail, Stakeholder
from matchmaker.services import introductions, notifications
from tests.factories import join_pilot, make_actor, make_need, make_offer, make_pilot
from tests.services.introductions.people import ADDRESSES, Two, begin, hand, step, story, together


@pytest.fixture
def bea(database: Database, two: Two) -> str:
    """The address of a member of the other side, which nobody may read too early."""
    with database.transaction() as session:
        bea = make_actor(session, Role.MEMBER, two.b)
        account = session.get_one(Account, bea.account_id)
        account.name, account.email = "Bea Secret", "bea@hidden.example"
        halle, werkstatt = (session.get_one(Stakeholder, id_) for id_ in (two.a, two.b))
        make_need(session, halle, "A course in repairing washing machines for learners")
        make_offer(session, werkstatt, "A course in repairing washing machines, twelve weeks long")
        return account.email


def letters(session: Session, language: str = "en") -> Iterator[tuple[Mail, Letter]]:
    """Every mail that is still to be sent, in words."""
    for mail in session.scalars(select(Mail).order_by(Mail.created_at, Mail.id)):
        mail.language = language
        link = notifications.find_link(session, mail.id)
        letter = introductions.WRITERS[mail.kind](session, mail, link, ADDRESSES)
        if letter is not None:
            yield mail, letter


def test_every_kind_has_its_words() -> None:
    assert set(WRITERS) == set(MailKind) - {MailKind.DIGEST}


def test_before_both_agree_no_mail_tells_how_to_reach_the_other(
    database: Database, two: Two, bea: str, now: datetime
) -> None:
    id_ = begin(database, two, now)
    step(database, introductions.accept, hand(two, Side.B), id_, now=now)
    for days in (5, 10, 14):
        step(database, introductions.ring, id_, now=now + timedelta(days=days))
    with database.reading() as session:
        told = [(mail, letter) for mail, letter in letters(session) if mail.address != bea]
    assert len(told) >= 3
    for _mail, letter in told:
        words = render(letter, Frame(language="en", site_name="Matchmaker"))
        assert bea not in words.text + words.html
        assert "Bea Secret" not in words.text + words.html
    step(database, introductions.accept, hand(two, Side.A), id_, now=now + timedelta(days=15))
    with database.reading() as session:
        introduced = [one for mail, one in letters(session) if mail.kind is MailKind.INTRODUCED]
    assert any(bea in str(letter) for letter in introduced)


def test_a_question_says_why_what_each_gives_and_one_main_action(
    database: Database, two: Two, bea: str, now: datetime
) -> None:
    begin(database, two, now, reason="You teach what they want to learn.")
    with database.reading() as session:
        letter = next(letter for mail, letter in letters(session) if mail.address == bea)
    assert letter.title == "Halle and you: shall we introduce you?"
    assert letter.paragraphs[0].startswith("Halle is a social enterprise in Stuttgart.")
    words = {section.heading: section.lines for section in letter.lists}
    assert words["Why we think you should talk"] == ["You teach what they want to learn."]
    assert "You: A course in repairing washing machines, twelve weeks long" in words["What each of you gives"]
    assert [action.main for action in letter.actions] == [True, False, False]
    yes, later, no = (action.url for action in letter.actions)
    assert (later, no) == (f"{yes}?answer=later", f"{yes}?answer=no")
    assert letter.reply_to
    assert "until 7 January 2027" in letter.foot


def test_without_a_brokers_words_the_engine_says_why(
    database: Database, two: Two, bea: str, now: datetime
) -> None:
    step(database, introductions.ask_for, two.ann, for_id=two.a, with_id=two.b, message="Hello!", now=now)
    with database.reading() as session:
        ((_mail, letter),) = letters(session)
    assert letter.title == "Halle would like to meet you"
    text = render(letter, Frame(language="en", site_name="Matchmaker")).text
    assert "repairing washing machines" in text, text
    assert "What Halle writes" in text


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_the_whole_way_reads_in_each_language(
    database: Database, two: Two, bea: str, now: datetime, language: str
) -> None:
    id_ = together(database, two, now)
    at = now + timedelta(days=1)
    step(database, introductions.offer_times, hand(two, Side.A), id_, times=[at], now=now)
    time_id = story(database, two, id_, "ann", now).times[0].id
    seen = set()
    with database.reading() as session:
        seen |= {mail.kind for mail, _ in letters(session, language)}
    step(database, introductions.choose_time, hand(two, Side.B), id_, time_id=time_id, now=now)
    step(database, introductions.write, hand(two, Side.A), id_, text="See you", now=now)
    step(database, introductions.report, hand(two, Side.A), id_, met=True, now=at)
    with database.reading() as session:
        seen |= {mail.kind for mail, _ in letters(session, language)}
    step(database, introductions.agree_step, hand(two, Side.A), id_, what="A visit", now=at)
    for side in Side:
        step(database, introductions.confirm, hand(two, side), id_, now=at)
    with database.reading() as session:
        for mail, letter in letters(session, language):
            seen.add(mail.kind)
            words = render(letter, Frame(language=language, site_name="Matchmaker"))
            assert "%(" not in words.text
            assert letter.subject
    assert seen >= {
        MailKind.INTRODUCED, MailKind.MEETING, MailKind.MESSAGE, MailKind.OUTCOME, MailKind.FOLLOW_UP,
        MailKind.PARTNERS,
    }  # fmt: skip


def test_what_was_answered_meanwhile_is_not_asked_any_more(
    database: Database, two: Two, bea: str, now: datetime
) -> None:
    id_ = begin(database, two, now)
    step(database, introductions.decline, hand(two, Side.B), id_, now=now)
    with database.reading() as session:
        assert MailKind.ASKED not in {mail.kind for mail, _ in letters(session)}


def erase_broker(database: Database, two: Two, now: datetime) -> None:
    """The account of the official is forgotten, and closed."""
    with database.transaction() as session:
        introductions.erase_part(session, two.official.account_id or "", now=now)
        session.get_one(Account, two.official.account_id).disabled_at = now


def question(database: Database, two: Two) -> Letter:
    """What the one without an account is asked."""
    with database.reading() as session:
        asks = (letter for mail, letter in letters(session) if mail.address == "info@werkstatt.example")
        return next(asks)


def test_what_a_broker_proposed_stays_so_when_the_account_is_erased(
    database: Database, two: Two, now: datetime
) -> None:
    id_ = begin(database, two, now)
    erase_broker(database, two, now)
    letter = question(database, two)
    assert letter.title == "Halle and you: shall we introduce you?"
    assert letter.paragraphs[0].endswith("would like to introduce you.")
    # Colleagues hear of what comes of it, as before.
    colleague = step(database, make_actor, Role.OFFICIAL, "DE1")
    step(database, introductions.decline, hand(two, Side.B), id_, now=now)
    with database.reading() as session:
        told = session.scalars(select(Mail.account_id).where(Mail.kind == MailKind.DECLINED)).all()
    assert colleague.account_id in told


def test_what_one_asked_for_stays_so_whoever_sent_it_and_whatever_they_wrote(
    database: Database, two: Two, now: datetime
) -> None:
    with database.transaction() as session:
        join_pilot(session, make_pilot(session, "DE11"), session.get_one(Stakeholder, two.a))
    id_ = step(database, introductions.ask_for, two.ann, for_id=two.a, with_id=two.b, now=now).id
    step(database, introductions.approve, two.official, id_, now=now)
    for _ in range(2):
        letter = question(database, two)
        assert letter.title == "Halle would like to meet you"
        assert "They have asked for it, and we think" in letter.paragraphs[0]
        erase_broker(database, two, now)


def test_without_a_broker_a_letter_says_where_a_reply_goes(
    database: Database, two: Two, now: datetime
) -> None:
    begin(database, two, now)
    assert "reply" not in question(database, two).foot
    erase_broker(database, two, now)
    letter = question(database, two)
    assert (letter.signature, letter.reply_to) == ("", "")
    assert letter.foot.endswith("Nobody reads replies to this e-mail.")
    with database.reading() as session:
        mail = session.scalars(select(Mail).where(Mail.address == "info@werkstatt.example")).one()
        to_us = replace(ADDRESSES, feedback="help@match.example")
        told = introductions.WRITERS[mail.kind](session, mail, None, to_us)
    assert told is not None
    assert told.foot.endswith("Your reply to this e-mail reaches those who run Matchmaker.")
