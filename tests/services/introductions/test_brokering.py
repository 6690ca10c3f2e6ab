"""What brokers do before anybody is asked."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select

from matchmaker.core.entities import Role
from matchmaker.core.introductions.states import Consent, Side, State
from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotAllowed, NotFound
from matchmaker.models import Account, Introduction, Mail, Stakeholder
from matchmaker.services import audit, introductions
from tests.factories import grant, join_pilot, make_account, make_actor, make_pilot, make_stakeholder
from tests.services.introductions.people import ADDRESSES, Two, begin, hand, kinds, mails, step, story


@pytest.fixture
def held(database: Database, two: Two, now: datetime) -> str:
    """One that waits on the desk."""
    return begin(database, two, now, hold=True, reason="Both mend.", first_step="A visit")


def test_held_resumed_and_sent(database: Database, two: Two, held: str, now: datetime) -> None:
    assert step(database, introductions.resume, two.official, held, now=now).state is State.PROPOSED
    assert step(database, introductions.hold, two.official, held, now=now).state is State.HELD
    one = step(database, introductions.approve, two.official, held, first_step="A call", now=now)
    assert (one.state, one.reason, one.first_step) == (State.ASKED, "Both mend.", "A call")
    assert kinds(database, held) == ["asked", "asked"]
    with pytest.raises(Conflict):
        step(database, introductions.hold, two.official, held, now=now)
    with database.reading() as session:
        acts = [entry.act for entry in audit.list_entries(session, subject=held)]
    assert acts == [
        "introduction.begin", "introduction.propose", "introduction.hold", "introduction.resume",
        "introduction.hold", "introduction.ask",
    ]  # fmt: skip


def test_only_who_brokers_there_may(database: Database, two: Two, now: datetime) -> None:
    id_ = begin(database, two, now)
    with pytest.raises(NotAllowed):
        step(database, introductions.add_note, two.ann, id_, text="Mine", now=now)
    with pytest.raises(NotFound):
        step(database, introductions.add_note, two.stranger, id_, text="Mine", now=now)
    with pytest.raises(Invalid):
        step(database, introductions.add_note, two.official, id_, text="  ", now=now)


def test_a_colleague_takes_it_over(database: Database, two: Two, held: str, now: datetime) -> None:
    with database.transaction() as session:
        colleague = make_actor(session, Role.OFFICIAL, "DE11")
        stranger = make_actor(session, Role.OFFICIAL, "UKM8")
    assert colleague.account_id
    assert stranger.account_id
    one = step(database, introductions.assign, two.official, held, broker_id=colleague.account_id, now=now)
    assert one.broker_id == colleague.account_id
    with pytest.raises(Invalid):
        step(database, introductions.assign, two.official, held, broker_id=stranger.account_id, now=now)


def test_if_who_has_it_has_gone_the_others_who_broker_there_hear_of_it(
    database: Database, two: Two, now: datetime
) -> None:
    id_ = begin(database, two, now)
    with database.transaction() as session:
        colleague = make_account(session, email="colleague@example.org")
        grant(session, colleague, Role.OFFICIAL, "DE11")
        session.get_one(Account, two.official.account_id).disabled_at = now
    step(database, introductions.decline, hand(two, Side.B), id_, now=now)
    with database.reading() as session:
        told = mails(session, session.get_one(Introduction, id_))
    assert [address for kind, address in told if kind == "declined"] == ["colleague@example.org"]


def test_one_of_the_two_is_exchanged(database: Database, two: Two, held: str, now: datetime) -> None:
    with database.transaction() as session:
        other = make_stakeholder(session, email="post@other.example").id
    one = step(database, introductions.swap, two.official, held, side=Side.B, other_id=other, now=now)
    assert (one.a_id, one.b_id, one.reason) == (two.a, other, "")
    # The old pair is free again, the new one is not.
    assert begin(database, two, now) != held
    with pytest.raises(Conflict, match="under way"):
        step(database, introductions.begin, two.official, a=other, b=two.a, now=now)
    with pytest.raises(Conflict, match="under way"):
        step(database, introductions.swap, two.official, held, side=Side.B, other_id=two.b, now=now)
    assert story(database, two, held, "official", now).b.id == other


def test_who_asked_for_one_is_asked_anew_before_they_are_introduced_to_another(
    database: Database, two: Two, now: datetime
) -> None:
    """A yes to one is no yes to somebody whom a broker puts in their place."""
    with database.transaction() as session:
        pilot = make_pilot(session, "DE11", brokered=True)
        join_pilot(session, pilot, *(session.get_one(Stakeholder, id_) for id_ in (two.a, two.b)))
        other = make_stakeholder(session, name="Other", email="post@other.example").id
    asked = {"for_id": two.a, "with_id": two.b, "message": "Dear people of the Werkstatt"}
    id_ = step(database, introductions.ask_for, two.ann, **asked, now=now).id
    with pytest.raises(Conflict, match="stays in it"):
        step(database, introductions.swap, two.official, id_, side=Side.A, other_id=other, now=now)
    one = step(database, introductions.swap, two.official, id_, side=Side.B, other_id=other, now=now)
    assert (one.consent_a, one.message) == (Consent.OPEN, "")
    with pytest.raises(Conflict, match="stays in it"):
        step(database, introductions.swap, two.official, id_, side=Side.A, other_id=two.b, now=now)
    step(database, introductions.approve, two.official, id_, now=now)
    assert kinds(database, id_).count("asked") == 2
    with database.reading() as session:
        asked_mails = select(Mail).where(Mail.introduction_id == id_, Mail.kind == MailKind.ASKED)
        writer = introductions.WRITERS[MailKind.ASKED]
        letters = [writer(session, mail, None, ADDRESSES) for mail in session.scalars(asked_mails)]
    # Nobody is told that they were asked for who was not.
    assert [letter.title for letter in letters if letter and "would like to meet" in letter.title] == []
    step(database, introductions.accept, hand(two, Side.B), id_, now=now)
    read = story(database, two, id_, "ann", now)
    assert (read.introduction.state, read.contacts, read.disclosures) == (State.ASKED, {}, [])
    step(database, introductions.accept, hand(two, Side.A), id_, now=now)
    assert story(database, two, id_, "ann", now).contacts


def test_after_asking_nobody_is_exchanged(database: Database, two: Two, now: datetime) -> None:
    id_ = begin(database, two, now)
    with pytest.raises(Conflict, match="asked already"):
        step(database, introductions.swap, two.official, id_, side=Side.B, other_id=two.a, now=now)
    with database.reading() as session:
        assert session.get_one(Introduction, id_).b_id == two.b
