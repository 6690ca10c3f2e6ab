"""Asking whether offers and needs still hold: whom, when, once, and what closes unanswered."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from matchmaker.core.entities import Role, StatementState
from matchmaker.core.notifications import Channel, MailKind, MailState
from matchmaker.core.statements.clocks import closes_on, months_later
from matchmaker.db import Database
from matchmaker.jobs.posting import WRITERS
from matchmaker.models import Account, Mail, MailLink, Need, Offer, Stakeholder, Unsubscription
from matchmaker.services import accounts, notifications, profiles
from matchmaker.services.profiles import asking
from matchmaker.services.profiles.asking import ask_about_statements
from matchmaker.services.profiles.expiry import expire_statements
from tests.factories import grant, make_account, make_need, make_offer, make_stakeholder
from tests.racing import race
from tests.services.notifications.posting import ADDRESSES


@pytest.fixture
def ours(database: Database) -> Stakeholder:
    with database.transaction() as session:
        return make_stakeholder(session, name="Werkstatt Neckar", languages=["en"], email="old@example.org")


@pytest.fixture
def member(database: Database, ours: Stakeholder) -> Account:
    return join(database, ours)


def join(database: Database, owner: Stakeholder) -> Account:
    """One more member."""
    with database.transaction() as session:
        account = make_account(session, language="en")
        grant(session, account, Role.MEMBER, owner.id)
        return account


def ask(database: Database, now: datetime) -> int:
    with database.transaction() as session:
        return ask_about_statements(session, now=now)


def expire(database: Database, now: datetime) -> int:
    with database.transaction() as session:
        return expire_statements(session, now=now)


def mails(database: Database) -> list[Mail]:
    with database.reading() as session:
        return list(session.scalars(select(Mail).order_by(Mail.created_at, Mail.address)))


def letter(database: Database, mail: Mail) -> notifications.Letter | None:
    with database.reading() as session:
        found = session.get_one(Mail, mail.id)
        return notifications.write(session, found, writers=WRITERS, addresses=ADDRESSES)


@pytest.mark.parametrize(
    ("until", "days", "expected"),
    [
        (date(2026, 12, 8), 0, 0),
        (date(2026, 12, 7), 0, 1),
        (date(2026, 11, 23), 0, 1),
        (date(2026, 11, 22), 0, 0),
        (date(2026, 12, 8), 1, 1),
    ],
)
def test_one_is_asked_from_two_weeks_before_the_last_day(
    database: Database,
    ours: Stakeholder,
    member: Account,
    now: datetime,
    until: date,
    days: int,
    expected: int,
) -> None:
    with database.transaction() as session:
        make_need(session, ours, valid_until=until)
    assert ask(database, now + timedelta(days=days)) == expected
    assert len(mails(database)) == expected


@pytest.mark.parametrize(
    ("confirmed", "created", "expected"),
    [
        (date(2026, 5, 23), date(2026, 1, 1), 1),
        (date(2026, 5, 24), date(2026, 1, 1), 0),
        (None, date(2026, 5, 22), 1),
        (None, date(2026, 5, 23), 0),
    ],
)
def test_without_a_last_day_one_is_asked_half_a_year_after_it_was_confirmed(
    database: Database,
    ours: Stakeholder,
    member: Account,
    now: datetime,
    confirmed: date | None,
    created: date,
    expected: int,
) -> None:
    made = datetime(created.year, created.month, created.day, 12, tzinfo=now.tzinfo)
    with database.transaction() as session:
        make_offer(session, ours, confirmed_on=confirmed, created_at=made)
    assert ask(database, now) == expected


def test_nobody_is_asked_twice_about_the_same(
    database: Database, ours: Stakeholder, member: Account, now: datetime
) -> None:
    with database.transaction() as session:
        make_need(session, ours, valid_until=now.date() + timedelta(days=9))
    assert [ask(database, now + timedelta(days=day)) for day in range(4)] == [1, 0, 0, 0]
    assert len(mails(database)) == 1


def test_two_workers_at_once_make_one_mail(
    database: Database, ours: Stakeholder, member: Account, now: datetime
) -> None:
    with database.transaction() as session:
        make_need(session, ours, valid_until=now.date() + timedelta(days=9))
        make_need(session, ours, valid_until=now.date() - timedelta(days=1))
    assert sorted(map(str, race(lambda: ask(database, now), lambda: ask(database, now)))) == ["0", "1"]
    assert sorted(map(str, race(lambda: expire(database, now), lambda: expire(database, now)))) == ["0", "1"]
    assert len(mails(database)) == 2


def test_several_of_one_stakeholder_make_one_mail_to_each_member_with_a_link_for_each(
    database: Database, ours: Stakeholder, member: Account, now: datetime
) -> None:
    join(database, ours)
    with database.transaction() as session:
        make_need(session, ours, "Two benches for our learners", valid_until=now.date())
        make_offer(session, ours, "A hall for others", confirmed_on=date(2026, 1, 1))
    assert ask(database, now) == 2
    found = mails(database)
    assert len({mail.address for mail in found}) == len(found) == 2
    for mail in found:
        text = letter(database, mail)
        assert text is not None
        assert [part.heading for part in text.lists] == [
            "“A hall for others”",
            "“Two benches for our learners”",
        ]
        assert text.title == "Do these still hold?"
        urls = [action.url for part in text.lists for action in part.actions]
        assert len(urls) == len(set(urls)) == 6
        assert all(url.startswith("https://match.example/h/k-") for url in urls)
    with database.reading() as session:
        assert len(session.scalars(select(MailLink)).all()) == 4


def test_where_nobody_looks_after_the_page_nobody_is_asked_and_only_its_last_day_closes_it(
    database: Database, ours: Stakeholder, now: datetime
) -> None:
    with database.transaction() as session:
        endless = make_need(session, ours, confirmed_on=date(2020, 1, 1)).id
        dated = make_need(session, ours, valid_until=now.date() + timedelta(days=1)).id
    assert ask(database, now) == 0
    assert expire(database, now + timedelta(days=400)) == 1
    assert mails(database) == []
    with database.reading() as session:
        assert session.get_one(Need, endless).state is StatementState.OPEN
        assert session.get_one(Need, dated).state is StatementState.EXPIRED


def test_without_an_answer_it_closes_three_months_later_and_they_are_told(
    database: Database, ours: Stakeholder, member: Account, now: datetime
) -> None:
    with database.transaction() as session:
        offer = make_offer(session, ours, "A hall for others", confirmed_on=date(2026, 1, 1)).id
    assert ask(database, now) == 1
    end = closes_on(now.date()) - now.date()
    assert expire(database, now + end - timedelta(days=1)) == 0
    assert expire(database, now + end) == 1
    with database.reading() as session:
        assert session.get_one(Offer, offer).state is StatementState.EXPIRED
    first, second = mails(database)
    assert letter(database, first) is not None
    told = letter(database, second)
    assert told is not None
    assert "It is closed" in str(told.lists[0].lines[0])


def test_who_confirms_in_time_keeps_it_and_is_asked_again_half_a_year_later(
    database: Database, ours: Stakeholder, member: Account, now: datetime
) -> None:
    with database.transaction() as session:
        offer = make_offer(session, ours, confirmed_on=date(2026, 1, 1)).id
    ask(database, now)
    answered = now + timedelta(days=10)
    with database.transaction() as session:
        actor = accounts.actor_of(session, session.get_one(Account, member.id))
        profiles.prolong(session, actor, "offer", offer, now=answered)
    assert expire(database, now + timedelta(days=150)) == 0
    again = months_later(answered.date(), 6) - answered.date()
    assert ask(database, answered + again - timedelta(days=1)) == 0
    assert ask(database, answered + again) == 1
    assert len(mails(database)) == 2


def test_what_was_answered_before_the_mail_goes_out_is_not_asked_any_more(
    database: Database, ours: Stakeholder, member: Account, now: datetime
) -> None:
    with database.transaction() as session:
        need = make_need(session, ours, "Two benches", valid_until=now.date()).id
        other = make_need(session, ours, "Three benches", valid_until=now.date()).id
    ask(database, now)
    [mail] = mails(database)
    with database.transaction() as session:
        actor = accounts.actor_of(session, session.get_one(Account, member.id))
        profiles.prolong(session, actor, "need", need, now=now)
    text = letter(database, mail)
    assert text is not None
    assert [part.heading for part in text.lists] == ["“Three benches”"]
    with database.transaction() as session:
        actor = accounts.actor_of(session, session.get_one(Account, member.id))
        profiles.set_state(session, actor, "need", other, StatementState.WITHDRAWN, now=now)
    assert letter(database, mail) is None


def test_what_was_removed_is_not_asked_about(
    database: Database, ours: Stakeholder, member: Account, now: datetime
) -> None:
    with database.transaction() as session:
        need = make_need(session, ours, valid_until=now.date()).id
    ask(database, now)
    with database.transaction() as session:
        session.delete(session.get_one(Need, need))
    [mail] = mails(database)
    assert letter(database, mail) is None


def test_these_mails_can_be_left_like_others_and_still_the_page_asks(
    database: Database, ours: Stakeholder, member: Account, now: datetime
) -> None:
    assert MailKind.EXPIRING in notifications.CHOSEN
    assert notifications.channels_of(MailKind.EXPIRING) == tuple(Channel)
    with database.transaction() as session:
        session.add(Unsubscription(address=member.email, kind=MailKind.EXPIRING, at=now))
        need = make_need(session, ours, valid_until=now.date()).id
    assert ask(database, now) == 1
    assert mails(database) == []
    with database.reading() as session:
        assert session.get_one(Need, need).asked_on == now.date()


def test_whoever_wants_a_digest_finds_it_there_with_its_link(
    database: Database, ours: Stakeholder, member: Account, now: datetime
) -> None:
    with database.transaction() as session:
        actor = accounts.actor_of(session, session.get_one(Account, member.id))
        notifications.set_preferences(session, actor, {MailKind.EXPIRING: Channel.DAILY}, now=now)
        make_need(session, ours, "Two benches", valid_until=now.date())
    ask(database, now)
    with database.transaction() as session:
        digest = notifications.bundle(session, member.id, now=now + timedelta(days=1))
    assert digest is not None
    text = letter(database, digest)
    assert text is not None
    [part] = text.lists
    assert part.heading == "Does this still hold?"
    assert [action.text for action in part.actions] == ["We still need it"]
    with database.reading() as session:
        states = {one.kind: one.state for one in session.scalars(select(Mail))}
    assert states == {MailKind.EXPIRING: MailState.DROPPED, MailKind.DIGEST: MailState.WAITING}


def test_many_are_asked_some_at_a_time_until_nobody_is_left(
    database: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "AT_ONCE", 2)
    with database.transaction() as session:
        for _ in range(5):
            owner = make_stakeholder(session)
            grant(session, make_account(session), Role.MEMBER, owner.id)
            make_need(session, owner, valid_until=now.date())
    assert [ask(database, now) for _ in range(4)] == [2, 2, 1, 0]
    assert len(mails(database)) == 5
