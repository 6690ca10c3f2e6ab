"""Records given out: to whom, which fields, and that they come back unchanged."""

from __future__ import annotations

import csv
import io

import pytest

from matchmaker.core.actors import SYSTEM, VISITOR, Actor
from matchmaker.core.entities import Audience, Role
from matchmaker.db import Database
from matchmaker.errors import NotAllowed
from matchmaker.services import demo, exchange
from matchmaker.store.sheets import read_sheet_bytes
from tests.factories import NOW, make_need, make_offer, make_stakeholder
from tests.services.exchange.bringing import bring, dump, person


def exported(database: Database, actor: Actor = SYSTEM, region: str = "") -> bytes:
    """The whole export as CSV."""
    with database.reading() as session:
        return b"".join(exchange.export_csv(session, actor, region=region, today=NOW.date()))


def rows(content: bytes) -> dict[str, dict[str, str]]:
    """The rows of an export by their names."""
    return {row["name"]: row for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))}


def test_the_demo_comes_back_without_any_change(database: Database) -> None:
    with database.transaction() as session:
        loaded = demo.load(session, now=NOW)
    before = dump(database)
    made = bring(database, exported(database), source="export")
    assert made.counts == {"created": 0, "changed": 0, "same": loaded.stakeholders, "merged": 0, "refused": 0}
    assert dump(database) == before


def test_the_workbook_says_the_same_as_the_csv(database: Database) -> None:
    with database.transaction() as session:
        make_offer(session, make_stakeholder(session, name="Rain Barrel Workshop", email="a@example.org"))
    with database.reading() as session:
        book = exchange.export_xlsx(session, SYSTEM, today=NOW.date())
    one, other = read_sheet_bytes(book), read_sheet_bytes(exported(database))
    assert (one.headers, [row.cells for row in one.rows]) == (
        other.headers,
        [row.cells for row in other.rows],
    )


def test_officials_get_their_region_organisers_all(database: Database) -> None:
    with database.transaction() as session:
        make_stakeholder(session, name="Rain Barrel Workshop", region="DE111")
        make_stakeholder(session, name="Kettle Kitchen", region="FRE11")
    assert set(rows(exported(database, person(database, Role.OFFICIAL, "DE11")))) == {"Rain Barrel Workshop"}
    assert len(rows(exported(database, person(database, Role.ORGANISER, "p-one")))) == 2
    assert set(rows(exported(database, region="FRE1"))) == {"Kettle Kitchen"}


def test_fields_are_only_for_whom_they_are_meant(database: Database) -> None:
    with database.transaction() as session:
        make_stakeholder(
            session, name="Rain Barrel Workshop", email="a@example.org", people="headcount-1",
            website="https://barrel.example", audiences={"website": Audience.OURSELVES.value},
        )  # fmt: skip
    organiser = rows(exported(database, person(database, Role.ORGANISER, "p-one")))["Rain Barrel Workshop"]
    assert (organiser["email"], organiser["website"], organiser["people"]) == ("", "", "headcount-1")
    official = rows(exported(database, person(database, Role.OFFICIAL, "DE1")))["Rain Barrel Workshop"]
    assert (official["email"], official["website"]) == ("a@example.org", "https://barrel.example")


def test_hidden_records_and_closed_needs_stay_inside(database: Database) -> None:
    with database.transaction() as session:
        make_stakeholder(session, name="Hidden House", hidden=True)
        one = make_stakeholder(session, name="Rain Barrel Workshop")
        make_need(session, one, "We look for a van.")
        make_need(session, one, "We looked for a hall.", state="withdrawn")
    found = rows(exported(database, person(database, Role.ORGANISER, "p-one")))
    assert set(found) == {"Rain Barrel Workshop"}
    assert found["Rain Barrel Workshop"]["needs"] == "We look for a van."


def test_formulas_are_guarded_and_come_back_as_they_were(database: Database) -> None:
    with database.transaction() as session:
        make_stakeholder(session, name='=HYPERLINK("http://evil.example")', about="+1 for all")
    content = exported(database)
    assert "'=HYPERLINK" in content.decode()
    assert bring(database, content, source="export").counts["same"] == 1


def test_visitors_get_nothing(database: Database) -> None:
    with pytest.raises(NotAllowed):
        exported(database, VISITOR)
    with database.reading() as session, pytest.raises(NotAllowed):
        exchange.export_xlsx(session, VISITOR, today=NOW.date())
