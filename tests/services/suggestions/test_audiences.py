"""What the engine uses for whom: nothing that the reader may not see moves an answer or is quoted in one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select

from matchmaker.core.audience import Closeness
from matchmaker.core.entities import Audience
from matchmaker.core.explain import plain
from matchmaker.db import Database
from matchmaker.models import Need, Stakeholder
from matchmaker.services import history, network, proposals, suggestions
from tests.factories import make_offer, make_tie
from tests.services.suggestions.conftest import Town

TEXT = "We look for a workshop room with daylight."


def change(database: Database, stakeholder_id: str, **values: Any) -> None:
    """Change some columns, as a form would."""
    with database.transaction() as session:
        one = session.get_one(Stakeholder, stakeholder_id)
        for name, value in values.items():
            setattr(one, name, value)
        history.touch(session, [stakeholder_id])


def answers(database: Database, reader: Closeness, now: datetime) -> list[tuple[str, float]]:
    """Who could help with the text, as this reader is told."""
    with database.reading() as session:
        network.read_as(session, reader)
        page = suggestions.ask(session, TEXT, now=now)
        return [(one.id, round(one.score, 9)) for one in page.answer.suggestions]


def test_a_word_for_members_moves_no_answer_to_a_visitor(
    database: Database, town: Town, now: datetime
) -> None:
    change(database, town.trainer, audiences={"about": "members"})
    before = answers(database, Closeness.VISITOR, now)
    change(database, town.trainer, about=f"{TEXT} Workshop rooms, daylight, workshop, room, daylight.")
    assert answers(database, Closeness.VISITOR, now) == before
    assert answers(database, Closeness.MEMBER, now) != before


@pytest.mark.parametrize("audience", [Audience.MATCHED, Audience.OURSELVES])
def test_an_offer_that_is_not_at_least_for_members_finds_nobody(
    database: Database, town: Town, now: datetime, audience: Audience
) -> None:
    with database.transaction() as session:
        trainer = session.get_one(Stakeholder, town.trainer)
        make_offer(
            session, trainer, "A workshop room with daylight.", audience=audience, cooperation=["space"]
        )
        history.touch(session, [trainer.id])
    with database.reading() as session:
        network.read_as(session, Closeness.MEMBER)
        one = suggestions.get_one(session, town.member, town.bikes, town.trainer, now=now)
    assert "daylight" not in " ".join(plain(reason, str) for reason in one.item.account)
    assert "daylight" not in one.item.they_give


def test_a_need_only_for_us_is_no_question_either(database: Database, town: Town, now: datetime) -> None:
    with database.transaction() as session:
        session.get_one(Need, town.need).audience = Audience.OURSELVES
        history.touch(session, [town.bikes])
    with database.reading() as session:
        network.read_as(session, Closeness.MEMBER)
        page = suggestions.suggest(session, town.member, town.bikes, now=now)
    assert page.profile.needs == ()


def test_partners_that_are_not_shown_are_not_suggested_to_each_other(
    database: Database, town: Town, now: datetime
) -> None:
    with database.transaction() as session:
        bikes, host = (session.get_one(Stakeholder, id_) for id_ in (town.bikes, town.host))
        make_tie(session, bikes, host)
    change(database, town.host, audiences={"ties": "ourselves"})
    with database.reading() as session:
        network.read_as(session, Closeness.MEMBER)
        page = suggestions.suggest(session, town.member, town.bikes, now=now)
        assert town.host not in [one.id for one in page.answer.suggestions]
        assert suggestions.get_one(session, town.member, town.bikes, town.host, now=now).partners
        seen = suggestions.get_one(session, town.organiser, town.bikes, town.host, now=now)
        assert not seen.partners, "who brokers is not told what is not shown to members"
        live = network.snapshot(session, today=now.date())
    assert not live.matcher.pool_.network.neighbours(town.bikes), "nobody is told of it by a chain"


def test_a_draft_for_somebody_without_an_account_quotes_what_is_for_everybody(
    database: Database, town: Town, now: datetime
) -> None:
    with database.transaction() as session:
        for need in session.scalars(select(Need).where(Need.stakeholder_id == town.bikes)):
            need.audience = Audience.MEMBERS
        history.touch(session, [town.bikes])
    with database.reading() as session:
        network.read_as(session, Closeness.MEMBER)
        # Nobody has claimed the host, so a letter to it goes to an address.
        seen = proposals.describe(session, town.bikes, town.host, now=now)
    assert seen is not None
    said = " ".join(plain(reason, str) for reason in seen.reasons)
    assert "look for “We look for a workshop room" not in said
    assert "looks for “We look for a workshop room" not in said


def test_the_example_for_everybody_is_made_of_what_everybody_may_see(
    database: Database, town: Town, now: datetime
) -> None:
    for id_ in (town.bikes, town.host, town.trainer, town.ministry):
        change(database, id_, audiences={"about": "members"})
    with database.reading() as session:
        network.read_as(session, Closeness.MEMBER)
        example = suggestions.find_example(session, now=now)
    assert example is None or all(one.about == "" for one in example.people.values())
