"""How long claims wait and are kept, and what goes with an account or a record."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from matchmaker.config import Settings
from matchmaker.core.actors import SYSTEM
from matchmaker.core.claims.states import ClaimState
from matchmaker.core.duplicates.choosing import Choice
from matchmaker.db import Database
from matchmaker.jobs.handlers import DAILY, HANDLERS
from matchmaker.models import Account, Claim, Mail, Stakeholder
from matchmaker.services import claims, duplicates, privacy
from matchmaker.services.duplicates.reading import seen_of
from matchmaker.services.privacy.profiles import remove_profile
from tests.factories import NOW, make_stakeholder
from tests.services.claims.records import CONTACT, INSIDE, Place
from tests.services.duplicates.twins import make_pair
from tests.services.privacy.lives import dump

ADA = "ada.lovelace@post.example"


def expire(place: Place, days: int) -> int:
    with place.database.transaction() as session:
        return claims.expire(session, now=NOW + timedelta(days=days))


def test_after_a_month_a_claim_runs_out_and_its_person_hears_of_it_once(place: Place) -> None:
    claim = place.by_decision("ada")
    assert expire(place, 29) == 0
    assert expire(place, 30) == 1
    assert expire(place, 31) == 0
    assert place.state(claim) is ClaimState.EXPIRED
    assert place.mails("ended") == [(ADA, "ended")]
    told = place.letter(ADA, "ended")
    assert told is not None
    assert told.title == "Your claim of the profile of Werkstatt has run out"
    assert place.acts()[-1] == "claim.expire"


def test_the_worker_looks_for_them_each_day() -> None:
    assert "claims.expire" in DAILY
    assert "claims.expire" in HANDLERS


def test_a_year_after_its_end_a_claim_is_forgotten(place: Place, settings: Settings) -> None:
    kept, gone = place.by_decision("bob", now=NOW + timedelta(days=300)), place.by_decision("ada")
    place.decide("official", gone, give=False)
    privacy.sweep(place.database, folder=Path(settings.folder), now=NOW + timedelta(days=366))
    with place.database.reading() as session:
        assert session.scalars(select(Claim.id)).all() == [kept]


def test_erasing_an_account_leaves_nothing_of_its_claims(place: Place, settings: Settings) -> None:
    place.by_mail("ada", "ada.own@werkstatt.example")
    place.by_decision("ada", "I am the quokka of the house.")
    other = place.by_decision("bob", "I keep the books.")
    with place.database.transaction() as session:
        account = session.get_one(Account, place.people["ada"])
        privacy.forget_person(session, SYSTEM, account, profiles=(), folder=settings.folder, now=NOW)
    kept = dump(place.database)
    for word in ("ada.own@", "quokka", ADA):
        assert word not in kept
    assert place.state(other) is ClaimState.WAITING
    with place.database.reading() as session:
        assert CONTACT not in session.scalars(select(Mail.address)).all()


def test_an_account_that_decided_is_erased_and_the_claim_stays(place: Place, settings: Settings) -> None:
    claim = place.by_decision("ada")
    place.decide("official", claim)
    with place.database.transaction() as session:
        account = session.get_one(Account, place.people["official"])
        privacy.forget_person(session, SYSTEM, account, profiles=(), folder=settings.folder, now=NOW)
    made = place.claim(claim)
    assert (made.state, made.decided_by) == (ClaimState.GIVEN, None)


def test_a_record_that_goes_takes_its_claims_along(place: Place) -> None:
    place.by_mail("ada", INSIDE)
    with place.database.transaction() as session:
        found = claims.get_claimable(session, place.actor("bob"), place.record).stakeholder
        remove_profile(session, SYSTEM, found, now=NOW)
    with place.database.reading() as session:
        assert session.scalars(select(Claim.id)).all() == []
    assert place.letter(INSIDE, "prove") is None


def merge(database: Database, kept: str, gone: str) -> str:
    """Make two records one."""
    with database.transaction() as session:
        both = sorted((session.get_one(Stakeholder, one) for one in (kept, gone)), key=lambda one: one.id)
        pair = make_pair(session, *both)
        seen = seen_of(*both)
        return duplicates.merge(session, SYSTEM, pair.id, Choice(keep=kept), seen=seen, now=NOW).id


def test_claims_follow_a_merge_and_come_back_when_it_is_undone(place: Place) -> None:
    claim, both = place.by_decision("ada"), place.by_decision("bob", "I am Bob.")
    with place.database.transaction() as session:
        twin = make_stakeholder(session, name="Werkstatt e.V.").id
    other = Place(place.database, twin, place.people)
    second = other.by_decision("bob", "Bob once more.")
    merged = merge(place.database, twin, place.record)
    with place.database.reading() as session:
        rows = {one.id: one for one in session.scalars(select(Claim))}
    assert {one.stakeholder_id for one in rows.values()} == {twin}
    assert rows[claim].state is ClaimState.WAITING
    # Bob waits once.
    assert {rows[both].state, rows[second].state} == {ClaimState.WAITING, ClaimState.WITHDRAWN}
    with place.database.transaction() as session:
        duplicates.undo(session, SYSTEM, merged, now=NOW)
    assert place.claim(both).stakeholder_id == place.record
    assert place.state(both) is ClaimState.WAITING
    assert place.state(second) is ClaimState.WAITING


def test_claims_of_a_record_that_goes_up_into_one_with_people_are_disputes(place: Place) -> None:
    claim = place.by_decision("ada")
    with place.database.transaction() as session:
        twin = make_stakeholder(session, name="Werkstatt e.V.", email="post@verein.example").id
    other = Place(place.database, twin, place.people)
    other.press(other.by_mail("bob"))
    merge(place.database, twin, place.record)
    with place.database.reading() as session:
        assert claims.get_to_decide(session, place.actor("official"), claim).one.disputes
    place.decide("official", claim, reason="Both.")
    assert other.owners() == ["Ada", "Bob"]
