"""What the database itself refuses, whoever writes, and what goes along when a record is deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matchmaker import models
from matchmaker.core.entities import Kind, Role, Verdict
from matchmaker.db import Base, Database
from tests.factories import NOW, grant, make_account, make_need, make_offer, make_stakeholder, make_tie


def tie_the_wrong_way_round(session: Session) -> None:
    a_id, b_id = sorted((make_stakeholder(session).id, make_stakeholder(session).id))
    session.add(models.Tie(a_id=b_id, b_id=a_id, created_at=NOW))


def tie_to_itself(session: Session) -> None:
    one = make_stakeholder(session)
    make_tie(session, one, one)


def the_same_tie_twice(session: Session) -> None:
    one, other = make_stakeholder(session), make_stakeholder(session)
    make_tie(session, one, other, label="Repair café")
    make_tie(session, other, one, label="Repair café")


def tie_to_nobody(session: Session) -> None:
    make_tie(session, make_stakeholder(session), models.Stakeholder(id="s-nobody"))


def two_words_about_one(session: Session) -> None:
    one, other = make_stakeholder(session), make_stakeholder(session)
    for verdict in (Verdict.SAVED, Verdict.HIDDEN):
        row = models.SuggestionVerdict(stakeholder_id=one.id, other_id=other.id, verdict=verdict, at=NOW)
        session.add(row)


def one_alias_for_two(session: Session) -> None:
    for _ in range(2):
        stakeholder_id = make_stakeholder(session).id
        session.add(models.Alias(stakeholder_id=stakeholder_id, source="dsi", source_id="17"))


def the_same_role_twice(session: Session) -> None:
    account = make_account(session)
    for _ in range(2):
        grant(session, account, Role.OFFICIAL, "DE1")


def an_unknown_kind(session: Session) -> None:
    stakeholder = make_stakeholder(session)
    query = text("UPDATE stakeholders SET kind = 'club' WHERE id = :id")
    session.execute(query, {"id": stakeholder.id})


REFUSED: dict[str, Callable[[Session], Any]] = {
    "half a place": lambda session: make_stakeholder(session, lat=48.0, lon=None),
    "a place beyond the pole": lambda session: make_stakeholder(session, lat=91.0, lon=9.0),
    "a place beyond the date line": lambda session: make_stakeholder(session, lat=48.0, lon=181.0),
    "a tie the wrong way round": tie_the_wrong_way_round,
    "a tie to itself": tie_to_itself,
    "the same tie twice": the_same_tie_twice,
    "a tie to nobody": tie_to_nobody,
    "two words about one": two_words_about_one,
    "one alias for two": one_alias_for_two,
    "the same role twice": the_same_role_twice,
    "an unknown kind": an_unknown_kind,
    "one mail address for two": lambda session: [make_account(session, email="a@example.org") for _ in "ab"],
    "one demo part for two": lambda session: [make_account(session, demo_part="official") for _ in "ab"],
    "a second revision": lambda session: session.add(models.NetworkRevision(id=2, revision=1)),
}


@pytest.mark.parametrize("case", REFUSED)
def test_the_database_refuses(database: Database, case: str) -> None:
    with pytest.raises(IntegrityError), database.transaction() as session:
        REFUSED[case](session)


def test_a_place_may_be_unknown_and_so_may_a_kind(database: Database) -> None:
    with database.transaction() as session:
        made = make_stakeholder(session, kind=None, region="", country="", place="", lat=None, lon=None)
    with database.reading() as session:
        kept = session.get_one(models.Stakeholder, made.id)
        assert (kept.kind, kept.lat, kept.region) == (None, None, "")


def test_a_word_of_a_closed_list_is_stored_as_readable_text(database: Database) -> None:
    with database.transaction() as session:
        make_stakeholder(session, kind=Kind.POLICYMAKER)
    with database.reading() as session:
        assert session.execute(text("SELECT kind FROM stakeholders")).scalar_one() == "policymaker"
        assert session.scalars(select(models.Stakeholder.kind)).one() is Kind.POLICYMAKER


def test_two_parties_may_have_several_ties(database: Database) -> None:
    with database.transaction() as session:
        one, other = make_stakeholder(session), make_stakeholder(session)
        make_tie(session, one, other, label="Repair café")
        make_tie(session, other, one, label="Bicycle kitchen")
    with database.reading() as session:
        assert session.scalar(select(func.count(models.Tie.id))) == 2


def test_a_deleted_stakeholder_takes_along_what_belongs_to_it_and_nothing_else(database: Database) -> None:
    with database.transaction() as session:
        one, other = make_stakeholder(session), make_stakeholder(session)
        make_offer(session, one)
        make_need(session, one)
        kept = make_need(session, other)
        make_tie(session, one, other)
        session.add(models.Alias(stakeholder_id=one.id, source="dsi", source_id="17"))
        word = {"verdict": Verdict.SAVED, "at": NOW}
        session.add(models.SuggestionVerdict(stakeholder_id=other.id, other_id=one.id, **word))
        session.flush()
        session.delete(one)
    with database.reading() as session:
        for table in (models.Offer, models.Tie, models.Alias, models.SuggestionVerdict):
            assert session.scalar(select(func.count()).select_from(table)) == 0, table.__tablename__
        assert session.scalars(select(models.Need.id)).all() == [kept.id]


def test_a_deleted_account_takes_along_its_roles(database: Database) -> None:
    with database.transaction() as session:
        account = make_account(session)
        grant(session, account, Role.OFFICIAL, "DE1")
        session.delete(account)
    with database.reading() as session:
        assert session.scalars(select(models.RoleGrant)).all() == []


def test_every_constraint_has_a_name_so_that_a_migration_can_change_it() -> None:
    unnamed = [
        f"{table.name}: {constraint}"
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert unnamed == []


def test_every_table_is_exported_by_the_models() -> None:
    mapped = {mapper.class_.__name__ for mapper in Base.registry.mappers}
    assert mapped <= set(models.__all__)
