"""An import taken back: the database as before, but for what others have touched since."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from matchmaker.core.actors import SYSTEM
from matchmaker.core.entities import Kind, Role
from matchmaker.db import Database
from matchmaker.errors import Conflict
from matchmaker.models import Alias, Stakeholder, Tie
from matchmaker.services import accounts, exchange, history, profiles
from matchmaker.services.profiles import ProfileValues, StatementValues
from tests.factories import NOW, make_account, make_need, make_offer, make_stakeholder, make_tie
from tests.services.exchange.bringing import BARREL, HEAD, KETTLE, LIST, bring, by_name, dump, undo

LATER = NOW + timedelta(days=3)
TIES = "a,b,label,since\n1,2,Soup in the workshop,2015\n"


def fill(database: Database) -> None:
    """Records that were there before, one of them like a row of the file."""
    with database.transaction() as session:
        one = make_stakeholder(session, name="Rain Barrel Workshop", about="", website="")
        other = make_stakeholder(session, name="Lantern School")
        make_offer(session, one)
        make_need(session, other)
        make_tie(session, one, other)


def test_an_undo_leaves_the_database_as_it_was(database: Database) -> None:
    fill(database)
    before = dump(database)
    made = bring(database, LIST, ties=TIES)
    assert dump(database) != before
    assert undo(database, made) == []
    assert dump(database) == before


def test_undoing_a_second_import_restores_what_the_first_said(database: Database) -> None:
    bring(database, LIST, ties=TIES)
    before = dump(database)
    newer = HEAD + BARREL.replace("young people", "neighbours").replace("Stuttgart", "Ulm") + KETTLE
    made = bring(database, newer + "9,Lantern School,France,Lille,We teach at night.,\n", now=LATER)
    assert (made.counts["changed"], made.counts["created"]) == (1, 1)
    assert undo(database, made) == []
    assert dump(database) == before
    # The ids are known as before, so that the newer file counts as new again.
    assert bring(database, newer, now=LATER).counts["changed"] == 1


def test_the_undo_of_rows_merged_inside_the_file_removes_all_their_ids(database: Database) -> None:
    before = dump(database)
    made = bring(database, HEAD + BARREL + BARREL.replace("1,", "7,", 1))
    assert undo(database, made) == []
    assert dump(database) == before


def test_a_claimed_record_stays_and_is_listed(database: Database) -> None:
    made = bring(database, LIST)
    barrel = by_name(database, "Rain Barrel Workshop")
    with database.transaction() as session:
        owner = make_account(session)
        accounts.grant(session, SYSTEM, account_id=owner.id, role=Role.MEMBER, place=barrel.id, now=NOW)
    kept = undo(database, made)
    assert kept == [
        "Rain Barrel Workshop: Somebody of the organisation looks after this record now, so it stays."
    ]
    with database.reading() as session:
        assert session.scalars(select(Stakeholder.name)).all() == ["Rain Barrel Workshop"]
        assert session.scalars(select(Alias.source_id)).all() == ["1"]


def test_an_edited_record_stays_and_is_listed(database: Database) -> None:
    made = bring(database, LIST)
    kettle = by_name(database, "Kettle Kitchen")
    with database.transaction() as session:
        values = ProfileValues(name="Kettle House", kind=Kind.INNOVATOR, place="Ulm", country="DE")
        profiles.update_stakeholder(session, SYSTEM, kettle.id, values, now=LATER)
    assert undo(database, made) == ["Kettle Kitchen: Somebody has changed this record since, so it stays."]
    assert by_name(database, "Kettle House").id == kettle.id


def test_a_record_with_a_new_need_stays(database: Database) -> None:
    made = bring(database, LIST)
    kettle = by_name(database, "Kettle Kitchen")
    with database.transaction() as session:
        values = StatementValues(text="We look for forty spoons.")
        profiles.add_statement(session, SYSTEM, kettle.id, "need", values, now=LATER)
    assert len(undo(database, made)) == 1


def test_a_record_that_another_list_knows_stays(database: Database) -> None:
    made = bring(database, LIST)
    bring(database, HEAD + BARREL, source="another")
    assert undo(database, made) == ["Rain Barrel Workshop: Another list knows this record too, so it stays."]


def test_a_record_with_a_partner_from_elsewhere_stays(database: Database) -> None:
    made = bring(database, LIST)
    barrel = by_name(database, "Rain Barrel Workshop")
    with database.transaction() as session:
        make_tie(session, make_stakeholder(session), barrel)
    kept = undo(database, made)
    assert kept == [
        "Rain Barrel Workshop: This record has partners that did not come with this import, so it stays."
    ]


def test_a_confirmed_tie_stays_with_both_its_ends(database: Database) -> None:
    made = bring(database, LIST, ties=TIES)
    with database.transaction() as session:
        session.scalars(select(Tie)).one().confirmed_a = True
    kept = undo(database, made)
    assert "Soup in the workshop: A partner has confirmed this tie, so it stays." in kept
    assert len(kept) == 3


def test_a_later_import_of_the_same_list_protects_what_it_changed(database: Database) -> None:
    first = bring(database, LIST)
    bring(database, HEAD + BARREL.replace("young people", "neighbours"), now=LATER)
    kept = undo(database, first)
    assert kept == ["Rain Barrel Workshop: Somebody has changed this record since, so it stays."]


def test_an_import_is_undone_only_once(database: Database) -> None:
    made = bring(database, LIST)
    undo(database, made)
    with pytest.raises(Conflict):
        undo(database, made)


def test_the_history_tells_of_the_undo_and_readers_drop_the_records(database: Database) -> None:
    made = bring(database, LIST)
    barrel = by_name(database, "Rain Barrel Workshop")
    undo(database, made, now=LATER)
    with database.reading() as session:
        last = history.list_changes(session, barrel.id)[0]
        assert (last.field, last.before, last.after) == ("name", "Rain Barrel Workshop", None)
        assert exchange.get_import(session, SYSTEM, made.id).undone_at == LATER
