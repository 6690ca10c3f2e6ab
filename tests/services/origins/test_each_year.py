"""Contacts who do not answer are told again each year, and what ends that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.config import Settings
from matchmaker.core.entities import Role
from matchmaker.core.notifications import MailState
from matchmaker.db import Database
from matchmaker.mail import MemoryPost
from matchmaker.models import Mail, MailLink, OriginNotice
from matchmaker.services import origins
from tests import smtp
from tests.factories import grant, make_account, make_actor
from tests.services.exchange.bringing import bring, by_name
from tests.services.origins.cycle import (
    BARREL,
    HEAD,
    KETTLE,
    LANTERN,
    LIST,
    SETTLED,
    link_of,
    mails,
    send,
    tell,
    work,
)  # fmt: skip

YEAR = SETTLED + timedelta(days=365)


def test_who_does_not_answer_is_told_again_each_year_and_nobody_sooner(
    database: Database, settings: Settings
) -> None:
    bring(database, LIST)
    came: defaultdict[str, list[int]] = defaultdict(list)
    with smtp.running() as server:
        for day in (0, 1, 200, 364, 365, 366, 700, 730, 731):
            before = len(server.mails)
            work(database, settings, server, SETTLED + timedelta(days=day))
            for mail in server.mails[before:]:
                came[str(mail["To"]).partition(" <")[0]].append(day)
    assert came == {"Kettle Kitchen": [0, 365, 730], "Rain Barrel Workshop": [0, 365, 730]}
    with database.reading() as session:
        root = make_actor(session, Role.ADMINISTRATOR)
        tally = origins.count_all(session, root, a_day=9, now=SETTLED + timedelta(days=800))
    assert (tally.told, tally.waiting, tally.late) == (2, 0, 0), (
        "records, not mails; no term runs for the second"
    )


def keep(session: Session, link: MailLink) -> None:
    origins.answer_kept(session, link, now=SETTLED + timedelta(days=9))


def say_wrong(session: Session, link: MailLink) -> None:
    origins.answer_wrong(session, link, "", now=SETTLED + timedelta(days=9))


def fail(session: Session, link: MailLink) -> None:
    session.get_one(Mail, link.mail_id).state = MailState.DEAD


def take_over(session: Session, link: MailLink) -> None:
    query = select(OriginNotice.stakeholder_id).where(OriginNotice.link_id == link.id)
    grant(session, make_account(session), Role.MEMBER, session.scalars(query).one())


@pytest.mark.parametrize("end", [keep, say_wrong, fail, take_over])
def test_who_answered_or_cannot_be_reached_or_claimed_it_is_not_told_again(
    database: Database, end: Callable[[Session, MailLink], None]
) -> None:
    bring(database, LIST)
    tell(database)
    send(database, MemoryPost())
    with database.transaction() as session:
        end(session, link_of(session, "Rain Barrel Workshop"))
    assert tell(database, now=YEAR) == 1
    assert mails(database)[-1].address == "post@kettle.example"
    assert len(mails(database)) == 3


def test_the_mail_of_the_next_year_says_that_it_comes_again_and_its_links_are_new(database: Database) -> None:
    bring(database, HEAD + BARREL)
    tell(database)
    first = MemoryPost()
    send(database, first)
    with database.reading() as session:
        old = link_of(session, "Rain Barrel Workshop").id
        record = by_name(database, "Rain Barrel Workshop").id
        assert not origins.is_silent(session, record, now=YEAR - timedelta(days=1))
        assert origins.is_silent(session, record, now=YEAR)
    tell(database, now=YEAR)
    second = MemoryPost()
    send(database, second, now=YEAR)
    again = "We wrote to you about this before, and nobody has answered; so we ask again."
    assert again not in first.messages[0].text
    assert again in second.messages[0].text
    assert "once a year, until somebody answers" in " ".join(second.messages[0].text.split())
    with database.transaction() as session:
        new = session.scalars(select(MailLink).where(MailLink.id != old)).one()
        assert new.expires_at > YEAR + timedelta(days=300)
        origins.answer_kept(session, new, now=YEAR + timedelta(days=1))
    with database.reading() as session:
        assert not origins.is_silent(session, record, now=YEAR + timedelta(days=2)), (
            "it has answered in the end"
        )
    assert tell(database, now=YEAR + timedelta(days=366)) == 0


def test_those_who_were_told_nothing_yet_go_before_those_who_are_asked_again(database: Database) -> None:
    bring(database, HEAD + BARREL + LANTERN)
    tell(database)
    send(database, MemoryPost())
    bring(database, HEAD + KETTLE, now=YEAR - timedelta(days=4))
    with database.reading() as session:
        due = partial(origins.list_due, session, now=YEAR)
        assert list(due(most=1)) == ["post@kettle.example"]
        assert {address: len(those) for address, those in due(most=2).items()} == {
            "post@kettle.example": 1, "info@barrel.example": 2,
        }  # fmt: skip
        late = origins.count_late(session, a_day=1, now=YEAR)
    assert late == 0
