"""The outbox: one mail for one thing and reader, written with its cause; what is lost is found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM, Actor
from matchmaker.core.entities import Role
from matchmaker.core.notifications import MailKind, MailState
from matchmaker.db import Database
from matchmaker.errors import Conflict, NotAllowed, NotFound
from matchmaker.models import Job, Mail
from matchmaker.models.jobs import JobState
from matchmaker.services import jobs, notifications
from matchmaker.services.notifications import Outbox, Recipient
from tests import factories
from tests.racing import race
from tests.services.notifications.posting import ADDRESSES, UTE, WRITERS, put


def count(session: Session, table: type[Mail] | type[Job] = Mail) -> int:
    return session.scalars(select(func.count()).select_from(table)).one()


def test_one_thing_makes_one_mail_for_one_reader(database: Database) -> None:
    with database.transaction() as session:
        assert put(session) is not None
        assert put(session, to=Recipient("UTE@example.org", "Ute", "de")) is None
        assert put(session, to=Recipient("jo@example.org", "Jo", "de")) is not None
        assert put(session, "another" * 40) is not None
        assert put(session, "another" * 40) is None
        assert (count(session), count(session, Job)) == (3, 3)


def test_a_mail_is_there_only_if_its_cause_is(database: Database) -> None:
    def fail() -> None:
        with database.transaction() as session:
            put(session)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.reading() as session:
        assert (count(session), count(session, Job)) == (0, 0)


def test_two_at_once_make_one_mail(database: Database, trials: Callable[[int], int]) -> None:
    def once(key: str) -> bool:
        with database.transaction() as session:
            return put(session, key) is not None

    for number in range(trials(300)):
        made = race(lambda n=number: once(f"k{n}"), lambda n=number: once(f"k{n}"))  # type: ignore[misc]  # a default binds
        assert sorted(map(bool, made)) == [False, True], made
        assert not any(isinstance(one, Exception) for one in made), made
    with database.reading() as session:
        assert count(session) == count(session, Job) == trials(300)


def test_readers_are_the_members_else_the_address_of_the_record_else_nobody(database: Database) -> None:
    with database.transaction() as session:
        record = factories.make_stakeholder(
            session, name="Radhof", email="post@radhof.example", languages=["pl", "de"]
        )
        assert notifications.recipients_of(session, record.id) == [
            Recipient("post@radhof.example", "Radhof", "de", None, record.id)
        ]
        ada, bob, gone = (factories.make_account(session, language="fr") for _ in range(3))
        for account in (ada, bob, gone):
            factories.grant(session, account, Role.MEMBER, record.id)
        gone.disabled_at = factories.NOW
        bob.language = ""
        session.flush()
        found = notifications.recipients_of(session, record.id)
        assert [(one.account_id, one.language, one.stakeholder_id) for one in found] == [
            (ada.id, "fr", record.id), (bob.id, "en", record.id),
        ]  # fmt: skip
        named = notifications.recipients_for(session, [bob.id, gone.id, ada.id, bob.id])
        assert [one.account_id for one in named] == [bob.id, ada.id]
        silent = factories.make_stakeholder(session)
        assert notifications.recipients_of(session, silent.id) == []
        assert notifications.recipients_of(session, "s-none") == []


def test_the_night_is_that_of_the_readers_country(database: Database) -> None:
    with database.transaction() as session:
        abroad = factories.make_stakeholder(session, country="GB", region="UKM82", email="a@b.example")
        (to,) = notifications.recipients_of(session, abroad.id)
        assert notifications.zone_for(session, to).key == "Europe/London"
        account = factories.make_account(session)
        factories.grant(session, account, Role.MEMBER, abroad.id)
        (member,) = notifications.recipients_for(session, [account.id])
        assert notifications.zone_for(session, member).key == "Europe/London"
        assert notifications.zone_for(session, UTE).key == "Europe/Brussels"


def test_a_mail_whose_job_is_gone_is_found(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        put(session, "lost")
        session.execute(delete(Job))
        put(session, "waits")
        assert notifications.sweep(session, now=now + timedelta(minutes=5)) == 0
        assert notifications.sweep(session, now=now + timedelta(hours=1)) == 1
        assert notifications.sweep(session, now=now + timedelta(hours=1)) == 0
        assert count(session, Job) == 2


def test_a_mail_whose_job_gave_up_is_given_up_and_can_be_tried_again(
    database: Database, now: datetime
) -> None:
    with database.transaction() as session:
        mail = put(session)
        assert mail is not None
        session.execute(update(Job).values(state=JobState.DEAD, error="ValueError: no words"))
        assert notifications.sweep(session, now=now + timedelta(hours=1)) == 1
        assert (mail.state, mail.error) == (MailState.DEAD, "ValueError: no words")
        later = now + timedelta(hours=2)
        again = notifications.try_again(session, SYSTEM, mail.id, now=later)
        assert (again.state, again.error, again.due_at) == (MailState.WAITING, "", later)
        assert count(session, Job) == 2
        with pytest.raises(Conflict):
            notifications.try_again(session, SYSTEM, mail.id, now=later)


def test_the_outbox_is_read_in_pages_by_state(database: Database, now: datetime) -> None:
    administrator = Actor("a-1", "Ada", frozenset())
    with database.transaction() as session:
        for number in range(31):
            put(session, f"k{number}", now=now + timedelta(seconds=number))
        session.execute(update(Mail).where(Mail.created_at == now).values(state=MailState.DEAD))
        page = notifications.list_outbox(session, administrator, outbox=Outbox(demo=True))
        assert [len(page.rows), page.counts] == [30, {MailState.WAITING: 30, MailState.DEAD: 1}]
        rest = notifications.list_outbox(session, SYSTEM, outbox=Outbox(demo=False), after=page.after)
        assert [one.state for one in rest.rows] == [MailState.DEAD]
        dead = notifications.list_outbox(session, SYSTEM, outbox=Outbox(demo=False), state=MailState.DEAD)
        assert [one.id for one in dead.rows] == [one.id for one in rest.rows]
        with pytest.raises(NotAllowed):
            notifications.list_outbox(session, administrator, outbox=Outbox(demo=False))


@pytest.mark.parametrize("demo", [True, False])
def test_the_links_of_a_mail_are_shown_in_a_demonstration_alone(
    database: Database, now: datetime, demo: bool
) -> None:
    with database.transaction() as session:
        mail = put(session, answerable_for=timedelta(days=5), side="a")
        assert mail is not None
        link = notifications.find_link(session, mail.id)
        assert link is not None
        shown = notifications.get_shown(
            session, SYSTEM, mail.id, outbox=Outbox(demo=demo), writers=WRITERS, addresses=ADDRESSES
        )
        assert shown.words is not None
        assert (link.id in shown.words.text) == demo
        assert ADDRESSES.leave("ute@example.org", MailKind.ASKED).endswith(
            notifications.leave_token("ute@example.org", MailKind.ASKED, "only for tests")
        )
        unknown = notifications.get_shown(
            session, SYSTEM, mail.id, outbox=Outbox(demo=demo), writers={}, addresses=ADDRESSES
        )
        assert unknown.words is None
        with pytest.raises(NotFound):
            notifications.get_shown(
                session, SYSTEM, "m-none", outbox=Outbox(demo), writers={}, addresses=ADDRESSES
            )


def test_a_mail_that_ends_every_worker_is_seen_by_a_person_in_the_end(
    database: Database, now: datetime
) -> None:
    with database.transaction() as session:
        mail = put(session)
        assert mail is not None
    tries = 0
    for hours in range(1, 100):
        with database.transaction() as session:
            gone = {"state": JobState.DEAD, "error": jobs.GAVE_OUT}
            session.execute(update(Job).where(Job.kind == "mail.send").values(**gone))
        with database.transaction() as session:
            tries += notifications.sweep(session, now=now + timedelta(hours=hours))
    with database.reading() as session:
        left = session.get_one(Mail, mail.id)
    assert (left.state, left.error) == (MailState.DEAD, jobs.GAVE_OUT)
    assert 20 < tries < 40
