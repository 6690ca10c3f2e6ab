"""Answers by mail: what comes in becomes a message of the side to which the answered mail went.

The token in the address is the right to write: people answer from other addresses than the one we know.
Nobody is ever answered but the reader of the mail that was answered, at the address where we wrote to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import VISITOR, Actor
from matchmaker.core.files.choosing import Left, Upload, choose
from matchmaker.core.introductions.states import Mover, Side
from matchmaker.core.notifications import MailKind
from matchmaker.errors import Conflict, Invalid, NotFound, TooMany
from matchmaker.mail import Incoming
from matchmaker.models import Account, Introduction, Mail
from matchmaker.services import accounts, notifications
from matchmaker.services.introductions.hands import Hand, get_introduction
from matchmaker.services.introductions.letters.returning import Why
from matchmaker.services.introductions.messages import find_message, write
from matchmaker.services.introductions.telling import id_of
from matchmaker.services.introductions.texts import LONGEST
from matchmaker.services.notifications import Addresses, Recipient

DAY = timedelta(days=1)
"""A side is told at most once in it that a mail of theirs could not be taken."""


class Outcome(StrEnum):
    """What became of a mail that came in."""

    TAKEN = "taken"
    KNOWN = "known"
    """It had come before."""
    RETURNED = "returned"
    """Not taken; its writer is told why."""
    AUTOMATIC = "automatic"
    """A program wrote it; nobody is answered, or two programs would write to each other for ever."""
    STRANGE = "strange"
    """Nothing in it is signed by us, or its reader has nothing to say there any more; nobody is answered."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """Whose answer it is, in which introduction, and to whom a word about it goes."""

    one: Introduction
    side: Side
    hand: Hand
    reader: Recipient


def receive(session: Session, mail: Incoming, *, addresses: Addresses, now: datetime) -> Outcome:
    """Take an answer by mail, or say why not; the same mail twice is taken once."""
    if mail.automatic or addresses.is_ours(mail.message_id):
        return Outcome.AUTOMATIC
    answer = _answer(session, addresses.answered(mail.recipients))
    if answer is None:
        return Outcome.STRANGE
    if find_message(session, mail.message_id) is not None:
        return Outcome.KNOWN
    if mail.fault is not None:
        return _give_back(session, answer, Why(mail.fault.value), now=now)
    taken, left = choose(mail.files)
    if not mail.text.strip() and not taken:
        return _give_back(session, answer, Why.EMPTY, left, now=now)
    files = [Upload(one.name, one.content) for one in taken]
    try:
        write(
            session, answer.hand, answer.one.id, text=mail.text, files=files, came_as=mail.message_id, now=now
        )
    except TooMany:
        return _give_back(session, answer, Why.OFTEN, now=now)
    except Conflict:
        return _give_back(session, answer, Why.OVER, now=now)
    except Invalid:
        return _give_back(session, answer, Why.LONG if len(mail.text) > LONGEST else Why.EMPTY, now=now)
    if left:
        _give_back(session, answer, Why.FILES, left, now=now)
    return Outcome.TAKEN


def _answer(session: Session, mail_id: str | None) -> _Answer | None:
    """Who answers the mail of this id; None where it is gone, or went to nobody who may write."""
    sent = session.get(Mail, mail_id) if mail_id else None
    if sent is None or sent.introduction_id is None or not sent.params.get("side"):
        return None
    side = Side(sent.params["side"])
    try:
        one = get_introduction(session, sent.introduction_id)
    except NotFound:
        return None
    # Who would not be written to any more, such as a member who has left, does not write either.
    readers = notifications.recipients_of(session, id_of(one, side))
    reader = next((to for to in readers if _is_same(to, sent)), None)
    return _Answer(one, side, Hand(Mover(side.value), _actor(session, reader)), reader) if reader else None


def _is_same(to: Recipient, sent: Mail) -> bool:
    if sent.account_id or to.account_id:
        return to.account_id == sent.account_id
    return to.address.strip().lower() == sent.address


def _actor(session: Session, reader: Recipient | None) -> Actor:
    account = session.get(Account, reader.account_id) if reader and reader.account_id else None
    return accounts.actor_of(session, account) if account else VISITOR


def _give_back(
    session: Session, answer: _Answer, why: Why, left: Sequence[Left] = (), *, now: datetime
) -> Outcome:
    """Say what was not taken and why, unless this side was told of another mail within a day."""
    one, side = answer.one, answer.side
    lately = select(Mail).where(
        Mail.introduction_id == one.id, Mail.kind == MailKind.RETURNED, Mail.created_at > now - DAY
    )
    if not any(mail.params.get("side") == side.value for mail in session.scalars(lately)):
        notifications.notify(
            session,
            kind=MailKind.RETURNED,
            key=f"{one.id} returned {side.value} {now.date().isoformat()}",
            to=answer.reader,
            introduction_id=one.id,
            side=side.value,
            params={"side": side.value, "why": why.value, "files": [file.name for file in left]},
            now=now,
        )
    return Outcome.RETURNED
