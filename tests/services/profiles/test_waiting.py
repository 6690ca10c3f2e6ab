"""Answering by the link of a mail: once, for the one who got it, and not after somebody else did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from matchmaker.core.entities import Role, StatementState
from matchmaker.core.statements.clocks import Why
from matchmaker.core.statements.life import Step
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotFound
from matchmaker.models import AuditEntry, Mail, MailLink, Need, RoleGrant
from matchmaker.services import notifications, profiles
from matchmaker.services.notifications import link_token
from matchmaker.services.profiles.asking import ask_about_statements
from matchmaker.services.profiles.expiry import expire_statements
from tests.factories import grant, make_account, make_need, make_stakeholder
from tests.racing import race

SECRET = "only for tests"


@dataclass
class Asked:
    """A need that two members were asked about, and what the links in their mails carry."""

    database: Database
    need: str
    tokens: list[str]
    accounts: list[str]

    def answer(self, number: int, step: Step, now: datetime, by: str = "") -> Need:
        """Answer by the link of one of the two."""
        with self.database.transaction() as session:
            link = notifications.read_link(session, self.tokens[number], SECRET, now)
            profiles.answer_question(session, link, step, now=now, by=by)
            return session.get_one(Need, self.need)

    def look(self, number: int, now: datetime) -> profiles.Question:
        """Open the link of one of the two."""
        with self.database.reading() as session:
            link = notifications.read_link(session, self.tokens[number], SECRET, now)
            return profiles.get_question(session, link)


@pytest.fixture
def asked(database: Database, now: datetime) -> Asked:
    return make_asked(database, now, until=now.date() + timedelta(days=9))


def make_asked(database: Database, now: datetime, *, until: date | None) -> Asked:
    """A need with this last day, asked about today."""
    with database.transaction() as session:
        owner = make_stakeholder(session, name="Werkstatt Neckar")
        accounts = [make_account(session, language="en") for _ in range(2)]
        for account in accounts:
            grant(session, account, Role.MEMBER, owner.id)
        need = make_need(session, owner, valid_until=until, confirmed_on=date(2026, 1, 1))
    with database.transaction() as session:
        ask_about_statements(session, now=now)
    with database.reading() as session:
        query = select(Mail.account_id, MailLink.id).join(Mail, Mail.id == MailLink.mail_id)
        links = {row[0]: row[1] for row in session.execute(query)}
    tokens = [link_token(links[account.id], SECRET) for account in accounts]
    return Asked(database, need.id, tokens, [account.id for account in accounts])


def test_opening_it_as_often_as_one_likes_changes_nothing(asked: Asked, now: datetime) -> None:
    for _ in range(3):
        found = asked.look(0, now)
    assert (found.what, found.owner.name, found.why, found.closes_on) == (
        "need",
        "Werkstatt Neckar",
        Why.NEARS,
        None,
    )
    with asked.database.reading() as session:
        assert session.get_one(Need, asked.need).asked_on == now.date()


@pytest.mark.parametrize(
    ("step", "state"),
    [
        (Step.PROLONG, StatementState.OPEN),
        (Step.MEET, StatementState.MET),
        (Step.WITHDRAW, StatementState.WITHDRAWN),
    ],
)
def test_each_answer_takes_its_step_in_the_name_of_who_got_the_mail(
    asked: Asked, now: datetime, step: Step, state: StatementState
) -> None:
    later = now + timedelta(days=2)
    need = asked.answer(0, step, later)
    assert (need.state, need.asked_on) == (state, None)
    with asked.database.reading() as session:
        [entry] = session.scalars(select(AuditEntry).where(AuditEntry.subject == asked.need)).all()
        assert entry.account_id == asked.accounts[0]
    with pytest.raises(Conflict, match="used already"):
        asked.answer(0, step, later)


def test_after_one_has_answered_the_other_hears_so(asked: Asked, now: datetime) -> None:
    asked.answer(0, Step.PROLONG, now)
    for ask in (lambda: asked.look(1, now), lambda: asked.answer(1, Step.WITHDRAW, now)):
        with pytest.raises(Conflict, match="answered this already"):
            ask()
    with asked.database.reading() as session:
        need = session.get_one(Need, asked.need)
        assert need.valid_until == date(2027, 3, 2)
        assert need.state is StatementState.OPEN


def test_of_two_who_answer_at_once_one_wins(asked: Asked, now: datetime) -> None:
    answers = race(
        lambda: asked.answer(0, Step.PROLONG, now).valid_until,
        lambda: asked.answer(1, Step.PROLONG, now).valid_until,
    )
    assert sum(isinstance(answer, Conflict) for answer in answers) == 1
    assert date(2027, 3, 2) in answers, "three months once, not twice"


def test_one_link_pressed_twice_at_once_answers_once(asked: Asked, now: datetime) -> None:
    answers = race(
        lambda: asked.answer(0, Step.MEET, now).state,
        lambda: asked.answer(0, Step.WITHDRAW, now).state,
    )
    assert sum(isinstance(answer, Conflict) for answer in answers) == 1


def test_the_first_mail_still_answers_after_the_day_is_over(asked: Asked, now: datetime) -> None:
    later = now + timedelta(days=10)
    with asked.database.transaction() as session:
        assert expire_statements(session, now=later) == 1
    assert asked.look(1, later).statement.state is StatementState.EXPIRED
    need = asked.answer(0, Step.PROLONG, later)
    assert (need.state, need.valid_until) == (StatementState.OPEN, date(2027, 3, 3))


def test_without_a_last_day_it_says_when_it_closes(database: Database, now: datetime) -> None:
    asked = make_asked(database, now, until=None)
    found = asked.look(0, now)
    assert (found.why, found.closes_on) == (Why.ENDLESS, date(2027, 2, 23))
    need = asked.answer(0, Step.PROLONG, now)
    assert (need.valid_until, need.confirmed_on) == (None, now.date())


def test_a_name_that_is_nobody_leaves_the_link_and_the_need(asked: Asked, now: datetime) -> None:
    with pytest.raises(Invalid):
        asked.answer(0, Step.MEET, now, by="Nobody of this name")
    assert asked.answer(0, Step.MEET, now).state is StatementState.MET


def test_who_has_left_answers_no_more(asked: Asked, now: datetime) -> None:
    with asked.database.transaction() as session:
        mine = RoleGrant.account_id == asked.accounts[0]
        session.delete(session.scalars(select(RoleGrant).where(mine)).one())
    with pytest.raises(NotFound, match="has left"):
        asked.look(0, now)
    assert asked.look(1, now).what == "need"


def test_after_its_time_a_link_answers_no_more(asked: Asked, now: datetime) -> None:
    with pytest.raises(Invalid, match="time of this link is over"):
        asked.look(0, now + timedelta(days=101))


def test_what_was_removed_is_over(asked: Asked, now: datetime) -> None:
    with asked.database.transaction() as session:
        session.delete(session.get_one(Need, asked.need))
    with pytest.raises(NotFound, match="removed"):
        asked.look(0, now)


def test_the_link_of_another_mail_opens_nothing_here(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        account = make_account(session)
        to = notifications.recipients_for(session, [account.id])[0]
        day = timedelta(days=1)
        mail = notifications.notify(
            session, kind=notifications.CHOSEN[0], key="k", to=to, now=now, answerable_for=day
        )
        assert mail is not None
        session.flush()
        link = notifications.find_link(session, mail.id)
        assert link is not None
        with pytest.raises(NotFound):
            profiles.get_question(session, link)
