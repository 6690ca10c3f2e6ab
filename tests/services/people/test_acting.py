"""Acting for a stakeholder: only with its consent, in nobody's own role, written down, and over at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select

from matchmaker.core.actors import Actor, Grant
from matchmaker.core.entities import Part, Role
from matchmaker.core.notifications import MailKind
from matchmaker.errors import Conflict, Invalid, MatchmakerError, NotAllowed, NotFound, TooMany
from matchmaker.models import Account, AuditEntry, Mail, MailLink, RoleGrant, Stakeholder
from matchmaker.permissions import may
from matchmaker.services import people, profiles
from tests.factories import NOW
from tests.services.people.conftest import Town, give
from tests.services.people.keys import letter_to, link_of

TODAY = NOW.date()


def consent(town: Town, to: str, *, name: str = "owner", until: date | None = None, own: str = "") -> str:
    """Let somebody act; `to` is the beginning of the key of a candidate."""
    with town.database.transaction() as session:
        return people.give(session, town.actor(name), own or town.own, to=to, until=until, now=NOW).id


def acting(town: Town, name: str, days: int = 0, own: str = "") -> Actor | None:
    """Somebody in the place of the stakeholder's editor, so many days later."""
    with town.database.reading() as session:
        now = NOW + timedelta(days=days)
        found = people.find_acting(session, town.actor(name), own or town.own, now=now)
        return found.actor if found else None


def ask(town: Town, name: str = "official", own: str = "", days: int = 0) -> str:
    with town.database.transaction() as session:
        return people.ask(
            session, town.actor(name), own or town.own, reason="I would like to fill in your profile.",
            now=NOW + timedelta(days=days),
        ).id  # fmt: skip


def answer(town: Town, consent_id: str, *, yes: bool = True, name: str = "owner", days: int = 0) -> None:
    with town.database.transaction() as session:
        now = NOW + timedelta(days=days)
        people.answer(session, town.actor(name), consent_id, yes=yes, now=now)


def official(town: Town) -> str:
    return f"official:DE11:{town.id('official')}"


def test_the_candidates_are_officials_around_and_organisers_of_its_pilots(town: Town) -> None:
    with town.database.reading() as session:
        found = people.list_candidates(session, session.get_one(Stakeholder, town.own))
    named = {(one.role, one.place, one.name) for one in found}
    assert named == {
        (Role.OFFICIAL, "DE", ""), (Role.OFFICIAL, "DE", "Country"),
        (Role.OFFICIAL, "DE11", ""), (Role.OFFICIAL, "DE11", "Official"),
        (Role.ORGANISER, town.pilot, ""), (Role.ORGANISER, town.pilot, "Organiser"),
    }  # fmt: skip


def test_without_a_consent_nobody_acts(town: Town) -> None:
    assert acting(town, "official") is None
    with town.database.transaction() as session, pytest.raises(Conflict, match="consent of Werkstatt"):
        people.start(session, town.actor("official"), town.own, now=NOW)
    with town.database.reading() as session:
        assert not may(town.actor("official"), "stakeholder.edit", session.get_one(Stakeholder, town.own))
        assert may(town.actor("official"), "stakeholder.edit", session.get_one(Stakeholder, town.free))


def test_who_acts_is_an_editor_and_nothing_else(town: Town) -> None:
    consent(town, official(town))
    actor = acting(town, "official")
    assert actor is not None
    assert actor.grants == {Grant(Role.MEMBER, town.own, Part.EDITOR)}
    assert (actor.acting_for, actor.account_id) == (town.own, town.id("official"))
    with town.database.reading() as session:
        own = session.get_one(Stakeholder, town.own)
        seat = people.get_seat(session, Role.MEMBER, town.own)
    assert may(actor, "stakeholder.edit", own)
    for permission, thing in (
        ("acting.consent", own), ("acting.withdraw", own), ("people.manage", seat), ("acting.ask", own),
        ("import.run", None),
    ):  # fmt: skip
        assert not may(actor, permission, thing), permission


def test_a_consent_for_a_role_holds_for_all_who_have_it_and_one_by_name_for_one(town: Town) -> None:
    give(town.database, town.id("stranger"), Role.OFFICIAL, "DE11")
    consent(town, official(town))
    assert acting(town, "official")
    assert acting(town, "stranger") is None
    consent(town, "official:DE11:")
    assert acting(town, "stranger")
    assert acting(town, "country") is None


def test_a_consent_holds_for_thirty_days_or_until_the_day_that_was_chosen(town: Town) -> None:
    consent(town, official(town))
    assert acting(town, "official", days=30)
    assert acting(town, "official", days=31) is None
    consent(town, f"organiser:{town.pilot}:", until=TODAY + timedelta(days=2))
    assert acting(town, "organiser", days=2)
    assert acting(town, "organiser", days=3) is None


def test_what_was_given_to_the_same_before_ends(town: Town) -> None:
    consent(town, official(town), until=TODAY + timedelta(days=300))
    consent(town, "official:DE11:", until=TODAY + timedelta(days=200))
    consent(town, official(town), until=TODAY + timedelta(days=1))
    with town.database.reading() as session:
        found = people.list_consents(session, town.actor("owner"), town.own, now=NOW)
    assert [(one.person, one.row.until) for one in found] == [
        ("", TODAY + timedelta(days=200)), ("Official", TODAY + timedelta(days=1)),
    ]  # fmt: skip


@pytest.mark.parametrize("until", [TODAY - timedelta(days=1), TODAY + timedelta(days=366)])
def test_a_day_that_is_over_or_too_far_is_refused(town: Town, until: date) -> None:
    with pytest.raises(Invalid) as caught:
        consent(town, official(town), until=until)
    assert set(caught.value.fields) == {"until"}


def test_nobody_acts_who_could_not_be_chosen(town: Town) -> None:
    for to in ("", "official:UKM8:", f"member:{town.own}:", f"official:DE11:{town.id('far')}"):
        with pytest.raises(Invalid) as caught:
            consent(town, to)
        assert set(caught.value.fields) == {"to"}


@pytest.mark.parametrize("name", ["editor", "official", "organiser", "administrator", "stranger"])
def test_only_owners_consent(town: Town, name: str) -> None:
    with pytest.raises(NotAllowed):
        consent(town, official(town), name=name)


def test_a_consent_ends_at_once_when_a_member_ends_it(town: Town) -> None:
    given = consent(town, official(town))
    acting_one = acting(town, "official")
    assert acting_one is not None
    with town.database.transaction() as session, pytest.raises(NotAllowed):
        people.end_consent(session, acting_one, given, now=NOW)
    with town.database.transaction() as session:
        people.end_consent(session, town.actor("editor"), given, now=NOW)
    assert acting(town, "official") is None
    with town.database.transaction() as session, pytest.raises(NotFound):
        people.end_consent(session, town.actor("editor"), given, now=NOW)


def test_a_consent_ends_with_the_role_of_who_acts(town: Town) -> None:
    consent(town, official(town))
    with town.database.transaction() as session:
        session.execute(delete(RoleGrant).where(RoleGrant.account_id == town.id("official")))
    assert acting(town, "official") is None


def test_each_act_tells_who_did_it_and_for_whom_and_the_members_read_it(town: Town) -> None:
    consent(town, official(town))
    with town.database.transaction() as session:
        people.start(session, town.actor("official"), town.own, now=NOW)
    actor = acting(town, "official")
    assert actor is not None
    with town.database.transaction() as session:
        profiles.confirm_stakeholder(session, actor, town.own, now=NOW)
        people.stop(session, actor, now=NOW)
    with town.database.reading() as session:
        query = select(AuditEntry).where(AuditEntry.act == "stakeholder.confirm")
        entry = session.scalars(query).one()
        assert (entry.account_id, entry.acting_for) == (town.id("official"), town.own)
        done = people.list_done(session, town.actor("editor"), town.own)
        assert [(one.name, one.act) for one in done] == [
            ("Official", "acting.stop"), ("Official", "stakeholder.confirm"), ("Official", "acting.start"),
        ]  # fmt: skip
        with pytest.raises(NotAllowed):
            people.list_done(session, town.actor("official"), town.own)


def test_owners_are_asked_by_mail_each_with_a_link_of_their_own(town: Town) -> None:
    with town.database.transaction() as session:
        row = session.scalars(select(RoleGrant).where(RoleGrant.account_id == town.id("editor"))).one()
        row.part = Part.OWNER
    ask(town)
    letter = letter_to(town.database, MailKind.ACTING, "owner@example.org")
    assert letter is not None
    assert letter.title == "Official asks to act for Werkstatt"
    assert "I would like to fill in your profile." in letter.paragraphs[0]
    assert letter.actions[0].url.startswith("https://match.example/c/k-")
    links = {link_of(town.database, MailKind.ACTING, f"{name}@example.org") for name in ("owner", "editor")}
    assert len(links) == 2


@pytest.mark.parametrize("yes", [True, False])
def test_a_link_answers_a_request_once_for_all_owners(town: Town, yes: bool) -> None:
    give(town.database, town.id("stranger"), Role.MEMBER, town.own)
    ask(town)
    ids = [link_of(town.database, MailKind.ACTING, f"{name}@example.org") for name in ("owner", "stranger")]
    with town.database.transaction() as session:
        people.answer_asked(session, session.get_one(MailLink, ids[0]), yes=yes, now=NOW)
    assert (acting(town, "official") is not None) == yes
    for id_ in ids:
        with town.database.transaction() as session, pytest.raises(Conflict):
            people.answer_asked(session, session.get_one(MailLink, id_), yes=not yes, now=NOW)
    assert (acting(town, "official") is not None) == yes
    assert letter_to(town.database, MailKind.ACTING, "stranger@example.org") is None


def test_an_owner_who_became_an_editor_answers_by_no_link(town: Town) -> None:
    give(town.database, town.id("stranger"), Role.MEMBER, town.own)
    ask(town)
    with town.database.transaction() as session:
        row = session.scalars(select(RoleGrant).where(RoleGrant.account_id == town.id("owner"))).one()
        row.part = Part.EDITOR
    link = link_of(town.database, MailKind.ACTING, "owner@example.org")
    with town.database.transaction() as session, pytest.raises(NotAllowed):
        people.answer_asked(session, session.get_one(MailLink, link), yes=True, now=NOW)


def test_a_request_is_answered_on_the_page_too_by_owners_alone(town: Town) -> None:
    asked = ask(town)
    with pytest.raises(NotAllowed):
        answer(town, asked, name="editor")
    answer(town, asked)
    assert acting(town, "official", days=30)
    with pytest.raises(Conflict):
        answer(town, asked)


def test_a_request_waits_for_two_weeks(town: Town) -> None:
    asked = ask(town)
    with pytest.raises(Conflict):
        answer(town, asked, days=14)
    assert ask(town, days=14) != asked


def test_nobody_asks_twice_nor_within_a_month_after_a_no(town: Town) -> None:
    asked = ask(town)
    with pytest.raises(Conflict, match="asked already"):
        ask(town)
    answer(town, asked, yes=False)
    with pytest.raises(Conflict, match="a month later"):
        ask(town, days=29)
    answer(town, ask(town, days=30), days=30)
    with pytest.raises(Conflict, match="already"):
        ask(town, days=31)


def test_officials_ask_in_their_region_organisers_in_their_pilot_and_administrators_anywhere(
    town: Town,
) -> None:
    roles = {}
    for name in town.people:
        try:
            asked = ask(town, name)
        except MatchmakerError as error:
            roles[name] = type(error).__name__
            continue
        with town.database.reading() as session:
            (row,) = [
                one.row for one in people.list_consents(session, town.actor("owner"), town.own, now=NOW)
                if one.row.id == asked
            ]  # fmt: skip
            roles[name] = f"{row.role.value} {row.place}".strip()
    places = {"official": "official DE11", "country": "official DE", "organiser": f"organiser {town.pilot}",
              "administrator": "administrator"}  # fmt: skip
    assert {name: said for name, said in roles.items() if said != "NotAllowed"} == {
        **places, "other_organiser": roles["other_organiser"],
    }  # fmt: skip


def test_nobody_asks_for_a_record_that_nobody_has_claimed(town: Town) -> None:
    with pytest.raises(NotAllowed):
        ask(town, own=town.free)


def test_a_reason_must_be_said(town: Town) -> None:
    for reason in (" ", "x" * 601):
        with town.database.transaction() as session, pytest.raises(Invalid):
            people.ask(session, town.actor("official"), town.own, reason=reason, now=NOW)


def test_asking_is_slowed_down(town: Town) -> None:
    asked = ask(town)
    for day in range(19):
        answer(town, asked, yes=False) if not day else None
        with pytest.raises(Conflict):
            ask(town)
    with pytest.raises(TooMany):
        ask(town)


def test_a_closed_account_is_asked_nothing(town: Town) -> None:
    with town.database.transaction() as session:
        session.get_one(Account, town.id("owner")).disabled_at = NOW
    ask(town)
    with town.database.reading() as session:
        assert session.scalars(select(Mail).where(Mail.kind == MailKind.ACTING)).all() == []


def test_nobody_acts_for_a_record_whose_people_have_all_left(town: Town) -> None:
    consent(town, official(town))
    assert acting(town, "official") is not None
    with town.database.transaction() as session:
        session.execute(delete(RoleGrant).where(RoleGrant.place == town.own))
    assert acting(town, "official") is None


def test_what_is_not_there_is_neither_found_nor_answered(town: Town) -> None:
    with town.database.transaction() as session:
        with pytest.raises(NotFound):
            people.find_stakeholder(session, "s-none")
        with pytest.raises(NotFound):
            people.answer(session, town.actor("owner"), "c-none", yes=True, now=NOW)
    given = consent(town, official(town))
    with pytest.raises(NotFound, match="no such request"):
        answer(town, given)
