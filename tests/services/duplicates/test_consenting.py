"""A merge never widens a consent: nobody learns contact persons whom nobody agreed to show them."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM
from matchmaker.core.duplicates.choosing import Pick
from matchmaker.core.entities import Role
from matchmaker.core.introductions.states import Consent, Mover, Side, State
from matchmaker.core.introductions.steps import Step
from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.models import (
    Account,
    Block,
    Disclosure,
    Introduction,
    IntroductionMessage,
    IntroductionStep,
    Mail,
    MessageFile,
    Stakeholder,
)
from matchmaker.services import duplicates
from matchmaker.services.introductions.disclosing import contacts_for, disclose
from tests.factories import NOW, grant, make_account, make_introduction, make_stakeholder
from tests.services.duplicates.twins import make_twins, merge, picture

YES = {"consent_a": Consent.YES, "consent_b": Consent.YES}
ASKED = {"consent_a": Consent.YES, "consent_b": Consent.ASKED}
LATER = NOW + timedelta(hours=1)


def member(session: Session, one: Stakeholder, name: str) -> Account:
    account = make_account(session, name=name)
    grant(session, account, Role.MEMBER, one.id)
    return account


def introduced(session: Session, a: Stakeholder, b: Stakeholder, state: State = State.MET) -> Introduction:
    """Two who know each other's contact persons."""
    one = make_introduction(session, a, b, (0, Step.INTRODUCE, State.INTRODUCED), state=state, **YES)
    disclose(session, one, now=NOW)
    session.flush()
    return one


def shown(session: Session, one: Introduction, reader: Side) -> set[str]:
    session.expire_all()
    found = contacts_for(session, session.get_one(Introduction, one.id), reader)
    return {person.email for people in found.values() for person in people}


def test_where_nobody_is_new_nothing_changes_for_anybody(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        third = make_stakeholder(session)
        mine, theirs = member(session, kept, "Ada"), member(session, third, "Cem")
        one = introduced(session, kept, third)
        merge(session, kept, gone)
        assert session.get_one(Introduction, one.id).state is State.MET
        assert shown(session, one, Side.A) == {theirs.email}
        assert shown(session, one, Side.B) == {mine.email}
        told = session.scalars(select(Mail.kind)).all()
        assert set(told) <= {MailKind.MERGED}, "its people hear of the merge, and of nothing else"


def test_the_people_of_the_one_do_not_see_whom_the_other_was_introduced_to(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        gone.email = "old@werkstatt.example"
        third = make_stakeholder(session, languages=["en"])
        member(session, kept, "Ada")
        member(session, third, "Cem")
        one = introduced(session, gone, third)
        assert shown(session, one, Side.B) == {"old@werkstatt.example"}
        made = merge(session, kept, gone)
        after = session.get_one(Introduction, one.id)
        assert (after.a_id, after.state) == (made.kept_id, State.CLOSED)
        assert shown(session, one, Side.A) == set()
        assert shown(session, one, Side.B) == set()
        # The other side is told that it ended.
        assert MailKind.ENDED in session.scalars(select(Mail.kind)).all()


def test_nor_do_the_people_of_the_other_see_those_of_the_one(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        third = make_stakeholder(session)
        member(session, kept, "Ada")
        member(session, gone, "Ben")
        member(session, third, "Cem")
        one = introduced(session, kept, third)
        merge(session, kept, gone)
        assert shown(session, one, Side.A) == set()
        assert shown(session, one, Side.B) == set()


def test_partners_stay_partners_but_newcomers_learn_nobody(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        third = make_stakeholder(session)
        member(session, kept, "Ada")
        member(session, gone, "Ben")
        one = introduced(session, gone, third, State.PARTNERSHIP)
        merge(session, kept, gone)
        assert session.get_one(Introduction, one.id).state is State.PARTNERSHIP
        assert shown(session, one, Side.A) == set()


def test_whoever_stood_behind_both_already_is_nobody_new(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        third = make_stakeholder(session)
        ada = member(session, kept, "Ada")
        grant(session, ada, Role.MEMBER, gone.id)
        cem = member(session, third, "Cem")
        one = introduced(session, gone, third)
        merge(session, kept, gone)
        assert session.get_one(Introduction, one.id).state is State.MET
        assert shown(session, one, Side.A) == {cem.email}


def test_another_address_of_the_record_is_somebody_new(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        kept.email, gone.email = "one@werkstatt.example", "two@werkstatt.example"
        third = make_stakeholder(session)
        one = introduced(session, kept, third)
        merge(session, kept, gone, email=Pick.GONE)
        assert session.get_one(Introduction, one.id).state is State.CLOSED
        assert shown(session, one, Side.B) == set()


def test_what_was_only_asked_ends_too_since_the_answer_would_show_others(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        gone.email = "old@werkstatt.example"
        member(session, kept, "Ada")
        third, fourth = make_stakeholder(session), make_stakeholder(session)
        asked = make_introduction(session, third, gone, (0, Step.ASK, State.ASKED), **ASKED)
        waits = make_introduction(session, gone, fourth, (0, Step.PROPOSE, State.PROPOSED))
        merge(session, kept, gone)
        assert session.get_one(Introduction, asked.id).state is State.WITHDRAWN
        assert session.get_one(Introduction, waits.id).state is State.PROPOSED


def test_introductions_between_the_two_go_with_all_that_was_said(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        one = introduced(session, kept, gone)
        message = IntroductionMessage(introduction_id=one.id, mover=Mover.A, text="Hello!", at=NOW)
        session.add(message)
        session.flush()
        content = bytes(range(256))
        session.add(
            MessageFile(message_id=message.id, name="a.pdf", mime="text/plain", size=256, content=content)
        )
        before = picture(session)
        made = merge(session, kept, gone)
        for table in (Introduction, IntroductionMessage, IntroductionStep, Disclosure, MessageFile):
            assert session.scalars(select(func.count()).select_from(table)).one() == 0
        duplicates.undo(session, SYSTEM, made.id, now=LATER)
        assert picture(session) | {"duplicate_pairs": []} == before
        assert session.scalars(select(MessageFile.content)).one() == content


def test_of_two_under_way_with_the_same_third_the_further_one_goes_on(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        third = make_stakeholder(session)
        near = make_introduction(session, kept, third, (0, Step.PROPOSE, State.PROPOSED))
        far = introduced(session, gone, third)
        made = merge(session, kept, gone)
        states = {id_: session.get_one(Introduction, id_).state for id_ in (near.id, far.id)}
        assert states == {near.id: State.CLOSED, far.id: State.MET}
        duplicates.undo(session, SYSTEM, made.id, now=LATER)
        session.expire_all()
        assert session.get_one(Introduction, near.id).state is State.PROPOSED
        assert session.get_one(Introduction, far.id).a_id == made.gone_id


def test_whoever_was_not_wanted_by_one_of_the_two_is_not_under_way_with_the_other(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        third = make_stakeholder(session)
        session.add(Block(stakeholder_id=third.id, other_id=gone.id, at=NOW))
        one = introduced(session, kept, third)
        merge(session, kept, gone)
        assert session.get_one(Introduction, one.id).state is State.CLOSED
        assert shown(session, one, Side.A) == set()


def test_what_the_two_have_begun_anew_since_is_not_ended_by_an_undo(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        member(session, kept, "Ada")
        member(session, gone, "Ben")
        third = make_stakeholder(session)
        old = introduced(session, kept, third)
        made = merge(session, kept, gone)
        new = make_introduction(session, session.get_one(Stakeholder, made.kept_id), third)
        duplicates.undo(session, SYSTEM, made.id, now=LATER)
        session.expire_all()
        assert session.get_one(Introduction, old.id).state is State.CLOSED
        assert session.get_one(Introduction, new.id).state is State.DRAFTED
        assert ["introductions", "state", "changed"] in made.left
        # The step by which it ended is still told.
        steps = session.scalars(
            select(IntroductionStep.step).where(IntroductionStep.introduction_id == old.id)
        )
        assert Step.CLOSE in steps.all()


def test_whoever_was_blocked_since_is_not_shown_again_by_an_undo(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        member(session, kept, "Ada")
        member(session, gone, "Ben")
        third = make_stakeholder(session)
        member(session, third, "Cem")
        one = introduced(session, gone, third)
        made = merge(session, kept, gone)
        session.add(Block(stakeholder_id=third.id, other_id=made.kept_id, at=LATER))
        session.flush()
        duplicates.undo(session, SYSTEM, made.id, now=LATER)
        assert shown(session, one, Side.A) == set()
        assert shown(session, one, Side.B) == set()
        assert session.get_one(Introduction, one.id).state is State.CLOSED
