"""An erased person is found nowhere: not in a table, not in a file, not in the bytes of the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import delete, select

from matchmaker.config import Settings
from matchmaker.core.actors import SYSTEM, Actor
from matchmaker.core.entities import Role
from matchmaker.core.notifications import Channel, MailKind
from matchmaker.db import Database
from matchmaker.errors import Invalid, MatchmakerError, NotAllowed, NotFound
from matchmaker.models import (
    Account,
    ActingConsent,
    AuditEntry,
    Change,
    Disclosure,
    Erasure,
    Fiche,
    Import,
    Introduction,
    IntroductionMessage,
    IntroductionStep,
    Mail,
    MailLink,
    Proposal,
    RoleGrant,
    Stakeholder,
)
from matchmaker.models.imports import ImportState
from matchmaker.services import accounts, audit, network, notifications, privacy, profiles
from matchmaker.services.accounts import news
from matchmaker.services.accounts.news import Changed
from matchmaker.services.exchange.forgetting import GONE
from matchmaker.services.notifications import Recipient
from matchmaker.services.privacy.erasing import ERASED
from matchmaker.services.privacy.people import get_still_there
from matchmaker.store.erased import read_erased
from tests.factories import PASSWORD, make_account, make_stakeholder
from tests.services.introductions.people import Two
from tests.services.privacy.lives import (
    ADDRESS,
    NAME,
    OLD_ADDRESS,
    OLD_NAME,
    Life,
    dump,
    erase,
    files_of,
    secrets_of,
    work_off,
)

WORKSHOP = "bench@workshop.example"

ON_ONE = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
"""What does not depend on the kind of database, after a life that takes a while to live."""


def test_nothing_of_them_is_left_in_any_table_or_file(
    database: Database, settings: Settings, life: Life, now: datetime
) -> None:
    before = dump(database)
    missing = [word for word in secrets_of() if word not in before]
    assert missing == [], "what is searched for was there, or the test says nothing"
    erase(database, settings, life, now, profiles=(life.profile,))
    after = dump(database)
    assert [line[:300] for line in after.splitlines() if any(word in line for word in secrets_of())] == []
    assert [line[:200] for line in after.splitlines() if life.id in line] == [
        line[:200] for line in after.splitlines() if line.startswith("erasures") and life.id in line
    ]
    database.dispose()
    found = [
        (name, word)
        for name, content in files_of(settings.folder)
        for word in secrets_of()
        if word.casefold().encode() in content.lower() or word.encode() in content
    ]
    assert found == []


def test_what_others_rely_on_stays_without_them(
    database: Database, settings: Settings, life: Life, two: Two, now: datetime
) -> None:
    def counted() -> dict[str, int]:
        kept = (
            IntroductionStep,
            Introduction,
            IntroductionMessage,
            Mail,
            Disclosure,
            Change,
            Proposal,
            Fiche,
        )
        with database.reading() as session:
            return {one.__tablename__: len(session.execute(select(one)).all()) for one in kept}

    before = counted()
    erase(database, settings, life, now)
    assert counted() == before
    with database.reading() as session:
        written = session.scalars(select(IntroductionMessage.text).order_by(IntroductionMessage.id))
        assert sorted(written) == ["", "Dear …, gladly!"]
        acts = session.scalars(select(AuditEntry.act).where(AuditEntry.account_id == ERASED)).all()
        assert {"account.sign-in", "introduction.begin", "fiche.make"} <= set(acts)
        last = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert last is not None
        assert (last.act, last.subject, last.account_id) == ("account.erase", ERASED, None)


def test_a_profile_that_they_leave_belongs_to_nobody_and_names_nobody(
    database: Database, settings: Settings, life: Life, now: datetime
) -> None:
    erase(database, settings, life, now)
    after = dump(database)
    assert [word for word in (NAME, ADDRESS, OLD_NAME, OLD_ADDRESS) if word in after] == []
    with database.reading() as session:
        left = session.get_one(Stakeholder, life.profile)
        assert (left.name, left.email) == ("Quokka Atelier", "")
        assert left.about == "Quokkaabout, founded by …."
        told = select(Change.before, Change.after).where(Change.stakeholder_id == life.profile)
        assert {tuple(one) for one in session.execute(told.where(Change.field == "email"))} == {(None, None)}
        grants = session.scalars(select(RoleGrant).where(RoleGrant.place == life.profile)).all()
        assert grants == []
        page = profiles.get_page(session, SYSTEM, life.profile, today=now.date())
        assert not page.claimed
        history = session.scalars(select(Change).where(Change.stakeholder_id == life.profile)).all()
        assert {one.account_id for one in history} == {None}


def test_a_profile_that_they_take_along_leaves_no_trace(
    database: Database, settings: Settings, life: Life, now: datetime
) -> None:
    erase(database, settings, life, now, profiles=(life.profile, life.shared))
    with database.reading() as session:
        assert session.get(Stakeholder, life.profile) is None
        assert session.get(Stakeholder, life.shared) is not None, "others look after it too"
        assert session.scalars(select(Change).where(Change.stakeholder_id == life.profile)).all() == []
        assert life.profile not in network.snapshot(session, today=now.date()).profiles
        erased = {(one.what.value, one.subject) for one in session.scalars(select(Erasure))}
        # The other is what the profile was made one with.
        assert erased == {("account", life.id), ("profile", life.profile), ("profile", "s-gone")}


def test_a_profile_that_bears_their_name_goes_with_them(
    database: Database, settings: Settings, life: Life, now: datetime
) -> None:
    with database.transaction() as session:
        session.get_one(Stakeholder, life.profile).name = f" {NAME.upper()} "
    with database.reading() as session:
        (own,) = privacy.plan_erasure(session, life.actor).alone
        assert own.must_go
    erase(database, settings, life, now)
    with database.reading() as session:
        assert session.get(Stakeholder, life.profile) is None


@ON_ONE
@pytest.mark.parametrize(
    ("name", "password", "field"),
    [("Somebody Else", PASSWORD, "name"), ("", PASSWORD, "name"), (NAME, "wrong", "password")],
)
def test_without_name_and_password_nothing_happens(
    database: Database, settings: Settings, life: Life, now: datetime, name: str, password: str, field: str
) -> None:
    before = dump(database)
    with database.transaction() as session, pytest.raises(Invalid) as raised:
        privacy.erase_account(
            session, life.actor, name=name, password=password, profiles=(), folder=settings.folder, now=now
        )
    assert set(raised.value.fields) == {field}
    after = dump(database)
    # The try is counted; nothing else is different.
    assert [one for one in after.splitlines() if one not in before and not one.startswith("throttles")] == []


@ON_ONE
def test_of_two_who_erase_it_at_once_the_second_finds_nothing(
    database: Database, settings: Settings, life: Life, now: datetime
) -> None:
    with database.transaction() as session:
        privacy.forget_person(
            session, SYSTEM, session.get_one(Account, life.id), profiles=(), folder=settings.folder, now=now
        )
        with pytest.raises(NotFound):
            get_still_there(session, life.id)


@ON_ONE
def test_a_visitor_erases_nobody(
    database: Database, settings: Settings, visitor: Actor, now: datetime
) -> None:
    with database.transaction() as session, pytest.raises(NotAllowed):
        privacy.erase_account(
            session, visitor, name="", password="", profiles=(), folder=settings.folder, now=now
        )


@ON_ONE
def test_their_browsers_are_signed_out_and_their_links_are_dead(
    database: Database, settings: Settings, life: Life, now: datetime
) -> None:
    with database.reading() as session:
        reset = select(MailLink.id).join(Mail).where(Mail.kind == MailKind.RESET)
        token = notifications.link_token(session.scalars(reset).one(), "secret")
        assert accounts.read_key(session, token, "secret", now).account_id == life.id
    erase(database, settings, life, now)
    with database.reading() as session:
        assert accounts.find_signed_in(session, life.secret, now=now) is None
        with pytest.raises(MatchmakerError):
            accounts.read_key(session, token, "secret", now)


def test_who_left_a_kind_of_mail_is_not_written_to_when_a_list_brings_the_address_back(
    database: Database, settings: Settings, life: Life, now: datetime
) -> None:
    erase(database, settings, life, now)
    with database.reading() as session:
        to = Recipient(ADDRESS, "Somebody", "en")
        assert notifications.channel_for(session, to, MailKind.ENDED) is Channel.NEVER


def test_an_import_of_somebody_else_that_waits_and_names_them_is_refused(
    database: Database, settings: Settings, life: Life, now: datetime
) -> None:
    erase(database, settings, life, now)
    with database.reading() as session:
        other = session.get_one(Import, life.others)
        assert other.state is ImportState.REFUSED
        assert other.message["message"] == GONE
        own = session.get_one(Import, life.imported)
        assert (own.state, own.filename, own.account_id) == (ImportState.DONE, "…", ERASED)
    assert [name for name, _ in files_of(settings.folder) if name.startswith(("uploads/", "copies/"))] == []


def test_somebody_with_the_name_of_an_organisation_cannot_blot_it_out(
    database: Database, settings: Settings, two: Two, now: datetime
) -> None:
    with database.transaction() as session:
        other = make_stakeholder(session, name="Radhof", about="Radhof mends bicycles.")
        account = make_account(session, name="Radhof")
        actor = accounts.actor_of(session, account)
    with database.transaction() as session:
        privacy.erase_account(
            session, actor, name="Radhof", password=PASSWORD, profiles=(), folder=settings.folder, now=now
        )
    with database.reading() as session:
        assert session.get_one(Stakeholder, other.id).about == "Radhof mends bicycles."


def test_a_profile_is_erased_by_its_people_with_their_password(
    database: Database, settings: Settings, life: Life, two: Two, now: datetime
) -> None:
    values: dict[str, Any] = {"name": "quokka  atelier", "password": PASSWORD, "now": now}
    for wrong in ({"name": "Halle"}, {"password": "wrong"}):
        with database.transaction() as session, pytest.raises(Invalid):
            privacy.erase_profile(session, life.actor, life.profile, **(values | wrong))
    with database.reading() as session, pytest.raises(NotAllowed):
        privacy.get_erasable(session, two.official, life.profile)
    with database.transaction() as session:
        privacy.erase_profile(session, life.actor, life.profile, **values)
    work_off(database, settings)
    after = dump(database)
    own = ("Quokka Atelier", "Quokkaabout", "quokkaoffer", "quokkaneed")
    assert [line[:200] for line in after.splitlines() if any(word in line for word in own)] == []
    database.dispose()
    found = [name for name, content in files_of(settings.folder) if b"Quokka Atelier" in content]
    # The copy that its owner asked for before is theirs, and is gone after a day.
    assert [name for name in found if not name.startswith("copies/")] == []


def test_after_an_old_copy_of_the_database_was_put_back_it_is_erased_again(
    database: Database, settings: Settings, life: Life, now: datetime
) -> None:
    erase(database, settings, life, now, profiles=(life.profile,))
    assert {(one.what, one.subject) for one in read_erased(settings.folder)} == {
        ("account", life.id), ("profile", life.profile), ("profile", "s-gone"),
    }  # fmt: skip
    with database.transaction() as session:
        # As the old copy has it.
        make_account(session, id=life.id, name=NAME, email=ADDRESS)
        make_stakeholder(session, id=life.profile, name="Quokka Atelier")
        session.execute(delete(Erasure))
    with database.transaction() as session:
        assert privacy.erase_again(session, folder=settings.folder, now=now) == 2
    with database.transaction() as session:
        assert session.get(Account, life.id) is None
        assert session.get(Stakeholder, life.profile) is None
        assert privacy.erase_again(session, folder=settings.folder, now=now) == 0


@ON_ONE
def test_plan_says_what_would_go(database: Database, life: Life) -> None:
    with database.reading() as session:
        plan = privacy.plan_erasure(session, life.actor)
    assert plan.name == NAME
    assert [one.name for one in plan.alone] == ["Quokka Atelier"]
    assert plan.shared == ("Halle",)
    assert plan.messages == 1
    assert plan.mails > 1


@ON_ONE
def test_what_they_let_others_do_ends_and_neither_log_nor_mails_tell_of_them(
    database: Database, settings: Settings, life: Life, now: datetime
) -> None:
    with database.transaction() as session:
        official = make_account(session)
        told = session.get_one(Account, life.id)
        news.tell(session, told, Changed.PROVIDER_ADDED, about="w@provider.example", now=now)
        session.add(
            ActingConsent(
                stakeholder_id=life.profile, role=Role.OFFICIAL, place="DE1", account_id=official.id,
                given_at=now, given_by=life.id, until=now.date(), reason="",
            )
        )  # fmt: skip
        audit.record(
            session, Actor(official.id), "role.accept", "n-1", now=now, inviter=life.id, role="member"
        )
    erase(database, settings, life, now)
    with database.reading() as session:
        (consent,) = session.scalars(select(ActingConsent)).all()
        assert (consent.withdrawn_at, consent.given_by) == (now, None)
        entry = session.scalars(select(AuditEntry).where(AuditEntry.subject == "n-1")).one()
        assert entry.details == {"inviter": "…", "role": "member"}
    assert "w@provider.example" not in dump(database)
    assert life.id not in "".join(line for line in dump(database).splitlines() if "erasures" not in line)
