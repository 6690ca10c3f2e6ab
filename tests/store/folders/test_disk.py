"""Full disks, refused writes and small files that are there wholly or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from matchmaker.store.folders.disk import (
    FULL,
    CannotWrite,
    NoRoom,
    create,
    free_bytes,
    move,
    refusals,
    remove_tree,
    sync,
    sync_folder,
    write_all,
    write_file,
)


def test_a_full_disk_says_how_much_is_needed_and_where() -> None:
    descriptor = os.open("/dev/full", os.O_WRONLY)
    with pytest.raises(NoRoom) as caught:
        write_all(descriptor, memoryview(bytes(3_000_000)), Path("/dev"))
    os.close(descriptor)
    assert caught.value.needed == 3_000_000
    assert caught.value.free == pytest.approx(free_bytes(Path("/dev")), rel=0.01)
    assert "in /dev (No space left on device): at least 3.0 MB are needed" in str(caught.value)


@pytest.mark.parametrize("number", sorted(FULL))
def test_quotas_and_limits_of_files_are_a_lack_of_room_too(tmp_path: Path, number: int) -> None:
    with pytest.raises(NoRoom, match=os.strerror(number)), refusals(tmp_path, 5):
        raise OSError(number, os.strerror(number))


@pytest.mark.parametrize("number", [errno.EIO, errno.EROFS, errno.EACCES])
def test_what_is_no_lack_of_room_is_told_as_what_it_is(tmp_path: Path, number: int) -> None:
    with pytest.raises(CannotWrite, match=os.strerror(number)) as caught, refusals(tmp_path):
        raise OSError(number, os.strerror(number))
    assert not isinstance(caught.value, NoRoom)


def test_a_disk_that_takes_little_at_once_gets_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really, data = os.write, os.urandom(5_000)
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda descriptor, some: really(descriptor, some[:997]))
        write_file(tmp_path / "one", data)
    assert (tmp_path / "one").read_bytes() == data


def test_a_file_is_its_owners_alone_and_never_written_over(tmp_path: Path) -> None:
    write_file(tmp_path / "one", b"first")
    assert (tmp_path / "one").stat().st_mode & 0o777 == 0o600
    with pytest.raises(CannotWrite, match="File exists"):
        write_file(tmp_path / "one", b"second")
    assert (tmp_path / "one").read_bytes() == b"first"


def test_nothing_stays_of_a_small_file_that_found_no_room(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        write_file(tmp_path / "missing" / "one", b"content")
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_synced_is_told() -> None:
    reading, writing = os.pipe()
    with pytest.raises(CannotWrite, match="Invalid argument"):
        sync(writing, Path("/"))
    os.close(reading)
    os.close(writing)
    with pytest.raises(CannotWrite, match="Not a directory"):
        sync_folder(Path("/dev/null"))


def test_a_folder_takes_another_name_once(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    assert move(tmp_path / "one", tmp_path / "two")
    assert not move(tmp_path / "one", tmp_path / "three")
    (tmp_path / "three").mkdir()
    (tmp_path / "three" / "file").touch()
    with pytest.raises(CannotWrite):
        move(tmp_path / "two", tmp_path / "three")
    remove_tree(tmp_path / "three")
    remove_tree(tmp_path / "three")
    assert [one.name for one in tmp_path.iterdir()] == ["two"]


def test_nobody_knows_the_room_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert free_bytes(tmp_path / "missing") == 0
    assert free_bytes(tmp_path) > 0


def test_a_link_in_the_place_of_a_new_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/dev/full")
    with pytest.raises(CannotWrite):
        create(tmp_path / "link")
