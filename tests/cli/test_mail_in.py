"""`matchmaker mail-in` as a mail server calls it: a process of its own, a mail on its standard input."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select

from matchmaker.cli.mail_in import TRY_AGAIN, whole
from matchmaker.config import Settings
from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.instance import open_database
from matchmaker.mail.incoming import MOST_BYTES
from matchmaker.models import IntroductionMessage, Mail
from matchmaker.services.notifications import reply_token
from tests.factories import NOW
from tests.mail import answers
from tests.services.introductions.people import make_two, together

CODE = "from matchmaker.cli import main; main()"
# A busy database is waited for half a second instead of fifteen.
IMPATIENT = f"from matchmaker import db; db.BUSY_MILLISECONDS = 500; {CODE}"


@pytest.fixture
def database(sqlite_settings: Settings) -> Iterator[Database]:
    """The instance's database."""
    database = open_database(sqlite_settings)
    yield database
    database.dispose()


@pytest.fixture
def to(database: Database, sqlite_settings: Settings) -> str:
    """The address by which the second of two answers."""
    together(database, make_two(database), NOW)
    with database.reading() as session:
        mails = session.scalars(select(Mail).where(Mail.kind == MailKind.INTRODUCED))
        mail = next(one for one in mails if one.params["side"] == "b")
    return f"reply+{reply_token(mail.id, sqlite_settings.secret_key)}@match.example"


def pipe(settings: Settings, raw: bytes, code: str = CODE, **more: str) -> tuple[int, str]:
    """Hand a mail over; the answer is how the process ended, and what it wrote to the log."""
    known = {
        "MATCHMAKER_INSTANCE": settings.instance,
        "MATCHMAKER_SECRET_KEY": settings.secret_key,
        "MATCHMAKER_MAIL_IN": "reply@match.example",
        "MATCHMAKER_MAIL_FROM": "site@match.example",
    }
    done = subprocess.run(
        [sys.executable, "-c", code, "mail-in"], input=raw, capture_output=True, timeout=120, check=False,
        env=os.environ | known | more,
    )  # fmt: skip
    assert done.stdout == b""
    return done.returncode, done.stderr.decode()


def count(database: Database) -> int:
    """How many messages there are."""
    with database.reading() as session:
        return len(session.scalars(select(IntroductionMessage)).all())


def test_an_answer_is_taken_once(database: Database, sqlite_settings: Settings, to: str) -> None:
    raw = answers.mail(answers.GMAIL_DE, To=to)
    code, log = pipe(sqlite_settings, raw)
    assert (code, "taken" in log) == (0, True)
    code, log = pipe(sqlite_settings, raw)
    assert (code, "known" in log) == (0, True)
    assert count(database) == 1
    # The log holds nothing of what was written, nor by which address.
    assert "Dienstag" not in log
    assert to.partition("@")[0] not in log


@pytest.mark.parametrize("raw", [b"", b"\x00\xff", answers.mail("Hello"), bytes(300)])
def test_what_is_not_for_us_is_dealt_with_too(
    database: Database, sqlite_settings: Settings, raw: bytes
) -> None:
    assert pipe(sqlite_settings, raw)[0] == 0
    assert count(database) == 0


def test_a_mail_that_is_far_too_large_is_read_to_its_end(
    database: Database, sqlite_settings: Settings, to: str
) -> None:
    code, log = pipe(sqlite_settings, answers.mail("x" * (3 * MOST_BYTES), To=to))
    assert (code, "returned" in log) == (0, True)
    with database.reading() as session:
        assert (
            session.scalars(select(Mail).where(Mail.kind == MailKind.RETURNED)).one().params["why"] == "large"
        )


@pytest.mark.slow
def test_a_database_that_is_busy_or_broken_lets_the_mail_come_again(
    sqlite_settings: Settings, tmp_path: Path, to: str
) -> None:
    raw = answers.mail("Yes", To=to)
    path = sqlite_settings.folder / "matchmaker.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as busy:
        busy.execute("BEGIN IMMEDIATE")
        code, log = pipe(sqlite_settings, raw, IMPATIENT)
        busy.execute("ROLLBACK")
    assert (code, "Traceback" in log) == (TRY_AGAIN, False)
    assert (
        pipe(sqlite_settings, raw, MATCHMAKER_DATABASE_URL=f"sqlite:///{tmp_path}/no/where.db")[0]
        == TRY_AGAIN
    )
    assert pipe(sqlite_settings, raw)[0] == 0


@pytest.mark.parametrize("wrong", ["", "reply", "re ply@match.example", f"{'a' * 31}@match.example"])
def test_without_an_address_for_answers_nothing_is_lost(sqlite_settings: Settings, wrong: str) -> None:
    code, log = pipe(sqlite_settings, answers.mail("Yes"), MATCHMAKER_MAIL_IN=wrong)
    assert code == TRY_AGAIN
    assert "MATCHMAKER_MAIL_IN" in log


def test_no_more_is_kept_of_a_mail_than_shows_that_it_is_too_large() -> None:
    stream = BytesIO(bytes(MOST_BYTES * 2))
    assert len(whole(stream)) == MOST_BYTES + 1
    assert stream.read() == b""
