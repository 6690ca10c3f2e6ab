"""Claiming by a mail to the record's own domain, or by one's own address there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event, update

from matchmaker.core.claims.proving import MOST_ALIKE, NoMail
from matchmaker.core.claims.states import ClaimState, Proof
from matchmaker.core.entities import Kind
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, MatchmakerError, NotAllowed, NotFound, TooMany
from matchmaker.models import Account, Stakeholder
from matchmaker.services import claims, people
from matchmaker.services.claims.reading import measure
from tests.factories import NOW, make_account, make_stakeholder
from tests.services.claims.records import CONTACT, INSIDE, SITE, Place, make_place


def test_whoever_reads_the_contact_address_makes_the_claimant_the_owner(place: Place) -> None:
    claim = place.by_mail("ada")
    assert place.mails() == [(CONTACT, "prove")]
    letter = place.letter(CONTACT, "prove")
    assert letter is not None
    assert letter.title == "Ada wants to look after the profile of Werkstatt"
    assert "ada.lovelace@post.example" in letter.paragraphs[1]
    assert place.owners() == []
    place.press(claim)
    assert place.owners() == ["Ada"]
    made = place.claim(claim)
    assert (made.state, made.proof, made.address, made.decided_by) == (
        ClaimState.GIVEN, Proof.MAIL, CONTACT, None,
    )  # fmt: skip
    assert place.acts() == ["claim.ask", "role.grant", "claim.give"]
    told = place.letter("ada.lovelace@post.example", "ended")
    assert told is not None
    assert told.title == "You look after the profile of Werkstatt now"
    assert told.actions[0].url.endswith(f"/stakeholders/{place.record}/edit")


@pytest.mark.parametrize(
    "to", [INSIDE, "ADA@Werkstatt.Example", "ada@team.werkstatt.example", " info@werkstatt.example "]
)
def test_an_address_of_the_domain_proves_it_too(place: Place, to: str) -> None:
    claim = place.by_mail("ada", to)
    assert place.mails() == [(to.strip().lower(), "prove")]
    place.press(claim)
    assert place.owners() == ["Ada"]


@pytest.mark.parametrize(
    "to",
    ["ada@gmail.com", "ada@notwerkstatt.example", "ada@werkstatt.example.evil.example", "no address",
     "ada@example", "werkstatt.example", "ada@werkstatt.example@evil.example", "ada@[127.0.0.1]"],
)  # fmt: skip
def test_no_other_address_is_written_to(place: Place, to: str) -> None:
    with pytest.raises(Invalid) as refused:
        place.by_mail("ada", to)
    assert set(refused.value.fields) == {"address"}
    assert place.mails() == []


def test_who_has_a_confirmed_address_there_takes_the_record_at_once(place: Place) -> None:
    with place.database.transaction() as session:
        assert claims.get_claimable(session, place.actor("inside"), place.record).ways.at_once
        claims.claim_at_once(session, place.actor("inside"), place.record, now=NOW)
    assert place.owners() == ["Inside"]
    assert place.mails() == [(INSIDE, "ended")]
    with place.database.transaction() as session, pytest.raises(Conflict):
        claims.claim_at_once(session, place.actor("ada"), place.record, now=NOW)


def test_the_contact_address_is_masked_and_only_the_domain_is_told(place: Place) -> None:
    with place.database.reading() as session:
        ways = claims.get_claimable(session, place.actor("ada"), place.record).ways
    assert (ways.contact, ways.names, ways.at_once) == (
        "in***@werkstatt.example",
        ("werkstatt.example",),
        False,
    )


def test_of_a_record_with_free_mail_only_the_address_itself_counts(database: Database) -> None:
    place = make_place(database, email="werkstatt@gmx.de", website="https://www.facebook.com/werkstatt")
    with pytest.raises(Invalid):
        place.by_mail("ada", "ada@gmx.de")
    with pytest.raises(Invalid):
        place.by_mail("ada", "ada@facebook.com")
    place.press(place.by_mail("ada", "Werkstatt@GMX.de"))
    assert place.owners() == ["Ada"]


def test_a_record_without_any_domain_goes_by_decision(database: Database) -> None:
    place = make_place(database, email="", website="")
    for to in ("", INSIDE):
        with pytest.raises(Invalid):
            place.by_mail("ada", to)
    place.by_decision("ada")
    assert place.mails() == [("official@city.example", "waits")]


@pytest.mark.parametrize(
    "values", [{"kind": Kind.POLICYMAKER}, {"kind": Kind.SUPPORT, "support_type": "support-university"}]
)
def test_at_a_public_body_or_a_university_only_the_contact_address_counts(
    database: Database, values: dict[str, object]
) -> None:
    place = make_place(database, **values)
    with pytest.raises(Invalid):
        place.by_mail("ada", INSIDE)
    with database.transaction() as session, pytest.raises(Conflict):
        claims.claim_at_once(session, place.actor("inside"), place.record, now=NOW)
    place.press(place.by_mail("ada"))
    assert place.owners() == ["Ada"]


def test_a_domain_under_which_many_names_stand_proves_nothing(place: Place) -> None:
    with place.database.transaction() as session:
        for number in range(3):
            # The same name twice is one: duplicates are not a platform.
            make_stakeholder(
                session, name=f"Choir {number}", website=f"https://choir{number}.werkstatt.example"
            )
            make_stakeholder(session, name=f"CHOIR {number}", email=f"choir{number}@werkstatt.example")
    with pytest.raises(Invalid):
        place.by_mail("ada", INSIDE)
    place.by_mail("ada")


def test_a_domain_of_other_letters_is_known_in_both_spellings(database: Database) -> None:
    place = make_place(database, email="", website="https://www.xn--bcher-kva.example/start")
    claim = place.by_mail("ada", "ada@BÜCHER.example")
    with pytest.raises(Invalid):
        place.by_mail("ada", "ada@bucher.example")
    place.press(claim)
    assert place.owners() == ["Ada"]


def test_a_hidden_record_is_not_there_to_be_claimed(database: Database) -> None:
    place = make_place(database, hidden=True)
    for name in ("ada", "official"):
        with pytest.raises(NotFound):
            place.by_mail(name)
        with pytest.raises(NotFound):
            place.by_decision(name)


def test_a_link_works_once_and_for_fourteen_days(place: Place) -> None:
    claim = place.by_mail("ada")
    place.press(claim)
    with pytest.raises(Conflict):
        place.press(claim)
    assert place.owners() == ["Ada"]
    assert place.letter(CONTACT, "prove") is None


def test_a_link_dies_when_the_record_is_claimed_otherwise(place: Place) -> None:
    claim = place.by_mail("ada")
    with place.database.transaction() as session:
        claims.claim_at_once(session, place.actor("inside"), place.record, now=NOW)
    assert place.state(claim) is ClaimState.REFUSED
    with pytest.raises(Conflict):
        place.press(claim)
    told = place.letter("ada.lovelace@post.example", "ended")
    assert told is not None
    assert "Somebody else has shown that they belong to Werkstatt." in told.paragraphs
    assert "Ask them to invite you." in told.after[0]
    assert place.owners() == ["Inside"]


@pytest.mark.parametrize("changed", [{"email": "new@other.example", "website": ""}, {"hidden": True}])
def test_a_link_dies_when_the_address_stands_for_the_record_no_more(
    place: Place, changed: dict[str, object]
) -> None:
    claim = place.by_mail("ada", INSIDE)
    with place.database.transaction() as session:
        session.execute(update(Stakeholder).values(**changed))
    with pytest.raises(MatchmakerError):
        place.press(claim)
    assert place.owners() == []


def test_somebody_says_that_it_was_not_them_and_is_not_asked_again_for_a_month(place: Place) -> None:
    claim = place.by_mail("ada")
    place.press(claim, yes=False)
    assert place.state(claim) is ClaimState.REFUSED
    assert place.owners() == []
    told = place.letter("ada.lovelace@post.example", "ended")
    assert told is not None
    assert "Whoever reads the e-mails of Werkstatt answered that this was not them." in told.paragraphs
    assert [to for to, _ in place.mails()] == ["ada.lovelace@post.example", CONTACT]
    with pytest.raises(Conflict):
        place.by_mail("ada", now=NOW + timedelta(days=2))
    place.by_mail("ada", now=NOW + timedelta(days=31))


def test_three_mails_go_out_about_one_record_in_a_day(place: Place) -> None:
    for _ in range(3):
        place.by_mail("ada")
    with pytest.raises(TooMany, match="went out within a day"):
        place.by_mail("bob")
    assert len(place.mails("prove")) == 1
    place.by_mail("bob", now=NOW + timedelta(days=1))


def test_one_account_has_five_claims_open(place: Place) -> None:
    records = new_records(place, 5)
    made = [ask(place, record) for record in records]
    for claim in (place.by_mail, place.by_decision):
        with pytest.raises(Conflict, match="Five claims"):
            claim("ada")
    # To say more about one that waits is no new claim.
    assert ask(place, records[0], hours=1) == made[0]
    with place.database.transaction() as session:
        claims.withdraw(session, place.actor("ada"), made[0], now=NOW)
    place.by_mail("ada")


def test_one_account_sends_twenty_mails_a_day(place: Place) -> None:
    records = new_records(place, 7)
    for number in range(20):
        claim = ask(place, records[number // 3])
        with place.database.transaction() as session:
            claims.withdraw(session, place.actor("ada"), claim, now=NOW)
    with pytest.raises(TooMany, match="very often"):
        ask(place, records[6])
    ask(place, records[6], hours=24)


def new_records(place: Place, count: int) -> list[str]:
    with place.database.transaction() as session:
        return [make_stakeholder(session, name=f"R{n}", email=f"r@r{n}.example").id for n in range(count)]


def ask(place: Place, record: str, hours: int = 0) -> str:
    with place.database.transaction() as session:
        moment = NOW + timedelta(hours=hours)
        return claims.ask_by_mail(session, place.actor("ada"), record, to="", language="en", now=moment).id


def test_a_closed_account_gets_nothing(place: Place) -> None:
    claim = place.by_mail("ada")
    with place.database.transaction() as session:
        session.get_one(Account, place.people["ada"]).disabled_at = NOW
    with pytest.raises(NotFound):
        place.press(claim)
    with pytest.raises(NotAllowed):
        place.by_mail("ada")
    assert place.owners() == []


def test_who_belongs_to_a_record_does_not_claim_it_and_who_acts_for_somebody_claims_nothing(
    place: Place,
) -> None:
    place.press(place.by_mail("ada"))
    with pytest.raises(Conflict, match="You belong to this profile already"):
        place.by_decision("ada")
    with place.database.transaction() as session:
        owner, own = place.actor("ada"), people.find_stakeholder(session, place.record)
        key = next(one.key for one in people.list_candidates(session, own))
        people.give(session, owner, own.id, to=key, until=None, now=NOW)
        acting = people.find_acting(session, place.actor("official"), own.id, now=NOW)
        other = make_stakeholder(session, name="Other")
        assert acting is not None
    with place.database.transaction() as session, pytest.raises(NotAllowed):
        claims.ask_for_decision(session, acting.actor, other.id, words="Me.", now=NOW)


def test_nothing_tells_whether_the_address_has_an_account(place: Place) -> None:
    with place.database.transaction() as session:
        make_account(session, name="Known", email="known@werkstatt.example", language="en")
    place.by_mail("ada", "known@werkstatt.example")
    place.by_mail("ada", "unknown@werkstatt.example")
    letters = [place.letter(f"{name}@werkstatt.example", "prove") for name in ("known", "unknown")]
    assert letters[0] is not None
    assert letters[1] is not None
    assert letters[0].paragraphs == letters[1].paragraphs
    assert letters[0].greeting == letters[1].greeting == "Good day,"
    assert SITE


def test_both_domains_of_a_record_are_measured_with_one_look_at_the_records(database: Database) -> None:
    with database.transaction() as session:
        for number in range(MOST_ALIKE + 3):
            make_stakeholder(session, name=f"House {number}", website=f"https://CITY.example/{number}")
        make_stakeholder(session, name="Bücher", website="https://www.xn--bcher-kva.example")
        one = make_stakeholder(session, name="Hall", website="https://city.example", email="a@bücher.example")
        empty = make_stakeholder(session, name="Nothing", website="", email="a@gmail.com")
    asked: list[str] = []
    with database.reading() as session:
        event.listen(
            session.connection(), "before_cursor_execute", lambda *given: asked.append(str(given[2]))
        )
        found = measure(session, one)
        assert found.names == {"bücher.example"}
        assert len(asked) == 1
        assert measure(session, empty).why is NoMail.NOTHING
        assert len(asked) == 1, "without a domain of its own nothing is looked for"
