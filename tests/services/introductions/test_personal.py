"""A person's part: handed over whole, and forgotten with the history intact."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.config import Settings
from matchmaker.core.actors import SYSTEM, Actor
from matchmaker.core.entities import Role
from matchmaker.core.introductions.states import Mover, Side
from matchmaker.core.notifications import Channel, MailKind, MailState
from matchmaker.db import Base, Database
from matchmaker.errors import NotFound
from matchmaker.models import (
    Account,
    Block,
    Introduction,
    IntroductionMessage,
    IntroductionStep,
    Mail,
    MailLink,
    MessageFile,
    Unsubscription,
)
from matchmaker.services import accounts, introductions, notifications, pilots, places
from matchmaker.services.introductions import Hand, evidence
from matchmaker.services.introductions.evidence import Period
from matchmaker.services.notifications import Recipient
from tests.factories import grant, make_account, make_pilot, make_stakeholder
from tests.services.introductions.people import Two, begin, hand, step, together

NAME, ADDRESS = "Wilhelmine Überraschung", "wilhelmine@halle.example"
SECRETS = (
    "the secret of the third bench",
    "a word for the broker",
    "only for colleagues",
    "a plan for the third bench.exe",
)


@dataclass(frozen=True)
class Person:
    """Somebody who did all that one can do; `id_` is the introduction in which they did most."""

    id: str
    actor: Actor
    id_: str
    third: str


@pytest.fixture
def person(database: Database, two: Two, now: datetime) -> Person:
    """A member of `a` who also organises a pilot and brokers there."""
    with database.transaction() as session:
        account = make_account(session, name=NAME, email=ADDRESS)
        grant(session, account, Role.MEMBER, two.a)
        pilot = make_pilot(session)
        grant(session, account, Role.ORGANISER, pilot.id)
        third = make_stakeholder(session, name="Third", email="third@example.org").id
        fourth = make_stakeholder(session, name="Fourth", email="fourth@example.org").id
        actor = accounts.actor_of(session, account)
        pilots.invite_list(session, actor, pilot.id, fourth, now=now)
    id_ = together(database, two, now)
    mine = Hand(Mover.A, actor)
    message = step(database, introductions.write, mine, id_, text=SECRETS[0], now=now)
    with database.transaction() as session:
        about = {"name": "plan.txt", "mime": "text/plain", "size": 1, "content": SECRETS[0].encode()}
        session.add(MessageFile(message_id=message.id, **about))
    step(database, introductions.write, hand(two, Side.B), id_, text=f"Dear {NAME}, gladly!", now=now)
    asked = step(
        database, introductions.ask_for, actor, for_id=two.a, with_id=third, message=SECRETS[0], now=now
    )
    step(database, introductions.withdraw, mine, asked.id, note=SECRETS[1], now=now)
    step(database, introductions.block, mine, asked.id, now=now)
    brokered = step(database, introductions.begin, actor, a=third, b=fourth, note=SECRETS[2], now=now)
    assert brokered.broker_id == account.id
    with database.transaction() as session:
        notifications.set_preferences(session, actor, {MailKind.MESSAGE: Channel.DAILY}, now=now)
        notifications.unsubscribe(session, ADDRESS, MailKind.ENDED, now=now)
        notifications.notify(
            session,
            kind=MailKind.RETURNED,
            key="returned",
            to=Recipient(ADDRESS, NAME, "en", account.id, two.a),
            params={"side": "a", "why": "files", "files": [SECRETS[3]]},
            now=now,
        )
    return Person(account.id, actor, id_, third)


def erase(database: Database, person: Person, now: datetime) -> None:
    with database.transaction() as session:
        introductions.erase_part(session, person.id, now=now)


def texts(session: Session, *, skip: tuple[str, ...] = ("accounts",)) -> str:
    """All that stands in all tables."""
    rows = [
        repr(row)
        for table in Base.metadata.sorted_tables
        if table.name not in skip
        for row in session.execute(select(table))
    ]
    return "\n".join(rows)


def test_the_whole_part_is_handed_over_as_plain_json(database: Database, two: Two, person: Person) -> None:
    with database.reading() as session:
        part: dict[str, Any] = introductions.export_part(session, person.id)
    assert json.loads(json.dumps(part)) == part
    assert part["account"]["email"] == ADDRESS
    found = part["introductions"]
    assert [one["text"] for one in found["messages"]] == [SECRETS[0]]
    assert found["messages"][0]["files"] == ["plan.txt"]
    assert SECRETS[1] in {one["note"] for one in found["steps"]}
    assert [one["text"] for one in found["notes"]] == [SECRETS[2]]
    assert [one["of"] for one in found["assigned"]] == [["Third", "Fourth"]]
    assert {"Halle"} == {one["of"] for one in found["disclosures"]}
    assert [(one["for"], one["of"]) for one in found["blocks"]] == [("Halle", "Third")]
    assert [one["invited"] for one in part["pilots"]] == ["Fourth"]
    mails = part["notifications"]["mails"]
    assert {one["address"] for one in mails} == {ADDRESS}
    assert any(one["links"] for one in mails)
    assert part["notifications"]["preferences"] == {"message": "daily"}
    assert part["notifications"]["unsubscribed"] == ["ended"]
    # What is of others alone is not in it.
    assert "gladly" not in json.dumps(part)


def test_nothing_of_the_person_is_left_in_any_table(
    database: Database, person: Person, now: datetime
) -> None:
    with database.reading() as session:
        before = texts(session)
    assert [word for word in (NAME, ADDRESS, *SECRETS) if word not in before] == []
    erase(database, person, now)
    with database.reading() as session:
        after = texts(session)
    assert [word for word in (NAME, ADDRESS, *SECRETS) if word in after] == []
    named = [
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        if table.name not in ("accounts", "role_grants", "audit_entries")
        for column in table.columns
        if column.name in ("account_id", "broker_id", "created_by", "invited_by")
        and person.id in set(database_values(database, table, column))
    ]
    # A word about a suggestion is no part of introductions; the account's own erasure takes it.
    assert set(named) <= {("suggestion_verdicts", "account_id"), ("changes", "account_id")}


def database_values(database: Database, table: Any, column: Any) -> list[Any]:
    with database.reading() as session:
        return list(session.scalars(select(table.c[column.name])))


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_after_the_account_went_too_not_even_the_bytes_of_the_file_hold_them(
    settings: Settings, database: Database, person: Person, now: datetime
) -> None:
    erase(database, person, now)
    with database.transaction() as session:
        session.delete(session.get_one(Account, person.id))
    database.dispose()
    path = Path(settings.instance) / "matchmaker.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw = b"".join(file.read_bytes() for file in path.parent.glob("matchmaker.db*"))
    assert b"Third" in raw
    assert [word for word in (NAME, ADDRESS, *SECRETS) if word.encode() in raw] == []


def test_history_receipts_and_evidence_stay_as_they_were(
    database: Database, person: Person, now: datetime
) -> None:
    def counted() -> list[object]:
        with database.reading() as session:
            steps = select(IntroductionStep.at, IntroductionStep.step, IntroductionStep.mover)
            impact = evidence.get_region_impact(session, SYSTEM, places.get_region("DE11"), Period(), now=now)
            story = introductions.get_story(session, SYSTEM, person.id_, now=now)
            receipts = [(one.of_id, one.to_id, one.fields, one.at) for one in story.disclosures]
            return [
                impact.evidence, session.execute(steps.order_by(IntroductionStep.id)).all(), receipts,
                len(story.messages), len(session.scalars(select(Mail.id)).all()),
                len(session.scalars(select(Block)).all()),
            ]  # fmt: skip

    before = counted()
    erase(database, person, now)
    assert counted() == before


def test_what_waits_is_not_sent_and_links_open_nothing_any_more(
    database: Database, person: Person, now: datetime
) -> None:
    with database.reading() as session:
        mine = set(session.scalars(select(Mail.id).where(Mail.address == ADDRESS)))
        others = set(session.scalars(select(Mail.id).where(Mail.address != ADDRESS)))
    assert mine
    erase(database, person, now)
    with database.reading() as session:
        assert {session.get_one(Mail, id_).state for id_ in mine} == {MailState.DROPPED}
        assert {session.get_one(Mail, id_).account_id for id_ in mine} == {None}
        links = session.scalars(select(MailLink).where(MailLink.mail_id.in_(mine))).all()
        assert links
        assert all(link.expires_at <= now for link in links)
        assert all(session.get_one(Mail, id_).state is MailState.WAITING for id_ in others)


def test_who_had_left_is_known_again_by_a_hash_alone(
    database: Database, person: Person, now: datetime
) -> None:
    erase(database, person, now)
    with database.transaction() as session:
        (kept,) = session.scalars(select(Unsubscription.address))
        assert "@" not in kept
        assert kept.startswith("#")
        to = Recipient(ADDRESS.upper(), "Somebody", "en")
        assert notifications.channel_for(session, to, MailKind.ENDED) is Channel.NEVER
        assert notifications.channel_for(session, to, MailKind.MESSAGE) is Channel.AT_ONCE
        assert notifications.channel_for(session, Recipient("w@halle.example", "", "en"), MailKind.ENDED) is (
            Channel.AT_ONCE
        )
        # Leaving again adds nothing; choosing the kind again takes the hash away.
        notifications.unsubscribe(session, ADDRESS, MailKind.ENDED, now=now)
        assert notifications.get_preferences(session, person.actor)[MailKind.ENDED] is Channel.NEVER
        notifications.set_preferences(session, person.actor, {MailKind.ENDED: Channel.AT_ONCE}, now=now)
        assert session.scalars(select(Unsubscription.address)).all() == []


def test_erasing_twice_changes_nothing_more(database: Database, person: Person, now: datetime) -> None:
    erase(database, person, now)
    with database.reading() as session:
        once = texts(session, skip=("audit_entries",))
    erase(database, person, now)
    with database.reading() as session:
        assert texts(session, skip=("audit_entries",)) == once
        part = introductions.export_part(session, person.id)
    assert part["notifications"]["mails"] == []
    assert not any(
        part["introductions"][name] for name in ("begun", "assigned", "steps", "messages", "notes")
    )


def test_the_others_of_an_introduction_keep_their_words(
    database: Database, two: Two, person: Person, now: datetime
) -> None:
    erase(database, person, now)
    with database.reading() as session:
        written = select(IntroductionMessage).where(IntroductionMessage.introduction_id == person.id_)
        assert sorted(one.text for one in session.scalars(written)) == ["", "Dear …, gladly!"]
        assert session.scalars(select(MessageFile)).all() == []


def test_somebody_else_is_not_touched(database: Database, two: Two, person: Person, now: datetime) -> None:
    with database.reading() as session:
        before = introductions.export_part(session, two.ann.account_id or "")
    erase(database, person, now)
    with database.reading() as session:
        assert introductions.export_part(session, two.ann.account_id or "") == before


def test_who_is_not_there_has_no_part(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        with pytest.raises(NotFound):
            introductions.export_part(session, "a-none")
        with pytest.raises(NotFound):
            introductions.erase_part(session, "a-none", now=now)


def test_one_who_goes_leaves_an_introduction_that_still_works(
    database: Database, two: Two, person: Person, now: datetime
) -> None:
    id_ = begin_another(database, two, now)
    erase(database, person, now)
    step(database, introductions.accept, hand(two, Side.B), id_, now=now)
    with database.reading() as session:
        assert session.get_one(Introduction, id_).broker_id is not None


def begin_another(database: Database, two: Two, now: datetime) -> str:
    """The official brings b together with somebody new."""
    with database.transaction() as session:
        other = make_stakeholder(session, name="Another", email="another@example.org").id
    return begin(database, Two(other, two.b, two.ann, two.official, two.stranger), now)
