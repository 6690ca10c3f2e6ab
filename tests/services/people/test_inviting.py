"""Inviting an address to a role: who may, what the mail says, how it is answered, and when it dies."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, select

from matchmaker.core.actors import VISITOR, Actor, Grant
from matchmaker.core.entities import Part, Role
from matchmaker.core.notifications import MailKind
from matchmaker.errors import Conflict, Invalid, MatchmakerError, NotAllowed, NotFound, TooMany
from matchmaker.models import Account, Mail, MailLink, RoleGrant, RoleInvitation
from matchmaker.services import people
from matchmaker.services.notifications import link_token
from tests.factories import NOW
from tests.services.accounts.keys import ADDRESSES, SECRET
from tests.services.people.conftest import Town
from tests.services.people.keys import letter_to, link_of

NEW = "new@example.org"
WORDS = "four words which nobody else has chosen"


def invite(
    town: Town,
    name: str,
    role: Role = Role.MEMBER,
    place: str | None = None,
    address: str = NEW,
    part: Part = Part.EDITOR,
    now: datetime = NOW,
) -> str:
    """Invite somebody; the answer is the invitation."""  # fmt: skip
    where = town.own if place is None else place
    with town.database.transaction() as session:
        return people.invite(
            session, town.actor(name), role, where, address=address, part=part, language="en", now=now
        ).id


def accept(town: Town, name: str, address: str, *, anyway: bool = False, now: datetime = NOW) -> None:
    """Take the role with an account that is there."""
    with town.database.transaction() as session:
        link = session.get_one(MailLink, link_of(town.database, MailKind.ROLE, address))
        people.accept(session, town.actor(name), link, anyway=anyway, now=now)


def join(town: Town, address: str = NEW, *, password: str = WORDS, name: str = "Nora New") -> Actor:
    """Make an account and take the role with it."""
    with town.database.transaction() as session:
        token = link_token(link_of(town.database, MailKind.ROLE, address), SECRET)
        account = people.join(session, token, SECRET, name=name, password=password, language="en", now=NOW)
        town.people["new"] = account.id
    return town.actor("new")


def fault(town: Town, address: str = NEW, now: datetime = NOW) -> str:
    """Why a link opens nothing any more; "" where it does."""
    with town.database.reading() as session:
        link = session.get_one(MailLink, link_of(town.database, MailKind.ROLE, address))
        try:
            people.get_invited(session, link, now=now)
        except MatchmakerError as error:
            return type(error).__name__
    return ""


GIVERS = {
    (Role.MEMBER, "own"): {"owner", "administrator"},
    (Role.MEMBER, "free"): {"official", "country", "administrator"},
    (Role.OFFICIAL, "DE11"): {"official", "country", "administrator"},
    (Role.OFFICIAL, "DE111"): {"official", "country", "administrator"},
    (Role.OFFICIAL, "DE"): {"country", "administrator"},
    (Role.ORGANISER, "pilot"): {"organiser", "administrator"},
    (Role.ADMINISTRATOR, ""): {"administrator"},
}


@pytest.mark.parametrize(("role", "place"), GIVERS)
def test_only_who_gives_a_role_invites_to_it(town: Town, role: Role, place: str) -> None:
    where = {"own": town.own, "free": town.free, "pilot": town.pilot}.get(place, place)
    able = set()
    for name in town.people:
        try:
            invite(town, name, role, where, address=f"{name}@new.example")
        except NotAllowed:
            continue
        able.add(name)
    assert able == GIVERS[role, place]


def test_the_mail_says_who_invites_to_what_and_carries_the_link(town: Town) -> None:
    invite(town, "owner", part=Part.OWNER)
    letter = letter_to(town.database, MailKind.ROLE, NEW)
    assert letter is not None
    assert letter.title == "Owner invites you to work on the profile of Werkstatt"
    assert "As an owner you also say who else belongs to it." in letter.paragraphs
    assert letter.actions[0].url.startswith("https://match.example/r/k-")
    assert "The link works once, until" in letter.foot


def test_whoever_has_no_account_makes_one_by_the_link_and_is_a_member(town: Town) -> None:
    invite(town, "owner")
    actor = join(town)
    assert actor.grants == {Grant(Role.MEMBER, town.own, Part.EDITOR)}
    with town.database.reading() as session:
        account = session.get_one(Account, town.id("new"))
        assert (account.email, account.name) == (NEW, "Nora New")
    assert fault(town) == "Conflict"
    with pytest.raises(Conflict):
        join(town)


def test_a_name_and_a_password_that_cannot_be_taken_use_nothing_up(town: Town) -> None:
    invite(town, "owner")
    with pytest.raises(Invalid) as caught:
        join(town, name=" ", password="password")
    assert set(caught.value.fields) == {"name", "password"}
    assert join(town).account_id


def test_an_address_that_has_an_account_by_now_gets_no_second_one(town: Town) -> None:
    invite(town, "owner", address="stranger@example.org")
    with pytest.raises(Conflict, match="There is an account with this address"):
        join(town, "stranger@example.org")
    accept(town, "stranger", "stranger@example.org")
    assert town.actor("stranger").grants == {Grant(Role.MEMBER, town.own, Part.EDITOR)}


def test_another_account_takes_the_role_only_after_saying_so(town: Town) -> None:
    invite(town, "owner")
    with pytest.raises(Invalid):
        accept(town, "stranger", NEW)
    assert fault(town) == ""
    accept(town, "stranger", NEW, anyway=True)
    assert town.actor("stranger").places(Role.MEMBER) == {town.own}


def test_a_link_gives_a_role_once(town: Town) -> None:
    invite(town, "owner")
    accept(town, "stranger", NEW, anyway=True)
    with pytest.raises(Conflict):
        accept(town, "far", NEW, anyway=True)
    assert town.actor("far").places(Role.MEMBER) == set()


def test_an_editor_who_is_invited_as_an_owner_becomes_one_and_never_the_other_way_round(town: Town) -> None:
    invite(town, "owner", address="editor@example.org", part=Part.OWNER)
    accept(town, "editor", "editor@example.org")
    assert town.actor("editor").owned == {town.own}
    invite(town, "owner", address="owner@example.org", part=Part.EDITOR)
    accept(town, "owner", "owner@example.org")
    assert town.actor("owner").owned == {town.own}


def test_whoever_says_no_is_not_asked_by_that_link_again(town: Town) -> None:
    invite(town, "owner")
    with town.database.transaction() as session:
        people.decline(
            session, session.get_one(MailLink, link_of(town.database, MailKind.ROLE, NEW)), now=NOW
        )
    assert fault(town) == "Conflict"


def test_an_invitation_dies_when_it_is_taken_back(town: Town) -> None:
    made = invite(town, "owner")
    with town.database.transaction() as session, pytest.raises(NotAllowed):
        people.withdraw(session, town.actor("editor"), made, now=NOW)
    with town.database.transaction() as session:
        people.withdraw(session, town.actor("owner"), made, now=NOW)
    assert fault(town) == "Conflict"
    assert letter_to(town.database, MailKind.ROLE, NEW) is None
    with town.database.transaction() as session, pytest.raises(NotFound):
        people.withdraw(session, town.actor("owner"), made, now=NOW)


def test_an_invitation_dies_after_fourteen_days(town: Town) -> None:
    invite(town, "owner")
    assert fault(town, now=NOW + timedelta(days=14, seconds=-1)) == ""
    assert fault(town, now=NOW + timedelta(days=14)) == "Conflict"


@pytest.mark.parametrize("loss", ["taken", "editor", "closed", "gone"])
def test_an_invitation_dies_with_the_right_of_who_sent_it(town: Town, loss: str) -> None:
    invite(town, "owner")
    with town.database.transaction() as session:
        grants = RoleGrant.account_id == town.id("owner")
        if loss == "taken":
            session.execute(delete(RoleGrant).where(grants))
        elif loss == "editor":
            session.scalars(select(RoleGrant).where(grants)).one().part = Part.EDITOR
        elif loss == "closed":
            session.get_one(Account, town.id("owner")).disabled_at = NOW
        else:
            session.delete(session.get_one(Account, town.id("owner")))
    assert fault(town) == "Conflict"


def test_the_invitation_of_an_official_dies_when_somebody_claims_the_record(town: Town) -> None:
    invite(town, "official", place=town.free, part=Part.OWNER)
    assert fault(town) == ""
    with town.database.transaction() as session:
        owner = RoleGrant(account_id=town.id("stranger"), role=Role.MEMBER, place=town.free, granted_at=NOW)
        session.add(owner)
    assert fault(town) == "Conflict"


def test_a_newer_invitation_of_the_same_address_takes_the_place_of_the_older(town: Town) -> None:
    first, second = (
        invite(town, "owner"),
        invite(town, "owner", part=Part.OWNER, now=NOW + timedelta(minutes=1)),
    )
    with town.database.reading() as session:
        assert session.get_one(RoleInvitation, first).withdrawn_at is not None
        seat = people.get_seat(session, Role.MEMBER, town.own)
        waiting = people.list_waiting(session, town.actor("owner"), seat, now=NOW)
    assert [(one.id, one.address, one.inviter) for one in waiting] == [(second, NEW, "Owner")]


def test_whoever_invites_learns_nothing_of_the_address(town: Town) -> None:
    """The same for an address that is known, one that is not, and one that belongs here already."""
    seen = []
    for address in ("stranger@example.org", NEW, "editor@example.org"):
        invite(town, "owner", address=address)
        letter = letter_to(town.database, MailKind.ROLE, address)
        assert letter is not None
        seen.append((letter.title, letter.greeting, letter.paragraphs, letter.after))
    assert seen[0] == seen[1] == seen[2]


def test_inviting_is_slowed_down_for_who_invites_and_for_the_address(town: Town) -> None:
    for _ in range(4):
        invite(town, "owner")
    with pytest.raises(TooMany):
        invite(town, "owner")
    for number in range(25):
        invite(town, "owner", address=f"person{number}@new.example")
    with pytest.raises(TooMany):
        invite(town, "owner", address="one-more@new.example")
    assert invite(town, "owner", address="one-more@new.example", now=NOW + timedelta(hours=1))


def test_what_is_no_address_is_said_beside_the_field(town: Town) -> None:
    with pytest.raises(Invalid) as caught:
        invite(town, "owner", address="nobody")
    assert set(caught.value.fields) == {"address"}


def test_only_members_have_a_part(town: Town) -> None:
    made = invite(town, "official", Role.OFFICIAL, "DE111", part=Part.EDITOR)
    with town.database.reading() as session:
        assert session.get_one(RoleInvitation, made).part is Part.OWNER
    assert join(town).grants == {Grant(Role.OFFICIAL, "DE111")}


def test_the_shell_invites_nobody_and_a_visitor_takes_no_role(town: Town, system: Actor) -> None:
    with pytest.raises(NotAllowed, match="Sign in first"), town.database.transaction() as session:
        people.invite(session, system, Role.MEMBER, town.own, address=NEW, language="en", now=NOW)
    invite(town, "owner")
    with town.database.transaction() as session:
        link = session.get_one(MailLink, link_of(town.database, MailKind.ROLE, NEW))
        with pytest.raises(NotAllowed, match="Sign in first"):
            people.accept(session, VISITOR, link, anyway=True, now=NOW)


def test_a_link_of_another_mail_is_no_invitation_and_no_request(town: Town) -> None:
    invite(town, "owner")
    with town.database.transaction() as session:
        link = session.get_one(MailLink, link_of(town.database, MailKind.ROLE, NEW))
        with pytest.raises(NotFound):
            people.get_asked(session, link, now=NOW)
        session.get_one(Mail, link.mail_id).kind = MailKind.RESET
        with pytest.raises(NotFound):
            people.get_invited(session, link, now=NOW)


@pytest.mark.parametrize("kind", list(people.WRITERS))
def test_a_mail_whose_link_has_gone_is_not_written(town: Town, kind: MailKind) -> None:
    invite(town, "owner")
    with town.database.reading() as session:
        mail = session.scalars(select(Mail)).one()
        assert people.WRITERS[kind](session, mail, None, ADDRESSES) is None
