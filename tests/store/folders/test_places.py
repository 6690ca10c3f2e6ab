"""Names, the pointer, the lock, and deleting."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from matchmaker.store.folders.disk import CannotWrite
from matchmaker.store.folders.manifest import Damaged
from matchmaker.store.folders.places import (
    Busy,
    Pointer,
    clear,
    drop_all,
    in_turn,
    list_names,
    locked,
    make_root,
    new_name,
    read_pointer,
    set_aside,
    write_pointer,
)
from tests.store.folders.samples import in_child

OLD, NEW = "version-00000001-aaaaaaaa", "version-00000002-bbbbbbbb"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of an index without anything in it."""
    make_root(tmp_path / "index")
    return tmp_path / "index"


def names(root: Path) -> set[str]:
    """All folders in it."""
    return {one.name for one in root.iterdir() if one.is_dir()}


@pytest.mark.parametrize("pointer", [Pointer(), Pointer(NEW), Pointer(NEW, 12), Pointer(least=3)])
def test_a_pointer_comes_back_as_it_was(root: Path, pointer: Pointer) -> None:
    assert read_pointer(root) is None
    write_pointer(root, Pointer(OLD))
    write_pointer(root, pointer)
    assert read_pointer(root) == pointer
    assert {one.name for one in root.iterdir()} == {"current", "CACHEDIR.TAG"}


def test_every_damage_to_a_pointer_is_found(root: Path) -> None:
    content = Pointer(NEW, 12).as_bytes()
    for length in range(len(content)):
        with pytest.raises(Damaged):
            Pointer.from_bytes(content[:length])
    for place in range(len(content)):
        for bit in range(8):
            changed = bytearray(content)
            changed[place] ^= 1 << bit
            with pytest.raises(Damaged):
                Pointer.from_bytes(bytes(changed))


@pytest.mark.parametrize("harm", [Path.mkdir, lambda path: path.symlink_to(path)])
def test_what_is_no_file_is_no_pointer_and_gives_way_to_one(root: Path, harm: Callable[[Path], None]) -> None:
    harm(root / "current")
    harm(root / "current.new")
    with pytest.raises(Damaged, match="cannot be read"):
        read_pointer(root)
    write_pointer(root, Pointer(NEW))
    assert read_pointer(root) == Pointer(NEW)
    (root / "current").unlink()
    harm(root / "current")
    drop_all(root)
    assert read_pointer(root) is None


def test_what_answers_is_what_the_pointer_names_then_what_was_before() -> None:
    third = "version-00000003-cccccccc"
    there = [third, NEW, OLD]
    assert in_turn(Pointer(third), there) == there
    assert in_turn(Pointer(NEW), there) == [NEW, OLD], "the third was never published"
    assert in_turn(Pointer(NEW), [OLD]) == [NEW, OLD], "that the second is missing must be told"
    assert in_turn(Pointer(), there) == in_turn(None, there) == []


def test_a_new_name_comes_after_all_others_and_never_twice(root: Path) -> None:
    (root / OLD).mkdir()
    assert new_name(root).startswith("version-00000002-")
    (root / "broken-00000007-aaaaaaaa").mkdir()
    assert new_name(root).startswith("version-00000008-")
    assert new_name(root) != new_name(root)


def test_nobody_but_the_owner_looks_into_it_and_backups_leave_it_out(root: Path) -> None:
    assert root.stat().st_mode & 0o777 == 0o700
    tag = root / "CACHEDIR.TAG"
    assert tag.read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55")
    assert tag.stat().st_mode & 0o777 == 0o600
    make_root(root)
    with locked(root):
        assert (root / "lock").stat().st_mode & 0o777 == 0o600


def test_two_builders_take_turns(root: Path) -> None:
    with locked(root):
        assert in_child(lambda: locked(root).__enter__()).answer().startswith("Busy: Somebody else builds")
        with pytest.raises(Busy), locked(root, wait=0.1):
            pass
        waiting = in_child(lambda: locked(root, wait=30).__enter__())
    assert waiting.answer() == "None"


def test_the_lock_goes_with_a_process_that_is_killed_but_not_with_its_child(root: Path) -> None:
    reading, writing = os.pipe()

    def hold() -> None:
        with locked(root):
            os.write(writing, b"x")
            signal.pause()

    holder = in_child(hold)
    os.read(reading, 1)
    with pytest.raises(Busy), locked(root):
        pass
    holder.kill()
    assert holder.answer() == ""
    with locked(root):
        pass
    with locked(root):
        heir = in_child(lambda: os.read(reading, 1))
    with locked(root):
        os.write(writing, b"x")
    assert heir.answer() == "b'x'"
    os.close(reading)
    os.close(writing)


def test_a_lock_whose_folder_was_deleted_guards_nothing(root: Path) -> None:
    with locked(root):
        shutil.rmtree(root)
        with locked(root):
            assert (root / "lock").exists()


@pytest.mark.parametrize("again", [False, True])
def test_a_lock_that_was_deleted_before_it_was_taken_is_looked_for_again(
    root: Path, monkeypatch: pytest.MonkeyPatch, again: bool
) -> None:
    really = fcntl.flock

    def too_late(descriptor: int, how: int) -> None:
        monkeypatch.setattr(fcntl, "flock", really)
        (root / "lock").unlink()
        if again:
            (root / "lock").touch()
        really(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", too_late)
    with locked(root, wait=5), pytest.raises(Busy), locked(root):
        pass


def test_a_disk_without_locks_is_told_as_that(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_here(_descriptor: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", none_here)
    with pytest.raises(CannotWrite, match="No locks available"), locked(root, wait=5):
        pass


def test_clearing_keeps_what_it_shall_and_removes_what_was_left(root: Path) -> None:
    for name in (OLD, NEW, "build-00000003-cccccccc", "broken-00000004-dddddddd", "gone-00000005-eeeeeeee"):
        (root / name).mkdir()
        (root / name / "one.npy").write_bytes(b"words")
    (root / "current.new").touch()
    (root / "notes.txt").touch()
    assert clear(root, [NEW]) == 1
    assert names(root) == {NEW}
    assert (root / "notes.txt").exists(), "what is not ours stays"
    assert not (root / "current.new").exists()


def test_a_broken_version_takes_another_name_once(root: Path) -> None:
    (root / OLD).mkdir()
    assert set_aside(root, OLD)
    assert not set_aside(root, OLD)
    assert names(root) == {"broken-00000001-aaaaaaaa"}
    assert list_names(root) == []


def test_all_of_it_is_taken_away_and_again_does_no_harm(root: Path, tmp_path: Path) -> None:
    (root / OLD).mkdir()
    write_pointer(root, Pointer(OLD, 5))
    assert drop_all(root) == 1
    assert read_pointer(root) is None
    assert names(root) == set()
    assert drop_all(root) == 0
    assert drop_all(tmp_path / "missing") == 0
    assert not (tmp_path / "missing").exists()
    assert list_names(tmp_path / "missing") == []
