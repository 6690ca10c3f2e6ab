"""Contacts of records that nobody claimed are told: once, in one mail, in time, in their language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from matchmaker.config import Settings
from matchmaker.core.entities import Role, StatementState
from matchmaker.core.notifications import MailKind, MailState
from matchmaker.db import Database
from matchmaker.mail import MemoryPost
from matchmaker.models import AuditEntry, Mail, MailLink, Offer, OriginNotice, Stakeholder
from matchmaker.services import notifications, origins
from matchmaker.services.profiles.asking import ask_about_statements
from matchmaker.services.profiles.expiry import expire_statements
from tests import smtp
from tests.factories import NOW, grant, make_account, make_offer, make_stakeholder
from tests.mail.structure import faults_of
from tests.services.exchange.bringing import bring, by_name
from tests.services.origins.cycle import (
    BARREL,
    FULL,
    HEAD,
    KETTLE,
    LANTERN,
    LIST,
    SETTLED,
    mails,
    send,
    tell,
    work,
)


def states(database: Database) -> list[MailState]:
    return [one.state for one in mails(database)]


def test_the_clock_tells_each_address_once_by_a_real_server(database: Database, settings: Settings) -> None:
    bring(database, LIST)
    with smtp.running() as server:
        for day in (0, 1, 2, 3, 9, 40):
            work(database, settings, server, NOW + timedelta(days=day))
        found = sorted(str(mail["To"]) for mail in server.mails)
    assert found == ["Kettle Kitchen <post@kettle.example>", "Rain Barrel Workshop <info@barrel.example>"]
    assert states(database) == [MailState.SENT] * 2


def test_an_address_that_the_server_refuses_is_noted_and_not_tried_again(
    database: Database, settings: Settings
) -> None:
    bring(database, LIST)
    with smtp.running() as server:
        server.on_recipient = lambda address: "550 nobody" if "barrel" in address else "250 OK"
        for day in (3, 4, 12):
            work(database, settings, server, NOW + timedelta(days=day))
        assert [str(mail["To"]) for mail in server.mails] == ["Kettle Kitchen <post@kettle.example>"]
    assert sorted(states(database)) == [MailState.DEAD, MailState.SENT]


def test_the_mail_says_what_stands_there_whence_it_comes_and_what_one_may_do(database: Database) -> None:
    bring(database, LIST, source="Map of repair")
    assert tell(database) == 2
    post = MemoryPost()
    send(database, post)
    said = next(one for one in post.messages if one.to == "info@barrel.example")
    assert not list(faults_of(said.as_email(), site=FULL.site))
    with database.reading() as session:
        link = session.scalars(
            select(MailLink).join(Mail, Mail.id == MailLink.mail_id).where(Mail.address == said.to)
        ).one()
        url = FULL.origin(link)
    for words in (
        "What Matchmaker says about Rain Barrel Workshop",
        "Stuttgart, Germany.",
        "Everybody sees: the name, the town, the region and languages.",
        "Only partners see, after both sides have said yes: the mail address.",
        "It comes from the list “Map of repair”, which was brought in on 23 November 2026.",
        "City of Example, Square 1",
        "help@match.example",
        "Why we keep it: So that others find the organisation",
        "Article 6(1)(f) GDPR",
        "complain to the data protection authority",
        "https://match.example/your-data",
        "once each, until 26 November 2027",
        url,
        f"{url}/remove",
    ):
        assert words in said.text.replace("\n", " ") or words in said.text, words
    assert "text/html" not in said.text


def test_several_records_of_one_address_stand_in_one_mail_each_with_its_own_link(database: Database) -> None:
    bring(database, HEAD + BARREL + LANTERN)
    assert tell(database) == 1
    post = MemoryPost()
    send(database, post)
    text = post.messages[0].text
    assert "your organisations" in text
    assert text.count("/remove\n") == 2
    assert "Rain Barrel Workshop" in text
    assert "Lantern School" in text
    assert tell(database, now=SETTLED + timedelta(days=1)) == 0


def hide(session: Session) -> None:
    session.execute(update(Stakeholder).values(hidden=True))


def claim(session: Session) -> None:
    for id_ in session.scalars(select(Stakeholder.id)).all():
        grant(session, make_account(session), Role.MEMBER, id_)


def correct(session: Session) -> None:
    session.execute(update(Stakeholder).values(email="right@barrel.example"))


def leave(session: Session) -> None:
    notifications.unsubscribe(session, "info@barrel.example", MailKind.ORIGIN, now=NOW)


@pytest.mark.parametrize("change", [hide, claim, correct, leave])
def test_a_mail_that_became_needless_before_it_went_out_is_dropped(
    database: Database, change: Callable[[Session], None]
) -> None:
    bring(database, HEAD + BARREL)
    tell(database)
    with database.transaction() as session:
        change(session)
    post = MemoryPost()
    send(database, post)
    assert not post.messages
    assert states(database) == [MailState.DROPPED]


def make_up(session: Session) -> None:
    session.execute(update(Stakeholder).values(source="demo"))


@pytest.mark.parametrize("change", [hide, claim, leave, make_up])
def test_whoever_need_not_be_told_is_not_told(database: Database, change: Callable[[Session], None]) -> None:
    bring(database, HEAD + BARREL)
    with database.transaction() as session:
        change(session)
    assert [tell(database, now=SETTLED + timedelta(days=day)) for day in (0, 1)] == [0, 0]


def test_whose_address_wants_no_such_mail_is_noted_once_and_keeps_nobody_waiting(database: Database) -> None:
    bring(database, LIST)
    with database.transaction() as session:
        leave(session)
    assert tell(database, a_day=1) == 0
    assert tell(database, a_day=1) == 1
    assert [one.address for one in mails(database)] == ["post@kettle.example"]


def test_a_record_that_was_hidden_before_its_mail_went_out_is_told_when_it_is_shown(
    database: Database, settings: Settings
) -> None:
    bring(database, HEAD + BARREL)
    tell(database)
    with database.transaction() as session:
        hide(session)
    send(database, MemoryPost())
    with database.transaction() as session:
        session.execute(update(Stakeholder).values(hidden=False))
    with smtp.running() as server:
        work(database, settings, server, SETTLED + timedelta(days=9))
        assert len(server.mails) == 1


def test_a_new_contact_is_told_and_the_old_one_not_again(database: Database) -> None:
    bring(database, HEAD + BARREL)
    tell(database)
    send(database, MemoryPost())
    with database.transaction() as session:
        correct(session)
    assert tell(database, now=SETTLED + timedelta(days=4)) == 1
    assert [one.address for one in mails(database)] == ["info@barrel.example", "right@barrel.example"]


def test_who_came_in_first_is_told_first_and_no_more_than_so_many_a_day(database: Database) -> None:
    bring(database, HEAD + KETTLE)
    bring(database, HEAD + BARREL, now=NOW + timedelta(days=1))
    with database.reading() as session:
        due = partial(origins.list_due, session, now=NOW + timedelta(days=5))
        assert list(due(most=1)) == ["post@kettle.example"]
        assert list(due(most=9)) == ["post@kettle.example", "info@barrel.example"]
        assert not origins.list_due(session, most=9, now=NOW + timedelta(days=1))


def test_who_would_be_told_too_late_is_counted_before_it_is_too_late(database: Database) -> None:
    rows = "".join(f"{n},Hall {n},Germany,Ulm,hall{n}@example.org,English\n" for n in range(12))
    bring(database, HEAD + rows)
    with database.reading() as session:
        late = partial(origins.count_late, session)
        assert late(a_day=500, now=NOW) == 0
        assert late(a_day=500, now=NOW + timedelta(days=31)) == 12
        # Twenty-five days later, two a day: those of the sixth day wait until the thirtieth day, not longer.
        assert late(a_day=2, now=NOW + timedelta(days=25)) == 0
        assert late(a_day=1, now=NOW + timedelta(days=25)) == 6


@pytest.mark.parametrize(
    ("languages", "country", "language"),
    [
        (["de", "en"], "FR", "de"),
        (["pl", "fr"], "PL", "fr"),
        ([], "LU", "fr"),
        ([], "GR", "en"),
        ([], "", "en"),
    ],
)
def test_it_is_written_in_a_language_of_the_record_else_of_its_country(
    database: Database, languages: list[str], country: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matchmaker.i18n.is_spoken", lambda code: code in {"de", "fr", "en"})
    with database.transaction() as session:
        make_stakeholder(session, email="a@example.org", languages=languages, country=country)
    tell(database)
    assert [one.language for one in mails(database)] == [language]


def test_what_somebody_typed_is_told_as_typed(database: Database) -> None:
    with database.transaction() as session:
        make_stakeholder(session, name="Radhof", email="a@example.org", languages=["en"])
    tell(database)
    post = MemoryPost()
    send(database, post)
    assert "typed it in on 23 November 2026" in post.messages[0].text


def test_the_log_says_how_many_were_written_and_the_record_that_it_was_told(database: Database) -> None:
    bring(database, LIST)
    tell(database)
    with database.reading() as session:
        query = select(AuditEntry.details).where(AuditEntry.act == "origins.tell")
        assert session.scalars(query).all() == [{"mails": 2}]
        notice = session.scalars(
            select(OriginNotice).where(OriginNotice.stakeholder_id == by_name(database, "Kettle Kitchen").id)
        ).one()
    assert (notice.address, notice.answered) == ("post@kettle.example", None)


def test_an_offer_of_a_record_that_nobody_claimed_ends_on_its_day_and_nobody_is_asked(
    database: Database,
) -> None:
    with database.transaction() as session:
        one = make_stakeholder(session, email="a@example.org")
        offer = make_offer(session, one, valid_until=NOW.date()).id
    with database.transaction() as session:
        assert ask_about_statements(session, now=NOW) == 0
        assert expire_statements(session, now=NOW + timedelta(days=1)) == 1
    with database.reading() as session:
        assert session.get_one(Offer, offer).state is StatementState.EXPIRED
        assert not session.scalars(select(Mail)).all()
