"""A partnership is noted where somebody met a need: one side asks, and only the other's yes makes a tie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Role, StatementState, Together
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotAllowed, NotFound
from matchmaker.models import Block, Change, Need, RoleGrant, Tie
from matchmaker.services import audit, profiles
from tests.factories import NOW, make_actor, make_need, make_stakeholder
from tests.racing import race


@dataclass
class Two:
    """A need of `a` that `b` met, and a member of each."""

    database: Database
    a: str
    b: str
    need: str
    ours: Actor
    theirs: Actor

    def ask(self, by: Actor | None = None) -> None:
        with self.database.transaction() as session:
            profiles.ask_together(session, by or self.ours, "need", self.need, now=NOW)

    def answer(self, *, yes: bool, by: Actor | None = None) -> None:
        with self.database.transaction() as session:
            profiles.answer_together(session, by or self.theirs, "need", self.need, yes=yes, now=NOW)

    def waiting(self, actor: Actor | None = None) -> list[tuple[str, str]]:
        with self.database.reading() as session:
            found = profiles.list_together(session, actor or self.theirs)
            return [(one.asker, one.own) for one in found]

    def ties(self) -> list[Tie]:
        with self.database.reading() as session:
            return list(session.scalars(select(Tie)))

    def together(self) -> Together | None:
        with self.database.reading() as session:
            return session.get_one(Need, self.need).together


@pytest.fixture
def two(database: Database) -> Two:
    return make_two(database)


def make_two(database: Database) -> Two:
    with database.transaction() as session:
        a, b = make_stakeholder(session, name="Werkstatt"), make_stakeholder(session, name="Radhof")
        need = make_need(session, a, "A hall for sixteen", state=StatementState.MET, met_by_id=b.id)
        ours, theirs = make_actor(session, Role.MEMBER, a.id), make_actor(session, Role.MEMBER, b.id)
        return Two(database, a.id, b.id, need.id, ours, theirs)


def test_until_the_other_side_says_yes_there_is_no_tie(two: Two) -> None:
    two.ask()
    two.ask()
    assert two.ties() == []
    assert two.waiting() == [("Werkstatt", "Radhof")]
    assert two.waiting(two.ours) == []
    two.answer(yes=True)
    (tie,) = two.ties()
    assert {tie.a_id, tie.b_id} == {two.a, two.b}
    assert (tie.confirmed_a, tie.confirmed_b, tie.source, tie.since) == (True, True, "statement", NOW.year)
    assert two.waiting() == []
    with two.database.reading() as session:
        assert audit.count_entries(session, subject=tie.id, act="tie.make") == 1
        told = session.scalars(select(Change.stakeholder_id).where(Change.subject == tie.id)).all()
    assert set(told) == {two.a, two.b}


def test_a_no_leaves_nothing_and_is_not_asked_about_again(two: Two) -> None:
    two.ask()
    two.answer(yes=False)
    assert two.ties() == []
    with pytest.raises(Conflict, match="do not want it"):
        two.ask()
    with pytest.raises(Conflict):
        two.answer(yes=True)


def test_a_partnership_that_stands_there_already_is_confirmed(two: Two) -> None:
    with two.database.transaction() as session:
        a, b = sorted((two.a, two.b))
        session.add(Tie(a_id=a, b_id=b, source="a list", created_at=NOW))
    two.ask()
    two.answer(yes=True)
    (tie,) = two.ties()
    assert (tie.confirmed_a, tie.confirmed_b, tie.source) == (True, True, "a list")


def test_only_who_belongs_to_a_side_speaks_for_it(two: Two) -> None:
    with two.database.transaction() as session:
        official = make_actor(session, Role.OFFICIAL, "DE11")
    with pytest.raises(NotAllowed):
        two.ask(two.theirs)
    two.ask()
    for one in (two.ours, official):
        with pytest.raises(NotAllowed):
            two.answer(yes=True, by=one)
    assert two.ties() == []


def test_it_takes_a_name_and_somebody_who_could_confirm(two: Two) -> None:
    with two.database.transaction() as session:
        session.delete(session.scalars(select(RoleGrant).where(RoleGrant.place == two.b)).one())
    with pytest.raises(Invalid) as refused:
        two.ask()
    assert set(refused.value.fields) == {"partners"}
    with two.database.transaction() as session:
        session.get_one(Need, two.need).met_by_id = None
    with pytest.raises(Invalid):
        two.ask()
    with pytest.raises(NotFound):
        two.answer(yes=True)


def test_another_name_or_an_open_need_takes_the_question_back(two: Two) -> None:
    two.ask()
    with two.database.transaction() as session:
        other = make_stakeholder(session, name="Somebody else").id
    with two.database.transaction() as session:
        profiles.name_helper(session, two.ours, "need", two.need, "Radhof", now=NOW)
    assert two.together() is Together.ASKED
    with two.database.transaction() as session:
        profiles.name_helper(session, two.ours, "need", two.need, "Somebody else", now=NOW)
        assert session.get_one(Need, two.need).met_by_id == other
    assert two.waiting() == []
    with pytest.raises(NotAllowed):
        two.answer(yes=True)
    with two.database.transaction() as session:
        profiles.set_state(session, two.ours, "need", two.need, StatementState.OPEN, now=NOW)
    assert two.together() is None


@pytest.mark.parametrize("by_us", [True, False])
def test_nothing_is_asked_between_those_of_whom_one_does_not_want_the_other(two: Two, by_us: bool) -> None:
    two.ask()
    one, other = (two.a, two.b) if by_us else (two.b, two.a)
    with two.database.transaction() as session:
        session.add(Block(stakeholder_id=one, other_id=other, at=NOW))
    assert two.waiting() == []


def test_two_of_one_side_answer_at_once(database: Database, trials: Callable[[int], int]) -> None:
    for _number in range(trials(40)):
        two = make_two(database)
        with database.transaction() as session:
            colleague = make_actor(session, Role.MEMBER, two.b)
        two.ask()

        def yes(two: Two = two) -> None:
            two.answer(yes=True)

        def no(two: Two = two, colleague: Actor = colleague) -> None:
            two.answer(yes=False, by=colleague)

        answers = race(yes, no)
        assert Counter(type(one).__name__ for one in answers) == {"NoneType": 1, "Conflict": 1}, answers
        assert len([one for one in two.ties() if two.a in (one.a_id, one.b_id)]) == (answers[0] is None)
