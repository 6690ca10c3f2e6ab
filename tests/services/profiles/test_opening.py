"""What a draft and a profile would open next."""

from __future__ import annotations

from datetime import datetime

from matchmaker.core.actors import VISITOR
from matchmaker.core.entities import Role
from matchmaker.core.openings import Fact
from matchmaker.db import Database
from matchmaker.services import profiles
from tests.factories import make_actor, make_need, make_stakeholder


def test_a_draft_is_told_its_strongest_missing_facts(database: Database, now: datetime) -> None:
    answers = {"kind": "support", "name": "Boats", "need_text": "A dry hall for boats"}
    with database.reading() as session:
        found = profiles.openings_of_draft(session, answers, today=now.date())
    assert found[0] is Fact.OFFER
    assert Fact.NEED not in found
    assert len(found) == 3


def test_a_profile_tells_only_its_own_people(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        ours = make_stakeholder(session, website="https://boats.example", themes=["theme-youth"])
        make_need(session, ours)
        member = make_actor(session, Role.MEMBER, ours.id)
    with database.reading() as session:
        for actor, facts in ((member, (Fact.OFFER, Fact.DECLARATION)), (VISITOR, ())):
            page = profiles.get_page(session, actor, ours.id, today=now.date())
            found = profiles.openings_of_page(session, page, None, declares=True, today=now.date())
            assert found == facts
            found = profiles.openings_of_page(session, page, None, declares=False, today=now.date())
            assert found == tuple(fact for fact in facts if fact is not Fact.DECLARATION)
