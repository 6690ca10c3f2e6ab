"""The mails about what became of a role, an invitation, a request: not for who did it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from matchmaker.core.actors import SYSTEM
from matchmaker.core.entities import Part, Role
from matchmaker.core.notifications import MailKind
from matchmaker.mail import Letter
from matchmaker.models import Account, ActingConsent, Mail, MailLink, RoleGrant
from matchmaker.services import administration, notifications, people, pilots
from tests.factories import NOW
from tests.services.accounts.keys import ADDRESSES
from tests.services.people.conftest import Town, give
from tests.services.people.keys import link_of
from tests.services.people.test_inviting import NEW, accept, invite, join
from tests.services.people.test_members import act, seat_of


def news(town: Town, name: str, kind: MailKind = MailKind.ROLE) -> list[Letter | None]:
    """What the mails with news to somebody say, as they would go out now; None: it is needless."""
    with town.database.reading() as session:
        query = select(Mail).where(Mail.account_id == town.id(name), Mail.kind == kind)
        return [
            notifications.write(session, one, writers=people.WRITERS, addresses=ADDRESSES)
            for one in session.scalars(query.order_by(Mail.created_at, Mail.id))
            if "news" in one.params
        ]


def subjects(town: Town, name: str, kind: MailKind = MailKind.ROLE) -> list[str]:
    return [one.subject for one in news(town, name, kind) if one is not None]


def test_whose_role_was_taken_reads_by_whom_and_what_still_holds(town: Town) -> None:
    give(town.database, town.id("editor"), Role.OFFICIAL, "DE11")
    act(town, "owner", people.take_out, town.id("editor"))
    (letter,) = news(town, "editor")
    assert letter is not None
    assert letter.subject == "You do not look after the profile of Werkstatt any more"
    assert letter.paragraphs[0].startswith("Owner took this role from you on ")
    assert [list(one.lines) for one in letter.lists] == [["the region Stuttgart"]]
    assert news(town, "owner") == []


def test_whoever_keeps_no_role_reads_that_the_account_stays(town: Town) -> None:
    act(town, "owner", people.take_out, town.id("editor"))
    (letter,) = news(town, "editor")
    assert letter is not None
    assert "Your account stays as it is." in letter.paragraphs[-1]
    assert letter.lists == []


def test_who_leaves_is_not_told_what_they_did(town: Town) -> None:
    act(town, "editor", people.leave)
    assert news(town, "editor") == []


def test_an_organiser_who_was_taken_out_is_told(town: Town) -> None:
    give(town.database, town.id("other_organiser"), Role.ORGANISER, town.pilot)
    seat = seat_of(town, Role.ORGANISER, town.pilot)
    act(town, "organiser", people.take_out, town.id("other_organiser"), seat=seat)
    assert subjects(town, "other_organiser") == ["You do not look after the pilot “Repair” any more"]


def test_a_mail_that_waits_is_needless_when_the_role_was_given_anew(town: Town) -> None:
    act(town, "owner", people.take_out, town.id("editor"))
    give(town.database, town.id("editor"), Role.MEMBER, town.own, Part.EDITOR)
    assert news(town, "editor") == [None]


def test_both_are_told_of_a_hand_over(town: Town) -> None:
    act(town, "owner", people.hand_over, town.id("editor"))
    assert subjects(town, "editor") == ["Owner has handed over to you: the profile of Werkstatt"]
    (gave,) = news(town, "owner")
    assert gave is not None
    assert gave.subject == "You have handed over the profile of Werkstatt"
    assert gave.paragraphs[0].startswith("Editor goes on in your place, since ")
    assert gave.paragraphs[1] == "You stay an editor of the profile."


def test_who_hands_over_another_role_has_given_it_back(town: Town) -> None:
    give(town.database, town.id("stranger"), Role.OFFICIAL, "DE11")
    seat = seat_of(town, Role.OFFICIAL, "DE11")
    act(town, "official", people.hand_over, town.id("stranger"), seat=seat)
    assert subjects(town, "stranger") == ["Official has handed over to you: the region Stuttgart"]
    assert subjects(town, "official") == ["You have handed over the region Stuttgart"]


def test_a_member_is_told_of_another_part(town: Town) -> None:
    act(town, "owner", people.change_part, town.id("editor"), Part.OWNER)
    assert subjects(town, "editor") == ["You own the profile of Werkstatt now"]
    act(town, "editor", people.change_part, town.id("owner"), Part.EDITOR)
    assert subjects(town, "owner") == ["You are an editor of the profile of Werkstatt now, no owner"]
    # By one's own hand.
    act(town, "editor", people.hand_over, town.id("owner"))
    assert len(news(town, "owner")) == 2


def test_what_administrators_take_is_told_too(town: Town) -> None:
    administrator = town.actor("administrator")
    give(town.database, town.id("stranger"), Role.ORGANISER, town.pilot)
    with town.database.transaction() as session:
        administration.take_role_back(
            session, administrator, town.id("official"), role=Role.OFFICIAL, place="DE11", now=NOW
        )
        pilots.take_organiser(session, administrator, town.pilot, town.id("organiser"), now=NOW)
        session.execute(delete(RoleGrant).where(RoleGrant.account_id == town.id("far")))
        people.tell_taken(session, SYSTEM, town.id("far"), Role.OFFICIAL, "UKM8", now=NOW)
    assert subjects(town, "official") == ["You do not look after the region Stuttgart any more"]
    assert subjects(town, "organiser") == ["You do not look after the pilot “Repair” any more"]
    (by_shell,) = news(town, "far")
    assert by_shell is not None
    assert by_shell.paragraphs[0].startswith("Somebody who runs this site took this role")


def test_who_invited_is_told_of_the_answer(town: Town) -> None:
    invite(town, "owner", address="stranger@example.org")
    accept(town, "stranger", "stranger@example.org")
    (letter,) = news(town, "owner")
    assert letter is not None
    assert letter.subject == "Stranger has taken your invitation"
    assert "was about the profile of Werkstatt" in letter.paragraphs[0]
    assert letter.actions[0].url == ADDRESSES.page(f"/stakeholders/{town.own}/people")


def test_who_invited_is_told_of_a_no(town: Town) -> None:
    invite(town, "administrator", Role.ADMINISTRATOR, "")
    with town.database.transaction() as session:
        link = session.get_one(MailLink, link_of(town.database, MailKind.ROLE, NEW))
        people.decline(session, link, now=NOW)
    (letter,) = news(town, "administrator")
    assert letter is not None
    assert letter.subject == "new@example.org has said no to your invitation"
    assert letter.paragraphs == ["It was about all of Matchmaker. You need not do anything."]


def test_who_invited_reads_the_name_of_a_new_account(town: Town) -> None:
    invite(town, "owner")
    join(town)
    assert subjects(town, "owner") == ["Nora New has taken your invitation"]


def ask(town: Town) -> str:
    with town.database.transaction() as session:
        return people.ask(session, town.actor("official"), town.own, reason="To help you.", now=NOW).id


@pytest.mark.parametrize("yes", [True, False])
def test_who_asked_to_act_is_told_the_answer(town: Town, yes: bool) -> None:
    consent, owner = ask(town), town.actor("owner")
    with town.database.transaction() as session:
        people.answer(session, owner, consent, yes=yes, now=NOW)
    (letter,) = news(town, "official", MailKind.ACTING)
    assert letter is not None
    if yes:
        until = (NOW + timedelta(days=30)).date()
        assert letter.subject == "You may act for Werkstatt"
        assert str(until.day) in letter.paragraphs[0]
        assert letter.actions[0].url == ADDRESSES.page(f"/stakeholders/{town.own}/acting")
    else:
        assert letter.subject == "Werkstatt does not want you to act for it"
        assert letter.actions == []
    assert news(town, "owner", MailKind.ACTING) == []


def test_a_yes_that_was_taken_back_before_the_mail_went_out_is_not_told(town: Town) -> None:
    consent, owner = ask(town), town.actor("owner")
    with town.database.transaction() as session:
        people.answer(session, owner, consent, yes=True, now=NOW)
        session.get_one(ActingConsent, consent).withdrawn_at = NOW
    assert news(town, "official", MailKind.ACTING) == [None]


def test_a_closed_account_is_not_written_to(town: Town) -> None:
    with town.database.transaction() as session:
        session.get_one(Account, town.id("editor")).disabled_at = NOW
    act(town, "owner", people.take_out, town.id("editor"))
    assert news(town, "editor") == []
