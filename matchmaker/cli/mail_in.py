"""`matchmaker mail-in`: one answer by mail, as a mail server hands it over on standard input."""

from __future__ import annotations

import sys
from typing import BinaryIO

import click
import structlog

from matchmaker import logs
from matchmaker.cli import opening
from matchmaker.config import Settings, load_settings
from matchmaker.errors import Invalid
from matchmaker.jobs.posting import addresses_of
from matchmaker.mail import incoming
from matchmaker.services import introductions

TRY_AGAIN = 75
"""What mail servers understand as "keep it, and try again later" (EX_TEMPFAIL of sysexits)."""

PIECE = 1024 * 1024

log = structlog.get_logger()


@click.command("mail-in")
def mail_in() -> None:
    """Take one mail from standard input, for the pipe of a mail server.

    Ends with 0 when the mail is dealt with, also where it was refused; with 75 when it must come again.
    """
    try:
        settings = load_settings()
        logs.set_up(settings)
        outcome = _take(settings, whole(sys.stdin.buffer))
    except Exception as error:
        # Whatever it was: the mail server keeps the mail, and nothing is lost while somebody mends it.
        log.error("mail-in", outcome="again", why=f"{type(error).__name__}: {error}".splitlines()[0])
        raise SystemExit(TRY_AGAIN) from error
    log.info("mail-in", outcome=outcome.value)


def whole(stream: BinaryIO) -> bytes:
    """All of it, or a little more than the largest mail; what comes after that is read and forgotten."""
    found = stream.read(incoming.MOST_BYTES + 1)
    # A server whose pipe is closed half-way takes that for a failure.
    while stream.read(PIECE):
        pass
    return found


def _take(settings: Settings, raw: bytes) -> introductions.Outcome:
    if not settings.answers_to:
        raise Invalid("Say in MATCHMAKER_MAIL_IN to which address answers come.")
    mail = incoming.read(raw)
    with opening.opened(settings) as database, database.transaction() as session:
        return introductions.receive(session, mail, addresses=addresses_of(settings), now=opening.now())
