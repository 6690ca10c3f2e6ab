"""The mail to the members when their declaration was checked, or came back with a question."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select

from matchmaker.core.actors import Actor
from matchmaker.core.declaration import QUESTIONS, Answer, DeclarationState, Reply
from matchmaker.core.entities import Role
from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.errors import Conflict
from matchmaker.mail import Letter
from matchmaker.models import Declaration, Mail, Stakeholder
from matchmaker.services import notifications, profiles
from matchmaker.services.accounts import actor_of
from tests.factories import grant, make_account, make_actor, make_stakeholder
from tests.services.accounts.keys import ADDRESSES

YES = {question.key: Answer(Reply.YES, "Our statutes") for question in QUESTIONS}
CHECKED, RETURNED = DeclarationState.CHECKED, DeclarationState.RETURNED


@pytest.fixture
def ours(database: Database) -> Stakeholder:
    with database.transaction() as session:
        one = make_stakeholder(session, name="Werkstatt", email="office@example.org", languages=["en"])
        for name in ("Ute", "Jo"):
            account = make_account(session, name=name, email=f"{name.lower()}@example.org", language="en")
            grant(session, account, Role.MEMBER, one.id)
        return one


@pytest.fixture
def said(database: Database, ours: Stakeholder, now: datetime) -> Declaration:
    with database.transaction() as session:
        member = make_actor(session, Role.MEMBER, ours.id)
        return profiles.declare(session, member, ours.id, YES, now=now)


@pytest.fixture
def official(database: Database) -> Actor:
    with database.transaction() as session:
        account = make_account(session, name="Olga Official")
        grant(session, account, Role.OFFICIAL, "DE11")
        return actor_of(session, account)


def decide(
    database: Database, actor: Actor, one: Declaration, state: DeclarationState, now: datetime,
    version: int = 1, reason: str = "",
) -> None:  # fmt: skip
    with database.transaction() as session:
        profiles.decide(session, actor, one.id, state, version=version, reason=reason, now=now)


def letters(database: Database) -> dict[str, list[Letter | None]]:
    """What the mails about declarations say as they would go out now, by address."""
    found: dict[str, list[Letter | None]] = {}
    with database.reading() as session:
        mails = select(Mail).where(Mail.kind == MailKind.DECLARATION).order_by(Mail.created_at, Mail.id)
        for mail in session.scalars(mails):
            words = notifications.write(session, mail, writers=profiles.WRITERS, addresses=ADDRESSES)
            found.setdefault(mail.address, []).append(words)
    return found


def test_each_member_hears_who_checked_it_and_when(
    database: Database, ours: Stakeholder, said: Declaration, official: Actor, now: datetime
) -> None:
    decide(database, official, said, CHECKED, now)
    found = letters(database)
    assert {"ute@example.org", "jo@example.org"} < set(found)
    (letter,) = found["ute@example.org"]
    assert letter is not None
    assert letter.subject == "Your statement about Werkstatt was checked"
    assert letter.greeting == "Dear Ute,"
    assert letter.paragraphs[0].startswith("Olga Official checked your answers on ")
    assert [one.url for one in letter.actions] == [ADDRESSES.page(f"/stakeholders/{ours.id}")]


def test_a_reason_is_quoted_with_the_way_to_put_it_right(
    database: Database, ours: Stakeholder, said: Declaration, official: Actor, now: datetime
) -> None:
    decide(database, official, said, RETURNED, now, reason="Which statutes?\nPlease send <them>.")
    (letter,) = letters(database)["jo@example.org"]
    assert letter is not None
    assert letter.subject == "Your statement about Werkstatt came back with a question"
    assert list(letter.lists[0].lines) == ["Which statutes?", "Please send <them>."]
    assert [one.url for one in letter.actions] == [ADDRESSES.page(f"/stakeholders/{ours.id}/declaration")]


def test_a_mail_that_waits_says_nothing_of_answers_that_have_changed_since(
    database: Database, ours: Stakeholder, said: Declaration, official: Actor, now: datetime
) -> None:
    decide(database, official, said, RETURNED, now, reason="Which statutes?")
    with database.transaction() as session:
        profiles.declare(session, make_actor(session, Role.MEMBER, ours.id), ours.id, YES, now=now)
    assert letters(database)["ute@example.org"] == [None]
    decide(database, official, said, CHECKED, now, version=2)
    gone, letter = sorted(letters(database)["ute@example.org"], key=bool)
    assert gone is None
    assert letter is not None


def test_nobody_is_told_of_a_decision_that_was_not_made(
    database: Database, ours: Stakeholder, said: Declaration, official: Actor, now: datetime
) -> None:
    with pytest.raises(Conflict, match="changed while you read"):
        decide(database, official, said, CHECKED, now, version=9)
    assert letters(database) == {}


def test_the_mail_address_of_a_record_alone_is_not_told(
    database: Database, official: Actor, now: datetime
) -> None:
    # Only people say it; where all of them have left, nobody is there who could answer.
    with database.transaction() as session:
        one = make_stakeholder(session, name="Left", email="left@example.org")
        declaration = Declaration(stakeholder_id=one.id, answers={}, complete=True, said_at=now)
        session.add(declaration)
    decide(database, official, declaration, CHECKED, now)
    assert letters(database) == {}
