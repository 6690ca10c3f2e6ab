"""Agreeing and taking back: in the words of a version, with effect at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Kind, Role, Verdict
from matchmaker.core.privacy.consents import TEXTS, Asked
from matchmaker.db import Database
from matchmaker.errors import NotAllowed
from matchmaker.models import Account, AuditEntry, Change, Consent, Stakeholder, SuggestionVerdict
from matchmaker.services import accounts, network, privacy, profiles
from matchmaker.services.profiles import ProfileValues
from tests.factories import grant, make_account, make_actor, make_stakeholder

HOUR = timedelta(hours=1)


@pytest.fixture
def person(database: Database) -> Actor:
    """Somebody who has said nothing yet."""
    with database.transaction() as session:
        return make_actor(session)


def given(database: Database, actor: Actor) -> set[str]:
    with database.reading() as session:
        return {what.value for what, one in privacy.get_answers(session, actor).items() if one.given}


def say(database: Database, actor: Actor, *agreed: str, now: datetime) -> None:
    with database.transaction() as session:
        privacy.answer(session, actor, agreed, now=now)


def asked(database: Database, actor: Actor) -> bool:
    with database.reading() as session:
        return privacy.is_asked(session, actor)


def test_nobody_agrees_by_saying_nothing(database: Database, person: Actor) -> None:
    assert given(database, person) == set()
    assert asked(database, person)


def test_who_has_answered_is_not_asked_again_until_a_text_is_new(
    database: Database, person: Actor, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(database, person, "news", now=now)
    assert given(database, person) == {"notice", "news"}
    assert not asked(database, person)
    monkeypatch.setitem(TEXTS, Asked.STATISTICS, replace(TEXTS[Asked.STATISTICS], version="2027-01-01"))
    assert asked(database, person)
    say(database, person, now=now + HOUR)
    assert not asked(database, person)
    assert given(database, person) == {"notice"}


def test_each_answer_is_kept_with_its_version_and_its_moments(
    database: Database, person: Actor, now: datetime
) -> None:
    say(database, person, "news", now=now)
    say(database, person, "news", now=now + HOUR)
    say(database, person, now=now + 2 * HOUR)
    with database.reading() as session:
        rows = session.scalars(select(Consent).where(Consent.what == Asked.NEWS).order_by(Consent.id)).all()
        told = [(one.version, one.asked_at, one.given_at, one.withdrawn_at) for one in rows]
    version, later = TEXTS[Asked.NEWS].version, now + 2 * HOUR
    assert told == [(version, now, now, later), (version, later, None, None)]


def test_what_nobody_asks_about_cannot_be_agreed_to(database: Database, person: Actor, now: datetime) -> None:
    say(database, person, "suggested", "everything", "notice", now=now)
    assert given(database, person) == {"notice"}


def test_people_of_a_demonstration_are_asked_nothing(database: Database) -> None:
    with database.transaction() as session:
        one = accounts.actor_of(session, make_account(session, demo_part="enterprise"))
    assert not asked(database, one)


def test_a_visitor_agrees_to_nothing(database: Database, visitor: Actor, now: datetime) -> None:
    with database.transaction() as session, pytest.raises(NotAllowed):
        privacy.answer(session, visitor, [], now=now)


def test_who_wants_news_is_listed_as_long_as_they_want_it(
    database: Database, person: Actor, now: datetime
) -> None:
    with database.transaction() as session:
        gone = accounts.actor_of(session, make_account(session, disabled_at=now))
    say(database, person, "news", now=now)
    say(database, gone, "news", now=now)
    with database.reading() as session:
        account = session.get_one(Account, person.account_id)
        assert privacy.list_news_readers(session) == [(account.name, account.email)]
    say(database, person, now=now + HOUR)
    with database.reading() as session:
        assert privacy.list_news_readers(session) == []


def test_a_profile_is_not_suggested_from_the_next_page_on(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        profile = make_stakeholder(session)
        member = make_actor(session, Role.MEMBER, profile.id)
    for suggested in (False, False, True):
        with database.transaction() as session:
            privacy.set_suggested(session, member, profile.id, suggested, now=now)
        with database.reading() as session:
            assert session.get_one(Stakeholder, profile.id).opted_out is not suggested
            live = network.snapshot(session, today=now.date())
            assert live.profiles[profile.id].rankable is suggested
    with database.reading() as session:
        fields = session.scalars(select(Change.field).where(Change.stakeholder_id == profile.id)).all()
        assert fields == ["opted_out", "opted_out"], "pressed twice it is one change"
        consents = session.scalars(select(Consent).where(Consent.stakeholder_id == profile.id)).all()
        assert [one.given_at is not None for one in consents] == [False, True]
        acts = session.scalars(select(AuditEntry.act).where(AuditEntry.subject == profile.id)).all()
        assert acts.count("stakeholder.suggested") == 2


def test_the_form_of_a_profile_and_an_older_state_keep_the_same_answer_as_the_switch(
    database: Database, now: datetime
) -> None:
    values = ProfileValues(name="Radhof", kind=Kind.ENTERPRISE, about="We mend.", languages=("de",))
    with database.transaction() as session:
        person = make_actor(session, Role.ADMINISTRATOR)
        mine = profiles.create_stakeholder(session, person, values, now=now).id
        quiet = profiles.create_stakeholder(session, person, replace(values, opted_out=True), now=now).id

    def save(hour: int, **changes: object) -> None:
        with database.transaction() as session:
            new = replace(values, **changes)  # type: ignore[arg-type]  # any field of the form
            profiles.update_stakeholder(session, person, mine, new, now=now + timedelta(hours=hour))

    save(1, about="We mend bicycles.")
    assert answers(database, mine) == [], "nobody was asked"
    save(2, opted_out=True)
    save(3, opted_out=True, about="We mend.")
    save(4)
    with database.reading() as session:
        out = select(Change.id).where(Change.stakeholder_id == mine, Change.field == "opted_out")
        # The last but one: the last took it back, and the first may be that of its making.
        number = session.scalars(out.order_by(Change.id)).all()[-2]
    with database.transaction() as session:
        profiles.restore(session, person, mine, number, field="opted_out", now=now + timedelta(days=1))
    assert answers(database, mine) == [(person.account_id, False, False), (person.account_id, True, True), (
        person.account_id, False, False,
    )]  # fmt: skip
    assert answers(database, quiet) == [(person.account_id, False, False)]


def answers(database: Database, profile: str) -> list[tuple[str | None, bool, bool]]:
    """Who said what for a profile: whether it was agreed to, and whether that was taken back."""
    with database.reading() as session:
        rows = session.scalars(
            select(Consent).where(Consent.stakeholder_id == profile).order_by(Consent.id)
        ).all()
    assert {(one.what, one.version) for one in rows} <= {(Asked.SUGGESTED, TEXTS[Asked.SUGGESTED].version)}
    return [(one.account_id, one.given_at is not None, one.withdrawn_at is not None) for one in rows]


def test_only_who_looks_after_a_profile_switches_it(database: Database, person: Actor, now: datetime) -> None:
    with database.transaction() as session:
        profile = make_stakeholder(session)
    with database.transaction() as session, pytest.raises(NotAllowed):
        privacy.set_suggested(session, person, profile.id, False, now=now)


def test_judgements_are_learnt_from_only_where_their_maker_agreed(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        one, *others = (make_stakeholder(session) for _ in range(4))
        yes, no = make_account(session), make_account(session)
        grant(session, yes, Role.MEMBER, one.id)
        for other, account in zip(others, (yes, no, None), strict=True):
            word = {"verdict": Verdict.SAVED, "account_id": account.id if account else None, "at": now}
            session.add(SuggestionVerdict(stakeholder_id=one.id, other_id=other.id, **word))
        actor = accounts.actor_of(session, yes)
    say(database, actor, "statistics", now=now)
    with database.reading() as session:
        judged = network.read_past(session, now=now).judged
    assert {word.other for word in judged} == {others[0].id, others[2].id}
    say(database, actor, now=now + HOUR)
    with database.reading() as session:
        judged = network.read_past(session, now=now).judged
    assert {word.other for word in judged} == {others[2].id}
