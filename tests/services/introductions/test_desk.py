"""The order of the broker's desk: what is most useful first, whoever waits never lost, narrowed and paged."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM
from matchmaker.core.entities import Role
from matchmaker.core.introductions.states import Side, State
from matchmaker.db import Database
from matchmaker.models import Introduction
from matchmaker.services import introductions
from matchmaker.services.introductions import Wanted, Whose
from tests.factories import make_actor, make_need, make_offer, make_stakeholder
from tests.services.introductions.people import Two, begin, hand, step

DAY = timedelta(days=1)


def waiting(
    session: Session, two: Two, name: str, worth: float | None, days: int, now: datetime, **values: object
) -> str:
    """One that waits for a broker: Halle and somebody new, asked for so many days ago."""
    other = make_stakeholder(session, name=name, email=f"{name}@example.org", region="DE112")
    one = introductions.begin(session, SYSTEM, a=two.a, b=other.id, hold=True, now=now - days * DAY)
    one = introductions.resume(session, SYSTEM, one.id, now=now - days * DAY)
    for key, value in {"worth": worth, **values}.items():
        setattr(one, key, value)
    session.flush()
    return one.id


def names(database: Database, two: Two, now: datetime, **values: object) -> list[str]:
    """Whom the queue names, in its order, over all its pages."""
    found, after = [], ""
    with database.reading() as session:
        while True:
            page = introductions.list_by_use(session, two.official, waiting=after, now=now, **values)[0]  # type: ignore[arg-type]  # a test's values
            found += [row.b.name for row in page.rows]
            if not (after := page.after):
                return found


def test_the_most_useful_comes_first_and_whoever_waits_too_long_before_it(
    database: Database, two: Two, now: datetime
) -> None:
    with database.transaction() as session:
        for name, worth, days in [
            ("weak", 0.1, 0),
            ("strong", 1.0, 0),
            ("unknown", None, 0),
            ("old", 0.1, 9),
        ]:
            waiting(session, two, name, worth, days, now)
    assert names(database, two, now) == ["old", "strong", "unknown", "weak"]
    assert names(database, two, now + 30 * DAY)[0] == "old"


def test_who_was_introduced_least_comes_before_an_equal_one(
    database: Database, two: Two, now: datetime
) -> None:
    with database.transaction() as session:
        often, _seldom = (waiting(session, two, name, 0.8, 0, now) for name in ("often", "seldom"))
        often_id = session.get_one(Introduction, often).b_id
        third = make_stakeholder(session, email="third@example.org", region="DE111")
        for a, b in ((two.a, third.id), (often_id, third.id)):
            one = introductions.begin(session, SYSTEM, a=a, b=b, now=now)
            for side in Side:
                introductions.accept(session, hand(two, side), one.id, now=now)
    assert names(database, two, now) == ["seldom", "often"]
    with database.reading() as session:
        rows = introductions.list_by_use(session, two.official, now=now)[0].rows
    told = [row.waiting.introduced if row.waiting else None for row in rows]
    assert told == [{Side.A: 1, Side.B: 0}, {Side.A: 1, Side.B: 1}]


def test_the_pages_hold_each_once_also_when_one_leaves_meanwhile(
    database: Database, two: Two, now: datetime
) -> None:
    with database.transaction() as session:
        ids = [waiting(session, two, f"n{number:02}", number / 60, number % 5, now) for number in range(60)]
    assert sorted(names(database, two, now)) == [f"n{number:02}" for number in range(60)]
    assert len(ids) == 60
    with database.reading() as session:
        first = introductions.list_by_use(session, two.official, now=now)[0]
        rest = introductions.list_by_use(session, two.official, waiting=first.after, now=now)[0]
    last = first.rows[-1].introduction.id
    step(database, introductions.hold, two.official, last, now=now)
    with database.reading() as session:
        again = introductions.list_by_use(session, two.official, waiting=first.after, now=now)[0]
        # An address that somebody has bent begins from the top.
        bent = introductions.list_by_use(session, two.official, waiting="nowhere", now=now)[0]
    kept = [row.introduction.id for row in rest.rows]
    assert [row.introduction.id for row in again.rows if row.introduction.id != last][:20] == kept[:20]
    assert len(bent.rows) == 25


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(whose=Whose.MINE), ["mine"]),
        (Wanted(whose=Whose.NOBODYS), ["nobodys"]),
        (Wanted(region="DE11"), ["mine", "nobodys"]),
        (Wanted(region="DE12"), []),
        (Wanted(stage="proposed"), ["mine", "nobodys"]),
        (Wanted(stage="step"), []),
        (Wanted(pilot="p-none"), []),
    ],
)
def test_the_desk_is_narrowed(
    database: Database, two: Two, now: datetime, wanted: Wanted, expected: list[str]
) -> None:
    with database.transaction() as session:
        waiting(session, two, "mine", 1.0, 0, now, broker_id=two.official.account_id, region="DE111")
        waiting(session, two, "nobodys", 0.5, 0, now, broker_id=None, region="DE112")
    assert names(database, two, now, wanted=wanted) == expected
    with database.reading() as session:
        assert introductions.read_pipeline(session, two.official, now=now).regions == ["DE1", "DE11"]


def test_the_stages_are_told_apart_by_who_said_yes(database: Database, two: Two, now: datetime) -> None:
    id_ = begin(database, two, now)

    def at(stage: str) -> int:
        with database.reading() as session:
            wanted = Wanted(stage=stage)
            return len(introductions.list_desk(session, two.official, wanted=wanted, now=now).rows)

    def counted() -> dict[str, tuple[int, int]]:
        with database.reading() as session:
            stages = introductions.read_pipeline(session, two.official, now=now + 2 * DAY).stages
        return {one.name: (one.number, round(one.mean_days)) for one in stages if one.number}

    assert (at("asked"), at("one_yes"), counted()) == (1, 0, {"asked": (1, 2)})
    step(database, introductions.accept, hand(two, Side.A), id_, now=now)
    assert (at("asked"), at("one_yes"), counted()) == (0, 1, {"one_yes": (1, 2)})


def test_who_brokers_elsewhere_sees_nothing_of_it(database: Database, two: Two, now: datetime) -> None:
    with database.transaction() as session:
        waiting(session, two, "theirs", 1.0, 0, now)
        far = make_actor(session, Role.OFFICIAL, "UKM8")
    with database.reading() as session:
        assert introductions.list_by_use(session, far, now=now)[0].rows == []
        pipeline = introductions.read_pipeline(session, far, now=now)
    assert (pipeline.regions, sum(stage.number for stage in pipeline.stages)) == ([], 0)


def test_the_worth_is_what_the_engine_expects_of_both(database: Database, two: Two, now: datetime) -> None:
    with database.transaction() as session:
        fits = [
            make_stakeholder(session, email=f"f{number}@example.org", region="DE112") for number in range(6)
        ]
        for number, one in enumerate(fits):
            make_need(session, one, f"A course in repairing washing machines, number {number}")
            make_offer(session, one, f"A course in repairing washing machines, week {number}")
        ids = [one.id for one in fits]
    some = step(database, introductions.begin, two.official, a=ids[0], b=ids[1], now=now)
    none = step(database, introductions.begin, two.official, a=two.a, b=ids[2], now=now, hold=True)
    assert some.worth is not None
    assert none.worth is not None
    assert 0 <= none.worth < some.worth <= 1
    # Exchanging one of the two makes another pair, of another worth.
    swapped = step(database, introductions.swap, two.official, none.id, side=Side.A, other_id=ids[3], now=now)
    assert swapped.worth is not None
    assert swapped.worth > none.worth
    assert swapped.state is State.HELD
