"""Answers by mail: each becomes one message of the right side, or its writer is told why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import delete, select

from matchmaker.core.files.choosing import Upload
from matchmaker.core.introductions.states import CloseReason, Mover, Side
from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.errors import TooMany
from matchmaker.mail import Fault, Incoming, Letter, read
from matchmaker.models import (
    Account,
    AuditEntry,
    IntroductionMessage,
    Mail,
    MessageFile,
    RoleGrant,
    Stakeholder,
)
from matchmaker.services import introductions
from matchmaker.services.introductions import Hand, Outcome
from matchmaker.services.introductions.messages import MOST_A_DAY
from tests.core.files import samples
from tests.mail import answers
from tests.services.introductions.people import ADDRESSES, Two, begin, hand, step, together

BY_MAIL = replace(ADDRESSES, answers_to="reply@match.example")


def mail_to(database: Database, id_: str, side: Side, kind: MailKind = MailKind.INTRODUCED) -> Mail:
    """A mail that went to one side."""
    with database.reading() as session:
        mine = Mail.introduction_id == id_, Mail.kind == kind
        return next(
            one for one in session.scalars(select(Mail).where(*mine)) if one.params["side"] == side.value
        )


def answer(database: Database, id_: str, side: Side, text: str = "Yes, Tuesday.", **values: Any) -> Incoming:
    """What comes in as an answer of this side."""
    to = BY_MAIL.reply(mail_to(database, id_, side))
    known: dict[str, Any] = {
        "message_id": "<1@elsewhere.example>", "recipients": (to,), "automatic": False, "text": text,
    }  # fmt: skip
    return Incoming(**known | values)


def receive(database: Database, mail: Incoming, now: datetime) -> Outcome:
    """Take a mail in."""
    return step(database, introductions.receive, mail, addresses=BY_MAIL, now=now)


def messages(database: Database) -> list[IntroductionMessage]:
    """All messages."""
    with database.reading() as session:
        return list(session.scalars(select(IntroductionMessage).order_by(IntroductionMessage.at)))


def letters(database: Database, kind: MailKind) -> list[tuple[Mail, Letter]]:
    """All mails of a kind, in words."""
    found = []
    with database.reading() as session:
        for mail in session.scalars(select(Mail).where(Mail.kind == kind).order_by(Mail.created_at)):
            letter = introductions.WRITERS[kind](session, mail, None, BY_MAIL)
            assert letter is not None
            found.append((mail, letter))
    return found


@pytest.mark.parametrize("side", Side)
def test_an_answer_becomes_a_message_of_its_side(
    database: Database, two: Two, now: datetime, side: Side
) -> None:
    id_ = together(database, two, now)
    assert receive(database, answer(database, id_, side), now) is Outcome.TAKEN
    (message,) = messages(database)
    assert (message.text, message.mover.value, message.introduction_id) == ("Yes, Tuesday.", side.value, id_)
    assert message.account_id == (two.ann.account_id if side is Side.A else None)
    ((mail, _letter),) = letters(database, MailKind.MESSAGE)
    assert mail.params["side"] == side.other.value
    with database.reading() as session:
        (row,) = session.scalars(select(AuditEntry).where(AuditEntry.act == "introduction.write"))
    assert row.account_id == message.account_id


def test_the_mail_about_a_message_is_answered_in_turn(database: Database, two: Two, now: datetime) -> None:
    id_ = together(database, two, now)
    step(database, introductions.write, hand(two, Side.A), id_, text="When?", now=now)
    ((mail, letter),) = letters(database, MailKind.MESSAGE)
    assert letter.reply_to == BY_MAIL.reply(mail)
    assert letter.above == "##- Write your answer above this line; Halle reads it. -##"
    found = read(answers.mail("Now.", To=letter.reply_to.upper()))
    assert receive(database, found, now) is Outcome.TAKEN
    assert [one.mover for one in messages(database)] == [Mover.A, Mover.B]


def test_the_same_mail_twice_is_one_message(database: Database, two: Two, now: datetime) -> None:
    id_ = together(database, two, now)
    found = answer(database, id_, Side.B)
    assert receive(database, found, now) is Outcome.TAKEN
    assert receive(database, found, now + timedelta(hours=1)) is Outcome.KNOWN
    assert len(messages(database)) == len(letters(database, MailKind.MESSAGE)) == 1


def test_the_same_mail_from_many_at_once_is_one_message(database: Database, two: Two, now: datetime) -> None:
    id_ = together(database, two, now)
    found, outcomes = answer(database, id_, Side.B, files=(Upload("a.pdf", samples.PDF),)), list[Outcome]()
    threads = [Thread(target=lambda: outcomes.append(receive(database, found, now))) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(outcomes) == 6
    assert len(messages(database)) == len(letters(database, MailKind.MESSAGE)) == 1
    with database.reading() as session:
        assert len(session.scalars(select(MessageFile)).all()) == 1


def test_files_that_may_be_passed_on_are_and_the_others_are_named(
    database: Database, two: Two, now: datetime
) -> None:
    id_ = together(database, two, now)
    files = (Upload("plan.pdf", samples.PDF), Upload("../tool.exe", samples.EXE))
    assert receive(database, answer(database, id_, Side.B, files=files), now) is Outcome.TAKEN
    ((_mail, letter),) = letters(database, MailKind.MESSAGE)
    assert [one.filename for one in letter.attachments] == ["plan.pdf"]
    ((mail, letter),) = letters(database, MailKind.RETURNED)
    assert mail.address == "info@werkstatt.example"
    assert letter.title == "Some files of your e-mail to Halle could not be taken"
    assert letter.lists[0].lines == ["tool.exe"]


def test_a_file_without_words_is_enough(database: Database, two: Two, now: datetime) -> None:
    id_ = together(database, two, now)
    found = answer(database, id_, Side.B, text=" \n", files=(Upload("plan.pdf", samples.PDF),))
    assert receive(database, found, now) is Outcome.TAKEN


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"text": "x" * 4001}, "It has more than 4000 signs."),
        ({"text": "\x00 \n"}, "We found nothing new in it."),
        ({"text": "", "files": (Upload("a.exe", samples.EXE),)}, "We found nothing new in it."),
        ({"text": "", "fault": Fault.LARGE}, "It has more than 10 MB."),
        ({"text": "", "fault": Fault.CROWDED}, "It is made of too many parts."),
        ({"text": "", "fault": Fault.BROKEN}, "We could not read it."),
    ],
)
def test_what_cannot_be_taken_is_said_to_the_address_we_know_once_a_day(
    database: Database, two: Two, now: datetime, values: dict[str, Any], said: str
) -> None:
    id_ = together(database, two, now)
    for hours in (0, 1, 23):
        found = replace(answer(database, id_, Side.A, **values), message_id=f"<{hours}@elsewhere.example>")
        assert receive(database, found, now + timedelta(hours=hours)) is Outcome.RETURNED
    ((mail, letter),) = letters(database, MailKind.RETURNED)
    assert mail.account_id == two.ann.account_id
    assert letter.paragraphs[0].startswith(said)
    assert letter.actions[0].url == f"https://match.example/introductions/{id_}"
    receive(database, answer(database, id_, Side.A, **values), now + timedelta(hours=25))
    assert len(letters(database, MailKind.RETURNED)) == 2
    assert messages(database) == []


def test_two_programs_that_answer_each_other_come_to_an_end(
    database: Database, two: Two, now: datetime
) -> None:
    """Neither says that it is one, each answers whatever comes."""
    id_ = together(database, two, now)
    outcomes = []
    for number in range(MOST_A_DAY + 3):
        moment = now + timedelta(minutes=number)
        found = answer(database, id_, Side.B, message_id=f"<{number}@elsewhere.example>")
        outcomes.append(receive(database, found, moment))
    assert outcomes == [Outcome.TAKEN] * MOST_A_DAY + [Outcome.RETURNED] * 3
    assert len(messages(database)) == MOST_A_DAY
    ((_mail, letter),) = letters(database, MailKind.RETURNED)
    assert "Write again tomorrow" in letter.paragraphs[0]
    with pytest.raises(TooMany):
        step(database, introductions.write, hand(two, Side.B), id_, text="One more", now=moment)
    # The other side may write, and the next day everybody may again.
    step(database, introductions.write, hand(two, Side.A), id_, text="Hello", now=moment)
    later = replace(found, message_id="<later@elsewhere.example>")
    assert receive(database, later, now + timedelta(days=1, minutes=60)) is Outcome.TAKEN


def test_nobody_writes_where_it_has_ended_or_is_blocked(database: Database, two: Two, now: datetime) -> None:
    id_ = together(database, two, now)
    found = answer(database, id_, Side.B)
    step(database, introductions.block, hand(two, Side.A), id_, now=now)
    assert receive(database, found, now) is Outcome.RETURNED
    ((_mail, letter),) = letters(database, MailKind.RETURNED)
    # Who is blocked does not learn it.
    assert letter.paragraphs == ["The introduction has moved on: one cannot write to each other in it now."]
    assert "reply+" not in letter.reply_to
    assert letter.above == ""


def test_an_introduction_that_was_closed_takes_no_answers(
    database: Database, two: Two, now: datetime
) -> None:
    id_ = together(database, two, now)
    found = answer(database, id_, Side.B)
    step(
        database,
        introductions.close,
        Hand(Mover.BROKER, two.official),
        id_,
        reason=CloseReason.NO_FIT,
        now=now,
    )
    assert receive(database, found, now) is Outcome.RETURNED
    assert messages(database) == []


def test_a_program_is_not_answered(database: Database, two: Two, now: datetime) -> None:
    id_ = together(database, two, now)
    by_us: list[dict[str, Any]] = [{"automatic": True}, {"message_id": "<m-0123456789ab@match.example>"}]
    for values in by_us:
        assert receive(database, answer(database, id_, Side.B, **values), now) is Outcome.AUTOMATIC
    assert (messages(database), letters(database, MailKind.RETURNED)) == ([], [])


def test_what_we_did_not_sign_is_not_answered(database: Database, two: Two, now: datetime) -> None:
    id_ = together(database, two, now)
    right = answer(database, id_, Side.B).recipients[0]
    local, _, domain = right.partition("@")
    other = f"{local[:-1]}{'a' if local[-1] != 'a' else 'b'}"
    wrong = (
        "reply@match.example", f"{other}@{domain}", f"{local}@other.example",
        f"{local}x@{domain}", "reply+@match.example", f"reply+{'é' * 28}@match.example", f"x{right}",
        replace(BY_MAIL, secret="another").reply(mail_to(database, id_, Side.B)),
    )  # fmt: skip
    for one in wrong:
        found = answer(database, id_, Side.B, recipients=(one,))
        assert receive(database, found, now) is Outcome.STRANGE, one
    assert receive(database, answer(database, id_, Side.B, recipients=()), now) is Outcome.STRANGE
    assert (messages(database), letters(database, MailKind.RETURNED)) == ([], [])


def test_who_has_left_or_whose_address_has_changed_does_not_write_any_more(
    database: Database, two: Two, now: datetime
) -> None:
    id_ = together(database, two, now)
    by_side = {side: answer(database, id_, side) for side in Side}
    with database.transaction() as session:
        session.execute(delete(RoleGrant).where(RoleGrant.account_id == two.ann.account_id))
        session.get_one(Stakeholder, two.b).email = "new@werkstatt.example"
    for side in Side:
        assert receive(database, by_side[side], now) is Outcome.STRANGE
    with database.transaction() as session:
        session.get_one(Account, two.ann.account_id).disabled_at = now
    assert receive(database, by_side[Side.A], now) is Outcome.STRANGE


def test_answers_are_only_offered_where_both_can_write(database: Database, two: Two, now: datetime) -> None:
    begin(database, two, now)
    for _mail, letter in letters(database, MailKind.ASKED):
        assert letter.above == ""
        assert "reply+" not in letter.reply_to
    id_ = together_again(database, two, now)
    for mail, letter in letters(database, MailKind.INTRODUCED):
        assert letter.reply_to == BY_MAIL.reply(mail)
        assert "it reaches me" not in letter.role
        with database.reading() as session:
            off = introductions.WRITERS[mail.kind](session, mail, None, ADDRESSES)
        assert off is not None
        assert off.above == ""
        assert "reply+" not in off.reply_to
    assert id_


def together_again(database: Database, two: Two, now: datetime) -> str:
    """Both say yes to the introduction that is under way."""
    with database.reading() as session:
        id_ = str(session.scalars(select(Mail.introduction_id)).first())
    for side in Side:
        step(database, introductions.accept, hand(two, side), id_, now=now)
    return id_


def test_the_address_is_short_and_survives_small_letters(database: Database, two: Two, now: datetime) -> None:
    id_ = together(database, two, now)
    mail = mail_to(database, id_, Side.A)
    longest = replace(BY_MAIL, answers_to=f"{'a' * 30}@match.example")
    to = longest.reply(mail)
    assert len(to.partition("@")[0]) <= 64
    assert to == to.lower()
    assert longest.answered([to.upper()]) == mail.id
    assert replace(longest, secret="").reply(mail) == ""
