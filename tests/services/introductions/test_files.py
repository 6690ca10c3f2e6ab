"""Files of messages: kept with their message, sent along when they are small, waiting when they are not."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select

from matchmaker.core.files.choosing import Upload
from matchmaker.core.introductions.states import Side
from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.errors import Invalid, NotFound
from matchmaker.mail import Letter, Section
from matchmaker.models import IntroductionMessage, Mail, MailLink, MessageFile
from matchmaker.services import introductions, notifications
from tests.core.files import samples
from tests.services.introductions.people import ADDRESSES, Two, hand, step, story, together

LARGE = b"x" * (3 * 1024 * 1024)


def letter_of(database: Database, id_: str) -> tuple[Letter, MailLink | None]:
    """The mail about the only message, and its link."""
    with database.reading() as session:
        mine = Mail.introduction_id == id_, Mail.kind == MailKind.MESSAGE
        mail = session.scalars(select(Mail).where(*mine)).one()
        link = notifications.find_link(session, mail.id)
        letter = introductions.WRITERS[MailKind.MESSAGE](session, mail, link, ADDRESSES)
    assert letter is not None
    return letter, link


def test_small_files_go_along_with_the_mail(database: Database, two: Two, now: datetime) -> None:
    id_ = together(database, two, now)
    files = [Upload("a.exe", samples.PDF), Upload("b", samples.png())]
    step(database, introductions.write, hand(two, Side.A), id_, text="Look", files=files, now=now)
    letter, link = letter_of(database, id_)
    assert [(one.filename, one.mime) for one in letter.attachments] == [
        ("a.pdf", "application/pdf"), ("b.png", "image/png"),
    ]  # fmt: skip
    assert letter.attachments[0].content == samples.PDF
    assert letter.lists[-1].heading == "Attached"
    assert (letter.actions, link) == ([], None)


def test_large_files_wait_on_the_page_to_which_a_link_leads(
    database: Database, two: Two, now: datetime
) -> None:
    id_ = together(database, two, now)
    files = [Upload("plan.txt", LARGE)]
    step(database, introductions.write, hand(two, Side.A), id_, text="Look", files=files, now=now)
    letter, link = letter_of(database, id_)
    assert letter.attachments == ()
    assert letter.lists[-1] == Section("Waiting for you on the page", ["plan.txt (3 MB)"])
    assert link is not None
    assert letter.actions[0].url == ADDRESSES.answer(link)
    with database.reading() as session:
        (file,) = session.scalars(select(MessageFile))
        assert introductions.get_file_by_link(session, link, file.id).content == LARGE


def test_a_file_alone_is_a_message_and_nothing_at_all_is_none(
    database: Database, two: Two, now: datetime
) -> None:
    id_ = together(database, two, now)
    with pytest.raises(Invalid):
        step(database, introductions.write, hand(two, Side.A), id_, text=" ", files=[], now=now)
    files = [Upload("a.pdf", samples.PDF)]
    step(database, introductions.write, hand(two, Side.A), id_, text=" ", files=files, now=now)
    assert [one.heading for one in letter_of(database, id_)[0].lists] == ["Attached"]


def test_one_wrong_file_keeps_all_from_being_written(database: Database, two: Two, now: datetime) -> None:
    id_ = together(database, two, now)
    files = [Upload("a.pdf", samples.PDF), Upload("b.pdf", samples.EXE)]
    with pytest.raises(Invalid) as caught:
        step(database, introductions.write, hand(two, Side.A), id_, text="Look", files=files, now=now)
    assert set(caught.value.fields) == {"files"}
    assert "“b.pdf” cannot be passed on" in str(caught.value)
    assert story(database, two, id_, "ann", now).messages == []


def test_a_file_of_another_introduction_is_not_found(database: Database, two: Two, now: datetime) -> None:
    id_ = together(database, two, now)
    files = [Upload("a.pdf", samples.PDF)]
    step(database, introductions.write, hand(two, Side.A), id_, text="Look", files=files, now=now)
    (file,) = story(database, two, id_, "ann", now).files
    with database.reading() as session:
        assert introductions.get_file(session, two.official, id_, file.id).content == samples.PDF
        with pytest.raises(NotFound):
            introductions.get_file(session, two.stranger, id_, file.id)
        with pytest.raises(NotFound):
            introductions.get_file(session, two.ann, id_, "d-none")
        with pytest.raises(NotFound):
            introductions.get_file(session, two.ann, "n-none", file.id)


def test_reading_a_story_does_not_load_what_is_in_its_files(
    database: Database, two: Two, now: datetime
) -> None:
    id_ = together(database, two, now)
    files = [Upload("plan.txt", LARGE)]
    step(database, introductions.write, hand(two, Side.A), id_, text="Look", files=files, now=now)
    (file,) = story(database, two, id_, "ann", now).files
    assert "content" not in vars(file)
    assert file.size == len(LARGE)


def test_the_same_mail_twice_is_one_message_with_one_file(
    database: Database, two: Two, now: datetime
) -> None:
    id_ = together(database, two, now)
    files = [Upload("a.pdf", samples.PDF)]
    for _ in range(2):
        step(
            database, introductions.write, hand(two, Side.A), id_, text="Look", files=files,
            came_as="<1@ann.example>", now=now,
        )  # fmt: skip
    with database.reading() as session:
        assert len(session.scalars(select(IntroductionMessage)).all()) == 1
        assert len(session.scalars(select(MessageFile)).all()) == 1
        assert len(session.scalars(select(Mail).where(Mail.kind == MailKind.MESSAGE)).all()) == 1
