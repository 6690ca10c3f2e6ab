"""Rows brought in: what becomes of them, what is written, and that the same file again does nothing."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from matchmaker.core.entities import Kind, Role
from matchmaker.db import Database
from matchmaker.errors import Invalid, NotAllowed
from matchmaker.models import Alias, Change, ImportRow, Offer, Stakeholder, Touched
from matchmaker.services import accounts, audit, exchange, history, profiles
from matchmaker.services.profiles import ProfileValues
from tests.factories import NOW, make_account, make_actor, make_stakeholder
from tests.services.exchange.bringing import (
    BARREL,
    HEAD,
    KETTLE,
    LIST,
    NAMELESS,
    bring,
    by_name,
    dump,
    order,
    person,
)

LATER = NOW + timedelta(days=3)


def test_each_row_becomes_a_record_with_its_place_and_its_offer(database: Database) -> None:
    made = bring(database, LIST)
    assert made.counts == {"created": 2, "changed": 0, "same": 0, "merged": 0, "refused": 0}
    barrel = by_name(database, "Rain Barrel Workshop")
    assert (barrel.country, barrel.region, barrel.place, barrel.source) == (
        "DE",
        "DE111",
        "Stuttgart",
        "list",
    )
    assert barrel.verified_on is None
    with database.reading() as session:
        assert session.scalars(select(Offer.text)).all() == ["A workshop for ten"]


def test_the_report_has_a_row_for_each_row_of_the_file(database: Database) -> None:
    made = bring(database, LIST + NAMELESS)
    with database.reading() as session:
        rows = session.scalars(select(ImportRow).order_by(ImportRow.number)).all()
        assert [(row.number, row.outcome) for row in rows] == [(2, "created"), (3, "created"), (4, "refused")]
        assert "no name" in str(exchange.from_json(rows[2].reasons)[0])
    assert sum(made.counts.values()) == 3


def test_history_audit_and_readers_hear_of_it(database: Database) -> None:
    made = bring(database, LIST)
    barrel = by_name(database, "Rain Barrel Workshop")
    with database.reading() as session:
        told = {change.field: change.after for change in history.list_changes(session, barrel.id)}
        assert told["name"] == "Rain Barrel Workshop"
        assert told["text"] == "A workshop for ten"
        assert {change.source for change in session.scalars(select(Change))} == {made.id}
        assert [entry.act for entry in audit.list_entries(session, subject=made.id)] == ["import.run"]
        assert session.get(Touched, barrel.id) is not None


def test_the_same_file_again_changes_nothing(database: Database) -> None:
    bring(database, LIST)
    before = dump(database)
    again = bring(database, LIST, now=LATER)
    assert again.counts["same"] == 2
    assert dump(database) == before


def test_a_newer_file_changes_what_it_says_anew(database: Database) -> None:
    bring(database, LIST)
    made = bring(database, HEAD + BARREL.replace("young people", "neighbours") + KETTLE, now=LATER)
    assert (made.counts["changed"], made.counts["same"]) == (1, 1)
    barrel = by_name(database, "Rain Barrel Workshop")
    assert (barrel.about, barrel.updated_at) == ("We mend rain barrels with neighbours.", LATER)


def test_what_a_person_edited_is_not_overwritten(database: Database) -> None:
    bring(database, LIST)
    barrel = by_name(database, "Rain Barrel Workshop")
    with database.transaction() as session:
        values = ProfileValues(
            name=barrel.name, kind=Kind.ENTERPRISE, about="Edited.", place=barrel.place, country="DE"
        )
        actor = make_actor(session, Role.OFFICIAL, "DE11")
        profiles.update_stakeholder(session, actor, barrel.id, values, now=LATER)
    bring(database, HEAD + BARREL.replace("young people", "neighbours"), now=LATER)
    assert by_name(database, "Rain Barrel Workshop").about == "Edited."


def test_a_claimed_record_keeps_all_it_says(database: Database) -> None:
    bring(database, LIST)
    barrel = by_name(database, "Rain Barrel Workshop")
    with database.transaction() as session:
        owner = make_account(session)
        accounts.grant(
            session, make_actor(session), account_id=owner.id, role=Role.MEMBER, place=barrel.id, now=NOW
        )
    made = bring(database, HEAD + BARREL.replace("young people", "neighbours"), now=LATER)
    assert made.counts["same"] == 1
    assert by_name(database, "Rain Barrel Workshop").about == barrel.about


def test_a_row_merges_into_a_record_of_another_source_and_leaves_its_id(database: Database) -> None:
    with database.transaction() as session:
        make_stakeholder(session, name="Rain Barrel Workshop gGmbH", about="")
    made = bring(database, HEAD + BARREL)
    assert made.counts["merged"] == 1
    barrel = by_name(database, "Rain Barrel Workshop gGmbH")
    assert barrel.about == "We mend rain barrels with young people."
    with database.reading() as session:
        alias = session.scalars(select(Alias)).one()
        assert (alias.stakeholder_id, alias.source, alias.source_id) == (barrel.id, "list", "1")
    assert bring(database, HEAD + BARREL).counts["same"] == 1


def test_two_rows_of_one_organisation_become_one_record(database: Database) -> None:
    made = bring(database, HEAD + BARREL + BARREL.replace("1,", "7,", 1).replace("A workshop", "A van"))
    assert (made.counts["created"], made.counts["merged"]) == (1, 1)
    with database.reading() as session:
        assert set(session.scalars(select(Offer.text))) == {"A workshop for ten", "A van for ten"}
        assert len(session.scalars(select(Alias)).all()) == 2


def test_strict_with_a_bad_row_changes_nothing(database: Database) -> None:
    before = dump(database, without=set())
    with pytest.raises(Invalid, match="1 rows cannot be taken"):
        bring(database, LIST + NAMELESS, strict=True)
    assert dump(database, without=set()) == before


def test_strict_without_a_bad_row_imports_all(database: Database) -> None:
    assert bring(database, LIST, strict=True).counts["created"] == 2


def test_a_decision_by_hand_is_followed(database: Database) -> None:
    with database.transaction() as session:
        known = make_stakeholder(session, name="Quite Another Name", about="").id
    made = bring(database, LIST, decisions={2: known, 3: "skip"})
    assert (made.counts["merged"], made.counts["refused"]) == (1, 1)
    assert by_name(database, "Quite Another Name").about == "We mend rain barrels with young people."


def test_decisions_in_a_circle_are_refused(database: Database) -> None:
    with pytest.raises(Invalid, match="circle"):
        bring(database, LIST, decisions={2: "row:3", 3: "row:2"})


def test_a_file_without_a_column_of_names_says_what_to_do(database: Database) -> None:
    with pytest.raises(Invalid, match="No column is known to hold “name”"):
        bring(database, "x,y\n1,2\n3,4\n", mapping={"version": 1, "columns": {"x": "id"}})


def test_only_who_runs_a_place_may_import(database: Database) -> None:
    with pytest.raises(NotAllowed):
        bring(database, LIST, actor=person(database, Role.MEMBER, "s-none"))


def test_an_export_may_be_edited_and_brought_back_under_our_own_ids(database: Database) -> None:
    bring(database, LIST)
    barrel = by_name(database, "Rain Barrel Workshop")
    made = bring(
        database, f"id,name,city,country\n{barrel.id},Barrel Workshop,Stuttgart,DE\n", source="export"
    )
    assert made.counts["changed"] == 1
    assert by_name(database, "Barrel Workshop").id == barrel.id


def test_somebody_without_the_right_to_edit_cannot_rename_by_our_id(database: Database) -> None:
    bring(database, LIST)
    barrel = by_name(database, "Rain Barrel Workshop")
    other = person(database, Role.OFFICIAL, "FRE1")
    text = f"id,name,city,country\n{barrel.id},Barrel Workshop,Stuttgart,DE\n"
    bring(database, text, source="export", actor=other)
    with database.reading() as session:
        found = session.get(Stakeholder, barrel.id)
        assert found is not None
        assert found.name == "Rain Barrel Workshop"


def test_what_somebody_writes_between_plan_and_writing_is_met(database: Database) -> None:
    wanted = order(database, LIST)
    with database.reading() as session:
        prepared = exchange.prepare(session, person(database, Role.ADMINISTRATOR), wanted)
    with database.transaction() as session:
        made_meanwhile = make_stakeholder(session, name="Rain Barrel Workshop").id
    with database.transaction() as session:
        actor = make_actor(session, Role.ADMINISTRATOR)
        made = exchange.import_tables(session, actor, prepared, filenames={}, now=NOW)
        assert made.counts["merged"] == 1
    with database.reading() as session:
        assert (
            session.scalars(select(Alias.stakeholder_id).where(Alias.source_id == "1")).one()
            == made_meanwhile
        )


def test_a_person_who_edits_during_an_import_loses_nothing(database: Database) -> None:
    with database.transaction() as session:
        barrel = make_stakeholder(session, name="Rain Barrel Workshop", about="")
        official = make_actor(session, Role.OFFICIAL, "DE11")
    failures: list[BaseException] = []

    def edit() -> None:
        try:
            with database.transaction() as session:
                values = ProfileValues(
                    name="Rain Barrel Workshop", kind=Kind.ENTERPRISE, about="By hand.", place="Stuttgart",
                    country="DE",
                )  # fmt: skip
                profiles.update_stakeholder(session, official, barrel.id, values, now=LATER)
        except BaseException as error:
            failures.append(error)

    for number in range(5):
        writer = threading.Thread(target=edit)
        writer.start()
        bring(database, LIST.replace("1,Rain", f"{number}x,Rain"), source=f"list {number}")
        writer.join()
    assert not failures
    assert by_name(database, "Rain Barrel Workshop").about == "By hand."
    with database.reading() as session:
        assert len(session.scalars(select(Stakeholder)).all()) == 2


def test_who_runs_one_region_does_not_fill_in_the_records_of_another(database: Database) -> None:
    with database.transaction() as session:
        make_stakeholder(session, name="Rain Barrel Workshop", about="")
    before = [dump(database)[table] for table in ("stakeholders", "offers")]
    glasgow = person(database, Role.OFFICIAL, "UKM8")
    made = bring(database, HEAD + BARREL, actor=glasgow, source="spam")
    assert made.counts["merged"] == 1
    assert by_name(database, "Rain Barrel Workshop").about == ""
    assert [dump(database)[table] for table in ("stakeholders", "offers")] == before
    with database.reading() as session:
        row = session.scalars(select(ImportRow)).one()
        assert any("which you may not change" in one["message"] for one in row.reasons)
    again = bring(database, HEAD + BARREL.replace("young", "old"), actor=glasgow, source="spam", now=LATER)
    assert (again.counts["same"], by_name(database, "Rain Barrel Workshop").about) == (1, "")


def test_who_runs_the_region_fills_in_what_is_blank(database: Database) -> None:
    with database.transaction() as session:
        make_stakeholder(session, name="Rain Barrel Workshop", about="")
    bring(database, HEAD + BARREL, actor=person(database, Role.OFFICIAL, "DE11"))
    assert by_name(database, "Rain Barrel Workshop").about == "We mend rain barrels with young people."


def test_a_newer_file_changes_what_the_same_list_brought_in_whatever_its_region(database: Database) -> None:
    glasgow = person(database, Role.OFFICIAL, "UKM8")
    bring(database, HEAD + BARREL, actor=glasgow)
    made = bring(database, HEAD + BARREL.replace("young", "old"), actor=glasgow, now=LATER)
    assert made.counts["changed"] == 1
    assert by_name(database, "Rain Barrel Workshop").about == "We mend rain barrels with old people."
