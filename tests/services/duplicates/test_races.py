"""Two at once, on both databases: one wins, the other is told so and changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from sqlalchemy import func, select

from matchmaker.core.actors import SYSTEM
from matchmaker.core.duplicates.choosing import Choice
from matchmaker.core.duplicates.states import PairState
from matchmaker.db import Database
from matchmaker.errors import MatchmakerError
from matchmaker.models import DuplicatePair, Merge, Stakeholder
from matchmaker.services import duplicates, profiles
from matchmaker.services.duplicates.reading import seen_of
from matchmaker.services.profiles import StatementValues
from tests.factories import NOW, make_offer
from tests.racing import race
from tests.services.duplicates.twins import make_pair, make_twins

Act = Callable[[], object]


def new_pair(database: Database) -> tuple[str, str, str]:
    with database.transaction() as session:
        one, other = make_twins(session)
        make_offer(session, other)
        return make_pair(session, one, other).id, one.id, other.id


def merging(database: Database, pair: str, keep: str, seen: str = "") -> Act:
    def act() -> str:
        with database.transaction() as session:
            return duplicates.merge(session, SYSTEM, pair, Choice(keep=keep), seen=seen, now=NOW).id

    return act


def outcomes(answers: list[object]) -> Counter[str]:
    return Counter(type(one).__name__ for one in answers)


def test_two_merge_the_same_pair_the_same_way_or_into_each_other(
    database: Database, trials: Callable[[int], int]
) -> None:
    for number in range(trials(100)):
        pair, one, other = new_pair(database)
        answers = race(merging(database, pair, one), merging(database, pair, (one, other)[number % 2]))
        assert outcomes(answers) == {"str": 1, "Conflict": 1}, answers
        with database.reading() as session:
            there = session.scalars(select(Stakeholder.id).where(Stakeholder.id.in_([one, other]))).all()
            made = session.scalars(select(Merge).where(Merge.pair_id == pair)).one()
        assert there == [made.kept_id]


def test_two_undo_the_same_merge(database: Database, trials: Callable[[int], int]) -> None:
    for _number in range(trials(100)):
        pair, one, _other = new_pair(database)
        made = merging(database, pair, one)()

        def act(merge_id: object = made) -> str:
            with database.transaction() as session:
                return duplicates.undo(session, SYSTEM, str(merge_id), now=NOW).id

        assert outcomes(race(act, act)) == {"str": 1, "Conflict": 1}


def test_one_merges_while_the_other_says_that_they_are_not_the_same(
    database: Database, trials: Callable[[int], int]
) -> None:
    for _number in range(trials(100)):
        pair, one, _other = new_pair(database)

        def apart(pair_id: str = pair) -> str:
            with database.transaction() as session:
                return duplicates.tell_apart(session, SYSTEM, pair_id, now=NOW).id

        answers = race(merging(database, pair, one), apart)
        assert outcomes(answers) == {"str": 1, "Conflict": 1}, answers
        with database.reading() as session:
            merged = session.scalars(select(func.count()).where(Merge.pair_id == pair)).one()
            state = session.get_one(DuplicatePair, pair).state
        assert state is (PairState.MERGED if merged else PairState.DIFFERENT)


def test_a_record_goes_up_into_one_of_two_others(database: Database, trials: Callable[[int], int]) -> None:
    for _number in range(trials(100)):
        with database.transaction() as session:
            one, other = make_twins(session)
            third = make_twins(session)[0]
            others = other, third
            pairs = [make_pair(session, one, each).id for each in others]
            keeps = [each.id for each in others]
            # As the pages showed them: the pair of the slower one is of two others by then.
            seen = [seen_of(*sorted((one, each), key=lambda record: record.id)) for each in others]
        answers = race(*(merging(database, *each) for each in zip(pairs, keeps, seen, strict=True)))
        assert outcomes(answers) == {"str": 1, "Conflict": 1}, answers


def test_what_somebody_adds_meanwhile_is_there_or_refused_and_never_lost(
    database: Database, trials: Callable[[int], int]
) -> None:
    for _number in range(trials(100)):
        pair, one, other = new_pair(database)

        def add(stakeholder_id: str = other) -> str:
            values = StatementValues(text="We lend our hall on Sundays.")
            with database.transaction() as session:
                return profiles.add_statement(session, SYSTEM, stakeholder_id, "offer", values, now=NOW).id

        answers = race(merging(database, pair, one), add)
        assert isinstance(answers[0], str), answers
        with database.reading() as session:
            page = profiles.get_page(session, SYSTEM, one, today=NOW.date())
        said = [offer.id for offer in page.offers]
        assert (answers[1] in said) == isinstance(answers[1], str), answers
        assert isinstance(answers[1], (str, MatchmakerError)), answers
