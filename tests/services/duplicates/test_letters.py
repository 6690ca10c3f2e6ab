"""The mails to the people of two records that were made one, or are two again."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM, Actor
from matchmaker.core.duplicates.choosing import Choice, Pick
from matchmaker.core.entities import Part, Role
from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.mail import Letter
from matchmaker.models import Mail, Stakeholder
from matchmaker.services import duplicates, notifications
from matchmaker.services.accounts import actor_of
from tests.factories import NOW, grant, make_account, make_actor
from tests.services.accounts.keys import ADDRESSES
from tests.services.duplicates.twins import make_pair, make_twins

Twins = tuple[Stakeholder, Stakeholder]


def looked_after(session: Session) -> Twins:
    """Two records; Ute and Ed belong to the one, Jo to the other, Bo to both."""
    kept, gone = make_twins(session)
    for name, place, part in (
        ("Ute", kept, Part.OWNER),
        ("Ed", kept, Part.EDITOR),
        ("Jo", gone, Part.OWNER),
    ):
        account = make_account(session, name=name, email=f"{name.lower()}@example.org", language="en")
        grant(session, account, Role.MEMBER, place.id).part = part
    both = make_account(session, name="Bo", email="bo@example.org", language="en")
    for place in (kept, gone):
        grant(session, both, Role.MEMBER, place.id)
    session.flush()
    session.expire_all()
    return kept, gone


def letters(session: Session) -> dict[str, Letter | None]:
    """What the newest mail to each address says, as it would go out now."""
    mails = select(Mail).where(Mail.kind == MailKind.MERGED).order_by(Mail.created_at, Mail.id)
    return {
        one.address.partition("@")[0]: notifications.write(
            session, one, writers=duplicates.WRITERS, addresses=ADDRESSES
        )
        for one in session.scalars(mails)
    }


def merge(session: Session, twins: Twins, actor: Actor = SYSTEM, **picks: Pick) -> str:
    kept, gone = twins
    choice = Choice(keep=kept.id, picks=picks)
    return duplicates.merge(session, actor, make_pair(session, kept, gone).id, choice, now=NOW).id


def test_the_people_of_both_read_what_became_of_their_profile(database: Database) -> None:
    with database.transaction() as session:
        twins = looked_after(session)
        kept = twins[0].id
        merge(session, twins, name=Pick.GONE, languages=Pick.BOTH)
        found = letters(session)
        assert set(found) == {"ute", "ed", "jo", "bo"}
        ute, jo = found["ute"], found["jo"]
        assert ute is not None
        assert jo is not None
        assert ute.subject == "Werkstatt Neckar gGmbH went up into your profile Werkstatt Neckar gGmbH"
        assert jo.subject == "Your profile Werkstatt Neckar gGmbH is now one with Werkstatt Neckar gGmbH"
        assert "you keep your access" in jo.paragraphs[1]
        assert "Both names and both addresses lead to it." in jo.paragraphs[1]
        assert [one.url for one in jo.actions] == [ADDRESSES.page(f"/stakeholders/{kept}")]
        assert list(ute.lists[0].lines) == [
            "Name: as in the other profile", "Languages: what both said", "Website: as in the other profile",
        ]  # fmt: skip
        assert list(jo.lists[0].lines) == [
            "Name: as in your profile", "Languages: what both said", "Website: as in your profile",
        ]  # fmt: skip
        assert "Until " in ute.after[0]
        assert "can undo it" in ute.after[0]


def test_who_merged_is_named_and_not_told_what_they_did(database: Database) -> None:
    with database.transaction() as session:
        twins = looked_after(session)
        account = make_account(session, name="Ada", email="ada@example.org", language="en")
        for role, place in ((Role.ADMINISTRATOR, ""), (Role.MEMBER, twins[0].id)):
            grant(session, account, role, place)
        merge(session, twins, actor_of(session, account))
        found = letters(session)
        assert set(found) == {"ute", "ed", "jo", "bo"}
        ute = found["ute"]
        assert ute is not None
        assert ute.paragraphs[0].startswith("Ada made one profile of the two on ")


def test_the_people_of_a_record_that_was_filled_are_told(database: Database) -> None:
    with database.transaction() as session:
        twins = make_twins(session)
        account = make_account(session, name="Ute", email="ute@example.org", language="en")
        grant(session, account, Role.MEMBER, twins[0].id)
        session.flush()
        session.expire_all()
        merge(session, twins, make_actor(session, Role.OFFICIAL, "DE11"))
        (letter,) = letters(session).values()
        assert letter is not None
        assert list(letter.lists[0].lines) == [
            "Name: as in your profile", "Languages: as in your profile", "Website: as in the other profile",
        ]  # fmt: skip


def test_the_people_of_both_read_that_they_are_two_again(database: Database) -> None:
    with database.transaction() as session:
        twins = looked_after(session)
        gone = twins[1].id
        made = merge(session, twins)
        waiting = letters(session)
        duplicates.undo(session, SYSTEM, made, now=NOW)
        mails = session.scalars(select(Mail).where(Mail.kind == MailKind.MERGED)).all()
        told = {
            one.address: notifications.write(session, one, writers=duplicates.WRITERS, addresses=ADDRESSES)
            for one in mails
            if one.params["news"] == "undone"
        }
        assert len(told) == len(waiting)
        jo = told["jo@example.org"]
        assert jo is not None
        assert jo.subject == "Werkstatt Neckar and Werkstatt Neckar gGmbH are two profiles again"
        assert [one.url for one in jo.actions] == [ADDRESSES.page(f"/stakeholders/{gone}")]
        # What has not gone out yet is needless now.
        old = [one for one in mails if one.params["news"] == "merged"]
        assert {
            notifications.write(session, one, writers=duplicates.WRITERS, addresses=ADDRESSES) for one in old
        } == {None}


def test_a_record_without_people_is_told_nothing(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session, email="office@example.org")
        merge(session, (kept, gone))
        assert letters(session) == {}
