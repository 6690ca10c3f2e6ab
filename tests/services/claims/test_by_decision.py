"""Claims and disputes that somebody decides, with a reason."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from matchmaker.core.actors import VISITOR
from matchmaker.core.claims.states import ClaimState, Proof
from matchmaker.core.entities import Part, Role
from matchmaker.core.reports import Trouble
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotAllowed, NotFound, TooMany
from matchmaker.models import Account, ActingConsent, Claim, RoleGrant
from matchmaker.services import claims, people, reports
from matchmaker.services.reports import Said
from tests.factories import NOW, grant, join_pilot, make_actor, make_pilot, make_stakeholder
from tests.services.claims.records import Place, make_place

ADA, BOB, CARL = "ada.lovelace@post.example", "bob@post.example", "carl@post.example"


def waiting(place: Place, name: str) -> list[str]:
    """The names of those whose claims wait for somebody's decision."""
    with place.database.reading() as session:
        return [row.name for row in claims.list_waiting(session, place.actor(name)).rows]


def test_an_official_of_the_region_hears_of_it_and_gives_it_with_a_reason(place: Place) -> None:
    claim = place.by_decision("ada", "I am the treasurer.")
    assert place.mails() == [("official@city.example", "waits")]
    letter = place.letter("official@city.example", "waits")
    assert letter is not None
    assert "They write: “I am the treasurer.”" in letter.paragraphs
    assert letter.actions[0].url.endswith(f"/claims/{claim}")
    assert waiting(place, "official") == ["Ada"]
    place.decide("official", claim, reason="I met her there.")
    made = place.claim(claim)
    assert (made.state, made.proof, made.reason) == (ClaimState.GIVEN, Proof.DECISION, "I met her there.")
    assert made.decided_by == place.people["official"]
    assert place.owners() == ["Ada"]
    told = place.letter(ADA, "ended")
    assert told is not None
    assert "The reason that was given: “I met her there.”" in told.paragraphs
    assert waiting(place, "official") == []
    assert place.letter("official@city.example", "waits") is None


def test_a_refusal_tells_the_reason_and_the_way_on(place: Place) -> None:
    claim = place.by_decision("ada")
    place.decide("official", claim, give=False, reason="Nobody there knows you.")
    assert place.state(claim) is ClaimState.REFUSED
    assert place.owners() == []
    told = place.letter(ADA, "ended")
    assert told is not None
    assert told.title == "You do not get the profile of Werkstatt"
    assert "The reason that was given: “Nobody there knows you.”" in told.paragraphs
    assert "say on the page who you are there" in told.after[0]
    # More words are a new claim: what was missing can be said.
    assert place.by_decision("ada", "Ask the chair.") != claim


@pytest.mark.parametrize("reason", ["", "  \n", "x" * 501])
def test_a_decision_has_a_reason(place: Place, reason: str) -> None:
    claim = place.by_decision("ada")
    for give in (True, False):
        with pytest.raises(Invalid) as refused:
            place.decide("official", claim, give=give, reason=reason)
        assert set(refused.value.fields) == {"reason"}
    assert place.state(claim) is ClaimState.WAITING


@pytest.mark.parametrize("words", ["", " \n ", "x" * 501])
def test_a_claim_says_who_one_is(place: Place, words: str) -> None:
    with pytest.raises(Invalid) as refused:
        place.by_decision("ada", words)
    assert set(refused.value.fields) == {"words"}


def test_only_who_looks_after_the_place_decides_and_never_about_oneself(place: Place) -> None:
    claim = place.by_decision("official", "I sing there too.")
    for name in ("ada", "far", "official"):
        with pytest.raises(NotAllowed):
            place.decide(name, claim)
    assert waiting(place, "official") == waiting(place, "far") == []
    # Nobody else looks after the region: the administrator hears of it.
    assert place.mails("waits") == [("admin@site.example", "waits")]
    place.decide("administrator", claim)
    assert place.owners() == ["Official"]


def test_organisers_decide_about_records_that_joined_their_pilot_and_about_no_others(place: Place) -> None:
    with place.database.transaction() as session:
        joined, invited = make_pilot(session, name="Joined"), make_pilot(session, name="Invited")
        grant(session, session.get_one(Account, place.people["bob"]), Role.ORGANISER, joined.id)
        grant(session, session.get_one(Account, place.people["carl"]), Role.ORGANISER, invited.id)
        record = claims.get_claimable(session, place.actor("ada"), place.record).stakeholder
        join_pilot(session, joined, record)
        join_pilot(session, invited, record, joined_at=None)
    claim = place.by_decision("ada")
    assert [to for to, _ in place.mails("waits")] == [BOB, "official@city.example"]
    assert waiting(place, "bob") == ["Ada"]
    assert waiting(place, "carl") == []
    with pytest.raises(NotAllowed):
        place.decide("carl", claim)
    place.decide("bob", claim)
    assert place.owners() == ["Ada"]


def test_a_record_of_no_known_place_is_for_administrators(database: Database) -> None:
    place = make_place(database, region="", place="", lat=None, lon=None)
    claim = place.by_decision("ada")
    assert place.mails() == [("admin@site.example", "waits")]
    assert waiting(place, "official") == []
    place.decide("administrator", claim)


def test_of_several_claims_one_is_given_and_the_others_hear_the_same_reason(place: Place) -> None:
    first, second, mail = place.by_decision("ada"), place.by_decision("bob"), place.by_mail("carl")
    with place.database.reading() as session:
        found = claims.get_to_decide(session, place.actor("official"), second)
    assert {row.name for row in found.others} == {"Ada", "Carl"}
    assert (found.one.others, found.one.disputes) == (2, False)
    # Who only waits for a mail asks nobody to decide.
    assert set(waiting(place, "official")) == {"Ada", "Bob"}
    place.decide("official", second, reason="Bob is the chair.")
    assert place.owners() == ["Bob"]
    for claim, address in ((first, ADA), (mail, CARL)):
        assert place.state(claim) is ClaimState.REFUSED
        told = place.letter(address, "ended")
        assert told is not None
        assert "The reason that was given: “Bob is the chair.”" in told.paragraphs
        assert "Ask them to invite you." in told.after[0]
    with pytest.raises(Conflict):
        place.press(mail)


def test_while_several_wait_the_mail_of_the_domain_still_decides(place: Place) -> None:
    decision, mail = place.by_decision("ada"), place.by_mail("bob")
    place.press(mail)
    assert place.owners() == ["Bob"]
    assert place.state(decision) is ClaimState.REFUSED
    with pytest.raises(Conflict):
        place.decide("official", decision)


def test_who_decides_has_read_all_claims_of_the_record(place: Place) -> None:
    first, official = place.by_decision("ada"), place.actor("official")
    with place.database.reading() as session:
        seen = claims.get_to_decide(session, official, first).seen
    place.by_decision("bob")
    with place.database.transaction() as session, pytest.raises(Conflict, match="Another claim"):
        claims.decide(session, official, first, give=True, reason="Yes.", seen=seen, now=NOW)
    assert place.owners() == []
    # A no concerns the one claim only.
    with place.database.transaction() as session:
        claims.decide(session, official, first, give=False, reason="No.", seen=seen, now=NOW)


def test_what_speaks_for_a_claim(place: Place) -> None:
    place.by_decision("ada")
    place.by_decision("inside")
    with place.database.reading() as session:
        rows = {row.name: row for row in claims.list_waiting(session, place.actor("official")).rows}
    assert (rows["Ada"].same_domain, rows["Ada"].named) == (False, True)
    assert (rows["Inside"].same_domain, rows["Inside"].named) == (True, False)
    assert rows["Ada"].others == 1


def owned(place: Place) -> None:
    """Bob owns the record, with Carl as an editor."""
    place.press(place.by_mail("bob"))
    with place.database.transaction() as session:
        grant(
            session, session.get_one(Account, place.people["carl"]), Role.MEMBER, place.record
        ).part = Part.EDITOR


def test_reports_of_the_record_that_wait_for_the_same_reader_are_counted(place: Place) -> None:
    claim = place.by_decision("ada")
    said = Said(trouble=Trouble.NOT_THEIRS, words="This is somebody else.")
    for number in (1, 2):
        with place.database.transaction() as session:
            reports.report(session, VISITOR, place.record, said, origin=f"192.0.2.{number}", now=NOW)
    with place.database.transaction() as session:
        organiser = make_actor(session, Role.ORGANISER, make_pilot(session, "DE11").id)
    with place.database.reading() as session:
        official = place.actor("official")
        assert [one.reports for one in claims.list_waiting(session, official).rows] == [2]
        assert claims.get_to_decide(session, official, claim).one.reports == 2
        assert reports.count_about(session, official, ["s-none"]) == {}
        assert reports.count_about(session, place.actor("ada"), [place.record]) == {}
        assert reports.count_about(session, organiser, [place.record]) == {}, "not theirs to decide"


def test_a_dispute_tells_the_owners_and_takes_nothing_from_them(place: Place) -> None:
    owned(place)
    claim = place.by_decision("ada", "Bob left us last year.")
    assert place.mails("disputed") == [(BOB, "disputed")]
    letter = place.letter(BOB, "disputed")
    assert letter is not None
    assert letter.title == "Ada says that the profile of Werkstatt is theirs"
    assert "Nothing changes until then: you look after the profile as before." in letter.paragraphs
    assert "left us" not in " ".join(letter.paragraphs)
    assert place.owners() == ["Bob"]
    with place.database.reading() as session:
        assert claims.get_to_decide(session, place.actor("official"), claim).one.disputes
    for to in ("", "ada@werkstatt.example"):
        with pytest.raises(Conflict):
            place.by_mail("ada", to)


def test_a_dispute_may_add_an_owner(place: Place) -> None:
    owned(place)
    place.decide("official", place.by_decision("ada"), reason="Both belong to it.")
    assert place.owners() == ["Ada", "Bob"]
    told = place.letter(CARL, "joined")
    assert told is not None
    assert told.title == "Ada looks after the profile of Werkstatt with you now"
    assert "The reason that was given: “Both belong to it.”" in told.paragraphs


def test_a_dispute_may_put_an_owner_in_the_place_of_all_others(place: Place) -> None:
    owned(place)
    with place.database.transaction() as session:
        bob = place.actor("bob")
        own = people.find_stakeholder(session, place.record)
        key = people.list_candidates(session, own)[0].key
        people.give(session, bob, own.id, to=key, until=None, now=NOW)
    claim = place.by_decision("ada")
    place.decide("official", claim, reason="Bob left.", instead=True)
    with place.database.reading() as session:
        left = session.scalars(select(RoleGrant.account_id).where(RoleGrant.place == place.record)).all()
        consent = session.scalars(select(ActingConsent)).one()
    assert left == [place.people["ada"]]
    assert consent.withdrawn_at is not None
    for address in (BOB, CARL):
        told = place.letter(address, "replaced")
        assert told is not None
        assert told.title == "You do not look after the profile of Werkstatt any more"
    assert place.acts()[-4:] == ["role.grant", "role.take-back", "role.take-back", "claim.give"]
    # They may say that this was wrong.
    place.by_decision("bob", "I have not left.")


def test_a_box_ticked_for_a_record_without_people_takes_nobody_out(place: Place) -> None:
    place.decide("official", place.by_decision("ada"), instead=True)
    assert place.owners() == ["Ada"]


def test_who_belongs_to_a_record_does_not_decide_about_it(place: Place) -> None:
    place.decide("administrator", place.by_decision("official", "Mine."))
    claim = place.by_decision("ada", "It is ours.")
    assert waiting(place, "official") == []
    with pytest.raises(NotAllowed):
        place.decide("official", claim)
    assert ("admin@site.example", "waits") in place.mails()


def test_one_account_asks_ten_times_a_day(place: Place) -> None:
    for number in range(10):
        claim = place.by_decision("ada", f"Words {number}.")
        if number % 2:
            with place.database.transaction() as session:
                claims.withdraw(session, place.actor("ada"), claim, now=NOW)
    with pytest.raises(TooMany, match="very often"):
        place.by_decision("ada")


def test_a_claim_is_withdrawn_by_its_own_person_alone(place: Place) -> None:
    claim = place.by_decision("ada")
    for name in ("bob", "official"):
        with place.database.transaction() as session, pytest.raises(NotFound):
            claims.withdraw(session, place.actor(name), claim, now=NOW)
    with place.database.transaction() as session:
        claims.withdraw(session, place.actor("ada"), claim, now=NOW)
    assert place.state(claim) is ClaimState.WITHDRAWN
    with pytest.raises(Conflict):
        place.decide("official", claim)
    with place.database.transaction() as session, pytest.raises(NotFound):
        claims.withdraw(session, place.actor("ada"), claim, now=NOW)


def test_the_list_is_paged_and_oldest_first(place: Place) -> None:
    with place.database.transaction() as session:
        for number in range(25):
            record = make_stakeholder(session, name=f"R{number:02}")
            session.add(
                Claim(stakeholder_id=record.id, account_id=place.people["ada"], words=f"w{number}",
                      asked_at=NOW.replace(minute=number))
            )  # fmt: skip
    official = place.actor("official")
    with place.database.reading() as session:
        first = claims.list_waiting(session, official)
        second = claims.list_waiting(session, official, after=first.after)
    assert [row.claim.words for row in (*first.rows, *second.rows)] == [f"w{n}" for n in range(25)]
    assert (first.count, len(first.rows), second.after) == (25, 20, "")
