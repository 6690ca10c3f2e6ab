"""Imports after a merge: old ids mean the record that stays, and an import's undo leaves what was merged."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from matchmaker.core.actors import SYSTEM
from matchmaker.db import Database
from matchmaker.models import Merge, Stakeholder, Tie
from matchmaker.services import duplicates
from tests.factories import NOW
from tests.services.duplicates.twins import merge
from tests.services.exchange.bringing import HEAD, LIST, bring, by_name, undo

LATER = NOW + timedelta(days=3)
TWINS = HEAD + (
    "7,Kettle Kitchen,Germany,Ulm,We cook soup.,\n"
    "8,Kitchen of the Kettle,Germany,Ulm,We cook soup for all.,A big pot\n"
)


def merged(database: Database) -> Merge:
    """Two rows of a list that turned out to be one organisation."""
    both = [by_name(database, name) for name in ("Kettle Kitchen", "Kitchen of the Kettle")]
    with database.transaction() as session:
        return merge(session, *(session.get_one(Stakeholder, one.id) for one in both))


def count(database: Database) -> int:
    with database.reading() as session:
        return session.scalars(select(func.count()).select_from(Stakeholder)).one()


def test_the_same_list_again_makes_no_second_record(database: Database) -> None:
    bring(database, TWINS)
    merged(database)
    again = bring(database, TWINS, now=LATER)
    assert again.counts["created"] == 0
    assert count(database) == 1


def test_a_file_that_names_our_own_old_id_means_the_record_that_stays(database: Database) -> None:
    bring(database, TWINS)
    made = merged(database)
    older = f"id,name,website\n{made.gone_id},Kitchen of the Kettle,https://kettle.example\n"
    answer = bring(database, older, source="an export", now=LATER)
    assert answer.counts["created"] == 0
    with database.reading() as session:
        assert session.get_one(Stakeholder, made.kept_id).website == "https://kettle.example"
    bring(database, LIST, source="others", now=LATER)
    with database.reading() as session:
        barrel = session.scalars(select(Stakeholder.id).where(Stakeholder.name.startswith("Rain"))).one()
    bring(database, ties=f"a,b,label\n{made.gone_id},{barrel},Soup\n", now=LATER)
    with database.reading() as session:
        tie = session.scalars(select(Tie)).one()
        assert {tie.a_id, tie.b_id} == {made.kept_id, barrel}


def test_an_import_is_taken_back_without_what_was_merged_since(database: Database) -> None:
    brought = bring(database, TWINS)
    made = merged(database)
    undo(database, brought, now=LATER)
    with database.transaction() as session:
        assert session.scalars(select(Stakeholder.id)).all() == [made.kept_id]
        duplicates.undo(session, SYSTEM, made.id, now=LATER)
        assert set(session.scalars(select(Stakeholder.id))) == {made.kept_id, made.gone_id}
