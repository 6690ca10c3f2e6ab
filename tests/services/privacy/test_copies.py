"""A copy holds all that the register says is the person's, twice and the same, and nobody else's."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import LargeBinary, select

from matchmaker.config import Settings
from matchmaker.core.actors import SYSTEM, VISITOR
from matchmaker.core.imports.cells import unguard
from matchmaker.core.privacy.register import REGISTER
from matchmaker.core.privacy.terms import Personal
from matchmaker.db import Database
from matchmaker.errors import Invalid, NotAllowed, NotFound
from matchmaker.models import Account, DataExport, IntroductionMessage
from matchmaker.models.privacy import CopyState
from matchmaker.services import privacy
from matchmaker.services.privacy import copies
from matchmaker.services.privacy.finding import own_rows, table_of
from matchmaker.services.privacy.people import get_known
from matchmaker.store.copies import cell_of
from tests.factories import PASSWORD, make_account
from tests.services.privacy.lives import ADDRESS, NAME, WORDS, Life, work_off

Sheets = dict[str, list[dict[str, Any]]]


UNUSED = {
    "passkeys", "one_time_codes", "recovery_codes", "role_invitations", "acting_consents",
    "declarations", "merges", "duplicate_pairs", "merge_requests",
}  # fmt: skip
"""Tables of which the life that is lived here leaves no row."""

ON_ONE = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
"""What does not depend on the kind of database, after a life that takes a while to live."""


@pytest.fixture
def archive(database: Database, settings: Settings, life: Life) -> zipfile.ZipFile:
    """The copy that the person has asked for."""
    with database.reading() as session:
        made = session.scalars(select(DataExport)).one()
        assert made.state is CopyState.READY
    return zipfile.ZipFile(io.BytesIO(privacy.path_of(settings.folder, made.id).read_bytes()))


def sheets_of(archive: zipfile.ZipFile) -> Sheets:
    names = [name for name in archive.namelist() if name.startswith("json/")]
    return {Path(name).stem: json.loads(archive.read(name)) for name in names}


def test_every_personal_column_of_each_row_of_theirs_is_in_it(
    database: Database, life: Life, archive: zipfile.ZipFile
) -> None:
    sheets = sheets_of(archive)
    rows = {}
    with database.reading() as session:
        person = get_known(session, session.get_one(Account, life.id))
        for entry in (one for one in REGISTER if one.handed and one.found):
            query = select(*(table_of(entry).c[name] for name in columns_of(entry)))
            # The copy does not hold itself: it was not yet ready when it was made.
            found = session.execute(query.where(own_rows(entry, person))).mappings().all()
            rows[entry] = len(found)
            assert set(columns_of(entry)) <= set(sheets[entry.table][0] if found else columns_of(entry))
            kept = [{name: told(row[name]) for name in row} for row in found]
            copied = [{name: told(row[name]) for name in columns_of(entry)} for row in sheets[entry.table]]
            if entry.table not in ("data_exports", "audit_entries"):
                assert [one for one in kept if one not in copied] == [], entry.table
    used = {one: count for one, count in rows.items() if one.table not in UNUSED}
    assert [f"{one.table} {one.columns}" for one, count in used.items() if not count] == []


def columns_of(entry: Personal) -> list[str]:
    return [name for name in entry.columns if not isinstance(table_of(entry).c[name].type, LargeBinary)]


def told(value: Any) -> str:
    """A value as JSON writes it, whatever kind it has."""
    value = getattr(value, "value", value)
    return value.isoformat() if hasattr(value, "isoformat") else json.dumps(value)[:200].strip('"')


@ON_ONE
def test_csv_and_json_hold_the_same(archive: zipfile.ZipFile) -> None:
    for name, rows in sheets_of(archive).items():
        text = archive.read(f"csv/{name}.csv").decode("utf-8-sig")
        found = list(csv.DictReader(io.StringIO(text, newline="")))
        assert len(found) == len(rows), name
        for line, row in zip(found, rows, strict=True):
            assert {key: unguard(value) for key, value in line.items()} == {
                key: cell_of(value) for key, value in row.items()
            }


@ON_ONE
def test_a_cell_that_looks_like_a_formula_is_inert(
    database: Database, settings: Settings, life: Life, now: datetime
) -> None:
    with database.transaction() as session:
        for message in session.scalars(select(IntroductionMessage)):
            message.text = "=HYPERLINK(1)"
    file = settings.folder / "mine.zip"
    with database.reading() as session:
        account = session.get_one(Account, life.id)
        privacy.write_copy(session, account, file=file, folder=settings.folder, now=now)
    with zipfile.ZipFile(file) as archive:
        text = archive.read("csv/introduction_messages.csv").decode("utf-8-sig")
        assert "'=HYPERLINK(1)" in text
        assert json.loads(archive.read("json/introduction_messages.json"))[0]["text"] == "=HYPERLINK(1)"


@ON_ONE
def test_what_they_wrote_and_sent_is_in_it(archive: zipfile.ZipFile) -> None:
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
    assert [word for word in WORDS.values() if word not in everything] == []
    names = archive.namelist()
    assert any(name.startswith("files/d-") and name.endswith("-plan.txt") for name in names)
    assert any(name.startswith("files/i-") and name.endswith(f"{NAME}.csv") for name in names)


@ON_ONE
def test_nobody_elses_words_and_addresses_are_in_it(archive: zipfile.ZipFile) -> None:
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
    for word in ("gladly", "info@werkstatt.example", "Kettle Kitchen", "third@example.org", "argon2"):
        assert word not in everything, word
    for name, rows in sheets_of(archive).items():
        accounts = {
            row[key] for row in rows for key in row if key in ("account_id", "broker_id", "created_by")
        }
        assert len(accounts - {None, ""}) <= 1, name


@ON_ONE
def test_names_are_there_for_ids(archive: zipfile.ZipFile, life: Life) -> None:
    names = {row["id"]: row["name"] for row in sheets_of(archive)["names"]}
    assert names[life.profile] == "Quokka Atelier"
    assert names[life.shared] == "Halle"


@ON_ONE
def test_the_page_and_the_note_say_what_is_inside(archive: zipfile.ZipFile) -> None:
    page = archive.read("index.html").decode()
    for name in archive.namelist():
        if name.startswith(("csv/", "files/")):
            assert f'href="{quote(name)}"' in page
    assert NAME in archive.read("README.txt").decode()
    assert "<script" not in page


@ON_ONE
def test_only_the_sign_in_that_asked_may_fetch_it_for_a_day(
    database: Database, life: Life, now: datetime
) -> None:
    with database.reading() as session:
        id_ = session.scalars(select(DataExport.id)).one()
        assert privacy.get_copy(session, life.actor, id_, secret=life.secret, now=now).account_id == life.id
        for secret, moment in (("another", now), (life.secret, now + timedelta(days=1))):
            with pytest.raises(NotFound):
                privacy.get_copy(session, life.actor, id_, secret=secret, now=moment)


@ON_ONE
def test_a_large_one_is_left_to_a_job(
    database: Database, settings: Settings, life: Life, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "AT_ONCE", 3)
    told: list[tuple[int, int]] = []
    with database.transaction() as session:
        made = privacy.ask_for_copy(
            session, life.actor, password=PASSWORD, secret=life.secret, language="en",
            folder=settings.folder, now=now,
        )  # fmt: skip
        assert made.job_id
        assert made.state is CopyState.BUILDING
    with database.reading() as session:
        built = privacy.build(
            session, made.id, folder=settings.folder, progress=lambda *seen: told.append(seen)
        )
        assert privacy.build(session, "x-none", folder=settings.folder, progress=copies.silent) is None
    with database.transaction() as session:
        privacy.finish(session, built)
        assert session.get_one(DataExport, made.id).state is CopyState.READY
    assert told
    assert len({total for _, total in told}) == 1


@ON_ONE
def test_a_wrong_password_gets_none(
    database: Database, settings: Settings, life: Life, now: datetime
) -> None:
    with database.transaction() as session, pytest.raises(Invalid):
        privacy.ask_for_copy(
            session, life.actor, password="wrong", secret=life.secret, language="en",
            folder=settings.folder, now=now,
        )  # fmt: skip


@ON_ONE
def test_it_speaks_the_language_of_who_asks(
    database: Database, settings: Settings, life: Life, now: datetime
) -> None:
    file = settings.folder / "mine.zip"
    with database.transaction() as session:
        account = session.get_one(Account, life.id)
        account.language = "de"
        privacy.write_copy(session, account, file=file, folder=settings.folder, now=now)
    with zipfile.ZipFile(file) as archive:
        assert '<html lang="de">' in archive.read("index.html").decode()
        assert ADDRESS in archive.read("json/accounts.json").decode()


def test_a_copy_goes_with_the_person_who_asked_for_it(
    database: Database, settings: Settings, now: datetime
) -> None:
    with database.transaction() as session:
        ada = make_account(session, name="Ada Adler")
        made = DataExport(account_id=ada.id, asked_with="x", language="en", made_at=now)
        session.add(made)
    path = privacy.path_of(settings.folder, made.id)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"all of it")
    with database.transaction() as session:
        known = session.get_one(Account, ada.id)
        privacy.forget_person(session, SYSTEM, known, profiles=(), folder=settings.folder, now=now)
    work_off(database, settings)
    assert not path.exists()
    with database.reading() as session:
        assert privacy.build(session, made.id, folder=settings.folder, progress=copies.silent) is None
        with pytest.raises(NotAllowed):
            privacy.get_copy(session, VISITOR, made.id, secret="x", now=now)
        with pytest.raises(NotAllowed):
            privacy.plan_erasure(session, VISITOR)
