"""Declaring and checking: two roles, never in one hand, and only what was read is checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from matchmaker.core.actors import Actor, Grant
from matchmaker.core.declaration import QUESTIONS, Answer, DeclarationState, Reply
from matchmaker.core.entities import Kind, Role
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotAllowed, NotFound
from matchmaker.models import Account, Declaration, Stakeholder
from matchmaker.services import audit, profiles
from matchmaker.services.profiles.declaring import LONGEST, PAGE
from tests.factories import make_actor, make_stakeholder
from tests.racing import race

YES = {question.key: Answer(Reply.YES, "Our statutes") for question in QUESTIONS}
CHECKED, RETURNED, SAID = DeclarationState.CHECKED, DeclarationState.RETURNED, DeclarationState.SAID


@pytest.fixture
def ours(database: Database) -> Stakeholder:
    with database.transaction() as session:
        return make_stakeholder(session)


@pytest.fixture
def member(database: Database, ours: Stakeholder) -> Actor:
    with database.transaction() as session:
        return make_actor(session, Role.MEMBER, ours.id)


@pytest.fixture
def official(database: Database) -> Actor:
    with database.transaction() as session:
        return make_actor(session, Role.OFFICIAL, "DE11")


@pytest.fixture
def said(database: Database, ours: Stakeholder, member: Actor, now: datetime) -> Declaration:
    with database.transaction() as session:
        return profiles.declare(session, member, ours.id, YES, now=now)


def decide(
    database: Database, actor: Actor, one: Declaration, state: DeclarationState, now: datetime,
    version: int = 1, reason: str = "",
) -> None:  # fmt: skip
    with database.transaction() as session:
        profiles.decide(session, actor, one.id, state, version=version, reason=reason, now=now)


def standing(database: Database, ours: Stakeholder) -> profiles.Standing:
    with database.reading() as session:
        found = profiles.find_standing(session, ours.id)
        assert found is not None
        return found


def test_what_is_said_waits_to_be_checked(
    database: Database, ours: Stakeholder, said: Declaration, official: Actor
) -> None:
    assert standing(database, ours).answers == YES
    with database.reading() as session:
        queue = profiles.list_queue(session, official)
        assert [one.id for one, _owner in queue.rows] == [said.id]
        assert queue.counts == {SAID: 1}
        assert profiles.count_to_check(session, official) == 1


def test_who_checked_and_when_stands_beside_it(
    database: Database, ours: Stakeholder, said: Declaration, official: Actor, now: datetime
) -> None:
    decide(database, official, said, CHECKED, now)
    found = standing(database, ours)
    with database.reading() as session:
        name = session.get(Account, official.account_id).name  # type: ignore[union-attr]  # it is there
        assert audit.count_entries(session, subject=said.id, act="declaration.checked") == 1
    assert (found.declaration.state, found.checker, found.declaration.decided_at) == (CHECKED, name, now)


def test_a_changed_answer_has_to_be_checked_anew_and_the_same_answers_change_nothing(
    database: Database, ours: Stakeholder, said: Declaration, member: Actor, official: Actor, now: datetime
) -> None:
    decide(database, official, said, CHECKED, now)
    with database.transaction() as session:
        profiles.declare(session, member, ours.id, YES, now=now)
    assert standing(database, ours).declaration.state is CHECKED
    with database.transaction() as session:
        profiles.declare(session, member, ours.id, YES | {"aim": Answer(Reply.NO)}, now=now)
    found = standing(database, ours)
    assert (found.declaration.state, found.checker, found.declaration.version) == (SAID, "", 2)


def test_only_the_answers_that_were_read_are_checked(
    database: Database, ours: Stakeholder, said: Declaration, member: Actor, official: Actor, now: datetime
) -> None:
    with database.transaction() as session:
        profiles.declare(session, member, ours.id, YES | {"aim": Answer(Reply.NO)}, now=now)
    with pytest.raises(Conflict, match="changed while you read"):
        decide(database, official, said, CHECKED, now, version=1)


def test_it_is_returned_with_a_reason_and_can_be_said_again(
    database: Database, ours: Stakeholder, said: Declaration, member: Actor, official: Actor, now: datetime
) -> None:
    with pytest.raises(Invalid) as refused:
        decide(database, official, said, RETURNED, now, reason="  ")
    assert set(refused.value.fields) == {"reason"}
    decide(database, official, said, RETURNED, now, reason="Which statutes?")
    with database.reading() as session:
        assert [(one.reason, owner.id) for one, owner in profiles.list_returned(session, member)] == [
            ("Which statutes?", ours.id)
        ]
        assert profiles.count_to_check(session, official) == 0
    with database.transaction() as session:
        profiles.declare(session, member, ours.id, YES, now=now)
    assert standing(database, ours).declaration.state is SAID


def test_a_declaration_with_missing_answers_is_not_in_the_queue_and_cannot_be_checked(
    database: Database, ours: Stakeholder, member: Actor, official: Actor, now: datetime
) -> None:
    with database.transaction() as session:
        one = profiles.declare(session, member, ours.id, {"aim": Answer(Reply.YES)}, now=now)
    with database.reading() as session:
        assert profiles.list_queue(session, official).rows == ()
    with pytest.raises(Invalid, match="Answers are missing"):
        decide(database, official, one, CHECKED, now)


def test_nobody_says_it_for_others_and_nobody_checks_their_own(
    database: Database, ours: Stakeholder, said: Declaration, member: Actor, official: Actor, now: datetime
) -> None:
    with database.transaction() as session, pytest.raises(NotAllowed):
        profiles.declare(session, official, ours.id, YES, now=now)
    both = replace(official, grants=official.grants | {Grant(Role.MEMBER, ours.id)})
    with pytest.raises(NotAllowed):
        decide(database, both, said, CHECKED, now)
    with database.reading() as session:
        assert profiles.list_queue(session, both).rows == ()
        far = make_actor(session, Role.OFFICIAL, "DE2")
        assert profiles.list_queue(session, far).rows == ()
        assert profiles.count_to_check(session, member) == 0
        with pytest.raises(NotAllowed):
            profiles.get_to_check(session, far, said.id)


def test_an_organiser_checks_everywhere(database: Database, said: Declaration, now: datetime) -> None:
    with database.transaction() as session:
        organiser = make_actor(session, Role.ORGANISER, "p-1")
        assert len(profiles.list_queue(session, organiser).rows) == 1
    decide(database, organiser, said, CHECKED, now)


def test_only_a_social_enterprise_says_it_and_it_says_something(
    database: Database, ours: Stakeholder, member: Actor, now: datetime
) -> None:
    with database.transaction() as session, pytest.raises(Invalid, match="at least one"):
        profiles.declare(session, member, ours.id, {}, now=now)
    long = {"aim": Answer(Reply.YES, "x" * (LONGEST + 1))}
    with database.transaction() as session, pytest.raises(Invalid) as refused:
        profiles.declare(session, member, ours.id, long, now=now)
    assert set(refused.value.fields) == {"aim"}
    with database.transaction() as session:
        session.get(Stakeholder, ours.id).kind = Kind.SUPPORT  # type: ignore[union-attr]  # it is there
    with database.transaction() as session, pytest.raises(Invalid, match="Only a social enterprise"):
        profiles.declare(session, member, ours.id, YES, now=now)


def test_it_can_be_taken_back(
    database: Database, ours: Stakeholder, said: Declaration, member: Actor, official: Actor, now: datetime
) -> None:
    with database.transaction() as session:
        profiles.take_back(session, member, ours.id, now=now)
        profiles.take_back(session, member, ours.id, now=now)
    with database.reading() as session:
        assert profiles.find_standing(session, ours.id) is None
        with pytest.raises(NotFound):
            profiles.get_to_check(session, official, said.id)


def test_a_long_queue_is_paged(database: Database, official: Actor, now: datetime) -> None:
    with database.transaction() as session:
        for number in range(PAGE + 1):
            owner = make_stakeholder(session)
            one = make_actor(session, Role.MEMBER, owner.id)
            profiles.declare(session, one, owner.id, YES, now=now + timedelta(minutes=number))
    with database.reading() as session:
        first = profiles.list_queue(session, official)
        rest = profiles.list_queue(session, official, after=first.after)
    assert (len(first.rows), len(rest.rows), rest.after) == (PAGE, 1, "")


def test_two_colleagues_who_say_it_at_once_make_one_declaration(
    database: Database, ours: Stakeholder, member: Actor, now: datetime
) -> None:
    def say() -> str:
        with database.transaction() as session:
            return profiles.declare(session, member, ours.id, YES, now=now).id

    made = race(say, say)
    assert len(set(made)) == 1, made
    assert str(made[0]).startswith("c-")


def test_who_said_it_for_a_stakeholder_does_not_check_it_afterwards(
    database: Database, ours: Stakeholder, official: Actor, now: datetime
) -> None:
    """An official may act for a stakeholder with its consent, and is an official again a moment later."""
    acting = Actor(
        official.account_id, official.name, frozenset({Grant(Role.MEMBER, ours.id)}), acting_for=ours.id
    )
    with database.transaction() as session:
        one = profiles.declare(session, acting, ours.id, YES, now=now)
        other = make_actor(session, Role.OFFICIAL, "DE11")
    with database.reading() as session:
        assert profiles.list_queue(session, official).rows == ()
        assert profiles.count_to_check(session, official) == 0
        assert profiles.count_to_check(session, other) == 1
    with pytest.raises(NotAllowed, match="Somebody else"):
        decide(database, official, one, CHECKED, now)
    decide(database, other, one, CHECKED, now)


def test_a_reason_is_refused_rather_than_cut(
    database: Database, ours: Stakeholder, said: Declaration, official: Actor, now: datetime
) -> None:
    with pytest.raises(Invalid) as raised:
        decide(database, official, said, RETURNED, now, reason="x" * (LONGEST + 1))
    assert set(raised.value.fields) == {"reason"}
    decide(database, official, said, RETURNED, now, reason="x" * LONGEST)
