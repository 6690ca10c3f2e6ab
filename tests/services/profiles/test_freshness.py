"""A year after a profile was confirmed its people are asked; whoever does not answer is not suggested."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from functools import partial

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from matchmaker.config import Settings
from matchmaker.core.actors import SYSTEM
from matchmaker.core.answers import Query
from matchmaker.core.entities import Kind, Role
from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.errors import Conflict, NotFound
from matchmaker.jobs.posting import WRITERS
from matchmaker.jobs.worker import run_due_jobs
from matchmaker.mail import MemoryPost
from matchmaker.models import AuditEntry, Change, Mail, MailLink, RoleGrant, Stakeholder
from matchmaker.services import network, notifications, profiles
from matchmaker.services.profiles import freshness
from tests.factories import NOW, grant, make_account, make_need, make_offer, make_stakeholder
from tests.mail.structure import faults_of
from tests.racing import race
from tests.services.notifications.posting import ADDRESSES

FULL = replace(ADDRESSES, feedback="help@match.example")
YEAR_AGO = NOW.date() - timedelta(days=365)


def with_people(session: Session, **values: object) -> Stakeholder:
    """A profile that somebody looks after, last confirmed a year ago."""
    one = make_stakeholder(session, **({"name": "Radhof", "verified_on": YEAR_AGO} | values))
    grant(session, make_account(session, language="en"), Role.MEMBER, one.id)
    return one


def ask_on(database: Database, day: int) -> int:
    """What the clock does so many days later; how many mails that makes."""
    now = NOW + timedelta(days=day)
    with database.transaction() as session:
        return freshness.ask(session, freshness.list_due(session, today=now.date()), now=now)


def mails(database: Database) -> list[Mail]:
    with database.reading() as session:
        return list(
            session.scalars(select(Mail).where(Mail.kind == MailKind.CONFIRM).order_by(Mail.created_at))
        )


def asked(database: Database) -> date | None:
    with database.reading() as session:
        return session.scalars(select(Stakeholder.asked_on)).one()


def rankable(database: Database, id_: str, day: int) -> bool:
    today = NOW.date() + timedelta(days=day)
    with database.reading() as session:
        return network.snapshot(session, today=today).profiles[id_].rankable


def test_its_people_are_asked_once_and_reminded_twice(database: Database) -> None:
    with database.transaction() as session:
        with_people(session)
    made = {day: count for day in range(-1, 80) if (count := ask_on(database, day))}
    assert made == {0: 1, 14: 1, 28: 1}
    assert [one.params["turn"] for one in mails(database)] == [0, 1, 2]
    assert asked(database) == NOW.date()


def test_eight_weeks_later_it_is_not_suggested_and_confirming_brings_it_back(database: Database) -> None:
    with database.transaction() as session:
        id_ = with_people(session).id
    ask_on(database, 0)
    assert [rankable(database, id_, day) for day in (0, 55, 56, 400)] == [True, True, False, False]
    back = NOW + timedelta(days=60)
    assert not rankable(database, id_, 60)
    with database.transaction() as session:
        profiles.confirm_stakeholder(session, SYSTEM, id_, now=back)
    assert rankable(database, id_, 60)
    assert ask_on(database, 60) == ask_on(database, 60 + 364) == 0
    assert ask_on(database, 60 + 365) == 1


@pytest.mark.parametrize(
    "values",
    [{"verified_on": None}, {"verified_on": YEAR_AGO + timedelta(days=1)}, {"hidden": True}],
)
def test_whoever_need_not_answer_is_not_asked(database: Database, values: dict[str, object]) -> None:
    with database.transaction() as session:
        with_people(session, **values)
    assert ask_on(database, 0) == 0
    assert asked(database) is None


def test_where_nobody_looks_after_it_nothing_is_asked_and_nothing_changes(database: Database) -> None:
    """Not even where the record names an address: whoever claims it will be asked."""
    with database.transaction() as session:
        id_ = make_stakeholder(session, verified_on=YEAR_AGO, email="post@radhof.example").id
    assert [ask_on(database, day) for day in (0, 14, 100)] == [0, 0, 0]
    assert asked(database) is None
    assert rankable(database, id_, 400)


def test_who_wants_no_such_mail_gets_none_and_the_clock_runs(database: Database) -> None:
    with database.transaction() as session:
        id_ = with_people(session).id
        address = session.scalars(select(RoleGrant.account_id)).one()
        address = notifications.recipients_for(session, [address])[0].address
        notifications.unsubscribe(session, address, MailKind.CONFIRM, now=NOW)
    assert [ask_on(database, day) for day in (0, 14)] == [0, 0]
    assert not rankable(database, id_, 56)


def test_each_of_several_people_gets_a_mail_with_a_link(database: Database) -> None:
    with database.transaction() as session:
        one = with_people(session)
        grant(session, make_account(session), Role.MEMBER, one.id)
        grant(session, make_account(session, disabled_at=NOW), Role.MEMBER, one.id)
    assert ask_on(database, 0) == 2
    with database.reading() as session:
        assert len(session.scalars(select(MailLink)).all()) == 2
        assert session.scalars(
            select(AuditEntry.details).where(AuditEntry.act == "stakeholders.ask")
        ).all() == [{"mails": 2}]


def test_asking_twice_at_the_same_moment_makes_one_mail_for_each(database: Database) -> None:
    with database.transaction() as session:
        ids = sorted(with_people(session, name=f"Hall {number}").id for number in range(5))

    def run() -> int:
        with database.transaction() as session:
            return freshness.ask(session, ids, now=NOW)

    answers = race(run, run, run)
    assert sum(one for one in answers if isinstance(one, int)) == 5, answers
    assert len(mails(database)) == 5


def test_the_worker_asks_and_sends_and_does_neither_twice(database: Database, settings: Settings) -> None:
    with database.transaction() as session:
        with_people(session)
    noon = NOW.replace(hour=12)
    for _ in range(2):
        run_due_jobs(database, settings, now=noon)
    runners = [partial(run_due_jobs, database, settings, now=noon + timedelta(days=14)) for _ in range(2)]
    assert all(isinstance(one, int) for one in race(*runners))
    assert [one.state.value for one in mails(database)] == ["sent", "sent"]


def test_the_mail_says_what_the_profile_says_and_what_follows(database: Database) -> None:
    with database.transaction() as session:
        one = with_people(session, about="We mend bicycles.", email="secret@radhof.example")
        make_need(session, one, "A hall near the station")
        make_offer(session, one, "Courses for twelve")
    for day in (0, 14, 28):
        ask_on(database, day)
    first, second, third = (words(database, mail) for mail in mails(database))
    for text in ("Radhof", "We mend bicycles.", "A hall near the station", "Courses for twelve", "/s/k-"):
        assert text in first
    assert "secret@" not in first
    assert "last confirmed on 23 November 2025" in first
    assert "We asked you on 23 November 2026" in second
    assert "from 18 January 2027 on" in second
    assert "This is the last time that we ask." in third
    assert "last time" not in first + second


def words(database: Database, mail: Mail) -> str:
    with database.reading() as session:
        letter = notifications.write(session, mail, writers=WRITERS, addresses=ADDRESSES)
        assert letter is not None
        return notifications.words_of(mail, letter, ADDRESSES).text


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_the_mail_is_built_as_mails_have_to_be(database: Database, language: str) -> None:
    hostile = "<script>alert(1)</script>\nBcc: a@b.example"
    with database.transaction() as session:
        one = make_stakeholder(session, name="Radhof & Söhne", about=hostile, verified_on=YEAR_AGO)
        grant(session, make_account(session, language=language), Role.MEMBER, one.id)
        make_need(session, one, hostile)
    ask_on(database, 0)
    post = MemoryPost()
    with database.transaction() as session:
        (mail,) = session.scalars(select(Mail)).all()
        later = mail.due_at
        notifications.send(session, mail.id, post=post, writers=WRITERS, addresses=FULL, now=later)
    (sent,) = post.messages
    made = email.message_from_bytes(sent.as_email().as_bytes(), policy=email.policy.default)
    assert isinstance(made, EmailMessage)
    assert list(faults_of(made, ADDRESSES.site)) == []


def test_a_mail_that_waits_is_not_needed_once_somebody_confirmed(database: Database) -> None:
    with database.transaction() as session:
        id_ = with_people(session).id
    ask_on(database, 0)
    (mail,) = mails(database)
    with database.transaction() as session:
        profiles.confirm_stakeholder(session, SYSTEM, id_, now=NOW)
    with database.reading() as session:
        assert notifications.write(session, mail, writers=WRITERS, addresses=ADDRESSES) is None


def the_link(session: Session) -> MailLink:
    return session.scalars(select(MailLink)).one()


def test_the_link_confirms_all_of_it_once(database: Database) -> None:
    with database.transaction() as session:
        one = with_people(session)
        need, done = make_need(session, one), make_need(session, one, state="met")
        need_id, done_id = need.id, done.id
    ask_on(database, 0)
    later = NOW + timedelta(days=100)
    with database.transaction() as session:
        page = profiles.get_asked(session, the_link(session), now=later)
        assert page.may_edit
        kept = profiles.confirm_by_link(session, the_link(session), now=later)
        assert kept.verified_on == later.date()
    with database.reading() as session:
        need, done = (session.get_one(type(need), key) for key in (need_id, done_id))
        assert (need.confirmed_on, done.confirmed_on) == (later.date(), None)
        told = session.scalars(select(Change).where(Change.field == "verified_on")).one()
        assert told.account_id is not None
        with pytest.raises(Conflict, match="confirmed this profile already"):
            profiles.get_asked(session, the_link(session), now=later)


def test_of_two_who_press_at_once_one_confirms(database: Database) -> None:
    with database.transaction() as session:
        with_people(session)
    ask_on(database, 0)

    def press() -> None:
        with database.transaction() as session:
            profiles.confirm_by_link(session, the_link(session), now=NOW + timedelta(days=1))

    answers = race(press, press)
    assert sorted(isinstance(one, Conflict) for one in answers) == [False, True], answers


def test_a_link_of_another_mail_opens_no_profile(database: Database) -> None:
    with database.transaction() as session:
        with_people(session)
    ask_on(database, 0)
    with database.transaction() as session:
        session.execute(update(Mail).values(kind=MailKind.MESSAGE))
    with database.reading() as session, pytest.raises(NotFound, match="something else"):
        profiles.get_asked(session, the_link(session), now=NOW)


def test_a_stale_profile_stands_below_the_same_fresh_one(database: Database) -> None:
    today = datetime(2026, 11, 23, 9, 0, tzinfo=UTC).date()
    with database.transaction() as session:
        asker = make_stakeholder(session, name="Asker", kind=Kind.SUPPORT)
        make_need(session, asker, "A course in repairing washing machines for sixteen learners")
        ids = {}
        for name, days in (("Aged", 700), ("Fresh", 10)):
            one = make_stakeholder(session, name=name, verified_on=today - timedelta(days=days))
            make_offer(session, one, "A course in repairing washing machines, twelve weeks long")
            ids[one.id] = name
        asker_id = asker.id
    with database.reading() as session:
        live = network.snapshot(session, today=today)
        found = live.matcher.suggest(Query(live.profiles[asker_id]))
    ranked = [(ids[one.id], one.score) for one in found if one.id in ids]
    assert [name for name, _ in ranked] == ["Fresh", "Aged"]
    assert ranked[0][1] > ranked[1][1]
