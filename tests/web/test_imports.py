"""Bringing in a spreadsheet by the pages alone: upload, columns, choices, import, report, undo, export."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from matchmaker.config import Settings
from matchmaker.core.entities import Role
from matchmaker.db import Database
from matchmaker.jobs.worker import run_due_jobs
from matchmaker.models import Account, Import, Stakeholder, Tie
from tests.conftest import client_of, sign_in
from tests.factories import NOW, grant, make_account, make_stakeholder
from tests.pages import PageClient

LIST = (
    "id,name,country,city,about\n"
    "1,Rain Barrel Workshop,Germany,Stuttgart,We mend rain barrels with young people.\n"
    "2,Kettle Kitchen,Germany,Stuttgart,We cook soup for forty neighbours.\n"
    "3,,Germany,Stuttgart,A row without a name.\n"
)
TIES = "a,b,label\n1,2,Soup in the workshop\n1,99,Nobody\n"


def make_person(database: Database, role: Role | None, place: str = "") -> Account:
    """An account with one role, committed."""
    with database.transaction() as session:
        account = make_account(session)
        if role is not None:
            grant(session, account, role, place)
    return account


@pytest.fixture
def official(app: Flask, database: Database) -> PageClient:
    """The browser of an official of Stuttgart region."""
    return sign_in(client_of(app), make_person(database, Role.OFFICIAL, "DE11"))


def upload(client: PageClient, text: str, *, ties: str = "", **values: Any) -> str:
    """Bring a file by the page; the answer is the address of its import."""
    files: dict[str, Any] = {"file": (io.BytesIO(text.encode()), "list.csv")} if text else {}
    if ties:
        files["ties"] = (io.BytesIO(ties.encode()), "ties.csv")
    answer = client.submit("/imports/new", files | values, status=303)
    return str(answer.location)


def count(database: Database, table: type[Any]) -> int:
    """How many rows a table has."""
    with database.reading() as session:
        return int(session.scalars(select(func.count()).select_from(table)).one())


def test_a_file_goes_from_upload_to_report_and_back(official: PageClient, database: Database) -> None:
    where = upload(official, LIST, ties=TIES)
    preview = official.page(where)
    assert "Rain Barrel Workshop" in preview.text
    assert "Row 4: The row has no name." in preview.text
    assert count(database, Stakeholder) == 0
    official.submit(where, {}, action=f"{where}/start", status=303)
    assert (count(database, Stakeholder), count(database, Tie)) == (2, 1)
    report = official.page(where)
    assert "Imported" in report.text
    assert "No stakeholder has the id 99." in official.page(f"{where}?part=ties&outcome=refused").text
    official.submit(f"{where}/undo", {"name": "another"}, status=422)
    official.submit(f"{where}/undo", {"name": "list"}, status=303)
    assert (count(database, Stakeholder), count(database, Tie)) == (0, 0)
    assert "Undone" in official.page("/imports").text


def test_columns_can_be_corrected(official: PageClient, database: Database) -> None:
    where = upload(official, "a,b\nRain Barrel Workshop,Stuttgart\nKettle Kitchen,Ulm\n")
    official.submit(
        where, {"column-0": "name", "column-1": "place"}, action=f"{where}/columns/stakeholders", status=303
    )
    assert "Baden-Württemberg" in official.page(where).text or "DE111" in official.page(where).text
    mapping = official.get(f"{where}/mapping.json").get_json()
    assert mapping == {"version": 1, "columns": {"a": "name", "b": "place"}}
    again = upload(official, "a,b\nRivet Choir,Stuttgart\n")
    assert official.get(f"{again}/mapping.json").get_json() == mapping


def test_rows_that_may_be_the_same_are_decided_by_hand(official: PageClient, database: Database) -> None:
    with database.transaction() as session:
        known = make_stakeholder(session, name="Rain Barrel Workshops", website="", about="")
        known_id = known.id
    where = upload(official, "name,city,country,about\nRain Barrel Workshop,Stuttgart,DE,We mend barrels.\n")
    page = official.page(where)
    assert "Are these the same?" in page.text
    official.submit(where, {"row-2": known_id}, action=f"{where}/decisions", status=303)
    official.submit(where, {}, action=f"{where}/start", status=303)
    with database.reading() as session:
        found = session.scalars(select(Stakeholder)).one()
        assert (found.name, found.about) == ("Rain Barrel Workshops", "We mend barrels.")


def test_all_or_none_imports_nothing_and_says_why(official: PageClient, database: Database) -> None:
    where = upload(official, LIST, strict="y")
    official.submit(where, {"strict": "1"}, action=f"{where}/start", status=303)
    page = official.page(where)
    assert "1 rows cannot be taken" in page.text
    assert count(database, Stakeholder) == 0
    official.post(f"{where}/start", data=dict(page.forms[-1].fields) | {"csrf_token": token(official, where)})
    assert count(database, Stakeholder) == 2


def token(client: PageClient, where: str) -> str:
    """The form token of a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(where).get_data(as_text=True))
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.pdf", b"%PDF-1.7", "This is a PDF document"),
        ("x.csv", b"", "The file is empty."),
        ("x.csv", b"\xd0\xcf\x11\xe0rest", "an old Excel file"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_beside_its_field(
    official: PageClient, database: Database, settings: Settings, name: str, content: bytes, message: str
) -> None:
    answer = official.submit("/imports/new", {"file": (io.BytesIO(content), name)}, status=422)
    assert message in answer.get_data(as_text=True)
    assert count(database, Import) == 0
    assert not list((settings.folder / "uploads").iterdir())


def test_no_file_at_all_is_refused(official: PageClient) -> None:
    assert "Choose a file" in official.submit("/imports/new", {}, status=422).get_data(as_text=True)


def test_a_large_file_is_a_job_whose_progress_can_be_seen(
    official: PageClient, database: Database, settings: Settings
) -> None:
    rows = "".join(f"Organisation {one:04} of {one * 7919},Stuttgart\n" for one in range(400))
    where = upload(official, "name,city\n" + rows)
    assert "Look again" in official.page(where).text
    fragment = official.get(where, headers={"HX-Request": "true"})
    assert "<html" not in fragment.get_data(as_text=True)
    assert "HX-Redirect" not in fragment.headers
    run_due_jobs(database, settings, now=NOW)
    assert official.get(where, headers={"HX-Request": "true"}).headers["HX-Redirect"] == where
    official.submit(where, {}, action=f"{where}/start", status=303)
    assert "Being imported" in official.page(where).text
    run_due_jobs(database, settings, now=NOW)
    assert count(database, Stakeholder) == 400
    first = official.page(f"{where}?outcome=created")
    after = [link for link in first.links if "after=" in link]
    assert after
    second = official.page(after[0])
    assert any("before=" in link for link in second.links)


def test_a_file_that_was_not_imported_can_be_deleted(
    official: PageClient, database: Database, settings: Settings
) -> None:
    where = upload(official, LIST)
    official.submit(where, {}, action=f"{where}/drop", status=303)
    assert count(database, Import) == 0
    assert not list((settings.folder / "uploads").iterdir())


def test_the_export_can_be_brought_back_without_any_change(official: PageClient, database: Database) -> None:
    where = upload(official, LIST)
    official.submit(where, {}, action=f"{where}/start", status=303)
    content = official.get("/exports/stakeholders.csv").get_data()
    again = official.submit(
        "/imports/new", {"file": (io.BytesIO(content), "export.csv")}, status=303
    ).location
    official.submit(str(again), {}, action=f"{again}/start", status=303)
    with database.reading() as session:
        made = session.scalars(select(Import).where(Import.source == "export")).one()
        assert made.counts == {"created": 0, "changed": 0, "same": 2, "merged": 0, "refused": 0}


def test_a_workbook_is_given_out_too(official: PageClient) -> None:
    assert official.get("/exports/stakeholders.xlsx").get_data().startswith(b"PK")


@pytest.mark.parametrize("path", ["/imports", "/imports/new", "/exports/stakeholders.csv"])
def test_only_who_runs_a_place_may_come_in(app: Flask, database: Database, path: str) -> None:
    visitor = client_of(app)
    assert "/sign-in" in str(visitor.get(path).location)
    nobody = sign_in(client_of(app), make_person(database, None))
    assert nobody.get(path).status_code == 403


def test_nobody_sees_the_imports_of_others(app: Flask, official: PageClient, database: Database) -> None:
    where = upload(official, LIST)
    other = sign_in(client_of(app), make_person(database, Role.OFFICIAL, "FRE1"))
    for path in (where, f"{where}/undo", f"{where}/mapping.json"):
        assert other.get(path).status_code == 404
    assert other.post(f"{where}/start", data={"csrf_token": token(other, "/imports/new")}).status_code == 404
    administrator = sign_in(client_of(app), make_person(database, Role.ADMINISTRATOR))
    assert administrator.get(where).status_code == 200


def test_the_pages_ask_few_queries(official: PageClient, database: Database) -> None:
    where = upload(official, LIST, ties=TIES)
    for path in ("/imports", where, "/imports/new"):
        assert queries(database, lambda path=path: official.page(path)) <= 15
    official.submit(where, {}, action=f"{where}/start", status=303)
    assert queries(database, lambda: official.page(where)) <= 15


def queries(database: Database, work: Any) -> int:
    """How many statements a piece of work sends."""
    sent: list[str] = []

    def note(_c: Any, _k: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    work()
    event.remove(database.engine, "before_cursor_execute", note)
    return len(sent)
