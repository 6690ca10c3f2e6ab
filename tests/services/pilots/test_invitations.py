"""Invitations by mail: whom they reach, what they say, and answering by their link."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.errors import Conflict, NotFound
from matchmaker.mail import Letter
from matchmaker.models import Account, Job, Mail, MailLink, Pilot, PilotMember
from matchmaker.services import audit, notifications, pilots
from matchmaker.services.pilots import MemberState
from matchmaker.services.pilots.members import state_of
from tests.factories import make_stakeholder
from tests.racing import race
from tests.services.notifications.posting import ADDRESSES
from tests.services.pilots.conftest import Programme


@pytest.fixture
def guest(database: Database) -> str:
    """Somebody without an account, of whom an address is known."""
    with database.transaction() as session:
        return make_stakeholder(
            session, name="Repair hall East", email="post@east.example", languages=["en"]
        ).id


def invite(database: Database, programme: Programme, text: str, now: datetime) -> None:
    """Invite, and do the work that is due at once."""
    with database.transaction() as session:
        pilots.invite_list(session, programme.organiser, programme.pilot, text, now=now)
    run(database, now)


def run(database: Database, now: datetime) -> int:
    """Do the jobs of inviting that are due; each is done again each time, as after a crash."""
    with database.transaction() as session:
        due = session.scalars(select(Job).where(Job.kind == "pilots.invite", Job.due_at <= now)).all()
        return sum(
            pilots.send_invitations(
                session, one.payload["pilot_id"], one.payload["ids"], again=one.payload["again"], now=now
            )
            for one in due
        )


def mails(database: Database) -> list[Mail]:
    with database.reading() as session:
        return list(session.scalars(select(Mail).order_by(Mail.created_at, Mail.id)))


def letter(database: Database, mail: Mail) -> Letter | None:
    with database.reading() as session:
        link = notifications.find_link(session, mail.id)
        return pilots.WRITERS[mail.kind](session, session.get_one(Mail, mail.id), link, ADDRESSES)


def link_of(database: Database, mail: Mail) -> MailLink:
    with database.reading() as session:
        link = notifications.find_link(session, mail.id)
        assert link is not None
        return link


@pytest.fixture
def link(database: Database, programme: Programme, guest: str, now: datetime) -> MailLink:
    """The link in the mail by which the guest was invited."""
    invite(database, programme, guest, now)
    return link_of(database, mails(database)[0])


def answer(database: Database, link_id: str, joins: bool, now: datetime) -> None:
    with database.transaction() as session:
        link = session.get_one(MailLink, link_id)
        pilots.answer_invitation(session, link, joins=joins, now=now)


def state(database: Database, programme: Programme, stakeholder_id: str) -> MemberState:
    with database.reading() as session:
        return state_of(session.get_one(PilotMember, (programme.pilot, stakeholder_id)))


def test_who_is_invited_is_written_to_once_and_once_more(
    database: Database, programme: Programme, guest: str, now: datetime
) -> None:
    invite(database, programme, guest, now)
    (mail,) = mails(database)
    assert (mail.kind, mail.address, mail.language) == (MailKind.INVITED, "post@east.example", "en")
    assert mail.introduction_id is None
    assert run(database, now + timedelta(days=13)) == 0
    assert run(database, now + timedelta(days=14)) == 1
    assert run(database, now + timedelta(days=200)) == 0
    first, second = mails(database)
    assert (first.params["again"], second.params["again"]) == (False, True)


def test_who_answered_opted_out_or_has_no_address_is_not_written_to(
    database: Database, programme: Programme, guest: str, now: datetime
) -> None:
    with database.transaction() as session:
        silent = make_stakeholder(session, name="Silent").id
    invite(database, programme, f"{silent}\n{programme.opted_out}\n{programme.left}", now)
    assert mails(database) == []
    with database.transaction() as session:
        pilots.invite_list(session, programme.organiser, programme.pilot, guest, now=now)
        row = session.get_one(PilotMember, (programme.pilot, guest))
        row.left_at = now
    assert run(database, now) == 0


def test_whose_address_became_known_later_is_invited_not_reminded(
    database: Database, programme: Programme, now: datetime
) -> None:
    with database.transaction() as session:
        silent = make_stakeholder(session, name="Silent")
    invite(database, programme, silent.id, now)
    with database.transaction() as session:
        session.merge(silent).email = "post@silent.example"
    later = now + timedelta(days=14)
    with database.transaction() as session:
        pilots.send_invitations(session, programme.pilot, [silent.id], again=True, now=later)
    (mail,) = mails(database)
    assert mail.params["again"] is False


def test_whose_languages_are_not_known_is_invited_in_that_of_the_pilot(
    database: Database, programme: Programme, now: datetime
) -> None:
    with database.transaction() as session:
        session.get_one(Pilot, programme.pilot).languages = ["xx", "de", "fr"]
        for name, languages in (("Silent", []), ("French", ["fr"])):
            make_stakeholder(session, name=name, email=f"{name}@example.org", languages=languages)
    invite(database, programme, "Silent\nFrench", now)
    assert {one.name: one.language for one in mails(database)} == {"Silent": "de", "French": "fr"}


def test_a_list_may_name_addresses(
    database: Database, programme: Programme, guest: str, now: datetime
) -> None:
    invite(database, programme, "Post@East.example", now)
    assert state(database, programme, guest) is MemberState.INVITED


def test_many_are_written_to_in_parts(database: Database, programme: Programme, now: datetime) -> None:
    with database.transaction() as session:
        many = [make_stakeholder(session, email=f"p{number}@many.example").id for number in range(120)]
        pilots.invite_list(session, programme.organiser, programme.pilot, "\n".join(many), now=now)
        sizes = [len(one.payload["ids"]) for one in session.scalars(select(Job))]
    assert sorted(sizes) == [20, 20, 50, 50, 50, 50]
    assert run(database, now) == 120


def test_the_letter_says_who_invites_to_what_and_what_it_does_not_mean(
    database: Database, programme: Programme, guest: str, now: datetime
) -> None:
    with database.transaction() as session:
        pilot = session.get_one(Pilot, programme.pilot)
        pilot.about, pilot.ends_on = "We bring repairers together.", date(2027, 6, 30)
        host = session.get_one(Account, programme.organiser.account_id)
    invite(database, programme, guest, now)
    (mail,) = mails(database)
    found = letter(database, mail)
    assert found is not None
    assert found.title == "“Repair in Stuttgart”: would you like to take part?"
    assert (found.signature, found.reply_to) == (host.name, host.email)
    assert "would like to have Repair hall East with us" in found.paragraphs[0]
    about, means, means_not = found.lists
    assert "We bring repairers together." in about.lines
    assert "Until 30 June 2027." in about.lines
    assert any("Stuttgart" in str(line) for line in about.lines)
    assert any("asks you before" in str(line) for line in means.lines)
    assert any("no account" in str(line) for line in means_not.lines)
    (action,) = found.actions
    assert action.url.startswith("https://match.example/p/")


def test_a_letter_nobody_needs_any_more_is_not_sent(
    database: Database, programme: Programme, guest: str, now: datetime
) -> None:
    invite(database, programme, guest, now)
    (mail,) = mails(database)
    answer(database, link_of(database, mail).id, joins=True, now=now)
    assert letter(database, mail) is None
    assert run(database, now + timedelta(days=14)) == 0


@pytest.mark.parametrize(("joins", "then"), [(True, MemberState.JOINED), (False, MemberState.REFUSED)])
def test_a_link_answers_once_and_for_good(
    database: Database,
    programme: Programme,
    guest: str,
    link: MailLink,
    now: datetime,
    joins: bool,
    then: MemberState,
) -> None:
    for _ in range(2):
        with database.reading() as session:
            found = pilots.get_invitation(session, session.get_one(MailLink, link.id), now=now)
            assert found.stakeholder.id == guest
    answer(database, link.id, joins, now)
    with pytest.raises(Conflict, match="used"):
        answer(database, link.id, not joins, now)
    assert state(database, programme, guest) is then
    invite(database, programme, guest, now)
    assert state(database, programme, guest) is then
    with database.reading() as session:
        entries = audit.list_entries(session, subject=programme.pilot)
    assert [one.details["by"] for one in entries if one.act != "pilot.invite"] == ["mail"]


def test_an_invitation_that_was_taken_back_opens_nothing(
    database: Database, programme: Programme, guest: str, link: MailLink, now: datetime
) -> None:
    with database.transaction() as session:
        pilots.leave(session, programme.organiser, programme.pilot, guest, now=now)
    with database.reading() as session, pytest.raises(Conflict, match="taken back"):
        pilots.get_invitation(session, session.get_one(MailLink, link.id), now=now)


def test_a_link_of_another_mail_answers_no_invitation(
    database: Database, link: MailLink, now: datetime
) -> None:
    with database.transaction() as session:
        session.get_one(Mail, link.mail_id).kind = MailKind.ASKED
    with database.reading() as session, pytest.raises(NotFound):
        pilots.get_invitation(session, session.get_one(MailLink, link.id), now=now)


def test_a_pilot_that_is_over_invites_nobody(
    database: Database, programme: Programme, link: MailLink, now: datetime
) -> None:
    with database.transaction() as session:
        session.get_one(Pilot, programme.pilot).ends_on = now.date()
    later = now + timedelta(days=14)
    assert run(database, later) == 0
    with database.reading() as session, pytest.raises(Conflict, match="over"):
        pilots.get_invitation(session, session.get_one(MailLink, link.id), now=later)


def test_joining_and_refusing_at_once_leave_one_answer(
    database: Database, programme: Programme, now: datetime, trials: Callable[[int], int]
) -> None:
    for number in range(trials(100)):
        with database.transaction() as session:
            one = make_stakeholder(session, email=f"race{number}@example.org").id
        invite(database, programme, one, now)
        with database.reading() as session:
            mine = select(MailLink.id).join(Mail, Mail.id == MailLink.mail_id)
            link_id = session.scalars(mine.where(Mail.stakeholder_id == one)).one()
        answers = race(*(partial(answer, database, link_id, joins, now) for joins in (True, False)))
        assert sorted(type(found).__name__ for found in answers) == ["Conflict", "NoneType"]
        assert state(database, programme, one) in (MemberState.JOINED, MemberState.REFUSED)
