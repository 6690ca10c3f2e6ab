"""Two at once, on both databases: one gets the record, the other is told so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from matchmaker.core.claims.states import ClaimState
from matchmaker.db import Database
from matchmaker.models import MailLink
from matchmaker.services import claims
from tests.factories import NOW, make_stakeholder
from tests.racing import race
from tests.services.claims.records import INSIDE, Place, make_place

Trials = Callable[[int], int]


def outcomes(answers: list[object]) -> Counter[str]:
    return Counter(type(one).__name__ for one in answers)


def pressing(place: Place, claim_id: str) -> Callable[[], str]:
    """Somebody presses the button behind the link of a claim."""
    link_id = place.link(claim_id)

    def act() -> str:
        with place.database.transaction() as session:
            link = session.get_one(MailLink, link_id)
            return claims.answer_by_link(session, link, yes=True, now=NOW).id

    return act


def deciding(place: Place, claim_id: str) -> Callable[[], str]:
    """The official gives the record to a claim, as they have read it."""
    actor = place.actor("official")
    with place.database.reading() as session:
        seen = claims.get_to_decide(session, actor, claim_id).seen

    def act() -> str:
        with place.database.transaction() as session:
            return claims.decide(session, actor, claim_id, give=True, reason="Yes.", seen=seen, now=NOW).id

    return act


def fresh(database: Database, number: int) -> str:
    """A record of its own for each trial."""
    with database.transaction() as session:
        return make_stakeholder(session, name=f"W{number}", email=f"info@w{number}.example").id


def one_owner(place: Place, given: str, *others: str) -> None:
    assert len(place.owners()) == 1
    assert place.state(given) is ClaimState.GIVEN
    assert [place.state(one) for one in others] == [ClaimState.REFUSED] * len(others)


def test_of_two_who_prove_at_once_one_is_the_owner_and_the_other_is_told(
    database: Database, trials: Trials
) -> None:
    people = make_place(database).people
    # One account sends twenty mails a day.
    for number in range(min(trials(100), 20)):
        place = Place(database, fresh(database, number), people)
        both = place.by_mail("ada"), place.by_mail("bob", f"bob@w{number}.example")
        answers = race(*(pressing(place, one) for one in both))
        assert outcomes(answers) == {"str": 1, "Conflict": 1}, answers
        given = next(one for one in both if one in answers)
        one_owner(place, given, *(one for one in both if one != given))


def test_of_a_proof_and_a_decision_at_once_one_counts(place: Place) -> None:
    mail, decision = place.by_mail("ada"), place.by_decision("bob")
    answers = race(pressing(place, mail), deciding(place, decision))
    assert outcomes(answers) == {"str": 1, "Conflict": 1}, answers
    given = next(one for one in (mail, decision) if one in answers)
    one_owner(place, given, mail if given == decision else decision)


def test_of_two_who_decide_at_once_one_counts(place: Place) -> None:
    both = place.by_decision("ada"), place.by_decision("bob")
    answers = race(*(deciding(place, one) for one in both))
    assert outcomes(answers) == {"str": 1, "Conflict": 1}, answers
    given = next(one for one in both if one in answers)
    one_owner(place, given, *(one for one in both if one != given))


def test_the_same_link_pressed_twice_at_once_counts_once(place: Place) -> None:
    claim = place.by_mail("ada", INSIDE)
    assert outcomes(race(pressing(place, claim), pressing(place, claim))) == {"str": 1, "Conflict": 1}
    one_owner(place, claim)


def test_who_claims_twice_at_once_has_one_claim(place: Place) -> None:
    answers = race(*(lambda words=words: place.by_decision("ada", words) for words in ("One.", "Two.")))
    assert answers[0] == answers[1]
    assert len(place.mails("waits")) == 1


def test_of_a_claim_withdrawn_and_given_at_once_one_counts(place: Place) -> None:
    claim = place.by_decision("ada")

    def withdraw() -> str:
        with place.database.transaction() as session:
            return claims.withdraw(session, place.actor("ada"), claim, now=NOW).id

    answers = race(withdraw, deciding(place, claim))
    assert sum(isinstance(one, str) for one in answers) == 1, answers
    assert place.state(claim) in (ClaimState.WITHDRAWN, ClaimState.GIVEN)
    assert bool(place.owners()) is (place.state(claim) is ClaimState.GIVEN)
