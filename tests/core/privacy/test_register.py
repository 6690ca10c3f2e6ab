"""The register knows every column of every table, and says of each what becomes of it."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest
from sqlalchemy import JSON, String, Table

from matchmaker.core.privacy.consents import TEXTS, Asked
from matchmaker.core.privacy.register import PLAIN, REGISTER
from matchmaker.core.privacy.terms import Fate, Key, Limit, Personal, Plain
from matchmaker.core.privacy.titles import BASES, FATES, PARTS, READERS, UNTIL
from matchmaker.db import Base
from matchmaker.models import Account
from matchmaker.services.privacy.gathering import ACCOUNTS
from scripts.register import DOCUMENT, written

TABLES = {table.name: table for table in Base.metadata.sorted_tables}
NAMES = sorted(TABLES)
ALL: list[Personal | Plain] = [*REGISTER, *PLAIN]


def listed(name: str) -> Counter[str]:
    """How often the register lists each column of a table."""
    return Counter(column for one in ALL if one.table == name for column in one.columns)


@pytest.mark.parametrize("name", NAMES)
def test_every_column_of_every_table_is_listed_once(name: str) -> None:
    assert listed(name) == Counter(column.name for column in TABLES[name].columns), (
        f"say in matchmaker/core/privacy what these columns of {name} tell about a person, or why nothing"
    )


def test_the_tables_are_loaded() -> None:
    assert Account.__tablename__ in NAMES


def test_the_register_lists_no_table_that_is_not_there() -> None:
    assert {one.table for one in ALL} == set(TABLES)


def columns_of(entry: Personal) -> Table:
    return TABLES[entry.table]


@pytest.mark.parametrize("entry", REGISTER, ids=lambda one: f"{one.table}-{one.columns[0]}")
def test_each_row_of_the_register_fits_its_table(entry: Personal) -> None:
    table = columns_of(entry)
    for found in (*entry.found, *entry.named_in):
        assert found.column in table.c
        assert (found.parent != "") is (found.key is Key.PARENT)
    assert set(entry.empties) <= set(entry.columns)
    if entry.erased in (Fate.EMPTY, Fate.REPLACE, Fate.KEEP) or not entry.handed:
        assert entry.why, "it says why something stays, or is not handed over"
    if isinstance(entry.kept, Limit):
        for column, parent in entry.kept.path:
            assert column in table.c
            table = TABLES[parent]
        assert set(entry.kept.since) <= set(table.c.keys())
        assert not entry.kept.only or entry.kept.only in table.c


def test_a_column_that_holds_an_account_is_personal_wherever_it_stands() -> None:
    personal = {(one.table, column) for one in REGISTER for column in one.columns}
    accounts = {
        (table.name, column.name)
        for table in TABLES.values()
        for column in table.columns
        if column.name in ACCOUNTS | {"address"}
    }
    assert accounts <= personal


def test_texts_that_are_cleaned_can_hold_words() -> None:
    for entry in REGISTER:
        if entry.erased is Fate.CLEAN:
            kinds = [columns_of(entry).c[name].type for name in entry.columns]
            assert any(isinstance(kind, (String, JSON)) for kind in kinds)


def test_every_word_of_the_register_can_be_read_by_everybody() -> None:
    assert {one.part for one in REGISTER} <= set(PARTS)
    assert {one.basis for one in REGISTER} <= set(BASES)
    assert {one.seen_by for one in REGISTER} <= set(READERS)
    assert {one.erased for one in REGISTER} <= set(FATES)
    assert {one.kept for one in REGISTER if not isinstance(one.kept, Limit)} <= set(UNTIL)


def test_every_text_that_people_are_asked_about_has_a_day_as_its_version() -> None:
    assert all(len(text.version) == len("2026-11-28") for text in TEXTS.values())


def test_the_document_holds_the_register_of_today() -> None:
    text = DOCUMENT.read_text("utf-8")
    assert written(text) == text, "run python -m scripts.register"


VERSIONS = {
    Asked.NOTICE: ("2026-11-28", "9095b7b823d338a2"),
    Asked.STATISTICS: ("2026-11-28", "1343c412508a609d"),
    Asked.NEWS: ("2026-11-28", "111e91e3f64e54ba"),
    Asked.SUGGESTED: ("2026-11-28", "c6db9595529ca743"),
}


@pytest.mark.parametrize("what", TEXTS)
def test_the_words_of_a_version_are_not_changed_under_its_name(what: Asked) -> None:
    text = TEXTS[what]
    words = hashlib.sha256(f"{text.title}\n{text.words}\n{text.effect}".encode()).hexdigest()[:16]
    assert (text.version, words) == VERSIONS[what], "give the text the day of the change as its version"
