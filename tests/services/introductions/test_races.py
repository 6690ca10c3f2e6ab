"""Two at once: one wins, the other is told so; nothing is sent, shown or written twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import func, select

from matchmaker.core.introductions.states import Consent, Side, State
from matchmaker.db import Database
from matchmaker.errors import Conflict
from matchmaker.models import Disclosure, Introduction, IntroductionStep, Mail
from matchmaker.services import introductions
from tests.racing import race
from tests.services.introductions.people import Two, hand, make_two

Trials = Callable[[int], int]


def begin(database: Database, two: Two, now: datetime) -> str:
    with database.transaction() as session:
        return introductions.begin(session, two.official, a=two.a, b=two.b, now=now).id


def act(database: Database, name: str, two: Two, side: Side, id_: str, now: datetime) -> Callable[[], object]:
    """An act of a side in a transaction of its own."""

    def run() -> object:
        with database.transaction() as session:
            getattr(introductions, name)(session, hand(two, side), id_, now=now)
            return name

    return run


@pytest.mark.soak
def test_of_a_yes_and_a_no_of_one_side_at_once_one_wins(
    database: Database, now: datetime, trials: Trials
) -> None:
    """2,000 times under `make soak`."""
    won: Counter[str] = Counter()
    for _ in range(trials(2_000)):
        two = make_two(database)
        id_ = begin(database, two, now)
        found = race(*(act(database, name, two, Side.B, id_, now) for name in ("accept", "decline")))
        winners = [one for one in found if isinstance(one, str)]
        assert len(winners) == 1
        assert [type(one) for one in found if not isinstance(one, str)] == [Conflict]
        won[winners[0]] += 1
        with database.reading() as session:
            one = session.get_one(Introduction, id_)
            steps = session.scalars(
                select(IntroductionStep.step)
                .where(IntroductionStep.introduction_id == id_)
                .order_by(IntroductionStep.id)
            ).all()
        assert (one.consent_b is Consent.YES) == (winners == ["accept"])
        assert steps == ["ask", winners[0]]
    assert won.total() == trials(2_000)


@pytest.mark.soak
def test_two_who_say_yes_at_once_are_introduced_once(
    database: Database, now: datetime, trials: Trials
) -> None:
    for _ in range(trials(500)):
        two = make_two(database)
        id_ = begin(database, two, now)
        found = race(*(act(database, "accept", two, side, id_, now) for side in Side))
        assert found == ["accept", "accept"]
        with database.reading() as session:
            one = session.get_one(Introduction, id_)
            receipts = session.scalar(
                select(func.count()).select_from(Disclosure).where(Disclosure.introduction_id == id_)
            )
            mails = Counter(session.scalars(select(Mail.kind).where(Mail.introduction_id == id_)).all())
        assert (one.state, receipts) == (State.INTRODUCED, 2)
        assert mails == {"asked": 2, "introduced": 2}


@pytest.mark.soak
def test_the_same_button_pressed_twice_begins_one_introduction(
    database: Database, now: datetime, trials: Trials
) -> None:
    """1,000 times under `make soak`."""
    for _ in range(trials(1_000)):
        two = make_two(database)

        def run(two: Two = two) -> object:
            return begin(database, two, now)

        found = race(run, run)
        assert sorted(type(one).__name__ for one in found) == ["UnderWay", "str"]
        with database.reading() as session:
            mine = Introduction.a_id == two.a
            assert session.scalar(select(func.count()).select_from(Introduction).where(mine)) == 1
