"""Archives, lists beside the database, old backups, and words in kept files."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from matchmaker.store.backups import drop_old_backups
from matchmaker.store.copies import Archive, cell_of, drop_copies, list_copies
from matchmaker.store.erased import Erased, keep_erased, read_erased
from matchmaker.store.export import xlsx_bytes
from matchmaker.store.uploads import drop_upload, holds_words

DAY = date(2026, 11, 28)


def test_an_archive_holds_each_table_twice_and_takes_its_name_when_it_is_whole(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "copies", "one.zip")
    archive.add_table("table", ("a", "b"), [{"a": "=1+1", "b": None}, {"a": "plain", "b": ["x", 1]}])
    archive.add_text("note.txt", "a note")
    archive.add_bytes("files/one", b"bytes")
    (tmp_path / "other").write_text("other")
    assert archive.add_file("files/two", tmp_path / "other")
    assert not archive.add_file("files/three", tmp_path / "missing")
    assert list_copies(tmp_path / "copies") == ["one.zip.part"]
    size = archive.close()
    assert list_copies(tmp_path / "copies") == ["one.zip"]
    path = tmp_path / "copies" / "one.zip"
    assert path.stat().st_size == size
    assert path.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(path) as made:
        assert json.loads(made.read("json/table.json"))[1] == {"a": "plain", "b": ["x", 1]}
        assert made.read("csv/table.csv").decode("utf-8-sig") == 'a,b\r\n\'=1+1,\r\nplain,"[""x"", 1]"\r\n'
        assert made.read("files/two") == b"other"
    drop_copies(tmp_path / "copies", ["one.zip", "missing.zip"])
    assert list_copies(tmp_path / "copies") == []
    assert list_copies(tmp_path / "nowhere") == []


@pytest.mark.parametrize(
    ("value", "cell"), [(None, ""), ("text", "text"), (3, "3"), (True, "true"), ({"a": "ä"}, '{"a": "ä"}')]
)
def test_a_cell_says_what_json_says(value: object, cell: str) -> None:
    assert cell_of(value) == cell


def test_what_was_erased_is_added_to_the_list_once(tmp_path: Path) -> None:
    assert read_erased(tmp_path) == []
    one, two = Erased("account", "a-1", DAY), Erased("profile", "s-1", DAY)
    keep_erased(tmp_path, [one])
    keep_erased(tmp_path, [one, two])
    assert read_erased(tmp_path) == [one, two]
    keep_erased(tmp_path, [])
    assert (tmp_path / "erased.txt").read_text() == "account a-1 2026-11-28\nprofile s-1 2026-11-28\n"


@pytest.mark.parametrize(
    "content",
    [
        b"name,mail\nAda,Ada@Example.ORG\n",
        "name,mail\nAda,ada@example.org\n".encode("utf-16"),
        xlsx_bytes(("name", "mail"), [("Ada", "ADA@example.org")]),
    ],
    ids=["csv", "utf-16", "xlsx"],
)
def test_an_address_is_found_in_every_kind_of_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert holds_words(path, ["other@example.org", "ada@example.org"])
    assert not holds_words(path, ["other@example.org"])
    assert not holds_words(path, [])
    assert drop_upload(tmp_path, "file")
    assert not drop_upload(tmp_path, "file")
    assert not holds_words(path, ["ada@example.org"])


def test_a_file_that_only_begins_like_a_workbook_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "file"
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("inside", "nothing")
    path.write_bytes(broken.getvalue()[:20] + b"ada@example.org")
    assert holds_words(path, ["ada@example.org"])


def test_without_backups_there_is_nothing_to_delete(tmp_path: Path) -> None:
    assert drop_old_backups(tmp_path, before=datetime(2026, 11, 28, tzinfo=UTC)) == 0
