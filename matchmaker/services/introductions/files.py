"""Files that come with messages: checked before they are kept, fetched by those who may read the message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from matchmaker.core.actors import Actor
from matchmaker.core.files.choosing import MOST_BYTES, MOST_FILES, Taken, Upload, choose
from matchmaker.core.introductions.states import Mover
from matchmaker.core.words import N_
from matchmaker.errors import Invalid, NotFound
from matchmaker.models import Introduction, IntroductionMessage, MailLink, MessageFile
from matchmaker.services.introductions.hands import Hand, get_introduction, hand_by_link, hand_of

MEGABYTE = 1024 * 1024
MOST_ATTACHED = 2 * MEGABYTE
"""Files of a message that are larger together wait on the page: many servers refuse large mails."""

GONE = N_("There is no such file, or it is not yours to read.")


def check_files(files: Sequence[Upload], *, most_bytes: int = MOST_BYTES) -> tuple[Taken, ...]:
    """The files as they may be kept: all of them.

    Raises:
        Invalid: one of them may not be passed on; why stands beside "files".
    """
    taken, left = choose(files, most_bytes=most_bytes)
    if left:
        why, most = left[0].why, f"{most_bytes / MEGABYTE:g}"
        raise Invalid(why, fields={"files": why}, file=left[0].name, most=most, count=MOST_FILES)
    return taken


def keep_files(session: Session, message: IntroductionMessage, files: Sequence[Taken]) -> None:
    """Keep files with their message."""
    session.add_all(
        MessageFile(
            message_id=message.id,
            name=one.name,
            mime=one.kind.mime,
            size=len(one.content),
            content=one.content,
        )
        for one in files
    )
    session.flush()


def list_files(session: Session, one: Introduction, hand: Hand) -> list[MessageFile]:
    """The files of all messages that somebody may fetch, without their content."""
    query = select(MessageFile).join(IntroductionMessage, IntroductionMessage.id == MessageFile.message_id)
    query = query.where(IntroductionMessage.introduction_id == one.id)
    if hand.mover is not Mover.BROKER:
        # What was reported is looked at by who brokers, and by nobody else.
        query = query.where(IntroductionMessage.reported_at.is_(None))
    return _by_name(session.scalars(query))


def files_of(session: Session, message: IntroductionMessage, *, loaded: bool) -> list[MessageFile]:
    """The files of one message, with their content where that is wanted."""
    query = select(MessageFile).where(MessageFile.message_id == message.id)
    if loaded:
        query = query.options(undefer(MessageFile.content))
    return _by_name(session.scalars(query))


def get_file(session: Session, actor: Actor, introduction_id: str, file_id: str) -> MessageFile:
    """One file with its content.

    Raises:
        NotFound: there is none, or the actor may not read its message.
    """
    one = get_introduction(session, introduction_id)
    return _get(session, one, hand_of(session, actor, one), file_id)


def get_file_by_link(session: Session, link: MailLink, file_id: str) -> MessageFile:
    """The same for the side that a link of a mail answers for.

    Raises:
        NotFound.
    """
    one = get_introduction(session, link.introduction_id or "")
    return _get(session, one, hand_by_link(link, one), file_id)


def _by_name(files: Iterable[MessageFile]) -> list[MessageFile]:
    # Sorted here: each kind of database has an order of letters of its own.
    return sorted(files, key=lambda one: (one.name.casefold(), one.id))


def _get(session: Session, one: Introduction, hand: Hand, file_id: str) -> MessageFile:
    if file_id not in {found.id for found in list_files(session, one, hand)}:
        raise NotFound(GONE)
    mine = select(MessageFile).where(MessageFile.id == file_id).options(undefer(MessageFile.content))
    return session.scalars(mine, execution_options={"populate_existing": True}).one()
