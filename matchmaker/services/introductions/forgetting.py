"""Forgetting a person in introductions: their words go, and their name in the words of others.

What happened stays: every step with its moment and its side, every receipt, every count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from matchmaker.core.actors import SYSTEM
from matchmaker.core.entities import Role
from matchmaker.core.forgetting import without
from matchmaker.models import (
    Account,
    Block,
    BrokerNote,
    Introduction,
    IntroductionMessage,
    IntroductionStep,
    MessageFile,
    OfferedTime,
    PilotMember,
    RoleGrant,
)
from matchmaker.services import audit, notifications
from matchmaker.services.introductions.personal import get_person

WORDS: tuple[tuple[InstrumentedAttribute[Any], InstrumentedAttribute[Any]], ...] = (
    (Introduction.created_by, Introduction.message),
    (IntroductionStep.account_id, IntroductionStep.note),
    (BrokerNote.account_id, BrokerNote.text),
    (IntroductionMessage.account_id, IntroductionMessage.text),
)
"""Whose words stand where: who wrote, and what."""

NAMED = (
    Introduction.created_by, Introduction.broker_id, IntroductionStep.account_id, BrokerNote.account_id,
    Block.account_id, IntroductionMessage.account_id, PilotMember.invited_by,
)  # fmt: skip
"""Where the id of an account stands."""

SHARED = ("message", "reason", "first_step", "meeting_where", "joint_what", "joint_who")
"""Texts of an introduction that several write."""

TOLD: tuple[tuple[Any, str], ...] = (
    (IntroductionStep, "note"),
    (BrokerNote, "text"),
    (IntroductionMessage, "text"),
    (OfferedTime, "place"),
)
"""Texts that belong to an introduction."""


def erase_part(session: Session, account_id: str, *, now: datetime) -> None:
    """Forget a person in introductions and notifications; the account itself stays.

    Raises:
        NotFound: there is no such account.
    """
    account = get_person(session, account_id)
    theirs = _introductions_of(session, account)
    _erase_words(session, account)
    _erase_name(session, account, theirs)
    for column in NAMED:
        session.execute(update(column.class_).where(column == account_id).values({column.key: None}))
    notifications.erase_part(session, account, now=now)
    session.flush()
    session.expire_all()
    audit.record(session, SYSTEM, "introductions.erase-part", account_id, now=now)


def _introductions_of(session: Session, account: Account) -> set[str]:
    """The introductions in which the person took part, or in which somebody may have named them."""
    mine = select(RoleGrant.place).where(RoleGrant.account_id == account.id, RoleGrant.role == Role.MEMBER)
    own = or_(
        Introduction.created_by == account.id,
        Introduction.broker_id == account.id,
        Introduction.a_id.in_(mine),
        Introduction.b_id.in_(mine),
    )
    found = set(session.scalars(select(Introduction.id).where(own)))
    for table in (IntroductionStep, BrokerNote, IntroductionMessage):
        found |= set(session.scalars(select(table.introduction_id).where(table.account_id == account.id)))
    return found


def _erase_words(session: Session, account: Account) -> None:
    """What the person wrote, and the files that came with it."""
    written = select(IntroductionMessage.id).where(IntroductionMessage.account_id == account.id)
    session.execute(delete(MessageFile).where(MessageFile.message_id.in_(written)))
    mine = IntroductionMessage.account_id == account.id
    session.execute(update(IntroductionMessage).where(mine).values(came_as=None))
    for who, words in WORDS:
        session.execute(update(words.class_).where(who == account.id).values({words.key: ""}))
    session.expire_all()


def _erase_name(session: Session, account: Account, introductions: Collection[str]) -> None:
    """The full name and the address of the person in what others wrote."""
    _clean(account, _of(session, Introduction, Introduction.id, introductions), SHARED)
    for table, field in TOLD:
        _clean(account, _of(session, table, table.introduction_id, introductions), [field])


def _of(session: Session, table: Any, column: Any, ids: Collection[str]) -> list[Any]:
    return list(session.scalars(select(table).where(column.in_(ids))))


def _clean(account: Account, rows: Iterable[Any], fields: Iterable[str]) -> None:
    """Take name and address out of some fields."""
    for row in rows:
        for field in fields:
            before = getattr(row, field)
            after = without(before, names=[account.name], addresses=[account.email])
            if after != before:
                setattr(row, field, after)
